// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Message.h"

namespace souffleur::channels::kit {

//! What a file is by its type. A drawing of vectors may hold scripts: a document, never shown inline.
AttachmentKind attachmentKindOf(const QString& mimeType);
//! What a message is by its first file; Text without one.
MessageKind messageKindOf(const QList<Attachment>& attachments);

} // namespace souffleur::channels::kit
