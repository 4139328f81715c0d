// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Commands.h"

namespace souffleur::tool {
namespace {

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

//! --set KEY=VALUE, any number of times; true, false, numbers and JSON lists are taken as such.
Status takeSettings(Tool& tool, QJsonObject& settings) {
    for (QString pair = tool.option(u"set"_s); !pair.isEmpty(); pair = tool.option(u"set"_s)) {
        const qsizetype equals = pair.indexOf(u'=');
        if (equals <= 0)
            return makeError(ErrorCode::InvalidInput, u"--set KEY=VALUE"_s);
        const QString text = pair.mid(equals + 1);
        QJsonValue value(text);
        bool number = false;
        if (const int n = text.toInt(&number); number)
            value = n;
        else if (text == u"true" || text == u"false")
            value = text == u"true";
        else if (text.startsWith(u'['))
            value = QJsonDocument::fromJson(text.toUtf8()).array();
        settings.insert(pair.left(equals), value);
    }
    return ok();
}

//! Never as an argument: those are seen by everybody on the machine.
Result<std::optional<QJsonObject>> takeSecrets(Tool& tool, const Channel& channel) {
    QJsonObject secrets;
    if (channel.kind == u"telegram") {
        SOUFFLEUR_TRY(const QString token, tool.secret("SOUFFLEUR_TELEGRAM_TOKEN"_ba, u"Bot token"_s));
        secrets.insert(u"token"_s, token);
    } else if (channel.kind == u"mail" && channel.settings[u"auth"_s].toString() == u"oauth2") {
        SOUFFLEUR_TRY(const QString token, tool.secret("SOUFFLEUR_MAIL_REFRESH_TOKEN"_ba, u"Refresh token"_s));
        secrets.insert(u"refresh_token"_s, token);
        if (const QString client = qEnvironmentVariable("SOUFFLEUR_MAIL_CLIENT_SECRET"); !client.isEmpty())
            secrets.insert(u"client_secret"_s, client);
    } else if (channel.kind == u"mail") {
        SOUFFLEUR_TRY(const QString password, tool.secret("SOUFFLEUR_MAIL_PASSWORD"_ba, u"Password"_s));
        secrets.insert(u"password"_s, password);
    }
    return secrets.isEmpty() ? std::nullopt : std::optional(secrets);
}

} // namespace

Status runChannelAdd(Tool& tool) {
    const std::optional<QString> kind = tool.next();
    if (!kind)
        return makeError(ErrorCode::InvalidInput, u"channel add KIND --name NAME"_s);
    Channel channel;
    channel.id = ChannelId::create();
    channel.kind = *kind;
    channel.name = tool.option(u"name"_s, *kind);
    if (const QString url = tool.option(u"base-url"_s); !url.isEmpty())
        channel.settings.insert(u"base_url"_s, url);
    if (const QString script = tool.option(u"script"_s); !script.isEmpty())
        channel.settings.insert(u"script"_s, script);
    if (const QString seconds = tool.option(u"poll-seconds"_s); !seconds.isEmpty())
        channel.settings.insert(u"poll_seconds"_s, seconds.toInt());
    SOUFFLEUR_CHECK(takeSettings(tool, channel.settings));
    SOUFFLEUR_CHECK(tool.finishArguments());
    SOUFFLEUR_TRY(const auto workspace, tool.open(false));
    const ChannelCapabilities capabilities = tool.onMain([&] { return workspace->capabilities(*kind); });
    if (capabilities.kind.isEmpty())
        return makeError(ErrorCode::Unsupported, u"channel kind "_s + *kind);
    SOUFFLEUR_TRY(const std::optional<QJsonObject> secrets, takeSecrets(tool, channel));
    SOUFFLEUR_TRY(const CommandReply reply, tool.call([&] {
        return workspace->run(SaveChannel{channel, secrets});
    }));
    (void)reply;
    tool.print(QJsonObject{{u"id"_s, channel.id.toString()}, {u"kind"_s, channel.kind}, {u"name"_s, channel.name}},
               channel.id.toString());
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
    using Checks = QMap<QString, ChannelCheck>;
    const Checks checks = tool.call([&] {
        auto promise = std::make_shared<QPromise<Checks>>();
        promise->start();
        auto found = std::make_shared<Checks>();
        workspace::Task* task = workspace->checkChannel(channel, secrets);
        QObject::connect(task, &workspace::Task::checkChanged, task,
                         [found](const ChannelCheck& check) { found->insert(check.name, check); });
        QObject::connect(task, &workspace::Task::finished, task, [found, promise](const Result<int>&) {
            promise->addResult(*found);
            promise->finish();
        });
        return promise->future();
    });
    static constexpr const char* States[] = {"running", "passed", "failed", "skipped"};
    QJsonArray rows;
    QString text;
    int failed = 0;
    for (const ChannelCheck& check : checks) {
        failed += check.state == CheckState::Failed ? 1 : 0;
        rows += QJsonObject{{u"name"_s, check.name},
                            {u"state"_s, QLatin1String(States[int(check.state)])},
                            {u"value"_s, check.value},
                            {u"error"_s, check.error ? QJsonValue(check.error->toString()) : QJsonValue()}};
        text += u"%1  %2  %3\n"_s.arg(check.name.leftJustified(10), QLatin1String(States[int(check.state)]),
                                      check.error ? check.error->toString() : check.value);
    }
    tool.print(rows, text);
    if (failed > 0)
        return makeError(ErrorCode::NotConfigured, QString::number(failed) + u" check(s) failed"_s);
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
