// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"

#include "channels/mattermost/MattermostParser.h"

using namespace souffleur;
using namespace souffleur::channels::mattermost;

namespace {
void check(const Post& post, Timestamp now) {
    FUZZ_CHECK(isId(post.id) && isId(post.user) && isId(post.channel));
    for (const ChannelEvent& event : eventsOf(post, u"own"_s, {}, u"@kim"_s, now))
        if (const auto* message = std::get_if<InboundMessage>(&event)) {
            FUZZ_CHECK(channelOf(message->sender.externalId) == post.channel);
            FUZZ_CHECK(!message->sender.displayName.isEmpty());
            FUZZ_CHECK(message->sentAt <= now + std::chrono::days(1));
            for (const Attachment& attachment : message->attachments)
                FUZZ_CHECK(isId(attachment.remoteRef) && attachment.size >= 0 &&
                           !attachment.fileName.contains(u'/'));
        }
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const QByteArray body(reinterpret_cast<const char*>(data), qsizetype(size));
    const Timestamp now = fromMs(1'764'000'000'000);
    const Frame frame = parseFrame(body);
    FUZZ_CHECK(frame.kind != Frame::Kind::Unreadable || !frame.problem.isEmpty());
    if (frame.post)
        check(*frame.post, now);
    if (const auto list = parsePosts(body))
        for (const Post& post : list->posts)
            check(post, now);
    return 0;
}
