// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"

#include "channels/slack/SlackApi.h"
#include "channels/slack/SlackParser.h"

using namespace souffleur;
using namespace souffleur::channels::slack;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const QByteArray bytes(reinterpret_cast<const char*>(data), qsizetype(size));
    const Timestamp now = fromMs(1'764'000'000'000);
    net::HttpResponse response;
    response.status = 200;
    response.body = bytes;
    if (const auto answer = resultOf(response, CallKind::Send, now))
        profileOf(*answer);
    const SlackFrame frame = parseFrame(bytes);
    FUZZ_CHECK(frame.users.size() <= 20);
    if (frame.kind != SlackFrame::Kind::Envelope)
        return 0;
    FUZZ_CHECK(!frame.envelopeId.isEmpty());
    const SlackView view{u"U01BOT"_s, {u"C01"_s}, [](const QString&) { return Profile{}; }};
    for (const ChannelEvent& event : parseEnvelope(frame, view, now).events) {
        if (const auto* message = std::get_if<InboundMessage>(&event)) {
            FUZZ_CHECK(!message->externalId.isEmpty() && !message->sender.externalId.isEmpty());
            FUZZ_CHECK(!message->sender.displayName.isEmpty());
            FUZZ_CHECK(message->sentAt <= now + std::chrono::days(1));
            for (const Attachment& attachment : message->attachments) {
                FUZZ_CHECK(!attachment.fileName.isEmpty() && !attachment.fileName.contains(u'/'));
                FUZZ_CHECK(attachment.size >= 0 && attachment.durationSeconds >= 0);
                FUZZ_CHECK(fromRemoteRef(attachment.remoteRef).hasValue());
            }
        } else if (const auto* reaction = std::get_if<ReactionChanged>(&event)) {
            FUZZ_CHECK(!reaction->externalId.isEmpty() && reaction->reactions.size() == 1);
        } else if (const auto* rejected = std::get_if<RejectedEvent>(&event)) {
            FUZZ_CHECK(!rejected->problem.isEmpty() && !rejected->raw.isEmpty());
        }
    }
    return 0;
}
