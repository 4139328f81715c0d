// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Suggestion.h"

#include <optional>

#include <QMap>

namespace souffleur::assist {

//! Fills {{name}}, {{agent}}, {{date}}, {{date:+14d}}, {{order}} ... from values; dates are written for the
//! language. What has no value keeps its {{name}} and is reported unresolved. Values are never read for
//! placeholders themselves.
FilledText fillPlaceholders(const QString& body, const QMap<QString, QString>& values, const QString& language,
                            const QDate& today);

//! du or Sie, by what the customer's messages use; Unknown when they show neither. "Sie" in the middle of a
//! sentence is formal, "ihr" and lower-case "sie" say nothing.
FormOfAddress guessAddress(const QStringList& turns);

//! What the reply must look like.
struct DraftForm {
    QString language;
    FormOfAddress address = FormOfAddress::Formal;
    int maxTextLength = 4096; //!< UTF-16 units
    bool formalChannel = false;
    bool greeted = false;
    QMap<QString, QString> placeholders;
    QDate today;
};

//! A chosen answer with its text filled in.
struct Draft {
    FaqAnswer answer;
    FilledText filled;
};

//! The entry's answer that fits best: only in the language; then the form of address (neutral fits both), then the
//! length (e-mail length on formal channels, chat elsewhere, what fits into maxTextLength before what does not).
//! Nothing when there is no answer in the language.
std::optional<Draft> chooseDraft(const FaqEntry& entry, const DraftForm& form);

//! Takes a leading salutation ("Hallo {{name}}, ...") away; a customer is greeted once per episode.
QString withoutSalutation(const QString& body);

} // namespace souffleur::assist
