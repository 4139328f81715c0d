// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/UiContext.h"

#include <QDialog>

namespace souffleur::ui {

//! Every preference; a change applies at once. Show it with open() or show().
class SettingsDialog : public QDialog {
    Q_OBJECT
public:
    explicit SettingsDialog(UiContext& context, QWidget* parent = nullptr);

private:
    UiContext m_context;
};

} // namespace souffleur::ui
