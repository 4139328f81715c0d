// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/sample/SampleScript.h"

#include "domain/Rules.h"

#include <cmath>

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

namespace souffleur::channels::sample {
namespace {

constexpr double MaxDelaySeconds = 7.0 * 86'400;

Error wrong(const QString& where, const QString& what) {
    return makeError(ErrorCode::Damaged, rules::oneLine(where, 80) + u": "_s + what);
}

Result<double> seconds(const QJsonObject& object, QStringView key, const QString& where) {
    const QJsonValue value = object[key];
    if (value.isUndefined())
        return 0.0;
    const double number = value.toDouble(-1);
    if (!std::isfinite(number) || number < 0 || number > MaxDelaySeconds)
        return wrong(where, key.toString() + u" is not a number of seconds"_s);
    return number;
}

Result<Location> location(const QJsonObject& object, const QString& where) {
    const double latitude = object[u"latitude"].toDouble(1000);
    const double longitude = object[u"longitude"].toDouble(1000);
    if (std::abs(latitude) > 90 || std::abs(longitude) > 180)
        return wrong(where, u"no place on earth"_s);
    return Location{latitude, longitude, object[u"title"].toString()};
}

//! Files are named, never addressed: nothing outside the media folder can be meant.
bool isBareName(const QString& name) {
    return !name.isEmpty() && name == rules::cleanFileName(name) && !name.startsWith(u'.');
}

Result<ScriptMessage> message(const QJsonObject& object, const QSet<QString>& keys, const QString& where) {
    ScriptMessage m;
    m.key = object[u"key"].toString();
    m.text = object[u"text"].toString();
    if (m.key.contains(u':') || (!m.key.isEmpty() && keys.contains(m.key)))
        return wrong(where, u"key must be new and without colons"_s);
    struct FileRow {
        QStringView key;
        MessageKind kind;
    };
    static constexpr FileRow FileRows[] = {{u"image", MessageKind::Image},
                                           {u"document", MessageKind::Document},
                                           {u"voice", MessageKind::Voice},
                                           {u"audio", MessageKind::Audio},
                                           {u"video", MessageKind::Video}};
    for (const auto& [key, kind] : FileRows) {
        if (!object.contains(key))
            continue;
        m.kind = kind;
        m.file = object[key].toString();
        if (!isBareName(m.file))
            return wrong(where, u"not a file name"_s);
        SOUFFLEUR_TRY(const double duration, seconds(object, u"duration_s", where));
        m.durationSeconds = int(duration);
        return m;
    }
    if (object.contains(u"sticker")) {
        m.kind = MessageKind::Sticker;
        m.text = object[u"sticker"].toString();
    } else if (object.contains(u"location")) {
        m.kind = MessageKind::Location;
        SOUFFLEUR_TRY(m.location, location(object[u"location"].toObject(), where));
        return m;
    } else if (object.contains(u"edit")) {
        m.edit = object[u"edit"].toString();
        if (!keys.contains(m.edit))
            return wrong(where, u"edits a key that was not sent before"_s);
    }
    if (m.text.isEmpty())
        return wrong(where, u"a message without content"_s);
    return m;
}

Result<ScriptStep> step(const QJsonObject& object, QSet<QString>& keys, bool first, const QString& where) {
    ScriptStep s;
    const QString when = object[u"when"].toString();
    if (when == u"start")
        s.when = ScriptStep::When::Start;
    else if (when == u"reply")
        s.when = ScriptStep::When::Reply;
    else if (when == u"silence" && !first)
        s.when = ScriptStep::When::Silence;
    else
        return wrong(where, u"\"when\" must be start, reply or (not first) silence"_s);
    SOUFFLEUR_TRY(s.delaySeconds, seconds(object, u"delay_s", where));
    SOUFFLEUR_TRY(s.typingSeconds, seconds(object, u"typing_s", where));
    for (const auto& value : object[u"messages"].toArray()) {
        SOUFFLEUR_TRY(ScriptMessage m, message(value.toObject(), keys, where));
        if (!m.key.isEmpty())
            keys.insert(m.key);
        s.messages += std::move(m);
    }
    s.rating = object[u"rating"].toInt();
    if (s.rating < 0 || s.rating > 5)
        return wrong(where, u"rating must be 1 to 5"_s);
    if (s.messages.isEmpty() && s.rating == 0)
        return wrong(where, u"an empty step"_s);
    return s;
}

Result<ScriptCustomer> customer(const QJsonObject& object, const QString& where) {
    ScriptCustomer c;
    c.sender.externalId = object[u"id"].toString();
    if (c.sender.externalId.isEmpty() || c.sender.externalId.contains(u':'))
        return wrong(where, u"needs an id without colons"_s);
    c.sender.displayName = rules::oneLine(object[u"name"].toString(), 120);
    c.sender.handle = rules::oneLine(object[u"handle"].toString(), 120);
    c.sender.language = object[u"language"].toString().left(16);
    const QJsonObject fields = object[u"fields"].toObject();
    for (auto it = fields.begin(); it != fields.end(); ++it)
        c.sender.fields.insert(it.key(), it.value().toString());
    QSet<QString> keys;
    int number = 0;
    for (const auto& value : object[u"steps"].toArray()) {
        const QString at = u"%1, step %2"_s.arg(c.sender.externalId).arg(++number);
        SOUFFLEUR_TRY(ScriptStep s, step(value.toObject(), keys, number == 1, at));
        c.steps += std::move(s);
    }
    return c;
}

QString inventedName(qsizetype number, bool german) {
    static const QStringList GermanFirst{u"Anna"_s,  u"Jonas"_s, u"Mia"_s,    u"Paul"_s,  u"Emma"_s, u"Ben"_s,
                                         u"Lea"_s,   u"Finn"_s,  u"Clara"_s,  u"Noah"_s,  u"Ida"_s,  u"Emil"_s,
                                         u"Greta"_s, u"Oskar"_s, u"Frieda"_s, u"Anton"_s, u"Mina"_s};
    static const QStringList GermanLast{u"Adler"_s, u"Berger"_s, u"Conrad"_s, u"Dietz"_s,  u"Engel"_s,
                                        u"Fuchs"_s, u"Graf"_s,   u"Huber"_s,  u"Jansen"_s, u"Kaiser"_s,
                                        u"Lang"_s,  u"Moser"_s,  u"Nagel"_s};
    static const QStringList EnglishFirst{u"Alice"_s, u"James"_s, u"Olivia"_s, u"Harry"_s, u"Grace"_s, u"Leo"_s,
                                          u"Ruby"_s,  u"Max"_s,   u"Zoe"_s,    u"Adam"_s,  u"Ivy"_s,   u"Owen"_s,
                                          u"Nora"_s,  u"Sam"_s,   u"Tara"_s,   u"Evan"_s,  u"Maya"_s};
    static const QStringList EnglishLast{u"Archer"_s, u"Brooks"_s, u"Carter"_s, u"Dawson"_s, u"Ellis"_s,
                                         u"Foster"_s, u"Grant"_s,  u"Hayes"_s,  u"Irwin"_s,  u"Joyce"_s,
                                         u"Knight"_s, u"Lowe"_s,   u"Mercer"_s};
    const QStringList& first = german ? GermanFirst : EnglishFirst;
    const QStringList& last = german ? GermanLast : EnglishLast;
    return first.at(number % first.size()) + u' ' + last.at((number / first.size() + number) % last.size());
}

} // namespace

Result<Script> parseScript(const QByteArray& json) {
    if (json.size() > MaxScriptBytes)
        return makeError(ErrorCode::TooLarge);
    QJsonParseError problem;
    const QJsonObject root = QJsonDocument::fromJson(json, &problem).object();
    if (problem.error != QJsonParseError::NoError)
        return makeError(ErrorCode::Damaged, u"not JSON at byte %1"_s.arg(problem.offset));
    if (root[u"format"].toString() != u"souffleur-customers" || root[u"version"].toInt() != 1)
        return makeError(ErrorCode::Damaged, u"not \"souffleur-customers\" version 1"_s);
    Script script;
    QSet<QString> ids;
    for (const auto& value : root[u"customers"].toArray()) {
        const QString where = u"customer %1"_s.arg(script.customers.size() + 1);
        SOUFFLEUR_TRY(ScriptCustomer c, customer(value.toObject(), where));
        if (ids.contains(c.sender.externalId))
            return wrong(where, u"this id is taken"_s);
        ids.insert(c.sender.externalId);
        script.customers += std::move(c);
    }
    return script;
}

Result<Script> parseConversations(const QByteArray& lines, bool waitForAgent, int limit, double secondsBetween) {
    if (lines.size() > MaxScriptBytes)
        return makeError(ErrorCode::TooLarge);
    Script script;
    QString current;
    QString lastRole;
    qsizetype start = 0;
    while (start < lines.size()) {
        qsizetype end = lines.indexOf('\n', start);
        if (end < 0)
            end = lines.size();
        const QJsonObject turn = QJsonDocument::fromJson(lines.mid(start, end - start)).object();
        start = end + 1;
        const QString id = turn[u"conv"].toString().replace(u':', u'-');
        const QString text = turn[u"text"].toString().trimmed();
        const QString role = turn[u"role"].toString();
        if (id.isEmpty() || text.isEmpty())
            continue;
        if (id != current) {
            if (script.customers.size() >= limit)
                break;
            current = id;
            lastRole.clear();
            ScriptCustomer c;
            c.sender.externalId = id.left(200);
            c.sender.language = turn[u"lang"].toString().left(16);
            script.customers += c;
        }
        ScriptCustomer& c = script.customers.last();
        if (role == u"customer") {
            if (c.steps.isEmpty()) {
                // The customer's language, not the agent's.
                c.sender.language = turn[u"lang"].toString().left(16);
                const qsizetype number = script.customers.size() - 1;
                c.sender.displayName = inventedName(number, c.sender.language == u"de");
                c.sender.handle = u"@"_s + c.sender.displayName.toLower().replace(u' ', u'.');
                ScriptStep s;
                s.delaySeconds = secondsBetween * double(number);
                c.steps += s;
            } else if (lastRole != u"customer") {
                ScriptStep s;
                s.when = waitForAgent ? ScriptStep::When::Reply : ScriptStep::When::After;
                s.typingSeconds = std::clamp(double(text.size()) / 20.0, 1.0, 8.0);
                s.delaySeconds = s.typingSeconds + 2;
                c.steps += s;
            }
            ScriptMessage m;
            m.text = text;
            c.steps.last().messages += m;
        }
        lastRole = role;
    }
    script.customers.removeIf([](const ScriptCustomer& c) { return c.steps.isEmpty(); });
    if (script.customers.isEmpty())
        return makeError(ErrorCode::Damaged, u"no conversations in it"_s);
    return script;
}

} // namespace souffleur::channels::sample
