// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/Workspace.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace souffleur::ui {

class MessageBar;
class PasswordField;
class Theme;
class UiSettings;

//! Asks for the passphrase or the recovery code of an existing workspace. Show it with open() or show().
class UnlockDialog : public QDialog {
    Q_OBJECT
public:
    //! Opens settings.workspaceDirectory().
    UnlockDialog(workspace::WorkspaceFactory& factory, Theme& theme, UiSettings& settings,
                 QWidget* parent = nullptr);
    void reject() override;

signals:
    //! Before the dialog closes.
    void opened(std::shared_ptr<souffleur::workspace::Workspace> workspace);

protected:
    void changeEvent(QEvent* event) override;

private:
    void unlock();
    void setBusy(bool busy);
    void setByCode(bool byCode);
    void retranslate();
    void fitHeight();

    workspace::WorkspaceFactory& m_factory;
    UiSettings& m_settings;
    bool m_byCode = false;
    bool m_busy = false;
    QLabel* m_headline;
    QLabel* m_intro;
    QLabel* m_fieldLabel;
    PasswordField* m_password;
    QLineEdit* m_code;
    MessageBar* m_bar;
    QPushButton* m_other;
    QProgressBar* m_progress;
    QPushButton* m_quit;
    QPushButton* m_open;
};

} // namespace souffleur::ui
