// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/mail/MailSettings.h"

#include "channels/mail/MailIds.h"

#include <QJsonArray>
#include <QUrl>

namespace souffleur::channels::mail {
namespace {

Result<net::StreamTarget> target(const QJsonObject& settings, const QString& prefix, const QString& presetHost,
                                 quint16 presetPort, const QString& presetSecurity) {
    net::StreamTarget target;
    target.host = settings[prefix + u"_host"_s].toString().trimmed();
    if (target.host.isEmpty())
        target.host = presetHost;
    if (target.host.isEmpty() || target.host.contains(u' ') || target.host.contains(u'/'))
        return makeError(ErrorCode::NotConfigured, prefix + u"_host"_s);
    QString security = settings[prefix + u"_security"_s].toString();
    if (security.isEmpty())
        security = presetSecurity;
    if (security == u"tls")
        target.security = net::StreamSecurity::Tls;
    else if (security == u"starttls")
        target.security = net::StreamSecurity::StartTls;
    else if (security == u"none" && net::isThisMachine(target.host))
        target.security = net::StreamSecurity::None;
    else
        return makeError(ErrorCode::NotConfigured, prefix + u"_security"_s);
    int port = settings[prefix + u"_port"_s].toInt(presetPort);
    if (port == 0) {
        const bool tls = target.security == net::StreamSecurity::Tls;
        port = prefix == u"imap" ? (tls ? 993 : 143) : (tls ? 465 : 587);
    }
    if (port < 1 || port > 65535)
        return makeError(ErrorCode::NotConfigured, prefix + u"_port"_s);
    target.port = quint16(port);
    target.caCertificates = settings[u"ca_certificates"_s].toString().toLatin1();
    return target;
}

bool isByToken(const QJsonObject& settings, const MailPreset& preset) {
    const QString auth = settings[u"auth"_s].toString();
    return auth.isEmpty() ? preset.oauth : auth == u"oauth2";
}

} // namespace

const QList<MailPreset>& mailPresets() {
    static const QList<MailPreset> presets{
        {u"google"_s,
         u"Gmail / Google Workspace"_s,
         {u"gmail.com"_s, u"googlemail.com"_s},
         u"imap.gmail.com"_s,
         u"smtp.gmail.com"_s,
         465,
         false,
         false,
         true,
         u"https://oauth2.googleapis.com/token"_s,
         u"https://mail.google.com/"_s},
        {u"microsoft"_s,
         u"Microsoft 365 / Outlook"_s,
         {u"outlook.com"_s, u"hotmail.com"_s, u"live.com"_s},
         u"outlook.office365.com"_s,
         u"smtp.office365.com"_s,
         587,
         true,
         true,
         true,
         u"https://login.microsoftonline.com/common/oauth2/v2.0/token"_s,
         u"https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access"_s},
        {u"gmx"_s,
         u"GMX"_s,
         {u"gmx.de"_s, u"gmx.net"_s, u"gmx.at"_s, u"gmx.ch"_s},
         u"imap.gmx.net"_s,
         u"mail.gmx.net"_s,
         465,
         false,
         false,
         false,
         {},
         {}},
        {u"webde"_s,
         u"WEB.DE"_s,
         {u"web.de"_s},
         u"imap.web.de"_s,
         u"smtp.web.de"_s,
         587,
         true,
         false,
         false,
         {},
         {}},
        {u"ionos"_s, u"IONOS"_s, {}, u"imap.ionos.de"_s, u"smtp.ionos.de"_s, 465, false, false, false, {}, {}},
        {u"strato"_s, u"STRATO"_s, {}, u"imap.strato.de"_s, u"smtp.strato.de"_s, 465, false, false, false, {}, {}},
        {u"icloud"_s,
         u"iCloud"_s,
         {u"icloud.com"_s, u"me.com"_s},
         u"imap.mail.me.com"_s,
         u"smtp.mail.me.com"_s,
         587,
         true,
         false,
         false,
         {},
         {}},
        {u"mailbox"_s,
         u"mailbox.org"_s,
         {u"mailbox.org"_s},
         u"imap.mailbox.org"_s,
         u"smtp.mailbox.org"_s,
         465,
         false,
         false,
         false,
         {},
         {}},
        {u"fastmail"_s,
         u"Fastmail"_s,
         {u"fastmail.com"_s},
         u"imap.fastmail.com"_s,
         u"smtp.fastmail.com"_s,
         465,
         false,
         false,
         false,
         {},
         {}},
    };
    return presets;
}

const MailPreset* findMailPreset(const QString& key) {
    for (const MailPreset& preset : mailPresets())
        if (preset.key == key)
            return &preset;
    return nullptr;
}

KeyedSetup mailSetup() {
    using Kind = ChannelField::Kind;
    KeyedSetup setup;
    QStringList providers;
    for (const MailPreset& preset : mailPresets())
        providers += preset.key;
    const QStringList securities{u"tls"_s, u"starttls"_s, u"none"_s};
    setup.fields = {
        {.key = u"address"_s, .required = true},
        {.key = u"name"_s},
        {.key = u"aliases"_s, .kind = Kind::List},
        {.key = u"provider"_s, .kind = Kind::Choice, .choices = providers},
        {.key = u"auth"_s, .kind = Kind::Choice, .choices = {u"password"_s, u"oauth2"_s}},
        {.key = u"password"_s, .kind = Kind::Secret},
        {.key = u"oauth_client_id"_s},
        {.key = u"client_secret"_s, .kind = Kind::Secret},
        {.key = u"refresh_token"_s, .kind = Kind::Secret},
        {.key = u"oauth_token_url"_s, .kind = Kind::Address},
        {.key = u"oauth_scope"_s},
        {.key = u"user"_s},
    };
    for (const QString& prefix : {u"imap"_s, u"smtp"_s})
        setup.fields +=
            {{.key = prefix + u"_host"_s, .kind = Kind::Address},
             {.key = prefix + u"_port"_s, .kind = Kind::Number, .least = 1, .most = 65'535},
             {.key = prefix + u"_security"_s, .kind = Kind::Choice, .fallback = u"tls"_s, .choices = securities}};
    setup.fields += {
        {.key = u"smtp_auth"_s, .kind = Kind::Switch, .fallback = u"true"_s},
        {.key = u"ca_certificates"_s},
        {.key = u"mailboxes"_s, .kind = Kind::List, .fallback = u"INBOX"_s},
        {.key = u"sent_mailbox"_s},
        {.key = u"import_days"_s, .kind = Kind::Number, .fallback = u"14"_s, .most = 3650},
        {.key = u"mark_seen"_s, .kind = Kind::Switch, .fallback = u"false"_s},
        {.key = u"poll_seconds"_s, .kind = Kind::Number, .fallback = u"60"_s, .least = 15, .most = 3600},
        {.key = u"subject"_s},
    };
    setup.requiredSecrets = [](const QJsonObject& settings) {
        const MailPreset* preset = findMailPreset(settings[u"provider"_s].toString());
        return QStringList{isByToken(settings, preset ? *preset : MailPreset{}) ? u"refresh_token"_s
                                                                                : u"password"_s};
    };
    setup.judge = [](const QJsonObject& settings, const QJsonObject& secrets) -> Status {
        SOUFFLEUR_TRY(const MailSettings read, MailSettings::read(settings, secrets));
        (void)read;
        return ok();
    };
    return setup;
}

Result<MailSettings> MailSettings::read(const QJsonObject& settings, const QJsonObject& secrets) {
    MailSettings s;
    static const MailPreset None{};
    const QString provider = settings[u"provider"_s].toString();
    const MailPreset* found = findMailPreset(provider);
    const MailPreset& preset = found ? *found : None;
    s.identity.address = cleanAddress(settings[u"address"_s].toString());
    if (s.identity.address.isEmpty())
        return makeError(ErrorCode::NotConfigured, u"address"_s);
    s.identity.name = settings[u"name"_s].toString();
    s.ownAddresses = {s.identity.address};
    for (const QJsonValue& alias : settings[u"aliases"_s].toArray())
        if (const QString clean = cleanAddress(alias.toString()); !clean.isEmpty())
            s.ownAddresses += clean;
    s.user = settings[u"user"_s].toString();
    if (s.user.isEmpty())
        s.user = s.identity.address;
    s.oauth = isByToken(settings, preset);
    SOUFFLEUR_TRY(s.imap, target(settings, u"imap"_s, preset.imapHost, 0, u"tls"_s));
    SOUFFLEUR_TRY(s.smtp, target(settings, u"smtp"_s, preset.smtpHost, found ? preset.smtpPort : quint16(0),
                                 preset.smtpStartTls ? u"starttls"_s : u"tls"_s));
    s.smtpLogin = settings[u"smtp_auth"_s].toBool(true) || s.smtp.security != net::StreamSecurity::None;
    for (const QJsonValue& mailbox : settings[u"mailboxes"_s].toArray())
        if (!mailbox.toString().isEmpty() && !s.mailboxes.contains(mailbox.toString()))
            s.mailboxes += mailbox.toString();
    if (s.mailboxes.isEmpty())
        s.mailboxes = {u"INBOX"_s};
    s.sentMailbox = settings[u"sent_mailbox"_s].toString();
    if (s.sentMailbox.isEmpty() && preset.keepsSent)
        s.sentMailbox = u"-"_s;
    s.importDays = std::clamp(settings[u"import_days"_s].toInt(14), 0, 3650);
    s.markSeen = settings[u"mark_seen"_s].toBool(false);
    s.poll = std::chrono::seconds(std::clamp(settings[u"poll_seconds"_s].toInt(60), 15, 3600));
    s.subject = settings[u"subject"_s].toString();
    if (s.subject.isEmpty())
        s.subject = s.identity.name.isEmpty() ? s.identity.address : s.identity.name;
    s.tokenUrl = settings[u"oauth_token_url"_s].toString(preset.tokenUrl);
    s.clientId = settings[u"oauth_client_id"_s].toString();
    s.scope = settings[u"oauth_scope"_s].toString(preset.scope);
    s.password = secrets[u"password"_s].toString();
    s.refreshToken = secrets[u"refresh_token"_s].toString();
    s.clientSecret = secrets[u"client_secret"_s].toString();
    if (s.oauth) {
        const QUrl url(s.tokenUrl);
        if (!url.isValid() || (url.scheme() != u"https" && !net::isThisMachine(url.host())))
            return makeError(ErrorCode::NotConfigured, u"oauth_token_url"_s);
        if (s.clientId.isEmpty())
            return makeError(ErrorCode::NotConfigured, u"oauth_client_id"_s);
        if (s.refreshToken.isEmpty())
            return makeError(ErrorCode::NotConfigured, u"refresh_token"_s);
    } else if (s.password.isEmpty()) {
        return makeError(ErrorCode::NotConfigured, u"password"_s);
    }
    return s;
}

} // namespace souffleur::channels::mail
