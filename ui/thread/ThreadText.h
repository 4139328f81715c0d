// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Message.h"

#include <QCoreApplication>

namespace souffleur::ui {

//! The words of the thread that are not the people's own.
class ThreadText {
    Q_DECLARE_TR_FUNCTIONS(souffleur::ui::ThreadText)
public:
    //! "sent", "delivered", "waits to be sent" ...
    static QString status(MessageStatus status);
    //! Icon of resources/icons for it; empty: none.
    static QString statusIcon(MessageStatus status);
    //! What is wrong with a message and what it means; empty: nothing.
    static QString problem(const Message& message);
    static QString mark(const ThreadMark& mark);
    //! What stands in place of a text that is gone or cannot be shown; empty: show the text.
    static QString placeholder(const Message& message);
    //! "Jana, 12 November 2026, 09:14, text, 2 photos, quoted ..., delivered"
    static QString accessible(const ThreadItem& item);
    //! One line for a quote or a status bar.
    static QString summary(const Message& message);
};

} // namespace souffleur::ui
