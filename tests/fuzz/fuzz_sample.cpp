// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "Fuzz.h"

#include "channels/sample/SampleScript.h"

using namespace souffleur;
using namespace souffleur::channels::sample;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
    const QByteArray bytes(reinterpret_cast<const char*>(data), qsizetype(size));
    for (const auto& parsed : {parseScript(bytes), parseConversations(bytes, true, 50, 3)}) {
        if (!parsed)
            continue;
        for (const ScriptCustomer& customer : parsed->customers) {
            FUZZ_CHECK(!customer.sender.externalId.isEmpty() && !customer.sender.externalId.contains(u':'));
            for (const ScriptStep& step : customer.steps) {
                FUZZ_CHECK(step.delaySeconds >= 0 && step.typingSeconds >= 0);
                FUZZ_CHECK(!step.messages.isEmpty() || step.rating > 0);
                for (const ScriptMessage& message : step.messages)
                    FUZZ_CHECK(!message.file.contains(u'/') && !message.file.startsWith(u'.'));
            }
        }
    }
    return 0;
}
