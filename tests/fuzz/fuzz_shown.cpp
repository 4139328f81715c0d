// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"

#include "ui/common/AppLink.h"
#include "ui/thread/SafeText.h"

using namespace souffleur;
using namespace souffleur::ui;

//! What customers write as the thread shows it, and addresses that other programs hand over.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const QString text = QString::fromUtf8(reinterpret_cast<const char*>(data), qsizetype(size));
    const SafeText safe = makeSafeText(text, 300, 10);
    FUZZ_CHECK(safe.text.size() <= 301); // the last sign may be a pair
    FUZZ_CHECK(safe.text.count(QChar::LineSeparator) < 10);
    for (const QChar c : safe.text)
        FUZZ_CHECK(c != u'\n' && c.unicode() != 0x202E && c.unicode() != 0x200B && c.unicode() != 0);
    FUZZ_CHECK(makeSafeText(safe.text, 301, 10).text == safe.text);
    int end = 0;
    for (const TextLink& link : findLinks(safe.text)) {
        FUZZ_CHECK(link.range.start >= end && link.range.length > 0);
        end = link.range.start + link.range.length;
        FUZZ_CHECK(end <= safe.text.size());
        FUZZ_CHECK(isAllowedLink(link.url) && !linkTarget(link.url).isEmpty());
    }
    (void)isEmojiOnly(text);
    if (!conversationOfLink(text).isNull())
        FUZZ_CHECK(text.size() <= 200);
    return 0;
}
