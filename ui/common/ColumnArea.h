// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>
#include <QScrollBar>

namespace souffleur::ui {

//! Scrolls down only: what is inside is always exactly as wide as the column, whatever a name in it would like.
class ColumnArea : public QScrollArea {
public:
    explicit ColumnArea(QWidget* parent = nullptr) : QScrollArea(parent) {
        setFrameShape(QFrame::NoFrame);
        setWidgetResizable(true);
        setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        setFocusPolicy(Qt::NoFocus);
    }

protected:
    void resizeEvent(QResizeEvent* event) override {
        if (widget())
            widget()->setFixedWidth(viewport()->width());
        QScrollArea::resizeEvent(event);
    }
};

} // namespace souffleur::ui
