// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "channels/mail/MailSettings.h"
#include "net/HttpClient.h"

namespace souffleur::channels::mail {

//! Gets a MailLogin: the password, or a fresh access token by the refresh token (RFC 6749 section 6), kept until a
//! minute before it ends. Errors: Unauthorized when the authority says the grant is over (a person has to sign in
//! again); retryable ones otherwise. Tokens never stand in an error.
class LoginSource : public QObject {
    Q_OBJECT
public:
    using Done = std::function<void(const Result<MailLogin>&)>;
    LoginSource(const MailSettings& settings, net::HttpClient* http, Clock& clock, QObject* parent = nullptr);
    //! Calls done at once or later; never after this object died.
    void get(Done done);
    //! The server refused it: the next get() asks for a new one.
    void forget();

signals:
    //! The authority gave another refresh token, used from here on. Microsoft's end 90 days after they were given.
    void renewed(const QString& before, const QString& now);

private:
    void answered(const net::HttpOutcome& outcome);
    void settle(const Result<MailLogin>& login);
    const MailSettings m_settings;
    net::HttpClient* m_http;
    Clock& m_clock;
    QString m_refreshToken;
    QString m_token;
    Timestamp m_until{};
    std::shared_ptr<void> m_call;
    QList<Done> m_waiting;
};

//! The answer of a token endpoint; expires is in seconds.
struct TokenAnswer {
    QString accessToken;
    QString refreshToken; //!< empty: the old one goes on
    int expires = 3600;
};
Result<TokenAnswer> tokenOf(const net::HttpOutcome& outcome);

} // namespace souffleur::channels::mail
