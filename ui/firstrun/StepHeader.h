// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/Theme.h"

#include <QWidget>

namespace souffleur::ui {

//! The numbered steps on top of a wizard. Shows only; the buttons below lead.
class StepHeader : public QWidget {
    Q_OBJECT
public:
    explicit StepHeader(Theme& theme, QWidget* parent = nullptr);
    void setSteps(const QStringList& names, int current);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Theme& m_theme;
    QStringList m_names;
    int m_current = 0;
};

} // namespace souffleur::ui
