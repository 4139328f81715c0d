// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/UiContext.h"

#include <QDialog>

namespace souffleur::ui {

class ActionRegistry;

//! F1: every key by group, with a filter.
class ShortcutDialog : public QDialog {
    Q_OBJECT
public:
    ShortcutDialog(UiContext& context, const ActionRegistry& registry, QWidget* parent = nullptr);
};

} // namespace souffleur::ui
