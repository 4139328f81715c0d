// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Message.h"
#include "ui/common/Controls.h"

#include <QFrame>

namespace souffleur::ui {

//! A file of the draft, with a way to take it out.
class AttachmentChip : public QFrame {
    Q_OBJECT
public:
    AttachmentChip(Theme& theme, const Attachment& attachment, QWidget* parent = nullptr);

signals:
    void removeRequested(const souffleur::AttachmentId& id);
};

} // namespace souffleur::ui
