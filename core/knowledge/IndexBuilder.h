// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/Faq.h"
#include "knowledge/MemoryFile.h"
#include "knowledge/TextAnalysis.h"
#include "knowledge/XapianHeader.h"

#include <functional>
#include <memory>
#include <span>
#include <unordered_map>

//! What the FaqIndex's documents are made of, and its tables built anew. Format: README.md.
namespace souffleur::knowledge {

constexpr Xapian::valueno IdSlot = 0;
constexpr Xapian::valueno LanguageSlot = 1;
constexpr Xapian::valueno VersionSlot = 2;
constexpr Xapian::valueno LengthSlot = 3;
constexpr Xapian::valueno RecentSlot = 4; // set in documents of the in-memory part
// Grows with every change of the terms, the analysis or the slots; another number means a rebuild.
constexpr auto FormatVersion = "3";
constexpr auto FormatKey = "souffleur-format";

//! By language; for one thread.
class Analysers {
public:
    const TextAnalyser& of(const QString& language) {
        auto& found = m_analysers[language.toStdString()];
        if (!found)
            found = std::make_unique<TextAnalyser>(language);
        return *found;
    }

private:
    std::unordered_map<std::string, std::unique_ptr<TextAnalyser>> m_analysers;
};

//! The entry in one language; length: its words. May throw Xapian::Error.
Xapian::Document makeDocument(const FaqEntry& entry, const QString& language, const TextAnalyser& analyser,
                              int* length);

//! Builds the tables in FaqIndex::memoryFolder(), on several threads where there are many entries, and puts them as
//! a single-file database into `file`. Blocking; progress(done, total) is called on this thread, false: Cancelled.
Status buildGlass(std::span<const FaqEntry* const> entries, const MemoryFile& file,
                  const std::function<bool(int, int)>& progress);

} // namespace souffleur::knowledge
