// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "SourceRules.h"

#include <QDir>
#include <QFileInfo>
#include <QMap>
#include <QRegularExpression>

namespace souffleur::test::rules {
namespace {

constexpr auto MaxLines = 1000;

//! Who may use whom; the order of core/README.md. A new module gets its row here first.
const QMap<QString, QStringList>& modules() {
    static const QMap<QString, QStringList> table = {
        {u"base"_s, {}},
        {u"domain"_s, {u"base"_s}},
        {u"net"_s, {u"base"_s, u"domain"_s}},
        {u"spelling"_s, {u"base"_s}},
        {u"store"_s, {u"base"_s, u"domain"_s}},
        {u"knowledge"_s, {u"base"_s, u"domain"_s}},
        {u"channels"_s, {u"base"_s, u"domain"_s, u"net"_s}},
        {u"assist"_s, {u"base"_s, u"domain"_s, u"knowledge"_s}},
        {u"polish"_s, {u"base"_s, u"domain"_s, u"net"_s}},
        {u"engine"_s, {u"base"_s, u"domain"_s, u"net"_s, u"store"_s, u"knowledge"_s, u"channels"_s, u"assist"_s}},
        {u"workspace"_s, {u"base"_s, u"domain"_s}},
        {u"workspace/local"_s,
         {u"base"_s, u"domain"_s, u"net"_s, u"spelling"_s, u"store"_s, u"knowledge"_s, u"channels"_s, u"assist"_s,
          u"polish"_s, u"engine"_s, u"workspace"_s}},
        {u"ui"_s, {u"base"_s, u"domain"_s, u"workspace"_s}},
        {u"app"_s,
         {u"base"_s, u"domain"_s, u"net"_s, u"spelling"_s, u"store"_s, u"knowledge"_s, u"channels"_s, u"assist"_s,
          u"polish"_s, u"engine"_s, u"workspace"_s, u"workspace/local"_s, u"ui"_s}},
    };
    return table;
}

struct Foreign {
    QString pattern;     //!< of the header's name, anchored at its start
    QStringList modules; //!< where it may be included
    QString what;
};

const QList<Foreign>& foreignHeaders() {
    static const QList<Foreign> list = {
        {u"(QtSql/|QSql)"_s, {u"store"_s}, u"SQL belongs to core/store"_s},
        {u"(sqlite3|sqlcipher/|libpq)"_s, {u"store"_s}, u"the database engine belongs to core/store"_s},
        {u"hunspell"_s, {u"spelling"_s}, u"Hunspell belongs to core/spelling"_s},
        {u"xapian"_s, {u"knowledge"_s, u"assist"_s}, u"Xapian belongs to core/knowledge and core/assist"_s},
        {u"(QtWidgets/|QtGui/|QtSvg/|QtQuick/"
         u"|Q(\\w*Widget|(Gui)?Application|Pixmap|Image|ImageReader|Painter|Icon|Color|"
         "Font|FontMetrics|Palette|Clipboard|Cursor|Screen|Window|Desktop\\w*|\\w*Dialog|(List|Table|Tree|Column|"
         "Header|Graphics|AbstractItem)View|Layout|\\w+"
         "Layout|Style|"
         "Text(Document|Cursor|Edit|Browser)|\\w*Button|Label|LineEdit|Menu|Action)$)"_s,
         {u"ui"_s, u"app"_s},
         u"no QtGui or QtWidgets below ui/"_s},
    };
    return list;
}

QString breach(const QString& path, qsizetype line, const QString& what) {
    return u"%1:%2: %3"_s.arg(path).arg(line).arg(what);
}

//! The path an own header is found at when included from `path`; empty for foreign ones.
QString resolveInclude(const QString& path, const QString& name) {
    const QString folder = QFileInfo(path).path();
    if (name.startsWith(u"."_s))
        return QDir::cleanPath(folder + u'/' + name);
    const QString first = name.section(u'/', 0, 0);
    if (!name.contains(u'/'))
        return folder + u'/' + name;
    if (modules().contains(first) && first != u"ui"_s && first != u"app"_s)
        return u"core/"_s + name;
    if (first == u"core"_s || first == u"ui"_s || first == u"app"_s)
        return name;
    return folder + u'/' + name;
}

//! "telegram" for core/channels/telegram/Parser.h; empty for what stands in core/channels itself.
QString channelOf(const QString& path) {
    const QStringList parts = path.split(u'/');
    return parts.size() > 3 && parts.at(0) == u"core"_s && parts.at(1) == u"channels"_s ? parts.at(2) : QString();
}

bool usable(const QString& user, const QString& used) {
    return user == used || allowedModules(user).contains(used);
}

} // namespace

QString codeOnly(const QString& text) {
    enum class In { Code, Line, Block, String, Char, Raw } in = In::Code;
    QString out;
    out.reserve(text.size());
    QString rawEnd;
    bool includeLine = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        const QChar next = i + 1 < text.size() ? text.at(i + 1) : QChar();
        if (c == u'\n') {
            if (in == In::Line || in == In::String || in == In::Char)
                in = In::Code;
            includeLine = false;
            out += c;
            continue;
        }
        switch (in) {
        case In::Code:
            if (c == u'#')
                includeLine = QStringView(text).mid(i + 1).trimmed().startsWith(u"include"_s);
            if (c == u'/' && (next == u'/' || next == u'*')) {
                in = next == u'/' ? In::Line : In::Block;
                ++i;
            } else if (c == u'"' && !includeLine) {
                if (i > 0 && text.at(i - 1) == u'R') {
                    in = In::Raw;
                    const qsizetype open = text.indexOf(u'(', i);
                    rawEnd = u')' + text.mid(i + 1, open - i - 1) + u'"';
                } else {
                    in = In::String;
                }
                out += u'"';
            } else if (c == u'\'' && !(i > 0 && text.at(i - 1).isLetterOrNumber() && text.at(i - 1) != u'u' &&
                                       text.at(i - 1) != u'L')) {
                in = In::Char; // not the separator in 1'000
                out += c;
            } else {
                out += c;
            }
            break;
        case In::Line:
            break;
        case In::Block:
            if (c == u'*' && next == u'/') {
                in = In::Code;
                ++i;
            }
            break;
        case In::String:
        case In::Char:
            if (c == u'\\') {
                ++i;
            } else if (c == (in == In::String ? u'"' : u'\'')) {
                in = In::Code;
                out += c;
            }
            break;
        case In::Raw:
            if (QStringView(text).mid(i).startsWith(rawEnd)) {
                i += rawEnd.size() - 1;
                in = In::Code;
                out += u'"';
            }
            break;
        }
    }
    return out;
}

