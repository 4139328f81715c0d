// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/knowledge/EntryListModel.h"

#include "base/Executor.h"
#include "domain/Rules.h"
#include "ui/common/Controls.h"
#include "ui/common/Format.h"
#include "ui/knowledge/KnowledgeText.h"
#include "workspace/Workspace.h"

#include <algorithm>

#include <QCollator>

namespace souffleur::ui {

namespace {
constexpr int PageSize = 500;
//! More changed entries than this are read all at once.
constexpr qsizetype MostSingle = 20;
constexpr int SoonDays = 14;

QString fold(const QString& text) {
    // Qt folds characters one to one; a search in capitals has SS for ß.
    return text.normalized(QString::NormalizationForm_KC).toCaseFolded().replace(u'ß', u"ss"_s);
}

} // namespace

EntryListModel::EntryListModel(UiContext& context, QObject* parent)
    : QAbstractListModel(parent), m_context(context) {
    m_refresh.setSingleShot(true);
    connect(&m_refresh, &QTimer::timeout, this, [this] {
        const QSet<FaqEntryId> stale = std::exchange(m_stale, {});
        if (stale.size() > MostSingle || m_state != State::Ready) {
            reload();
            return;
        }
        for (const FaqEntryId& id : stale)
            thenOn(m_context.workspace.faqDetail(id), this, [this](const Result<FaqDetail>& detail) {
                if (detail)
                    put({detail->entry, detail->stats});
                else if (detail.error().code == ErrorCode::NotFound)
                    reload();
            });
    });
    connect(&context.workspace, &workspace::Workspace::changed, this, &EntryListModel::changed);
}

void EntryListModel::changed(const Changes& changes) {
    bool saved = false;
    for (const Change& change : changes) {
        if (change.entity != EntityKind::FaqEntry && change.entity != EntityKind::FaqStats)
            continue;
        m_stale.insert(FaqEntryId(change.id));
        saved |= change.entity == EntityKind::FaqEntry;
    }
    if (m_held)
        return;
    // What is counted while agents work may wait; what somebody just saved may not.
    if (saved)
        m_refresh.start(0);
    else if (!m_stale.isEmpty() && !m_refresh.isActive())
        m_refresh.start(1000);
}

void EntryListModel::hold(bool held) {
    m_held = held;
    // All at once: one by one, the list would pass through states that nobody made.
    if (!held && !std::exchange(m_stale, {}).isEmpty())
        reload();
}

void EntryListModel::reload() {
    m_loading.clear();
    m_error.reset();
    if (m_rows.isEmpty())
        m_state = State::Loading;
    emit stateChanged();
    load(++m_generation, 0);
}

void EntryListModel::load(quint64 generation, int offset) {
    FaqQuery query;
    query.limit = PageSize;
    query.offset = offset;
    thenOn(m_context.workspace.faqEntries(query), this,
           [this, generation, offset](const Result<QList<FaqListItem>>& items) {
               if (generation != m_generation)
                   return;
               if (!items) {
                   m_error = items.error();
                   m_state = State::Failed;
                   emit stateChanged();
                   return;
               }
               for (const FaqListItem& item : *items)
                   m_loading.append(rowFor(item));
               if (items->size() == PageSize) {
                   load(generation, offset + PageSize);
                   return;
               }
               m_rows = std::exchange(m_loading, {});
               m_state = State::Ready;
               arrange();
               emit stateChanged();
           });
}

EntryListModel::Row EntryListModel::rowFor(const FaqListItem& item) const {
    const FaqEntry& entry = item.entry;
    const QDate today = toDateTime(m_context.workspace.clock().now()).toLocalTime().date();
    Row row;
    row.id = entry.id;
    row.number = entry.number;
    row.title = rules::oneLine(entry.question(QLocale().name().left(2)), 200);
    if (row.title.isEmpty() && !entry.variants.isEmpty())
        row.title = rules::oneLine(entry.variants.first().text, 200);
    row.state = KnowledgeText::state(entry, today);
    row.status = entry.status;
    const bool ending = entry.validUntil.isValid() && entry.validUntil < today.addDays(SoonDays);
    row.due = entry.status == FaqStatus::Published && (ending || KnowledgeText::isReviewDue(entry, today));
    row.languages = entry.questions.keys();
    for (const FaqAnswer& answer : entry.answers) {
        if (!row.languages.contains(answer.language))
            row.languages += answer.language;
    }
    row.tags = entry.tags;
    row.channels = entry.channels;
    row.owner = entry.owner;
    row.phase = entry.phase;
    row.audience = entry.audience;
    QString words = u"faq-%1 "_s.arg(entry.number);
    for (const QString& question : entry.questions)
        words += question + u' ';
    for (const FaqVariant& variant : entry.variants)
        words += variant.text + u' ';
    for (const FaqAnswer& answer : entry.answers)
        words += answer.body + u' ';
    row.words = fold(words + entry.tags.join(u' '));
    row.sent = item.stats.sent;
    row.ratings = item.stats.ratingCount;
    row.mean = row.ratings > 0 ? item.stats.ratingSum / row.ratings : 0;
    row.badRun = rules::isBadRun(item.stats);
    return row;
}

void EntryListModel::put(const FaqListItem& item) {
    const Row row = rowFor(item);
    const auto place = m_places.constFind(row.id);
    if (place == m_places.cend()) {
        m_rows.append(row);
        arrange();
    } else {
        const Row before = std::exchange(m_rows[*place], row);
        const auto shown = m_shown.indexOf(*place);
        if (shown >= 0 && fits(row) && before.title == row.title && before.sent == row.sent &&
            before.mean == row.mean)
            emit dataChanged(index(int(shown)), index(int(shown)));
        else
            arrange();
    }
    emit stateChanged();
}

bool EntryListModel::fits(const Row& row) const {
    switch (m_filter) {
    case EntryFilter::Current:
        if (row.status == FaqStatus::Archived)
            return false;
        break;
    case EntryFilter::Published:
        if (row.status != FaqStatus::Published)
            return false;
        break;
    case EntryFilter::Drafts:
        if (row.status != FaqStatus::Draft && row.status != FaqStatus::InReview)
            return false;
        break;
    case EntryFilter::Due:
        if (!row.due)
            return false;
        break;
    case EntryFilter::Archived:
        if (row.status != FaqStatus::Archived)
            return false;
        break;
    }
    const EntryConditions& c = m_conditions;
    if ((!c.language.isEmpty() && !row.languages.contains(c.language)) ||
        (!c.tag.isEmpty() && !row.tags.contains(c.tag)) || (c.phase && row.phase != *c.phase) ||
        (!c.channel.isEmpty() && !row.channels.isEmpty() && !row.channels.contains(c.channel)) ||
        (c.audience && row.audience != *c.audience) || (!c.owner.isEmpty() && row.owner != c.owner))
        return false;
    return std::all_of(m_search.cbegin(), m_search.cend(),
                       [&](const QString& word) { return row.words.contains(word); });
}

void EntryListModel::arrange() {
    beginResetModel();
    m_places.clear();
    m_shown.clear();
    for (int i = 0; i < m_rows.size(); ++i) {
        m_places.insert(m_rows.at(i).id, i);
        if (fits(m_rows.at(i)))
            m_shown.append(i);
    }
    if (m_order == EntryOrder::Alphabet) {
        QCollator collator;
        collator.setNumericMode(true);
        std::vector<std::pair<QCollatorSortKey, int>> keys;
        for (const int place : std::as_const(m_shown))
            keys.emplace_back(collator.sortKey(m_rows.at(place).title), place);
        std::stable_sort(keys.begin(), keys.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        for (size_t i = 0; i < keys.size(); ++i)
            m_shown[qsizetype(i)] = keys[i].second;
    } else {
        std::stable_sort(m_shown.begin(), m_shown.end(), [this](int a, int b) {
            const Row& one = m_rows.at(a);
            const Row& two = m_rows.at(b);
            if (m_order == EntryOrder::MostSent && one.sent != two.sent)
                return one.sent > two.sent;
            if (m_order == EntryOrder::WorstRated && (one.ratings > 0 || two.ratings > 0)) {
                if ((one.ratings > 0) != (two.ratings > 0))
                    return one.ratings > 0;
                if (one.mean != two.mean)
                    return one.mean < two.mean;
            }
            return one.number < two.number;
        });
    }
    endResetModel();
}

void EntryListModel::setSearch(const QString& words) {
    const QStringList search = fold(words).split(u' ', Qt::SkipEmptyParts);
    if (search == m_search)
        return;
    m_search = search;
    arrange();
    emit stateChanged();
}

void EntryListModel::setFilter(EntryFilter filter) {
    m_filter = filter;
    arrange();
    emit stateChanged();
}

void EntryListModel::setConditions(const EntryConditions& conditions) {
    if (conditions == m_conditions)
        return;
    m_conditions = conditions;
    arrange();
    emit stateChanged();
}

template <class F>
QStringList EntryListModel::gathered(F values) const {
    QSet<QString> found;
    for (const Row& row : m_rows) {
        for (const QString& value : QStringList(values(row)))
            found.insert(value);
    }
    found.remove(QString());
    QStringList sorted(found.cbegin(), found.cend());
    const QCollator collator;
    std::sort(sorted.begin(), sorted.end(), collator);
    return sorted;
}

QStringList EntryListModel::languages() const {
    return gathered([](const Row& row) { return row.languages; });
}

QStringList EntryListModel::tags() const {
    return gathered([](const Row& row) { return row.tags; });
}

QStringList EntryListModel::owners() const {
    return gathered([](const Row& row) { return QStringList{row.owner}; });
}

QMap<QString, int> EntryListModel::tagsOf(const QList<FaqEntryId>& entries) const {
    QMap<QString, int> found;
    for (const FaqEntryId& id : entries) {
        if (const auto place = m_places.constFind(id); place != m_places.cend()) {
            for (const QString& tag : m_rows.at(*place).tags)
                ++found[tag];
        }
    }
    return found;
}

void EntryListModel::setOrder(EntryOrder order) {
    m_order = order;
    arrange();
}

int EntryListModel::entryCount() const {
    return int(std::count_if(m_rows.cbegin(), m_rows.cend(),
                             [](const Row& row) { return row.status != FaqStatus::Archived; }));
}

std::optional<FaqEntryId> EntryListModel::at(int row) const {
    return row >= 0 && row < m_shown.size() ? std::optional(m_rows.at(m_shown.at(row)).id) : std::nullopt;
}

int EntryListModel::rowOf(FaqEntryId id) const {
    return int(m_shown.indexOf(m_places.value(id, -1)));
}

QString EntryListModel::titleOf(FaqEntryId id) const {
    const auto place = m_places.constFind(id);
    return place == m_places.cend() ? QString() : m_rows.at(*place).title;
}

QList<std::pair<FaqEntryId, QString>> EntryListModel::titles() const {
    QList<std::pair<FaqEntryId, QString>> all;
    for (const Row& row : m_rows) {
        if (row.status != FaqStatus::Archived)
            all.append({row.id, row.title});
    }
    return all;
}

void EntryListModel::setEdited(const QSet<FaqEntryId>& edited) {
    if (edited == m_edited)
        return;
    m_edited = edited;
    if (!m_shown.isEmpty())
        emit dataChanged(index(0), index(rowCount() - 1), {EditedRole});
}

int EntryListModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(m_shown.size());
}

QVariant EntryListModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= m_shown.size())
        return {};
    const Row& row = m_rows.at(m_shown.at(index.row()));
    const auto facts = [&] {
        QStringList facts{row.state};
        facts += row.ratings > 0 ? u"★ "_s + KnowledgeText::stars(row.mean) + (row.badRun ? u" ▼"_s : QString())
                                 : u"–"_s;
        facts += row.sent > 0 ? tr("%1×", "times").arg(Format::count(row.sent)) : u"–"_s;
        return facts;
    };
    switch (role) {
    case Qt::DisplayRole:
    case TitleRole:
        return row.title.isEmpty() ? tr("Without a question") : row.title;
    case FactsRole:
        return facts();
    case SideRole:
        return row.languages.join(u' ');
    case ToneRole:
        return int(row.due ? Tone::Warn : Tone::Muted);
    case EditedRole:
        return m_edited.contains(row.id);
    case Qt::AccessibleTextRole: {
        QStringList words{row.title, row.state};
        if (row.ratings > 0)
            words += tr("%1 stars").arg(KnowledgeText::stars(row.mean));
        words += tr("sent %n time(s)", nullptr, row.sent);
        if (m_edited.contains(row.id))
            words += tr("changed, not saved");
        return words.join(u", "_s);
    }
    default:
        return {};
    }
}

} // namespace souffleur::ui
