// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"

#include "channels/discord/DiscordBuilder.h"
#include "channels/discord/DiscordCursor.h"

using namespace souffleur;
using namespace souffleur::channels::discord;

namespace {

void checkEvent(const ChannelEvent& event, Timestamp now) {
    if (const auto* message = std::get_if<InboundMessage>(&event)) {
        FUZZ_CHECK(!channelOf(message->externalId).isEmpty());
        FUZZ_CHECK(toRecipient(message->sender.externalId).has_value());
        FUZZ_CHECK(!message->sender.displayName.isEmpty());
        FUZZ_CHECK(message->sentAt <= now + std::chrono::days(1));
        for (const Attachment& attachment : message->attachments) {
            FUZZ_CHECK(!attachment.fileName.isEmpty() && !attachment.fileName.contains(u'/'));
            FUZZ_CHECK(attachment.size >= 0 && attachment.durationSeconds >= 0);
            FUZZ_CHECK(fromRemoteRef(attachment.remoteRef).hasValue());
        }
    } else if (const auto* rejected = std::get_if<RejectedEvent>(&event)) {
        FUZZ_CHECK(!rejected->problem.isEmpty());
    } else if (const auto* reaction = std::get_if<ReactionChanged>(&event)) {
        FUZZ_CHECK(toRecipient(reaction->by).has_value());
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const QByteArray text(reinterpret_cast<const char*>(data), qsizetype(size));
    const Timestamp now = fromMs(1'764'000'000'000);
    const Scope scope{u"900000000000000001"_s, {u"700000000000000001"_s}};
    if (const auto frame = parseFrame(text)) {
        FUZZ_CHECK(!frame->sequence || *frame->sequence >= 0);
        for (const ChannelEvent& event : parseDispatch(*frame, scope, now))
            checkEvent(event, now);
        if (const auto event = parseMessage(frame->data.toObject(), scope, true, now))
            checkEvent(*event, now);
    }
    const DiscordCursor cursor = DiscordCursor::read(text);
    FUZZ_CHECK(DiscordCursor::read(cursor.write()) == cursor);
    return 0;
}
