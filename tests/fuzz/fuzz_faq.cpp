// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"

#include "knowledge/FaqFile.h"

using namespace souffleur;
using knowledge::FaqFile;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const QByteArray content(reinterpret_cast<const char*>(data), qsizetype(size));
    const Timestamp now = fromMs(1'764'000'000'000);
    FaqFile::sniff(content);
    for (const FaqFormat format : {FaqFormat::Json, FaqFormat::Csv}) {
        const auto plan = FaqFile::plan(content, format, {}, now);
        if (!plan)
            continue;
        FUZZ_CHECK(plan->added + plan->changed + plan->duplicates + plan->broken == plan->rows.size());
        for (const ImportRow& row : plan->rows)
            FUZZ_CHECK(row.action != ImportAction::Broken || !row.problem.isEmpty());
    }
    return 0;
}
