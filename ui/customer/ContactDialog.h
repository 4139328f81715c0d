// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Contact.h"
#include "ui/common/Controls.h"
#include "ui/common/UiContext.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QTableWidget;

namespace souffleur::ui {

class MessageBar;

//! Changes what is known about a contact. Show it with open().
class ContactDialog : public QDialog {
    Q_OBJECT
public:
    ContactDialog(UiContext& context, const Contact& contact, QWidget* parent = nullptr);

private:
    Contact edited() const;
    void save();
    void addField(const QString& name, const QString& value);

    UiContext m_context;
    Contact m_contact;
    MessageBar* m_bar;
    QLineEdit* m_name;
    QComboBox* m_language;
    QComboBox* m_address;
    QLineEdit* m_tags;
    QTableWidget* m_fields;
    QPlainTextEdit* m_remark;
    QPushButton* m_save;
};

} // namespace souffleur::ui
