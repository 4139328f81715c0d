// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include <QWidget>

namespace souffleur::ui {

//! Makes a window that is shown as high as it needs by its width, never lower than it is.
inline void growToFit(QWidget& window, std::function<int(int width)> neededHeight) {
    if (!window.isVisible())
        return;
    // What was just added is shown, and counts, only after this turn of the event loop.
    QMetaObject::invokeMethod(
        &window,
        [&window, neededHeight = std::move(neededHeight)] {
            if (const int needed = neededHeight(window.width()); needed > window.height())
                window.resize(window.width(), needed);
        },
        Qt::QueuedConnection);
}

} // namespace souffleur::ui
