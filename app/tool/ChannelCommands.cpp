// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Commands.h"

#include "channels/Connector.h"
#include "domain/ChannelSetup.h"

#include <algorithm>

namespace souffleur::tool {
namespace {

//! "SOUFFLEUR_TELEGRAM_TOKEN"
QString secretVariable(const QString& kind, const QString& key) {
    return u"SOUFFLEUR_"_s + kind.toUpper() + u'_' + key.toUpper();
}

Result<Channel> channelArgument(Tool& tool, const workspace::LocalWorkspace& workspace,
                                const std::optional<QString>& text) {
    if (!text)
        return makeError(ErrorCode::InvalidInput, u"which channel? (see channel list)"_s);
    const QList<Channel> channels = tool.onMain([&] { return workspace.channels(); });
    for (const Channel& channel : channels)
        if (channel.id.toString() == *text || channel.name == *text)
            return channel;
    return makeError(ErrorCode::NotFound, u"channel "_s + *text);
}

const QList<ChannelField>& fieldsOf(const channels::ChannelKind& kind) {
    return kind.capabilities.fields.isEmpty() ? kind.keyed.fields : kind.capabilities.fields;
}

//! One KEY=VALUE. A kind that describes no fields (sample customers) takes every key; true, false, numbers and JSON
//! lists as such.
Status takeSetting(const channels::ChannelKind& kind, const QString& key, const QString& text,
                   QJsonObject& settings) {
    const QString& name = kind.capabilities.kind;
    const QList<ChannelField>& fields = fieldsOf(kind);
    const auto field =
        std::find_if(fields.cbegin(), fields.cend(), [&](const ChannelField& one) { return one.key == key; });
    if (field != fields.cend() && field->kind == ChannelField::Kind::Secret)
        return makeError(
            ErrorCode::InvalidInput,
            u"%1 is a secret: not as an argument, but from %2 or a prompt"_s.arg(key, secretVariable(name, key)));
    if (field != fields.cend()) {
        QJsonObject secrets;
        return setup::enter(*field, text, settings, secrets);
    }
    if (!fields.isEmpty())
        return makeError(ErrorCode::InvalidInput, u"%1 has no setting %2"_s.arg(name, key));
    QJsonValue value(text);
    bool number = false;
    if (const int n = text.toInt(&number); number)
        value = n;
    else if (text == u"true" || text == u"false")
        value = text == u"true";
    else if (text.startsWith(u'['))
        value = QJsonDocument::fromJson(text.toUtf8()).array();
    settings.insert(key, value);
    return ok();
}

//! --set KEY=VALUE, any number of times, and the options that stand for one.
Status takeSettings(Tool& tool, const channels::ChannelKind& kind, QJsonObject& settings) {
    for (const auto& [option, key] : {std::pair{u"base-url"_s, u"base_url"_s}, std::pair{u"script"_s, u"script"_s},
                                      std::pair{u"poll-seconds"_s, u"poll_seconds"_s}})
        if (const QString text = tool.option(option); !text.isEmpty())
            SOUFFLEUR_CHECK(takeSetting(kind, key, text, settings));
    for (QString pair = tool.option(u"set"_s); !pair.isEmpty(); pair = tool.option(u"set"_s)) {
        const qsizetype equals = pair.indexOf(u'=');
        if (equals <= 0)
            return makeError(ErrorCode::InvalidInput, u"--set KEY=VALUE"_s);
        SOUFFLEUR_CHECK(takeSetting(kind, pair.left(equals), pair.mid(equals + 1), settings));
    }
    return ok();
}

//! Never as an argument: those are seen by everybody on the machine. What is required is asked for; the rest comes
//! from the environment or not at all.
Result<QJsonObject> takeSecrets(Tool& tool, const channels::ChannelKind& kind, const QJsonObject& settings) {
    QJsonObject secrets;
    const QStringList required = kind.keyed.requiredSecrets ? kind.keyed.requiredSecrets(settings) : QStringList();
    for (const ChannelField& field : fieldsOf(kind)) {
        if (field.kind != ChannelField::Kind::Secret)
            continue;
        const QByteArray variable = secretVariable(kind.capabilities.kind, field.key).toLatin1();
        if (!field.required && !required.contains(field.key) && !qEnvironmentVariableIsSet(variable.constData()))
            continue;
        SOUFFLEUR_TRY(const QString secret,
                      tool.secret(variable, kind.capabilities.displayName + u": "_s + field.key));
        secrets.insert(field.key, secret);
    }
    return secrets;
}

using Checks = QList<ChannelCheck>;

Checks runChecks(Tool& tool, workspace::LocalWorkspace& workspace, const Channel& channel,
                 const QJsonObject& secrets) {
    return tool.call([&] {
        auto promise = std::make_shared<QPromise<Checks>>();
        promise->start();
        auto found = std::make_shared<Checks>();
        workspace::Task* task = workspace.checkChannel(channel, secrets);
        QObject::connect(task, &workspace::Task::checkChanged, task, [found](const ChannelCheck& check) {
            const auto known = std::find_if(found->begin(), found->end(),
                                            [&](const ChannelCheck& one) { return one.name == check.name; });
            if (known == found->end())
                found->append(check);
            else
                *known = check;
        });
        QObject::connect(task, &workspace::Task::finished, task, [found, promise](const Result<int>&) {
            promise->addResult(*found);
            promise->finish();
        });
        return promise->future();
    });
}

struct CheckReport {
    QJsonArray rows;
    QString text;
    int failed = 0;
};

CheckReport reportOf(const Checks& checks) {
    static constexpr const char* States[] = {"running", "passed", "failed", "skipped"};
    CheckReport report;
    for (const ChannelCheck& check : checks) {
        report.failed += check.state == CheckState::Failed ? 1 : 0;
        report.rows += QJsonObject{{u"name"_s, check.name},
                                   {u"state"_s, QLatin1String(States[int(check.state)])},
                                   {u"value"_s, check.value},
                                   {u"error"_s, check.error ? QJsonValue(check.error->toString()) : QJsonValue()}};
        report.text += u"%1  %2  %3\n"_s.arg(check.name.leftJustified(10), QLatin1String(States[int(check.state)]),
                                             check.error ? check.error->toString() : check.value);
    }
    return report;
}

QString kindName(ChannelField::Kind kind) {
    static constexpr const char* Names[] = {"text", "secret", "address", "number", "choice", "switch", "list"};
    return QLatin1String(Names[int(kind)]);
}

} // namespace

Status runChannelAdd(Tool& tool) {
    const std::optional<QString> kind = tool.next();
    if (!kind)
        return makeError(ErrorCode::InvalidInput, u"channel add KIND --name NAME (see channel kinds)"_s);
    const channels::ChannelKind* row = channels::findChannelKind(*kind);
    if (!row)
        return makeError(ErrorCode::InvalidInput, u"no channel kind %1 (see channel kinds)"_s.arg(*kind));
    Channel channel;
    channel.id = ChannelId::create();
    channel.kind = *kind;
    channel.name = tool.option(u"name"_s, *kind);
    SOUFFLEUR_CHECK(takeSettings(tool, *row, channel.settings));
    const bool check = tool.flag(u"check"_s);
    SOUFFLEUR_CHECK(tool.finishArguments());
    SOUFFLEUR_TRY(const auto workspace, tool.open(false));
    SOUFFLEUR_TRY(const QJsonObject secrets, takeSecrets(tool, *row, channel.settings));
    if (const QStringList missing = setup::missing(fieldsOf(*row), channel.settings, secrets); !missing.isEmpty())
        return makeError(ErrorCode::InvalidInput, u"missing: "_s + missing.join(u", "_s));
    if (row->keyed.judge)
        if (const Status fine = row->keyed.judge(channel.settings, secrets); !fine)
            return makeError(ErrorCode::InvalidInput, u"missing or wrong: "_s + fine.error().detail);
    if (check) {
        const CheckReport report = reportOf(runChecks(tool, *workspace, channel, secrets));
        tool.progress(report.text.trimmed());
        if (report.failed > 0)
            return makeError(ErrorCode::NotConfigured,
                             QString::number(report.failed) + u" check(s) failed; nothing was added"_s);
    }
    SaveChannel command{channel, std::nullopt};
    if (!secrets.isEmpty())
        command.secrets = secrets;
    SOUFFLEUR_TRY(const CommandReply reply, tool.call([&] { return workspace->run(command); }));
    (void)reply;
    tool.print(QJsonObject{{u"id"_s, channel.id.toString()}, {u"kind"_s, channel.kind}, {u"name"_s, channel.name}},
               channel.id.toString());
    return ok();
}

Status runChannelKinds(Tool& tool) {
    SOUFFLEUR_CHECK(tool.finishArguments());
    QJsonArray rows;
    QString text;
    for (const channels::ChannelKind& row : channels::channelKinds()) {
        const ChannelCapabilities& can = row.capabilities;
        QJsonArray fields;
        text += u"%1  %2\n"_s.arg(can.kind.leftJustified(10), can.displayName);
        for (const ChannelField& field : fieldsOf(row)) {
            const QString variable =
                field.kind == ChannelField::Kind::Secret ? secretVariable(can.kind, field.key) : QString();
            fields += QJsonObject{{u"key"_s, field.key},
                                  {u"kind"_s, kindName(field.kind)},
                                  {u"required"_s, field.required},
                                  {u"default"_s, field.fallback},
                                  {u"choices"_s, QJsonArray::fromStringList(field.choices)},
                                  {u"variable"_s, variable}};
            QString line = u"            %1  %2"_s.arg(field.key.leftJustified(16), kindName(field.kind));
            if (!field.choices.isEmpty())
                line += u' ' + field.choices.join(u'|');
            if (field.required)
                line += u", required"_s;
            if (!field.fallback.isEmpty())
                line += u", else "_s + field.fallback;
            if (!variable.isEmpty())
                line += u", from "_s + variable;
            text += line + u'\n';
        }
        rows += QJsonObject{{u"kind"_s, can.kind},
                            {u"name"_s, can.displayName},
                            {u"fields"_s, fields},
                            {u"checks"_s, QJsonArray::fromStringList(can.checks)}};
    }
    tool.print(rows, text.trimmed());
    return ok();
}

Status runChannelList(Tool& tool) {
    SOUFFLEUR_CHECK(tool.finishArguments());
    SOUFFLEUR_TRY(const auto workspace, tool.open(false));
    const QList<Channel> channels = tool.onMain([&] { return workspace->channels(); });
    QJsonArray rows;
    QString text;
    for (const Channel& channel : channels) {
        rows += QJsonObject{{u"id"_s, channel.id.toString()}, {u"kind"_s, channel.kind},
                            {u"name"_s, channel.name},        {u"enabled"_s, channel.enabled},
                            {u"sample"_s, channel.sample},    {u"settings"_s, channel.settings}};
        text += u"%1  %2  %3\n"_s.arg(channel.id.toString(), channel.kind.leftJustified(9), channel.name);
    }
    tool.print(rows, text.isEmpty() ? u"No channels."_s : text);
    return ok();
}

Status runChannelCheck(Tool& tool) {
    const std::optional<QString> name = tool.next();
    SOUFFLEUR_CHECK(tool.finishArguments());
    SOUFFLEUR_TRY(const auto workspace, tool.open(false));
    SOUFFLEUR_TRY(const Channel channel, channelArgument(tool, *workspace, name));
    SOUFFLEUR_TRY(const QJsonObject secrets, tool.call([&] { return workspace->channelSecrets(channel.id); }));
    const CheckReport report = reportOf(runChecks(tool, *workspace, channel, secrets));
    tool.print(report.rows, report.text);
    if (report.failed > 0)
        return makeError(ErrorCode::NotConfigured, QString::number(report.failed) + u" check(s) failed"_s);
    return ok();
}

Status runChannelRemove(Tool& tool) {
    const std::optional<QString> name = tool.next();
    SOUFFLEUR_CHECK(tool.finishArguments());
    SOUFFLEUR_TRY(const auto workspace, tool.open(false));
    SOUFFLEUR_TRY(const Channel channel, channelArgument(tool, *workspace, name));
    SOUFFLEUR_TRY(const CommandReply reply, tool.call([&] { return workspace->run(RemoveChannel{channel.id}); }));
    (void)reply;
    tool.print(QJsonObject{{u"removed"_s, channel.id.toString()}}, u"Removed; its conversations stay."_s);
    return ok();
}

} // namespace souffleur::tool
