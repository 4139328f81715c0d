// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/SettingsDialog.h"

namespace souffleur::ui {

SettingsDialog::SettingsDialog(UiContext& context, QWidget* parent) : QDialog(parent), m_context(context) {}

} // namespace souffleur::ui
