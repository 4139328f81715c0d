// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/Workspace.h"

#include <QDialog>

namespace souffleur::ui {

class Theme;
class UiSettings;

//! The way from nothing to a workspace. Show it with open() or show().
class FirstRunWizard : public QDialog {
    Q_OBJECT
public:
    FirstRunWizard(workspace::WorkspaceFactory& factory, Theme& theme, UiSettings& settings,
                   QWidget* parent = nullptr);

signals:
    //! The workspace exists and the agent is through with the wizard.
    void created(const souffleur::workspace::Created& created);

private:
    workspace::WorkspaceFactory& m_factory;
    Theme& m_theme;
    UiSettings& m_settings;
};

} // namespace souffleur::ui
