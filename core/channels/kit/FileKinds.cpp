// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/kit/FileKinds.h"

namespace souffleur::channels::kit {

AttachmentKind attachmentKindOf(const QString& mimeType) {
    if (mimeType.startsWith(u"image/") && !mimeType.startsWith(u"image/svg"))
        return AttachmentKind::Image;
    if (mimeType.startsWith(u"audio/"))
        return AttachmentKind::Audio;
    return mimeType.startsWith(u"video/") ? AttachmentKind::Video : AttachmentKind::Document;
}

MessageKind messageKindOf(const QList<Attachment>& attachments) {
    if (attachments.isEmpty())
        return MessageKind::Text;
    switch (attachments.first().kind) {
    case AttachmentKind::Image:
        return MessageKind::Image;
    case AttachmentKind::Document:
        return MessageKind::Document;
    case AttachmentKind::Audio:
        return MessageKind::Audio;
    case AttachmentKind::Video:
        return MessageKind::Video;
    case AttachmentKind::Voice:
        return MessageKind::Voice;
    case AttachmentKind::Sticker:
        return MessageKind::Sticker;
    }
    return MessageKind::Document;
}

} // namespace souffleur::channels::kit
