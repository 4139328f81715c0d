// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/discord/DiscordErrors.h"

#include "domain/Rules.h"

#include <cmath>

#include <QJsonArray>
#include <QJsonDocument>

namespace souffleur::channels::discord {
namespace {

//! Discord gives parts of a second, in the body and in a header.
double retryAfter(const net::HttpResponse& response) {
    const double seconds = QJsonDocument::fromJson(response.body)[u"retry_after"].toDouble();
    return seconds > 0 ? seconds : response.header("retry-after").toDouble();
}

//! Discord's own numbers, where they say more than the HTTP status.
std::optional<ErrorCode> codeOf(int number) {
    switch (number) {
    case 50007: // closed for direct messages, or blocked
    case 50278: // no server in common any more
        return ErrorCode::RecipientBlocked;
    case 40005: // request entity too large
        return ErrorCode::TooLarge;
    case 50001: // missing access
    case 50013: // missing permissions
        return ErrorCode::PermissionDenied;
    case 10003: // unknown channel
    case 10008: // unknown message
    case 10013: // unknown user
        return ErrorCode::NotFound;
    case 40003: // opening direct messages too fast
    case 20028: // writing too fast
        return ErrorCode::RateLimited;
    default:
        return std::nullopt;
    }
}

ErrorCode byStatus(int status) {
    switch (status) {
    case 401:
        return ErrorCode::Unauthorized;
    case 403:
        return ErrorCode::PermissionDenied;
    case 404:
        return ErrorCode::NotFound;
    case 413:
        return ErrorCode::TooLarge;
    default:
        return ErrorCode::Rejected;
    }
}

//! Discord's JSON has a "message", a proxy's page has not.
bool isDiscords(const net::HttpResponse& response) {
    const QJsonDocument body = QJsonDocument::fromJson(response.body);
    if (response.status >= 200 && response.status < 300)
        return response.status == 204 || body.isObject() || body.isArray();
    return body.isObject() && body[u"message"].isString();
}

} // namespace

Result<QJsonValue> resultOf(const net::HttpOutcome& outcome, kit::CallKind kind) {
    if (const auto* failure = std::get_if<net::HttpError>(&outcome))
        return kit::transportError(*failure, kind);
    const auto& response = std::get<net::HttpResponse>(outcome);
    const QJsonDocument body = QJsonDocument::fromJson(response.body);
    if (response.status >= 200 && response.status < 300) {
        if (!isDiscords(response))
            return kit::serverFault(kind, u"HTTP %1, not an answer of Discord"_s.arg(response.status));
        return body.isArray() ? QJsonValue(body.array()) : QJsonValue(body.object());
    }
    if (response.status == 429) // a proxy of Discord's may say so without JSON
        return Error{ErrorCode::RateLimited, u"HTTP 429"_s, kit::boundedWait(retryAfter(response))};
    if (response.status >= 500 || !isDiscords(response)) {
        if (response.status == 413)
            return makeError(ErrorCode::TooLarge, u"HTTP 413"_s);
        return kit::serverFault(kind, u"HTTP %1"_s.arg(response.status));
    }
    const int number = body[u"code"].toInt();
    const QString detail = u"%1 %2"_s.arg(number).arg(rules::oneLine(body[u"message"].toString(), 200)).trimmed();
    const ErrorCode code = codeOf(number).value_or(byStatus(response.status));
    return Error{code, detail, code == ErrorCode::RateLimited ? kit::boundedWait(retryAfter(response)) : 0};
}

bool isApiAnswer(const net::HttpOutcome& outcome) {
    const auto* response = std::get_if<net::HttpResponse>(&outcome);
    return response && isDiscords(*response);
}

Closing closingOf(int code) {
    using Next = Closing::Next;
    switch (code) {
    case 4004:
        return {Next::Stop, makeError(ErrorCode::Unauthorized, u"close 4004"_s)};
    case 4010: // invalid shard
    case 4011: // sharding required
        return {Next::Stop, makeError(ErrorCode::Unsupported, u"sharding"_s)};
    case 4012: // invalid API version
        return {Next::Stop, makeError(ErrorCode::Unsupported, u"API version"_s)};
    case 4013: // invalid intents
        return {Next::Stop, makeError(ErrorCode::Unsupported, u"intents"_s)};
    case 4014: // a privilege that is not switched on in the developer portal
        return {Next::Stop, makeError(ErrorCode::NotConfigured, u"message_content"_s)};
    case 4003: // not authenticated
    case 4007: // invalid sequence
    case 4009: // session timed out
        return {Next::Identify, makeError(ErrorCode::NetworkDown, u"close %1"_s.arg(code))};
    case 4008:
        return {Next::Resume, Error{ErrorCode::RateLimited, u"close 4008"_s, 60}};
    default:
        return {Next::Resume, makeError(ErrorCode::NetworkDown, u"close %1"_s.arg(code))};
    }
}

void learnLimits(kit::RateLimiter& limiter, const QString& bucket, const net::HttpOutcome& outcome) {
    const auto* response = std::get_if<net::HttpResponse>(&outcome);
    if (!response)
        return;
    if (response->status == 429) {
        const Milliseconds wait(1000ll * kit::boundedWait(retryAfter(*response)));
        const bool global = QJsonDocument::fromJson(response->body)[u"global"].toBool() ||
                            response->header("x-ratelimit-global") == "true" ||
                            response->header("x-ratelimit-scope") == "global";
        if (global)
            limiter.holdAll(wait);
        else
            limiter.hold(bucket, wait);
        return;
    }
    bool number = false;
    const int remaining = response->header("x-ratelimit-remaining").toInt(&number);
    // Relative, as clocks differ.
    const double after = response->header("x-ratelimit-reset-after").toDouble();
    if (number && after > 0 && after < 86'400)
        limiter.told(bucket, remaining, Milliseconds(qint64(std::ceil(after * 1000))));
}

} // namespace souffleur::channels::discord
