// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/telegram/TelegramErrors.h"

#include "channels/telegram/TelegramParser.h"
#include "domain/Rules.h"

#include <QJsonDocument>

namespace souffleur::channels::telegram {
namespace {

int retryAfter(const QJsonObject& answer, const net::HttpResponse& response) {
    const qint64 seconds = answer[u"parameters"][u"retry_after"].toInteger();
    return seconds > 0 ? kit::boundedWait(double(seconds)) : kit::retryAfterSeconds(response, {});
}

ErrorCode badRequestCode(const QString& description) {
    const auto says = [&](QStringView words) { return description.contains(words, Qt::CaseInsensitive); };
    if (says(u"file is too big") || says(u"too large"))
        return ErrorCode::TooLarge;
    if (says(u"is too long"))
        return ErrorCode::TooLong;
    return ErrorCode::Rejected;
}

ErrorCode forbiddenCode(const QString& description) {
    for (const QStringView words :
         {u"blocked by the user", u"user is deactivated", u"initiate conversation", u"was kicked"})
        if (description.contains(words, Qt::CaseInsensitive))
            return ErrorCode::RecipientBlocked;
    return ErrorCode::PermissionDenied;
}

Error errorOf(const net::HttpResponse& response, const QJsonObject& answer, CallKind kind) {
    const QString description = rules::oneLine(answer[u"description"].toString(), 200);
    const qint64 code = answer[u"error_code"].toInteger(response.status);
    switch (code) {
    case 400:
        return makeError(badRequestCode(description), description);
    case 401:
    case 404: // The method exists; so it is the token that does not.
        return makeError(ErrorCode::Unauthorized, description);
    case 403:
        return makeError(forbiddenCode(description), description);
    case 409:
        return makeError(ErrorCode::Conflict, description);
    case 413:
        return makeError(ErrorCode::TooLarge, description);
    case 429:
        return Error{ErrorCode::RateLimited, description, retryAfter(answer, response)};
    default:
        if (code >= 400 && code < 500)
            return makeError(ErrorCode::Rejected, description);
        return kit::serverFault(kind, u"HTTP %1 %2"_s.arg(response.status).arg(description).trimmed());
    }
}

QJsonObject answerOf(const net::HttpResponse& response) {
    const QJsonObject answer = QJsonDocument::fromJson(response.body).object();
    return answer[u"ok"].isBool() ? answer : QJsonObject();
}

} // namespace

Result<QJsonValue> resultOf(const net::HttpOutcome& outcome, CallKind kind) {
    if (const auto* failure = std::get_if<net::HttpError>(&outcome))
        return kit::transportError(*failure, kind);
    const auto& response = std::get<net::HttpResponse>(outcome);
    const QJsonObject answer = answerOf(response);
    if (answer.isEmpty()) {
        // Somebody in between answered: a proxy, a captive portal, a crashed server.
        if (response.status == 413)
            return makeError(ErrorCode::TooLarge, u"HTTP 413"_s);
        if (response.status == 429)
            return Error{ErrorCode::RateLimited, u"HTTP 429"_s, retryAfter({}, response)};
        return kit::serverFault(kind, u"HTTP %1, not an answer of the Bot API"_s.arg(response.status));
    }
    if (answer[u"ok"].toBool() && answer.contains(u"result"))
        return answer[u"result"];
    if (answer[u"ok"].toBool())
        return kit::serverFault(kind, u"an answer without a result"_s);
    return errorOf(response, answer, kind);
}

Result<QString> acceptedId(const net::HttpOutcome& outcome, const QString& chatId) {
    SOUFFLEUR_TRY(const QJsonValue message, resultOf(outcome, CallKind::Send));
    const qint64 id = message[u"message_id"].toInteger();
    if (id <= 0)
        return makeError(ErrorCode::Unclear, u"accepted without a message id"_s);
    return externalIdOf(message[u"chat"][u"id"].toInteger(chatId.toLongLong()), id);
}

bool isBotApiAnswer(const net::HttpOutcome& outcome) {
    const auto* response = std::get_if<net::HttpResponse>(&outcome);
    return response && !answerOf(*response).isEmpty();
}

} // namespace souffleur::channels::telegram
