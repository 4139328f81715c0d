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

//! How the customer is spoken to: the first name in du; otherwise honorific and family name ("Frau Dr. Hartmann",
//! "Ms Hartmann") where the values tell it (title, salutation or gender; also Titel, Anrede, Geschlecht), else the
//! full name. Nothing is guessed from a first name.
QString addressedName(const QMap<QString, QString>& values, FormOfAddress address, const QString& language);

//! A letter's parts; parts that are missing are empty. Joined in order they are the letter.
struct LetterParts {
    QString salutation; //!< "Hallo {{name}}, "
    QString text;
    QString closing; //!< "\n\nViele Grüße\n{{agent}}"
};
LetterParts letterParts(const QString& body);

//! One letter out of two answers: one salutation (none when the customer was greeted), both texts, one closing.
QString joinedBody(const QString& first, const QString& second, bool greeted);

//! Two suggestions as one draft, for a message that asks two questions. Nothing when it would be too long, or when
//! the second says what the first says.
std::optional<Suggestion> joinSuggestions(const Suggestion& first, const Suggestion& second, const DraftForm& form);

//! Puts the joined draft of the entries that answer a message's questions in front, when two of them are in the
//! set. asked: the best entry of each question, in the order of the questions. The set keeps at most `limit`.
void addJoinedDraft(SuggestionSet& set, const QList<FaqEntryId>& asked, const DraftForm& form, int limit);

//! Do two answers share so many words that they are one suggestion?
bool answersAlike(const QString& a, const QString& b);

//! Takes a leading salutation ("Hallo {{name}}, ...") away; a customer is greeted once per episode.
QString withoutSalutation(const QString& body);

} // namespace souffleur::assist
