// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"

#include "channels/telegram/TelegramParser.h"

using namespace souffleur;
using namespace souffleur::channels::telegram;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const QByteArray body(reinterpret_cast<const char*>(data), qsizetype(size));
    const Timestamp now = fromMs(1'764'000'000'000);
    const auto parsed = parseUpdates(body, now);
    if (!parsed)
        return 0;
    FUZZ_CHECK(parsed->events.size() <= parsed->updates);
    FUZZ_CHECK(parsed->nextOffset >= 0);
    for (const ChannelEvent& event : parsed->events) {
        if (const auto* message = std::get_if<InboundMessage>(&event)) {
            FUZZ_CHECK(!message->externalId.isEmpty() && !message->sender.externalId.isEmpty());
            FUZZ_CHECK(message->sentAt <= now + std::chrono::days(1));
            for (const Attachment& attachment : message->attachments) {
                FUZZ_CHECK(!attachment.fileName.isEmpty() && !attachment.fileName.contains(u'/'));
                FUZZ_CHECK(attachment.size >= 0 && attachment.durationSeconds >= 0);
            }
        } else if (const auto* rejected = std::get_if<RejectedEvent>(&event)) {
            FUZZ_CHECK(!rejected->problem.isEmpty());
        }
    }
    return 0;
}
