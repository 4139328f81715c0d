// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/UiContext.h"

#include <QDialog>

namespace souffleur::ui {

//! F1: every key, by group.
class ShortcutList : public QDialog {
    Q_OBJECT
public:
    explicit ShortcutList(UiContext& context, QWidget* parent = nullptr);
};

} // namespace souffleur::ui
