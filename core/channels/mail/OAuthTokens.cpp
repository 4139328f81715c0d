// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/mail/OAuthTokens.h"

#include "domain/Rules.h"

#include <QJsonDocument>
#include <QUrlQuery>

namespace souffleur::channels::mail {

Result<TokenAnswer> tokenOf(const net::HttpOutcome& outcome) {
    if (const auto* error = std::get_if<net::HttpError>(&outcome))
        return error->error;
    const auto& response = std::get<net::HttpResponse>(outcome);
    const QJsonObject answer = QJsonDocument::fromJson(response.body).object();
    if (response.status == 200) {
        TokenAnswer token;
        token.accessToken = answer[u"access_token"_s].toString();
        token.refreshToken = answer[u"refresh_token"_s].toString();
        token.expires = std::clamp(answer[u"expires_in"_s].toInt(3600), 60, 86'400);
        if (token.accessToken.isEmpty())
            return makeError(ErrorCode::Damaged, u"no access_token"_s);
        return token;
    }
    // RFC 6749 section 5.2: a short code; the description may repeat what was sent.
    const QString code = rules::oneLine(answer[u"error"_s].toString(), 60);
    if (response.status == 429)
        return makeError(ErrorCode::RateLimited, code);
    if (response.status >= 500 || response.status < 400)
        return makeError(ErrorCode::ServerError, QString::number(response.status));
    return makeError(ErrorCode::Unauthorized, code.isEmpty() ? QString::number(response.status) : code);
}

LoginSource::LoginSource(const MailSettings& settings, net::HttpClient* http, Clock& clock, QObject* parent)
    : QObject(parent), m_settings(settings), m_http(http), m_clock(clock), m_refreshToken(settings.refreshToken) {}

void LoginSource::forget() {
    m_token.clear();
}

void LoginSource::get(Done done) {
    if (!m_settings.oauth)
        return done(MailLogin{m_settings.user, m_settings.password, {}});
    if (!m_token.isEmpty() && m_clock.now() < m_until)
        return done(MailLogin{m_settings.user, {}, m_token});
    m_waiting += std::move(done);
    if (m_call)
        return;
    QUrlQuery form;
    const auto add = [&form](const QString& name, const QString& value) {
        if (!value.isEmpty())
            form.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    };
    add(u"grant_type"_s, u"refresh_token"_s);
    add(u"refresh_token"_s, m_refreshToken);
    add(u"client_id"_s, m_settings.clientId);
    add(u"client_secret"_s, m_settings.clientSecret);
    add(u"scope"_s, m_settings.scope);
    net::HttpRequest request;
    request.method = "POST";
    request.url = QUrl(m_settings.tokenUrl);
    request.contentType = "application/x-www-form-urlencoded";
    request.body = form.query(QUrl::FullyEncoded).toLatin1();
    request.maxResponseBytes = 256 * 1024;
    m_call = m_http->send(request, [this](const net::HttpOutcome& outcome) { answered(outcome); });
}

void LoginSource::answered(const net::HttpOutcome& outcome) {
    const auto keep = std::exchange(m_call, {});
    const auto token = tokenOf(outcome);
    if (!token)
        return settle(token.error());
    m_token = token->accessToken;
    m_until = m_clock.now() + std::chrono::seconds(token->expires - std::min(60, token->expires / 2));
    if (const QString& now = token->refreshToken; !now.isEmpty() && now != m_refreshToken)
        emit renewed(std::exchange(m_refreshToken, now), now);
    settle(MailLogin{m_settings.user, {}, m_token});
}

void LoginSource::settle(const Result<MailLogin>& login) {
    const QList<Done> waiting = std::exchange(m_waiting, {});
    for (const Done& done : waiting)
        done(login);
}

} // namespace souffleur::channels::mail
