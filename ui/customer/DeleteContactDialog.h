// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Contact.h"
#include "ui/common/Controls.h"
#include "ui/common/UiContext.h"

#include <QDialog>

namespace souffleur::ui {

class MessageBar;

//! The one question before a person is forgotten: says what goes and what stays.
class DeleteContactDialog : public QDialog {
    Q_OBJECT
public:
    DeleteContactDialog(UiContext& context, const Contact& contact, QWidget* parent = nullptr);

signals:
    void contactDeleted();

private:
    void erase();
    UiContext m_context;
    ContactId m_contact;
    MessageBar* m_bar;
    QPushButton* m_cancel;
    QPushButton* m_delete;
};

} // namespace souffleur::ui
