// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "domain/Faq.h"

namespace souffleur::knowledge {

//! Import and export. JSON "souffleur-faq" version 1 is lossless; CSV has one row per answer (columns in README.md
//! of this folder), delimiter and encoding are sniffed. Import never changes anything by itself: it gives a plan
//! whose rows say added / changed / duplicate / broken with a reason; broken rows never take their neighbours
//! along.
class FaqFile {
public:
    static constexpr qint64 MaxBytes = 256ll * 1024 * 1024;
    static Result<ImportPlan> plan(const QByteArray& content, FaqFormat format, const QList<FaqEntry>& existing,
                                   Timestamp now);
    //! By content: '{' or '[' first: JSON.
    static FaqFormat sniff(const QByteArray& content);
    static QByteArray toJson(const QList<FaqEntry>& entries);
    static QByteArray toCsv(const QList<FaqEntry>& entries);
    static QJsonObject entryToJson(const FaqEntry& entry);
    static Result<FaqEntry> entryFromJson(const QJsonObject& object);
};

//! Fuzz entry: reads any bytes, writes what was read in both formats and reads that again; ends the program when a
//! written file cannot be read.
void fuzzFaqFile(const QByteArray& content);

} // namespace souffleur::knowledge
