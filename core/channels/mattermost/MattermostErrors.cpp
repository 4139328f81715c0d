// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/mattermost/MattermostErrors.h"

#include "channels/kit/HttpAnswer.h"
#include "channels/kit/Json.h"
#include "domain/Rules.h"

#include <QJsonDocument>

namespace souffleur::channels::mattermost {
namespace {

bool isError(const QJsonObject& answer) {
    return answer[u"id"].isString() && answer[u"status_code"].isDouble();
}

} // namespace

Result<QByteArray> resultOf(const net::HttpOutcome& outcome, Timestamp now) {
    if (const auto* failure = std::get_if<net::HttpError>(&outcome))
        return failure->error;
    const auto& response = std::get<net::HttpResponse>(outcome);
    if (response.status >= 200 && response.status < 300) {
        QJsonParseError problem;
        QJsonDocument::fromJson(response.body, &problem);
        if (problem.error == QJsonParseError::NoError || response.body.trimmed() == "null")
            return response.body;
        // A captive portal, or one event that spoils the whole; the caller may know better.
        return makeError(ErrorCode::ServerError, u"HTTP %1, not JSON"_s.arg(response.status));
    }
    const QJsonObject answer = kit::objectOf(response.body).value_or(QJsonObject());
    if (response.status == 429) {
        // Seconds until the bucket is full again.
        const QByteArray reset = response.header("x-ratelimit-reset");
        const int wait =
            reset.isEmpty() ? kit::retryAfterSeconds(response, now) : kit::boundedWait(reset.toDouble());
        return Error{ErrorCode::RateLimited, u"HTTP 429"_s, wait};
    }
    if (!isError(answer)) {
        if (response.status == 413)
            return makeError(ErrorCode::TooLarge, u"HTTP 413"_s);
        return makeError(ErrorCode::ServerError, u"HTTP %1, not an answer of Mattermost"_s.arg(response.status));
    }
    const QString id = rules::oneLine(answer[u"id"].toString(), 120);
    if (id.contains(u"msg.too_long") || id == u"model.post.is_valid.msg.app_error")
        return makeError(ErrorCode::TooLong, id);
    switch (response.status) {
    case 401:
        return makeError(ErrorCode::Unauthorized, id);
    case 403:
        return makeError(ErrorCode::PermissionDenied, id);
    case 404:
        return makeError(ErrorCode::NotFound, id);
    case 413:
        return makeError(ErrorCode::TooLarge, id);
    case 501:
        return makeError(ErrorCode::Unsupported, id);
    default:
        return makeError(response.status < 500 ? ErrorCode::Rejected : ErrorCode::ServerError, id);
    }
}

bool isMattermostAnswer(const net::HttpOutcome& outcome) {
    const auto* response = std::get_if<net::HttpResponse>(&outcome);
    if (!response)
        return false;
    const QJsonObject answer = kit::objectOf(response->body).value_or(QJsonObject());
    return isError(answer) || (response->status == 200 && answer[u"status"].isString());
}

} // namespace souffleur::channels::mattermost
