// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"

#include "assist/Language.h"
#include "assist/NGrams.h"
#include "assist/TextNormaliser.h"
#include "domain/Rules.h"

using namespace souffleur;
using namespace souffleur::assist;

//! A customer's words on their way to the bot and the windows.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const QString text =
        QString::fromUtf8(reinterpret_cast<const char*>(data), qsizetype(std::min<size_t>(size, 600)));
    static const knowledge::TextAnalyser german(u"de"_s);
    static const knowledge::TextAnalyser english(u"en"_s);
    const QString clean = cleanMessage(text);
    (void)guessLanguage(text);
    for (const auto* analyser : {&german, &english}) {
        const auto tokens = analyser->tokens(clean, 500);
        FUZZ_CHECK(tokens.size() <= 500);
        for (const knowledge::Token& token : tokens)
            FUZZ_CHECK(!token.stem.empty() && token.stem.size() <= 200 && token.start >= 0);
        (void)piecesOf(tokens);
        FUZZ_CHECK(splitQuestions(clean, *analyser).size() <= 4);
    }
    const QString line = rules::oneLine(text);
    FUZZ_CHECK(line.size() <= 160 && !line.contains(u'\n'));
    FUZZ_CHECK(rules::oneLine(line) == line);
    const QString name = rules::cleanFileName(text);
    FUZZ_CHECK(name.size() <= 120 && !name.contains(u'/') && !name.startsWith(u'.'));
    FUZZ_CHECK(rules::cleanFileName(name) == name);
    FUZZ_CHECK(rules::identifyingNumbers(text).size() <= 5);
    (void)rules::openPlaceholders(text);
    const double alike = rules::similarity(text.left(60), clean.left(60));
    FUZZ_CHECK(alike >= 0 && alike <= 1);
    return 0;
}
