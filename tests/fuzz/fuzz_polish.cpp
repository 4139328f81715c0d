// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"

#include "polish/Facts.h"
#include "polish/Polisher.h"

using namespace souffleur;
using namespace souffleur::polish;

//! The answer of a language model's server about a draft with a placeholder, a number and an address.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    static const PolishTask task = [] {
        PolishTask t;
        t.draft.text = u"Guten Tag Frau Vogt,\nIhre Bestellung 4711 kostet 19,90 €: https://shop.test/4711"_s;
        t.language = u"de"_s;
        return t;
    }();
    net::HttpResponse response;
    response.status = 200;
    response.body = QByteArray(reinterpret_cast<const char*>(data), qsizetype(size));
    if (const auto polished = Polisher::readAnswer(response, task)) {
        // What is a fact in the draft is one in the answer, and no other.
        FUZZ_CHECK(changedFacts(task.draft.text, polished->filled.text).isEmpty());
        QString before;
        QString after;
        for (const DiffPart& part : polished->changes) {
            if (part.kind != DiffKind::Added)
                before += part.text;
            if (part.kind != DiffKind::Removed)
                after += part.text;
        }
        FUZZ_CHECK(before == task.draft.text && after == polished->filled.text);
    }
    return 0;
}
