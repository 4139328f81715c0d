// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/firstrun/UnlockDialog.h"

namespace souffleur::ui {

UnlockDialog::UnlockDialog(workspace::WorkspaceFactory& factory, Theme& theme, UiSettings& settings,
                           QWidget* parent)
    : QDialog(parent), m_factory(factory), m_theme(theme), m_settings(settings) {}

} // namespace souffleur::ui
