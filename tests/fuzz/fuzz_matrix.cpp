// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"

#include "channels/matrix/MatrixIds.h"
#include "channels/matrix/MatrixParser.h"
#include "channels/matrix/RoomReader.h"

using namespace souffleur;
using namespace souffleur::channels::matrix;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const QByteArray body(reinterpret_cast<const char*>(data), qsizetype(size));
    const Timestamp now = fromMs(1'764'000'000'000);
    const QString own = u"@support:example.org"_s;
    (void)parseHistory(body);
    const auto answer = parseSync(body, own);
    if (!answer)
        return 0;
    SyncMemory memory;
    memory.addSent(u"!shop:example.org"_s, u"$1"_s);
    qsizetype messages = 0;
    for (const RoomUpdate& room : answer->joined) {
        const RoomReading reading = readRoom(room, {own, now, std::nullopt}, memory);
        for (const ChannelEvent& event : reading.events) {
            if (const auto* message = std::get_if<InboundMessage>(&event)) {
                ++messages;
                FUZZ_CHECK(message->externalId.startsWith(room.room + u' '));
                FUZZ_CHECK(splitId(message->sender.externalId));
                FUZZ_CHECK(!message->sender.displayName.isEmpty());
                FUZZ_CHECK(message->sentAt <= now + std::chrono::days(1));
                for (const Attachment& attachment : message->attachments) {
                    FUZZ_CHECK(mediaOf(attachment.remoteRef));
                    FUZZ_CHECK(!attachment.fileName.contains(u'/'));
                    FUZZ_CHECK(attachment.size >= 0 && attachment.durationSeconds >= 0);
                }
            } else if (const auto* edited = std::get_if<MessageEdited>(&event)) {
                FUZZ_CHECK(splitId(edited->externalId) && splitId(edited->by));
            } else if (const auto* rejected = std::get_if<RejectedEvent>(&event)) {
                FUZZ_CHECK(!rejected->problem.isEmpty());
            }
        }
        (void)readLeft(room, {own, now, std::nullopt});
    }
    for (const Invitation& invitation : answer->invitations)
        FUZZ_CHECK(isUserId(invitation.inviter) && isRoomId(invitation.room));
    FUZZ_CHECK(SyncMemory::fromCursor(memory.toCursor()).toCursor() == memory.toCursor());
    return 0;
}
