// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/ChannelEvent.h"

#include <QJsonObject>

namespace souffleur::channels::matrix {

//! What somebody said, out of an event's content.
struct MessageContent {
    MessageKind kind = MessageKind::Unsupported;
    QString text;
    QList<Attachment> attachments;
    std::optional<Location> location;
    QString replyTo;        //!< event id
    bool automatic = false; //!< m.notice: written by a program
};

//! Event types that are messages.
bool isMessageType(const QString& type);

//! Pure. `author` stands in an m.emote ("* Kim waves").
MessageContent readContent(const QString& type, const QJsonObject& content, const QString& author);

//! The body of a reply without the lines "> ..." that repeat what it answers.
QString withoutReplyFallback(const QString& body);

} // namespace souffleur::channels::matrix
