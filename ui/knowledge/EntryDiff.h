// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Faq.h"

#include <QCoreApplication>

namespace souffleur::ui {

//! Two versions of an entry, line by line.
class EntryDiff {
    Q_DECLARE_TR_FUNCTIONS(souffleur::ui::EntryDiff)
public:
    enum class Kind {
        Same,
        Removed,
        Added,
    };
    struct Line {
        Kind kind = Kind::Same;
        QString text;
        bool operator==(const Line&) const = default;
    };
    //! The entry in words, one fact a line.
    static QStringList linesOf(const FaqEntry& entry);
    //! The shortest way from one to the other.
    static QList<Line> between(const QStringList& before, const QStringList& after);
};

} // namespace souffleur::ui
