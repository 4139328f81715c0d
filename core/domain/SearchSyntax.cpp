// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/SearchSyntax.h"

#include <algorithm>

#include <QRegularExpression>

namespace souffleur {
namespace {

//! How names and values are compared: no case, no marks, "ss" for the sharp s.
QString fold(const QString& text) {
    QString plain;
    for (const QChar c : text.normalized(QString::NormalizationForm_D).toCaseFolded()) {
        if (c == u'ß')
            plain += u"ss"_s;
        else if (!c.isMark())
            plain += c;
    }
    return plain;
}

struct Word {
    QString german;
    QString english;
    QStringList others; //!< folded
    bool is(const QString& folded) const {
        return fold(german) == folded || english == folded || others.contains(folded);
    }
};

struct Operator {
    SearchField field;
    Word name;
};
const QList<Operator>& operators() {
    static const QList<Operator> list = {
        {SearchField::From, {u"von"_s, u"from"_s, {}}},
        {SearchField::To, {u"an"_s, u"to"_s, {}}},
        {SearchField::Channel, {u"kanal"_s, u"channel"_s, {}}},
        {SearchField::Status, {u"status"_s, u"status"_s, {u"is"_s, u"ist"_s}}},
        {SearchField::Tag, {u"tag"_s, u"tag"_s, {u"tags"_s}}},
        {SearchField::Assignee, {u"zustaendig"_s, u"assignee"_s, {u"zustandig"_s}}},
        {SearchField::Since, {u"seit"_s, u"since"_s, {u"after"_s, u"ab"_s}}},
        {SearchField::Before, {u"vor"_s, u"before"_s, {u"bis"_s}}},
        {SearchField::Has, {u"hat"_s, u"has"_s, {}}},
        {SearchField::Waiting, {u"wartet"_s, u"waiting"_s, {}}},
    };
    return list;
}

enum class Condition {
    Open,
    Waiting,
    Overdue,
    Unread,
    Snoozed,
    Resolved,
};
const QList<std::pair<Condition, Word>>& statuses() {
    static const QList<std::pair<Condition, Word>> list = {
        {Condition::Open, {u"offen"_s, u"open"_s, {}}},
        {Condition::Waiting, {u"wartend"_s, u"waiting"_s, {u"wartet"_s}}},
        {Condition::Overdue, {u"überfällig"_s, u"overdue"_s, {u"ueberfaellig"_s}}},
        {Condition::Unread, {u"ungelesen"_s, u"unread"_s, {}}},
        {Condition::Snoozed, {u"zurückgestellt"_s, u"snoozed"_s, {u"zurueckgestellt"_s}}},
        {Condition::Resolved, {u"abgeschlossen"_s, u"resolved"_s, {u"done"_s, u"closed"_s, u"erledigt"_s}}},
    };
    return list;
}

const Word Me{u"mir"_s, u"me"_s, {u"ich"_s, u"mich"_s}};
const Word Nobody{u"niemand"_s, u"nobody"_s, {u"none"_s, u"keiner"_s, u"unassigned"_s}};
const Word AFile{u"anhang"_s, u"attachment"_s, {u"datei"_s, u"file"_s, u"attachments"_s, u"anhange"_s}};
const Word Today{u"heute"_s, u"today"_s, {}};
const Word Yesterday{u"gestern"_s, u"yesterday"_s, {}};

bool isQuote(QChar c) {
    return c == u'"' || c == u'\u201E' || c == u'\u201C' || c == u'\u201D';
}

struct Piece {
    qsizetype start = 0;
    QString raw; //!< with its quotes
    std::optional<SearchField> field;
    QString name;  //!< of the operator, as typed
    QString value; //!< without quotes
};

QString unquoted(const QString& text) {
    QString plain;
    for (const QChar c : text) {
        if (!isQuote(c))
            plain += c;
    }
    return plain.trimmed();
}

std::optional<SearchField> fieldOf(const QString& name) {
    const QString folded = fold(name);
    for (const Operator& known : operators()) {
        if (known.name.is(folded))
            return known.field;
    }
    return {};
}

//! Runs of what is no space, quoted spaces included.
QList<Piece> piecesOf(const QString& typed) {
    QList<Piece> pieces;
    for (qsizetype i = 0; i < typed.size();) {
        if (typed.at(i).isSpace()) {
            ++i;
            continue;
        }
        Piece piece;
        piece.start = i;
        bool quoted = false;
        for (; i < typed.size() && (quoted || !typed.at(i).isSpace()); ++i) {
            if (isQuote(typed.at(i)))
                quoted = !quoted;
            piece.raw += typed.at(i);
        }
        const qsizetype colon = piece.raw.indexOf(u':');
        if (colon > 0) {
            piece.name = piece.raw.left(colon);
            piece.field = fieldOf(piece.name);
            piece.value = unquoted(piece.raw.mid(colon + 1));
        }
        pieces += piece;
    }
    return pieces;
}

std::optional<Milliseconds> durationOf(const QString& text) {
    static const QRegularExpression form(u"^(\\d{1,6})\\s*([a-z]*)$"_s);
    const auto match = form.match(fold(text));
    if (!match.hasMatch())
        return {};
    const qint64 count = match.captured(1).toLongLong();
    const QString unit = match.captured(2);
    const auto isOne = [&](std::initializer_list<const char*> names) {
        return std::any_of(names.begin(), names.end(), [&](const char* n) { return unit == QLatin1String(n); });
    };
    if (isOne({"", "m", "min", "minute", "minuten", "minutes"}))
        return std::chrono::minutes(count);
    if (isOne({"h", "std", "stunde", "stunden", "hour", "hours"}))
        return std::chrono::hours(count);
    if (isOne({"d", "t", "tag", "tage", "day", "days"}))
        return std::chrono::hours(24 * count);
    if (isOne({"w", "woche", "wochen", "week", "weeks"}))
        return std::chrono::hours(7 * 24 * count);
    return {};
}

OptionalTimestamp momentOf(const QString& value, const SearchNames& names) {
    const QString text = fold(value);
    const QDate today = QDateTime::fromMSecsSinceEpoch(toMs(names.now), names.zone).date();
    QDate date;
    static const QRegularExpression iso(u"^(\\d{4})(?:-(\\d{1,2}))?(?:-(\\d{1,2}))?$"_s);
    static const QRegularExpression german(u"^(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4}|\\d{2})?$"_s);
    if (Today.is(text)) {
        date = today;
    } else if (Yesterday.is(text)) {
        date = today.addDays(-1);
    } else if (const auto match = iso.match(text); match.hasMatch()) {
        const auto part = [&](int group) {
            return match.captured(group).isEmpty() ? 1 : match.captured(group).toInt();
        };
        date = QDate(part(1), part(2), part(3));
    } else if (const auto other = german.match(text); other.hasMatch()) {
        int year = other.captured(3).isEmpty() ? today.year() : other.captured(3).toInt();
        if (year < 100)
            year += 2000;
        date = QDate(year, other.captured(2).toInt(), other.captured(1).toInt());
        // A day without a year is the latest one.
        if (other.captured(3).isEmpty() && date.isValid() && date > today)
            date = date.addYears(-1);
    } else if (const auto ago = durationOf(value); ago && !text.back().isDigit()) {
        return names.now - *ago;
    }
    if (!date.isValid() || date.year() < 1970)
        return {};
    return fromDateTime(date.startOfDay(names.zone));
}

class Reader {
public:
    explicit Reader(const SearchNames& names) : m_names(names) {}

