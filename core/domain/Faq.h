// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Clock.h"
#include "base/Result.h"
#include "domain/Contact.h"
#include "domain/Ids.h"

#include <QDate>
#include <QList>
#include <QMap>
#include <QStringList>

namespace souffleur {

enum class AnswerLength {
    Short, //!< at most 160 characters
    Chat,
    Email,
};

enum class FaqStatus {
    Draft,
    InReview,
    Published,
    Archived,
};

enum class FaqAudience {
    Public,
    Internal,    //!< for agents to read, never offered as a reply
    Instruction, //!< what agents shall do, never offered as a reply
};

enum class JourneyPhase {
    None,
    Awareness,
    Consideration,
    Purchase,
    Service,
};

enum class VariantSource {
    Written,
    Learned,
};

struct FaqVariant {
    QString text;
    QString language; //!< ISO 639-1
    VariantSource source = VariantSource::Written;
    bool operator==(const FaqVariant&) const = default;
};

struct FaqAnswer {
    QString language;
    AnswerLength length = AnswerLength::Chat;
    FormOfAddress address = FormOfAddress::Unknown; //!< Unknown: neutral, fits both
    QString body;                                   //!< plain text with {{placeholders}}
    bool operator==(const FaqAnswer&) const = default;
};

struct FaqEntry {
    FaqEntryId id;
    int number = 0;                   //!< people say "FAQ-112"; given by the store
    QMap<QString, QString> questions; //!< the canonical question by language
    QList<FaqVariant> variants;
    QList<FaqAnswer> answers;
    FaqStatus status = FaqStatus::Draft;
    FaqAudience audience = FaqAudience::Public;
    QStringList tags;
    JourneyPhase phase = JourneyPhase::None;
    QDate validFrom;
    QDate validUntil; //!< inclusive
    QString owner;
    int reviewDays = 90;
    QDate reviewedAt;     //!< invalid: never
    QStringList channels; //!< channel kinds; empty: all
    int version = 0;      //!< 0: not stored yet; every save adds one
    Timestamp createdAt{};
    Timestamp updatedAt{};
    bool operator==(const FaqEntry&) const = default;

    //! The canonical question in language, else in any other.
    QString question(const QString& language) const {
        const auto it = questions.constFind(language);
        return it != questions.cend() ? *it : (questions.isEmpty() ? QString() : questions.first());
    }
};

//! What became of an entry's answers; counted by the store, one row per entry.
struct FaqStats {
    FaqEntryId entry;
    int shown = 0;
    int inserted = 0;
    int sent = 0;     //!< replies that went out after an insertion
    int kept = 0;     //!< of these with similarity >= 0.60
    int verbatim = 0; //!< of these with similarity >= 0.98
    int noneFits = 0;
    int ratingCount = 0;
    double ratingSum = 0;
    OptionalTimestamp lastSentAt;
    int recentRatings = 0; //!< the latest ratings since the entry was last put right, at most rules::RunLength
    int recentLow = 0;     //!< of these with at most rules::LowStars
    bool operator==(const FaqStats&) const = default;
};

struct FaqQuery {
    QString text; //!< empty: all, by number
    std::optional<FaqStatus> status;
    QString tag;
    QString language;
    int limit = 200;
    int offset = 0;
};

struct FaqListItem {
    FaqEntry entry;
    FaqStats stats;
};

//! A version of an entry, newest first in lists.
struct FaqVersion {
    int version = 0;
    Timestamp at{};
    QString author;
    QString comment;
    FaqEntry entry;
};

enum class ImportAction {
    Add,
    Change,
    Duplicate, //!< same as what is there; nothing to do
    Broken,
};

//! One row of an import's dry run.
struct ImportRow {
    int row = 0; //!< 1-based; in CSV the line's record number with the header as 1
    ImportAction action = ImportAction::Add;
    FaqEntry entry;
    QString problem; //!< Broken: stable key: "missing_answer", "missing_question", "bad_date" ...
    QString value;   //!< Broken: the offending cell, shortened
};

//! Immutable: what the preview shows is what the commit does.
struct ImportPlan {
    QList<ImportRow> rows;
    int added = 0;
    int changed = 0;
    int duplicates = 0;
    int broken = 0;
};

enum class FaqFormat {
    Json,
    Csv,
};

} // namespace souffleur
