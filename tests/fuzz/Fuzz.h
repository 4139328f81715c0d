// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

//! libFuzzer's entry point; the parser under test may refuse, but never crash, hang or break its promises.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

//! What must hold for every input; also without assertions.
#define FUZZ_CHECK(condition)                                                                                      \
    do {                                                                                                           \
        if (!(condition)) {                                                                                        \
            std::fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                                   \
            std::abort();                                                                                          \
        }                                                                                                          \
    } while (false)
