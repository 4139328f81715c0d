// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/AttachmentChip.h"

#include "ui/common/Format.h"

#include <QHBoxLayout>

namespace souffleur::ui {

AttachmentChip::AttachmentChip(Theme& theme, const Attachment& attachment, QWidget* parent) : QFrame(parent) {
    setPane(this, Pane::Card);
    const int side = theme.px(14);
    auto* icon = new QLabel(this);
    icon->setPixmap(
        theme.icon(attachment.kind == AttachmentKind::Image ? u"image"_s : u"document"_s).pixmap(side, side));
    auto* name = new QLabel(this);
    setLook(name, LabelRole::Small);
    name->setText(name->fontMetrics().elidedText(attachment.fileName, Qt::ElideMiddle, theme.px(180)));
    name->setToolTip(attachment.fileName);
    auto* size = makeLabel(LabelRole::Caption, Tone::Faint, Format::fileSize(attachment.size), this);
    auto* remove = new IconButton(theme, u"close"_s, tr("Remove %1").arg(attachment.fileName), this);
    remove->setIconSide(12);
    connect(remove, &QToolButton::clicked, this, [this, id = attachment.id] { emit removeRequested(id); });
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 1, 2, 1);
    layout->setSpacing(6);
    layout->addWidget(icon);
    layout->addWidget(name);
    layout->addWidget(size);
    layout->addWidget(remove);
    setAccessibleName(tr("Attachment %1").arg(attachment.fileName));
}

} // namespace souffleur::ui
