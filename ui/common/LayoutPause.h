// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>

namespace souffleur::ui {

//! While it lives, a widget that is shown or hidden inside does not lay out everything up to the window at once;
//! that happens one time, with the next events.
class LayoutPause {
public:
    explicit LayoutPause(QLayout* layout) : m_layout(layout), m_was(layout->isEnabled()) {
        m_layout->setEnabled(false);
    }
    ~LayoutPause() { m_layout->setEnabled(m_was); }
    LayoutPause(const LayoutPause&) = delete;
    LayoutPause& operator=(const LayoutPause&) = delete;

private:
    QLayout* m_layout;
    bool m_was;
};

} // namespace souffleur::ui
