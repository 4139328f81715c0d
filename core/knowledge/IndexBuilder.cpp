// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "knowledge/IndexBuilder.h"

#include "knowledge/FaqIndex.h"
#include "knowledge/XapianGuard.h"

#include <algorithm>
#include <atomic>
#include <thread>

namespace souffleur::knowledge {

namespace {
// Xapian writes its tables out after so many documents; merged afterwards, parts cost less than tables written time
// and again, and can be built beside each other.
constexpr size_t MostOfPart = 10'000;
constexpr size_t LeastOfPart = 1000;
constexpr size_t MaxThreads = 4;

std::string idValue(FaqEntryId id) {
    return id.toBytes().toStdString();
}

//! One part of the glass tables. step: called after each entry; false: Cancelled.
Status buildPart(const QString& path, std::span<const FaqEntry* const> part, bool isFirst,
                 const std::function<bool()>& step) {
    return guarded([&]() -> Status {
        const int flags =
            Xapian::DB_CREATE_OR_OVERWRITE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS;
        Xapian::WritableDatabase glass(path.toStdString(), flags);
        Analysers words;
        for (const FaqEntry* entry : part) {
            int length = 0;
            for (const QString& language : FaqIndex::languagesOf(*entry))
                glass.add_document(makeDocument(*entry, language, words.of(language), &length));
            if (!step())
                return makeError(ErrorCode::Cancelled);
        }
        if (isFirst)
            glass.set_metadata(FormatKey, FormatVersion);
        glass.commit();
        return ok();
    });
}
} // namespace

Xapian::Document makeDocument(const FaqEntry& entry, const QString& language, const TextAnalyser& analyser,
                              int* length) {
    Xapian::Document document;
    *length = 0;
    struct Counts {
        Xapian::termcount question = 0;
        Xapian::termcount all = 0;
    };
    std::unordered_map<std::string, Counts> counts; // by stem
    const auto add = [&](const QString& text, bool isQuestion) {
        for (const Token& token : analyser.tokens(text)) {
            Counts& count = counts[token.stem];
            ++count.all;
            count.question += isQuestion ? 1 : 0;
            ++*length;
        }
    };
    for (const QString& text : FaqIndex::questionsOf(entry, language))
        add(text, true);
    // Several answers of one language say the same at different lengths: the longest stands for all.
    QString longest;
    for (const FaqAnswer& answer : entry.answers) {
        if (answer.language == language && answer.body.size() > longest.size())
            longest = answer.body;
    }
    add(longest, false);
    for (const auto& [stem, count] : counts) {
        document.add_term(FaqIndex::textTerm(language, stem), count.all);
        if (count.question > 0)
            document.add_term(FaqIndex::questionTerm(language, stem), count.question);
    }
    document.add_value(IdSlot, idValue(entry.id));
    document.add_value(LanguageSlot, language.toStdString());
    document.add_value(VersionSlot, std::to_string(entry.version));
    document.add_value(LengthSlot, std::to_string(*length));
    return document;
}

Status buildGlass(std::span<const FaqEntry* const> entries, const MemoryFile& file,
                  const std::function<bool(int, int)>& progress) {
    SOUFFLEUR_TRY(const MemoryFolder folder, MemoryFolder::create(FaqIndex::memoryFolder()));
    const size_t threads = std::clamp<size_t>(std::thread::hardware_concurrency(), 1, MaxThreads);
    const size_t partSize = std::clamp((entries.size() + threads - 1) / threads, LeastOfPart, MostOfPart);
    const size_t parts = std::max<size_t>(1, (entries.size() + partSize - 1) / partSize);
    const auto pathOf = [&](size_t part) { return folder.path() + u"/part%1"_s.arg(part); };
    std::atomic<size_t> next = 0;
    std::atomic<int> done = 0;
    std::atomic<bool> stopped = false;
    const auto work = [&](const std::function<bool(int, int)>& report) -> Status {
        int own = 0;
        const auto step = [&] {
            const int all = ++done;
            if (report && ++own % 64 == 0 && !report(all, int(entries.size())))
                stopped = true;
            return !stopped;
        };
        Status status = ok();
        for (size_t part = next++; status && part < parts; part = next++) {
            const size_t from = part * partSize;
            status = buildPart(pathOf(part), entries.subspan(from, std::min(partSize, entries.size() - from)),
                               part == 0, step);
        }
        if (!status)
            stopped = true;
        return status;
    };
    std::vector<Status> ends(std::min(threads, parts), ok());
    // A system that starts no more threads throws.
    SOUFFLEUR_CHECK(guarded([&]() -> Status {
        std::vector<std::jthread> others;
        for (size_t i = 1; i < ends.size(); ++i)
            others.emplace_back([&, i] { ends[i] = work({}); });
        ends[0] = work(progress);
        return ok();
    }));
    // One that failed made the others stop.
    const auto failed = std::find_if(ends.begin(), ends.end(), [](const Status& end) {
        return !end && end.error().code != ErrorCode::Cancelled;
    });
    if (failed != ends.end())
        return *failed;
    if (stopped)
        return makeError(ErrorCode::Cancelled);
    return guarded([&]() -> Status {
        Xapian::Database whole;
        for (size_t part = 0; part < parts; ++part)
            whole.add_database(Xapian::Database(pathOf(part).toStdString()));
        SOUFFLEUR_TRY(const int fd, file.handOut());
        whole.compact(fd, Xapian::DBCOMPACT_SINGLE_FILE); // closes fd
        return ok();
    });
}

} // namespace souffleur::knowledge
