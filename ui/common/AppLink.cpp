// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/AppLink.h"

#include "base/Strings.h"

namespace souffleur::ui {

ConversationId conversationOfLink(const QString& link) {
    static const QString start = u"souffleur:conversation/"_s;
    if (!link.startsWith(start, Qt::CaseInsensitive) || link.size() > 200)
        return {};
    return ConversationId::fromString(link.mid(start.size()));
}

} // namespace souffleur::ui
