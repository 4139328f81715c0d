// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <QCoreApplication>

namespace souffleur::ui {

//! The one place where error codes become sentences: what happened, what it means, what to do.
class ErrorText {
    Q_DECLARE_TR_FUNCTIONS(souffleur::ui::ErrorText)
public:
    //! One or two whole sentences for a message bar.
    static QString sentence(const Error& error);
    //! A few words for narrow places, without a full stop: "no connection".
    static QString brief(const Error& error);
    //! The technical part, for "Details" and for copying: stable code and detail.
    static QString technical(const Error& error) { return error.toString(); }
};

inline QString errorText(const Error& error) {
    return ErrorText::sentence(error);
}

} // namespace souffleur::ui
