// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Faq.h"

#include <QMap>

namespace souffleur::assist {

//! What a FAQ entry is made of: what a customer asked and what an agent answered.
struct ProposalInput {
    QString question;
    QString answer;
    QString contactName;
    QString agentName;
    QMap<QString, QString> fields; //!< of the contact: "order", "tracking" ...
    QString language;
    FormOfAddress address = FormOfAddress::Unknown; //!< Unknown: as the answer's words tell
    bool formalChannel = false;
};

//! A draft entry for somebody to review. The question is without what tells who asked (maskPersonal); in the answer
//! the names are {{name}} and {{agent}} and the contact's fields their placeholders; what else it says is the
//! agent's and stays. Pure.
FaqEntry proposeEntry(const ProposalInput& input);

//! A text with its names and fields turned back into placeholders.
QString withPlaceholders(const QString& text, const ProposalInput& input);

} // namespace souffleur::assist
