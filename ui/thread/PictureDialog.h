// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Message.h"
#include "ui/common/UiContext.h"

#include <QDialog>

namespace souffleur::ui {

//! Shows a file of a customer: pictures as such, others by name and size; saving is the only way out of the
//! program, so that nothing a stranger sent is ever opened by a click.
class PictureDialog : public QDialog {
    Q_OBJECT
public:
    PictureDialog(UiContext& context, Attachment attachment, QByteArray content, QWidget* parent = nullptr);

signals:
    void failed(const souffleur::Error& error);

private:
    void save();
    UiContext m_context;
    Attachment m_attachment;
    QByteArray m_content;
};

} // namespace souffleur::ui
