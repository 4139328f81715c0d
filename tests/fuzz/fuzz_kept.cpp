// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"

#include "channels/discord/DiscordCursor.h"
#include "channels/discord/DiscordParser.h"
#include "channels/mail/MailCursor.h"
#include "channels/mail/MailIds.h"
#include "channels/matrix/MatrixIds.h"
#include "channels/matrix/SyncMemory.h"
#include "channels/signal/SignalParser.h"
#include "channels/slack/SlackApi.h"

using namespace souffleur;
using namespace souffleur::channels;

//! What channels keep in the store and read again: cursors, references of files, external ids. A store may come
//! from an older program, or be damaged.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const QByteArray bytes(reinterpret_cast<const char*>(data), qsizetype(size));
    const mail::MailCursor mailboxes = mail::cursorFromBytes(bytes);
    FUZZ_CHECK(mail::cursorFromBytes(mail::toBytes(mailboxes)) == mailboxes);
    const auto sync = matrix::SyncMemory::fromCursor(bytes);
    FUZZ_CHECK(matrix::SyncMemory::fromCursor(sync.toCursor()).toCursor() == sync.toCursor());
    const auto edits = signal::EditTimes::read(bytes);
    FUZZ_CHECK(signal::EditTimes::read(edits.write()) == edits);
    const auto discord = discord::DiscordCursor::read(bytes);
    FUZZ_CHECK(discord::DiscordCursor::read(discord.write()) == discord);

    const QString text = QString::fromUtf8(bytes);
    if (const auto ref = mail::fromRemoteRef(text)) {
        const auto again = mail::fromRemoteRef(mail::toRemoteRef(*ref));
        FUZZ_CHECK(again && again->uid == ref->uid && again->mailbox == ref->mailbox &&
                   again->messageId == ref->messageId);
    }
    if (const auto ref = slack::fromRemoteRef(text))
        FUZZ_CHECK(slack::fromRemoteRef(slack::toRemoteRef(*ref)));
    (void)discord::fromRemoteRef(text);
    (void)signal::fromRemoteRef(text);
    (void)matrix::mediaOf(text);
    if (const auto pair = matrix::splitId(text))
        FUZZ_CHECK(pair->room + u' ' + pair->other == text);
    (void)signal::nameOf(text);
    (void)discord::toRecipient(text);
    return 0;
}
