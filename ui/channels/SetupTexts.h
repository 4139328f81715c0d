// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Channel.h"

#include <QCoreApplication>

namespace souffleur::ui {

//! The words of channel set-up, by kind and key: tables in SetupTexts.cpp. What a kind does not name itself is
//! taken from the rows for all kinds.
class SetupTexts {
    Q_DECLARE_TR_FUNCTIONS(souffleur::ui::SetupTexts)
public:
    static QString intro(const QString& kind);
    static QString label(const QString& kind, const QString& key);
    static QString example(const QString& kind, const QString& key); //!< shown in the empty field; may be empty
    static QString help(const QString& kind, const QString& key);    //!< "Where do I find this?"; may be empty
    static QString choice(const QString& kind, const QString& key, const QString& choice);
    static QString checkName(const QString& kind, const QString& name);
    //! What a check found, as a sentence; empty: the value as it is.
    static QString found(const QString& kind, const ChannelCheck& found);
    //! What went wrong and what to do, for checks and for a channel's health; by default ErrorText's sentence.
    static QString problem(const QString& kind, const Error& error);

private:
    struct Intro;
    struct Field;
    struct Choice;
    struct Check;
    struct Problem;
    static const Field* field(const QString& kind, const QString& key);
    static const Check* check(const QString& kind, const QString& name);
};

} // namespace souffleur::ui
