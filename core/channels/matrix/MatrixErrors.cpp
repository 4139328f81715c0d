// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/matrix/MatrixErrors.h"

#include "channels/kit/HttpAnswer.h"
#include "domain/Rules.h"

#include <QJsonDocument>

namespace souffleur::channels::matrix {
namespace {

struct Row {
    QStringView errcode;
    ErrorCode code;
};
constexpr Row Rows[] = {
    {u"M_UNKNOWN_TOKEN", ErrorCode::Unauthorized},
    {u"M_MISSING_TOKEN", ErrorCode::Unauthorized},
    {u"M_USER_DEACTIVATED", ErrorCode::Unauthorized},
    {u"M_USER_LOCKED", ErrorCode::Unauthorized},
    {u"M_USER_SUSPENDED", ErrorCode::PermissionDenied},
    {u"M_FORBIDDEN", ErrorCode::PermissionDenied},
    {u"M_GUEST_ACCESS_FORBIDDEN", ErrorCode::PermissionDenied},
    {u"M_CONSENT_NOT_GIVEN", ErrorCode::PermissionDenied},
    {u"M_LIMIT_EXCEEDED", ErrorCode::RateLimited},
    {u"M_TOO_LARGE", ErrorCode::TooLarge},
    {u"M_NOT_FOUND", ErrorCode::NotFound},
    {u"M_UNRECOGNIZED", ErrorCode::Unsupported},
    {u"M_NOT_YET_UPLOADED", ErrorCode::Busy},
    {u"M_RESOURCE_LIMIT_EXCEEDED", ErrorCode::ServerError},
};

int retryAfter(const QJsonObject& answer, const net::HttpResponse& response, Timestamp now) {
    // The field is what servers before 1.10 say.
    const QJsonValue old = answer[u"retry_after_ms"];
    if (response.header("retry-after").isEmpty() && old.isDouble())
        return kit::boundedWait(old.toDouble() / 1000);
    return kit::retryAfterSeconds(response, now);
}

Error errorOf(const net::HttpResponse& response, const QJsonObject& answer, Timestamp now) {
    const QString errcode = rules::oneLine(answer[u"errcode"].toString(), 64);
    const QString detail = rules::oneLine(errcode + u' ' + answer[u"error"].toString(), 200);
    for (const Row& row : Rows) {
        if (errcode != row.errcode)
            continue;
        const int wait = row.code == ErrorCode::RateLimited ? retryAfter(answer, response, now) : 0;
        return Error{row.code, detail, wait};
    }
    switch (response.status) {
    case 401:
        return makeError(ErrorCode::Unauthorized, detail);
    case 403:
        return makeError(ErrorCode::PermissionDenied, detail);
    case 413:
        return makeError(ErrorCode::TooLarge, detail);
    case 429:
        return Error{ErrorCode::RateLimited, detail, retryAfter(answer, response, now)};
    default:
        return makeError(
            response.status >= 400 && response.status < 500 ? ErrorCode::Rejected : ErrorCode::ServerError, detail);
    }
}

} // namespace

Result<QJsonObject> resultOf(const net::HttpOutcome& outcome, Timestamp now) {
    if (const auto* failure = std::get_if<net::HttpError>(&outcome))
        return failure->error;
    const auto& response = std::get<net::HttpResponse>(outcome);
    const QJsonDocument document = QJsonDocument::fromJson(response.body);
    if (document.isObject() && document.object()[u"errcode"].isString())
        return errorOf(response, document.object(), now);
    if (response.status == 200 && document.isObject())
        return document.object();
    // Somebody in between answered: a proxy, a captive portal, a crashed server.
    if (response.status == 413)
        return makeError(ErrorCode::TooLarge, u"HTTP 413"_s);
    if (response.status == 429)
        return Error{ErrorCode::RateLimited, u"HTTP 429"_s, retryAfter({}, response, now)};
    return makeError(ErrorCode::ServerError, u"HTTP %1, not an answer of a Matrix server"_s.arg(response.status));
}

bool isMatrixAnswer(const net::HttpOutcome& outcome) {
    const auto* response = std::get_if<net::HttpResponse>(&outcome);
    if (!response)
        return false;
    const QJsonObject answer = QJsonDocument::fromJson(response->body).object();
    return answer[u"errcode"].isString() || (response->status == 200 && answer[u"versions"].isArray());
}

bool isTokenGone(const Error& error) {
    return error.code == ErrorCode::Unauthorized;
}

bool isUnknown(const Error& error) {
    return error.code == ErrorCode::NotFound || error.code == ErrorCode::Unsupported;
}

} // namespace souffleur::channels::matrix
