// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "domain/Ids.h"

#include <QStringList>

namespace souffleur {

//! How a customer's words and a FAQ entry came together.
enum class Verdict {
    Accepted, //!< the entry's answer was sent for them, with similarity >= 0.60
    Wrong,    //!< an agent said that the entry does not fit them
    NoneFits, //!< an agent said that nothing that was offered fits them
};

//! A customer's words and what an agent made of them. Customers' text: it goes when the contact is deleted.
struct LearnedPair {
    LearnedPairId id;
    FaqEntryId entry; //!< null for NoneFits
    Verdict verdict = Verdict::Accepted;
    ContactId contact;
    ConversationId conversation;
    QString language; //!< ISO 639-1; empty: not known
    QString text;     //!< the unanswered turns, oldest first, joined by line breaks
    Timestamp at{};
    bool operator==(const LearnedPair&) const = default;
};

//! Words that mean the same to this team's customers ("Gutschein", "Voucher", "Rabattcode"); edited by an admin.
struct SynonymGroup {
    QString language;
    QStringList words;
    bool operator==(const SynonymGroup&) const = default;
};

} // namespace souffleur