    void take(const Piece& piece, const QString& value) {
        m_name = piece.name;
        m_value = value;
        switch (*piece.field) {
        case SearchField::From:
            if (Me.is(fold(value)))
                write(Direction::Outbound, m_names.me, {});
            else
                write(Direction::Inbound, {}, value);
            break;
        case SearchField::To:
            write(Direction::Outbound, {}, value);
            break;
        case SearchField::Channel:
            channel();
            break;
        case SearchField::Status:
            status();
            break;
        case SearchField::Tag:
            tag();
            break;
        case SearchField::Assignee:
            assignee();
            break;
        case SearchField::Since:
            moment(&query.since);
            break;
        case SearchField::Before:
            moment(&query.before);
            break;
        case SearchField::Has:
            if (AFile.is(fold(value)))
                query.withAttachment = true;
            else
                problem(SearchProblem::Kind::UnknownPart);
            break;
        case SearchField::Waiting:
            waiting();
            break;
        }
    }
    void problem(SearchProblem::Kind kind) { problems += {kind, m_name, m_value}; }
    void missing(const Piece& piece) { problems += {SearchProblem::Kind::MissingValue, piece.name, {}}; }

    SearchQuery query;
    QList<SearchProblem> problems;

private:
    template <class T>
    void set(std::optional<T>* place, const T& value) {
        if (*place && **place != value)
            problem(SearchProblem::Kind::Contradiction);
        *place = value;
    }
    void write(Direction direction, std::optional<AgentId> author, const QString& name) {
        set(&query.direction, direction);
        if (author)
            query.author = author;
        if (!name.isEmpty() && !query.from.isEmpty() && query.from != name)
            problem(SearchProblem::Kind::Contradiction);
        if (!name.isEmpty())
            query.from = name;
    }
    void channel() {
        const QString wanted = fold(m_value);
        QList<ChannelId> exact, begun;
        for (const Channel& channel : m_names.channels) {
            QStringList called{fold(channel.name), fold(channel.kind)};
            for (const ChannelCapabilities& kind : m_names.kinds) {
                if (kind.kind == channel.kind)
                    called += fold(kind.displayName);
            }
            if (called.contains(wanted))
                exact += channel.id;
            else if (std::any_of(called.cbegin(), called.cend(),
                                 [&](const QString& name) { return name.startsWith(wanted); }))
                begun += channel.id;
        }
        const QList<ChannelId>& found = exact.isEmpty() ? begun : exact;
        if (found.isEmpty())
            problem(SearchProblem::Kind::UnknownChannel);
        else
            query.channels += found; // several: any of them
    }
    void status() {
        const QString wanted = fold(m_value);
        for (const auto& [status, word] : statuses()) {
            if (!word.is(wanted))
                continue;
            switch (status) {
            case Condition::Open:
                set(&query.state, EpisodeState::Open);
                break;
            case Condition::Snoozed:
                set(&query.state, EpisodeState::Snoozed);
                break;
            case Condition::Resolved:
                set(&query.state, EpisodeState::Resolved);
                break;
            case Condition::Waiting:
                query.waiting = true;
                break;
            case Condition::Overdue:
                query.dueBefore = m_names.now;
                break;
            case Condition::Unread:
                query.unread = true;
                break;
            }
            return;
        }
        problem(SearchProblem::Kind::UnknownStatus);
    }
    void tag() {
        for (const QString& known : m_names.tags) {
            if (fold(known) == fold(m_value)) {
                query.tags += known;
                return;
            }
        }
        query.tags += m_value;
    }
    void assignee() {
        const QString wanted = fold(m_value);
        if (Nobody.is(wanted)) {
            set(&query.assignee, AgentId());
            return;
        }
        if (Me.is(wanted)) {
            set(&query.assignee, m_names.me);
            return;
        }
        QList<AgentId> exact, begun;
        for (const Agent& agent : m_names.agents) {
            const QString name = fold(agent.name);
            if (name == wanted)
                exact += agent.id;
            else if ((u' ' + name).contains(u' ' + wanted))
                begun += agent.id;
        }
        const QList<AgentId>& found = exact.isEmpty() ? begun : exact;
        if (found.isEmpty())
            problem(SearchProblem::Kind::UnknownAgent);
        else if (found.size() > 1)
            problem(SearchProblem::Kind::ManyAgents);
        else
            set(&query.assignee, found.first());
    }
    void moment(OptionalTimestamp* place) {
        const OptionalTimestamp at = momentOf(m_value, m_names);
        if (at)
            set(place, *at);
        else
            problem(SearchProblem::Kind::BadDate);
    }
    void waiting() {
        static const QRegularExpression form(u"^([<>]?)=?\\s*(.*)$"_s,
                                             QRegularExpression::DotMatchesEverythingOption);
        const auto match = form.match(m_value);
        const auto length = durationOf(match.captured(2));
        if (!length) {
            problem(SearchProblem::Kind::BadDuration);
            return;
        }
        query.waiting = true;
        // Longer than an hour: since a time before that.
        if (match.captured(1) == u"<")
            set(&query.waitingSinceAfter, m_names.now - *length);
        else
            set(&query.waitingSinceBefore, m_names.now - *length);
    }

