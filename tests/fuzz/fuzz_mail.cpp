// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"

#include "channels/mail/MailIds.h"
#include "channels/mail/MailParser.h"

using namespace souffleur;
using namespace souffleur::channels::mail;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const QByteArray raw(reinterpret_cast<const char*>(data), qsizetype(size));
    MailContext context;
    context.now = fromMs(1'764'000'000'000);
    context.ownAddresses = {u"support@shop.test"_s};
    context.mailbox = u"INBOX"_s;
    const ParsedMail mail = parseMail(raw, context);
    FUZZ_CHECK(mail.events.size() <= 1);
    FUZZ_CHECK(mail.tip.references.size() <= 20);
    for (const ChannelEvent& event : mail.events) {
        if (const auto* message = std::get_if<InboundMessage>(&event)) {
            FUZZ_CHECK(!message->externalId.isEmpty() && !message->sender.externalId.isEmpty());
            FUZZ_CHECK(!context.ownAddresses.contains(message->sender.externalId));
            for (const QChar c : message->text)
                FUZZ_CHECK(c == u'\n' || c == u'\t' || c.category() != QChar::Other_Control);
            FUZZ_CHECK(message->attachments.size() <= 101);
            for (const Attachment& attachment : message->attachments) {
                FUZZ_CHECK(!attachment.fileName.isEmpty() && !attachment.fileName.contains(u'/') &&
                           !attachment.fileName.contains(u'\n'));
                FUZZ_CHECK(fromRemoteRef(attachment.remoteRef).hasValue());
            }
        } else if (const auto* rejected = std::get_if<RejectedEvent>(&event)) {
            FUZZ_CHECK(!rejected->problem.isEmpty());
        } else {
            const auto* status = std::get_if<StatusChanged>(&event);
            FUZZ_CHECK(status && isOurMessageId(status->externalId.toUtf8(), {u"shop.test"_s}));
        }
    }
    return 0;
}