QString moduleOf(const QString& path) {
    const QStringList parts = path.split(u'/');
    if (parts.first() == u"ui"_s || parts.first() == u"app"_s)
        return parts.first();
    if (parts.first() != u"core"_s || parts.size() < 3)
        return {};
    if (parts.at(1) == u"workspace"_s && parts.size() > 3)
        return u"workspace/"_s + parts.at(2);
    return parts.at(1);
}

bool isKnownModule(const QString& module) {
    return modules().contains(module);
}

QStringList allowedModules(const QString& module) {
    return modules().value(module);
}

QStringList includeBreaches(const QString& path, const QString& text) {
    static const QRegularExpression include(u"^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"]"_s);
    QStringList found;
    const QString module = moduleOf(path);
    if (!isKnownModule(module))
        return {breach(path, 1, u"unknown module; give it a row in tests/arch/SourceRules.cpp"_s)};
    const QStringList lines = codeOnly(text).split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const auto match = include.match(lines.at(i));
        if (!match.hasMatch())
            continue;
        const QString name = match.captured(2);
        for (const Foreign& foreign : foreignHeaders()) {
            static QHash<QString, QRegularExpression> cache;
            auto& expression = cache[foreign.pattern];
            if (expression.pattern().isEmpty())
                expression = QRegularExpression(u"^(?:"_s + foreign.pattern + u')');
            if (!foreign.modules.contains(module) && expression.match(name).hasMatch())
                found += breach(path, i + 1, u"includes %1: %2"_s.arg(name, foreign.what));
        }
        // <base/Clock.h> is found as well as "base/Clock.h".
        if (match.captured(1) == u"<"_s && !modules().contains(name.section(u'/', 0, 0)))
            continue;
        const QString target = resolveInclude(path, name);
        const QString used = moduleOf(target);
        if (!used.isEmpty() && !usable(module, used))
            found += breach(path, i + 1, u"%1 may not include %2 (%3)"_s.arg(module, used, name));
        // The kit is there for all of them, and knows none.
        if (!channelOf(path).isEmpty() && !channelOf(target).isEmpty() && channelOf(path) != channelOf(target) &&
            channelOf(target) != u"kit")
            found += breach(path, i + 1,
                            u"channel %1 may not include channel %2"_s.arg(channelOf(path), channelOf(target)));
    }
    return found;
}

