// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"

#include "channels/discord/DiscordErrors.h"
#include "channels/mail/OAuthTokens.h"
#include "channels/matrix/MatrixErrors.h"
#include "channels/mattermost/MattermostErrors.h"
#include "channels/slack/SlackApi.h"
#include "channels/telegram/TelegramErrors.h"

using namespace souffleur;
using namespace souffleur::channels;

namespace {
//! Nobody is made to wait for ever by a number in an answer.
void check(const Error& error) {
    FUZZ_CHECK(error.retryAfterSeconds >= 0 && error.retryAfterSeconds <= 7 * 24 * 3600);
}
} // namespace

//! Answers of the channels' web services: a line with the status, lines of the header, an empty line, the body.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const QByteArray input(reinterpret_cast<const char*>(data), qsizetype(size));
    const Timestamp now = fromMs(1'764'000'000'000);
    net::HttpResponse response;
    qsizetype at = input.indexOf('\n');
    response.status = input.left(at).trimmed().toInt();
    while (at >= 0) {
        const qsizetype end = input.indexOf('\n', at + 1);
        const QByteArray line = input.mid(at + 1, end < 0 ? -1 : end - at - 1);
        at = end;
        if (line.isEmpty())
            break;
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && response.headers.size() < 50)
            response.headers.append({line.left(colon), line.mid(colon + 1).trimmed()});
    }
    if (at >= 0)
        response.body = input.mid(at + 1);
    const net::HttpOutcome outcome = response;
    for (const auto kind : {kit::CallKind::Read, kit::CallKind::Send}) {
        if (const auto problem = kit::problemOf(outcome, kind, now))
            check(*problem);
        if (const auto answer = telegram::resultOf(outcome, kind); !answer)
            check(answer.error());
        if (const auto answer = slack::resultOf(outcome, kind, now); !answer)
            check(answer.error());
        if (const auto answer = discord::resultOf(outcome, kind); !answer)
            check(answer.error());
    }
    if (const auto accepted = telegram::acceptedId(outcome, u"17"_s))
        FUZZ_CHECK(accepted->contains(u':')); // of the chat that the answer names
    if (const auto answer = matrix::resultOf(outcome, now); !answer)
        check(answer.error());
    if (const auto answer = mattermost::resultOf(outcome, now); !answer)
        check(answer.error());
    if (const auto token = mail::tokenOf(outcome)) {
        FUZZ_CHECK(!token->accessToken.isEmpty());
        FUZZ_CHECK(token->expires >= 60 && token->expires <= 86'400);
    } else {
        check(token.error());
    }
    return 0;
}
