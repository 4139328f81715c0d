// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/kit/HttpAnswer.h"

#include <cmath>

namespace souffleur::channels::kit {
namespace {
constexpr int LongestWaitSeconds = 86'400;
}

Error transportError(const net::HttpError& failure, CallKind kind) {
    if (kind == CallKind::Send && failure.requestMayHaveArrived)
        return makeError(ErrorCode::Unclear, failure.error.toString());
    return failure.error;
}

Error serverFault(CallKind kind, const QString& detail) {
    return makeError(kind == CallKind::Send ? ErrorCode::Unclear : ErrorCode::ServerError, detail);
}

int boundedWait(double seconds) {
    if (!(seconds > 1)) // NaN too
        return 1;
    return int(std::min<double>(std::ceil(seconds), LongestWaitSeconds));
}

int retryAfterSeconds(const net::HttpResponse& response, Timestamp now) {
    const QByteArray value = response.header("retry-after").trimmed();
    bool number = false;
    const double seconds = value.toDouble(&number);
    if (number)
        return boundedWait(seconds);
    const QDateTime date =
        QDateTime::fromString(QString::fromLatin1(value.left(64)).replace(u"GMT"_s, u"+0000"_s), Qt::RFC2822Date);
    if (!date.isValid() || now == Timestamp{})
        return 1;
    return boundedWait(double(toMs(fromDateTime(date)) - toMs(now)) / 1000);
}

std::optional<Error> problemOf(const net::HttpOutcome& outcome, CallKind kind, Timestamp now) {
    if (const auto* failure = std::get_if<net::HttpError>(&outcome))
        return transportError(*failure, kind);
    const auto& response = std::get<net::HttpResponse>(outcome);
    if (response.status >= 200 && response.status < 300)
        return std::nullopt;
    const QString detail = u"HTTP %1"_s.arg(response.status);
    switch (response.status) {
    case 401:
        return makeError(ErrorCode::Unauthorized, detail);
    case 403:
        return makeError(ErrorCode::PermissionDenied, detail);
    case 404:
        return makeError(ErrorCode::NotFound, detail);
    case 413:
        return makeError(ErrorCode::TooLarge, detail);
    case 429:
        return Error{ErrorCode::RateLimited, detail, retryAfterSeconds(response, now)};
    default:
        break;
    }
    if (response.status >= 400 && response.status < 500)
        return makeError(ErrorCode::Rejected, detail);
    return serverFault(kind, detail);
}

} // namespace souffleur::channels::kit
