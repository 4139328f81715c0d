// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Message.h"
#include "store/Statements.h"

//! Reading messages, notes and marks; shared by the files that implement MessageRepository.
namespace souffleur::store::messagerows {

//! Columns of "messages m" in the order readMessage wants them.
inline const QString Columns =
    u"m.id, m.conversation, m.episode, m.channel, m.channel_kind, m.sequence, m.direction, m.kind, m.text, "
    u"m.author_name, m.author, m.status, m.error, m.sent_at, m.received_at, m.edited_at, m.deleted, m.reply_to, "
    u"m.quoted_text, m.attachments, m.location, m.reactions, m.from_faq, m.due_at"_s;

struct MessageRow {
    Message message;
    int attachments = 0;
};
MessageRow readMessage(Row& row);
//! "SELECT columns FROM messages m" + rest, attachments included.
Result<QList<Message>> list(Statements& sql, const QString& rest, const QVariantList& args);
Result<std::optional<Message>> first(Statements& sql, const QString& rest, const QVariantList& args);

} // namespace souffleur::store::messagerows
