// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Knowledge.h"
#include "domain/Learning.h"

#include <QCoreApplication>

namespace souffleur::ui {

//! Words for the FAQ's states and figures.
class KnowledgeText {
    Q_DECLARE_TR_FUNCTIONS(souffleur::ui::KnowledgeText)
public:
    static QString status(FaqStatus status);
    static QString audience(FaqAudience audience);
    static QString phase(JourneyPhase phase);
    static QString length(AnswerLength length);
    static QString address(FormOfAddress address);
    static QString reason(LeftOutReason reason);
    //! What a task is about, in a whole sentence.
    static QString task(const ReviewTask& task);
    //! What the list says of an entry: its status, or what stands before it ("from 1 Dec", "review due").
    static QString state(const FaqEntry& entry, const QDate& today);
    static bool isReviewDue(const FaqEntry& entry, const QDate& today);
    //! "4.7" in the program's language.
    static QString stars(double mean);
    static QString percent(double share);
    //! A date as people of the program's language write it, and back; invalid: not readable. Empty: none.
    static QString date(const QDate& date);
    static QDate parseDate(const QString& text);
};

} // namespace souffleur::ui
