// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/Workspace.h"

#include <QDialog>

namespace souffleur::ui {

class Theme;
class UiSettings;

//! Asks for the passphrase or the recovery code of an existing workspace. Show it with open() or show().
class UnlockDialog : public QDialog {
    Q_OBJECT
public:
    //! Opens settings.workspaceDirectory().
    UnlockDialog(workspace::WorkspaceFactory& factory, Theme& theme, UiSettings& settings,
                 QWidget* parent = nullptr);

signals:
    void opened(std::shared_ptr<souffleur::workspace::Workspace> workspace);

private:
    workspace::WorkspaceFactory& m_factory;
    Theme& m_theme;
    UiSettings& m_settings;
};

} // namespace souffleur::ui
