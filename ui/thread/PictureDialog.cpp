// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/thread/PictureDialog.h"

#include "domain/Rules.h"
#include "ui/common/Controls.h"
#include "ui/common/Format.h"
#include "ui/thread/Thumbnails.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QSaveFile>
#include <QVBoxLayout>

namespace souffleur::ui {

PictureDialog::PictureDialog(UiContext& context, Attachment attachment, QByteArray content, QWidget* parent)
    : QDialog(parent), m_context(context), m_attachment(std::move(attachment)), m_content(std::move(content)) {
    const QString name =
        m_attachment.fileName.isEmpty() ? Format::attachmentKind(m_attachment.kind) : m_attachment.fileName;
    setWindowTitle(name);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 12);
    layout->setSpacing(10);
    const bool picture = m_attachment.kind == AttachmentKind::Image || m_attachment.kind == AttachmentKind::Sticker;
    if (picture) {
        const qreal ratio = devicePixelRatioF();
        const QSize box(m_context.theme.px(900), m_context.theme.px(620));
        QImage image = decodePicture(m_content, (QSizeF(box) * ratio).toSize());
        if (!image.isNull()) {
            image.setDevicePixelRatio(ratio);
            auto* label = new QLabel(this);
            label->setPixmap(QPixmap::fromImage(image));
            label->setAccessibleName(name);
            label->setAlignment(Qt::AlignCenter);
            layout->addWidget(label, 1);
        } else {
            layout->addWidget(makeLabel(LabelRole::Body, Tone::Muted, tr("This picture cannot be shown."), this));
        }
    }
    auto* title = new ElidedLabel(name, this);
    setLook(title, LabelRole::Strong);
    layout->addWidget(title);
    layout->addWidget(makeLabel(
        LabelRole::Small, Tone::Muted,
        Format::attachmentKind(m_attachment.kind) + u" \u00B7 "_s + Format::fileSize(m_content.size()), this));
    if (!picture) {
        auto* hint = makeLabel(LabelRole::Small, Tone::Muted,
                               tr("A stranger sent this file. Save it only if you expect it."), this);
        hint->setWordWrap(true);
        layout->addWidget(hint);
    }
    auto* buttons = new QDialogButtonBox(this);
    buttons->addButton(makeButton(ButtonKind::Primary, tr("Save as …"), this), QDialogButtonBox::AcceptRole);
    buttons->addButton(makeButton(ButtonKind::Normal, tr("Close"), this), QDialogButtonBox::RejectRole);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &PictureDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    setMinimumWidth(m_context.theme.px(320));
}

void PictureDialog::save() {
    auto* chooser = new QFileDialog(this, tr("Save file"), rules::cleanFileName(m_attachment.fileName));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString& path) {
        QSaveFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(m_content) != m_content.size() || !file.commit())
            emit failed(
                makeError(file.error() == QFileDevice::ResourceError ? ErrorCode::DiskFull : ErrorCode::IoError));
        else
            accept();
    });
    chooser->open();
}

} // namespace souffleur::ui