QStringList callBreaches(const QString& path, const QString& text) {
    struct Call {
        QRegularExpression expression;
        QString what;
        bool alsoInStore; //!< QSqlQuery::exec() is no event loop
    };
    static const QList<Call> calls = {
        {QRegularExpression(u"\\bQEventLoop\\b"_s), u"nested event loop"_s, true},
        {QRegularExpression(u"\\bprocessEvents\\s*\\("_s), u"processEvents re-enters the caller"_s, true},
        {QRegularExpression(u"(\\.|->)exec\\s*\\("_s), u"exec() nests an event loop; use open() or popup()"_s,
         false},
        {QRegularExpression(
             u"\\bQ(Message|FileDialog|InputDialog|ColorDialog|FontDialog)\\w*::(get|question|warning|"
             "information|critical|about)\\w*\\s*\\("_s),
         u"a blocking dialog; use open()"_s, true},
        {QRegularExpression(u"\\bQThread::(m|u)?sleep\\b|\\bsleep_(for|until)\\b"_s),
         u"sleeps; use Clock::callAfter"_s, true},
        {QRegularExpression(u"\\bBlockingQueuedConnection\\b"_s), u"blocks one thread on another"_s, true},
        {QRegularExpression(u"\\bwaitFor(Started|ReadyRead|BytesWritten|Connected|Disconnected)\\s*\\("_s),
         u"blocks on I/O; use the signal"_s, true},
    };
    QStringList found;
    const QString module = moduleOf(path);
    if (module == u"app"_s)
        return found;
    const QStringList lines = codeOnly(text).split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i)
        for (const Call& call : calls)
            if ((call.alsoInStore || module != u"store"_s) && call.expression.match(lines.at(i)).hasMatch())
                found += breach(path, i + 1, call.what);
    return found;
}

QStringList licenceBreaches(const QString& path, const QString& text) {
    const QString comment = path.endsWith(u".cpp"_s) || path.endsWith(u".h"_s) ? u"//"_s : u"#"_s;
    QStringList lines = text.split(u'\n').mid(0, 3);
    if (lines.value(0).startsWith(u"#!"_s))
        lines.removeFirst();
    if (lines.value(0).startsWith(comment + u" SPDX-FileCopyrightText: "_s) &&
        lines.value(1) == comment + u" SPDX-License-Identifier: GPL-3.0-or-later"_s)
        return {};
    return {breach(path, 1, u"the two SPDX lines are missing at the top"_s)};
}

QStringList lengthBreaches(const QString& path, const QString& text) {
    const qsizetype lines = text.count(u'\n') + (text.isEmpty() || text.endsWith(u'\n') ? 0 : 1);
    if (lines <= MaxLines)
        return {};
    return {breach(path, lines, u"%1 lines; split it (%2 at most)"_s.arg(lines).arg(MaxLines))};
}

QStringList linkBreaches(const QString& path, const QString& text) {
    struct Library {
        QRegularExpression expression;
        QStringList modules;
    };
    static const QList<Library> libraries = {
        {QRegularExpression(u"\\bQt6?::(Gui|Widgets|Svg|SvgWidgets|Quick|PrintSupport)\\b"_s), {u"ui"_s, u"app"_s}},
        {QRegularExpression(u"\\b(Qt6?::Sql|SqlCipher::SqlCipher)\\b"_s), {u"store"_s}},
        {QRegularExpression(u"\\bPkgConfig::Hunspell\\b"_s), {u"spelling"_s}},
        {QRegularExpression(u"\\bPkgConfig::Xapian\\b"_s), {u"knowledge"_s, u"assist"_s}},
    };
    static const QRegularExpression own(u"\\b(?:Souffleur::|souffleur_)(\\w+)"_s);
    QStringList found;
    const QString module = moduleOf(path);
    const QStringList lines = text.split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString line = lines.at(i).section(u'#', 0, 0);
        for (auto it = own.globalMatch(line); it.hasNext();) {
            QString used = it.next().captured(1);
            if (used == u"localworkspace"_s)
                used = u"workspace/local"_s;
            // souffleur_module, souffleur_flags and the like are no modules; an unknown Souffleur::x fails in
            // CMake.
            if (isKnownModule(used) && !usable(module, used))
                found += breach(path, i + 1, u"%1 may not link %2"_s.arg(module, used));
        }
        for (const Library& library : libraries) {
            const auto match = library.expression.match(line);
            if (match.hasMatch() && !library.modules.contains(module))
                found += breach(path, i + 1, u"%1 may not link %2"_s.arg(module, match.captured()));
        }
    }
    return found;
}

} // namespace souffleur::test::rules
