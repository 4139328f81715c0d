// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"

#include "channels/signal/SignalParser.h"

using namespace souffleur;
using namespace souffleur::channels::signal;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const QByteArray line(reinterpret_cast<const char*>(data), qsizetype(size));
    const Timestamp now = fromMs(1'764'000'000'000);
    const auto rpc = parseRpc(line);
    if (!rpc)
        return 0;
    FUZZ_CHECK(!rpc->id.isEmpty() || !rpc->method.isEmpty());
    if (const auto sent = sentAt(rpc->content))
        FUZZ_CHECK(*sent > 0);
    EditTimes edits;
    for (const ChannelEvent& event : parseReceive(rpc->content.toObject(), {}, edits, now)) {
        if (const auto* message = std::get_if<InboundMessage>(&event)) {
            FUZZ_CHECK(nameOf(message->externalId).has_value());
            FUZZ_CHECK(!message->sender.externalId.isEmpty() && !message->sender.displayName.isEmpty());
            FUZZ_CHECK(message->sentAt <= now + std::chrono::days(1));
            for (const Attachment& attachment : message->attachments) {
                FUZZ_CHECK(!attachment.fileName.isEmpty() && !attachment.fileName.contains(u'/'));
                FUZZ_CHECK(fromRemoteRef(attachment.remoteRef).hasValue());
            }
        } else if (const auto* rejected = std::get_if<RejectedEvent>(&event)) {
            FUZZ_CHECK(!rejected->problem.isEmpty());
        }
    }
    FUZZ_CHECK(EditTimes::read(edits.write()) == edits);
    return 0;
}
