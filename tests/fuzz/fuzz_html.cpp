// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"

#include "channels/mail/HtmlText.h"
#include "channels/mail/Quotes.h"

using namespace souffleur;
using namespace souffleur::channels::mail;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const QString text = QString::fromUtf8(reinterpret_cast<const char*>(data), qsizetype(size));
    const HtmlResult html = htmlToText(text);
    for (const QChar c : html.text)
        FUZZ_CHECK(c != u'\0');
    const SplitText split = splitText(html.text);
    // Parts are taken out, never made up.
    FUZZ_CHECK(split.reply.size() + split.quoted.size() + split.signature.size() <= html.text.size() + 4);
    return 0;
}
