// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/Connector.h"
#include "channels/mail/ImapSession.h"
#include "channels/mail/MailBuilder.h"
#include "net/SecureStream.h"

#include <QJsonObject>

namespace souffleur::channels::mail {

//! Channel::settings and the secrets of an e-mail channel.
//!
//! Settings: "address" (required), "name" (shown as sender), "aliases" (further own addresses), "provider" (a
//! preset: fills what is not said), "user" (default: the address), "auth" ("password" or "oauth2"), "imap_host",
//! "imap_port", "imap_security" and the same with "smtp_"; security is "tls" (default), "starttls" or "none" (this
//! machine only, refused elsewhere; "smtp_auth" false leaves the login out there). "mailboxes" (default ["INBOX"]),
//! "sent_mailbox" (empty: found by \Sent; "-": none, for servers that keep a copy themselves), "import_days"
//! (unseen mail of so many days before the first start, default 14), "mark_seen" (default false; only after a mail
//! was stored), "poll_seconds" (15-3600, default 60; servers without IDLE, further mailboxes), "subject" (for mails
//! nobody asked for), "ca_certificates" (PEM), "oauth_token_url", "oauth_client_id", "oauth_scope". Secrets:
//! "password"; "refresh_token" and "client_secret" for oauth2.
struct MailSettings {
    MailIdentity identity;
    QStringList ownAddresses; //!< lower case
    QString user;
    bool oauth = false;
    net::StreamTarget imap;
    net::StreamTarget smtp;
    bool smtpLogin = true;
    QStringList mailboxes;
    QString sentMailbox;
    int importDays = 14;
    bool markSeen = false;
    Milliseconds poll{60'000};
    QString subject;
    QString tokenUrl;
    QString clientId;
    QString scope;
    QString password;
    QString refreshToken;
    QString clientSecret;

    //! NotConfigured names in its detail what is missing or wrong.
    static Result<MailSettings> read(const QJsonObject& settings, const QJsonObject& secrets);
};

//! A provider's servers, so that an address and a password are enough.
struct MailPreset {
    QString key;
    QString name; //!< a brand name, not translated
    QStringList domains;
    QString imapHost;
    QString smtpHost;
    quint16 smtpPort = 465;
    bool smtpStartTls = false;
    bool oauth = false; //!< it takes no passwords
    bool keepsSent = false;
    QString tokenUrl;
    QString scope;
};
const QList<MailPreset>& mailPresets();
//! All of the above by key, for souffleurctl.
KeyedSetup mailSetup();
//! By key, or null.
const MailPreset* findMailPreset(const QString& key);

} // namespace souffleur::channels::mail