    const SearchNames& m_names;
    QString m_name;
    QString m_value;
};

//! An operator, or a comparison, that goes on behind a space.
bool isUnfinished(const QString& value) {
    return value.isEmpty() || value == u">" || value == u"<" || value == u">=" || value == u"<=";
}

QString asValue(const QString& text) {
    QString plain = unquoted(text);
    const bool spaces = std::any_of(plain.cbegin(), plain.cend(), [](QChar c) { return c.isSpace(); });
    return spaces ? u'"' + plain + u'"' : plain;
}

QStringList valuesOf(SearchField field, const SearchNames& names, bool german) {
    const auto of = [german](const Word& word) { return german ? word.german : word.english; };
    QStringList values;
    switch (field) {
    case SearchField::From:
        values += of(Me);
        break;
    case SearchField::To:
        break;
    case SearchField::Channel:
        for (const Channel& channel : names.channels)
            values += channel.name;
        break;
    case SearchField::Status:
        for (const auto& [status, word] : statuses())
            values += of(word);
        break;
    case SearchField::Tag:
        values = names.tags;
        break;
    case SearchField::Assignee:
        values = {of(Me), of(Nobody)};
        for (const Agent& agent : names.agents) {
            if (agent.id != names.me)
                values += agent.name;
        }
        break;
    case SearchField::Since:
    case SearchField::Before:
        values = {of(Today), of(Yesterday), german ? u"7t"_s : u"7d"_s, u"4w"_s};
        break;
    case SearchField::Has:
        values += of(AFile);
        break;
    case SearchField::Waiting:
        values = {u">30min"_s, u">1h"_s, u">4h"_s, german ? u">1t"_s : u">1d"_s};
        break;
    }
    return values;
}

} // namespace

SearchInput parseSearch(const QString& typed, const SearchNames& names) {
    Reader reader(names);
    const QList<Piece> pieces = piecesOf(typed);
    QString words;
    bool openEnd = false; // the last thing typed is a word that may go on
    for (qsizetype i = 0; i < pieces.size(); ++i) {
        const Piece& piece = pieces.at(i);
        openEnd = false;
        if (!piece.field) {
            words += piece.raw + u' ';
            openEnd = piece.start + piece.raw.size() == typed.size();
            continue;
        }
        QString value = piece.value;
        if (isUnfinished(value)) {
            if (i + 1 == pieces.size())
                continue;
            if (pieces.at(i + 1).field) {
                reader.missing(piece);
                continue;
            }
            value += unquoted(pieces.at(++i).raw);
            if (isUnfinished(value)) {
                reader.missing(piece);
                continue;
            }
        }
        reader.take(piece, value);
    }
    if (openEnd)
        words.chop(1);
    reader.query.words = words;
    return {reader.query, reader.problems};
}

SearchCompletion completeSearch(const QString& typed, int cursor, const SearchNames& names, bool german) {
    const QString before = typed.left(cursor);
    const QList<Piece> pieces = piecesOf(before);
    SearchCompletion completion;
    completion.start = int(before.size());
    if (pieces.isEmpty() || (before.back().isSpace() && pieces.last().raw.count(u'"') % 2 == 0))
        return completion;
    const Piece& piece = pieces.last();
    const auto offer = [&](const QStringList& from, const QString& begun, const QString& end) {
        for (const QString& choice : from) {
            if (fold(choice).startsWith(fold(begun)))
                completion.choices += (end == u":" ? choice : asValue(choice)) + end;
        }
    };
    if (piece.field) {
        const qsizetype colon = piece.raw.indexOf(u':');
        completion.start = int(piece.start + colon + 1);
        offer(valuesOf(*piece.field, names, german), piece.value, u" "_s);
    } else if (piece.raw.indexOf(u':') < 0 && !isQuote(piece.raw.front())) {
        completion.start = int(piece.start);
        QStringList known;
        for (const Operator& op : operators())
            known += german ? op.name.german : op.name.english;
        offer(known, piece.raw, u":"_s);
    }
    completion.length = int(before.size()) - completion.start;
    return completion;
}

} // namespace souffleur
