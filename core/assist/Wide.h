// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

//! For functions that spend their time in long loops over numbers: they are built a second time, for processors
//! with wider registers, and the program takes what fits when it starts. The results are the same to the last bit,
//! as AVX2 alone fuses no multiplication with an addition. Not under sanitizers, whose calls would come before they
//! are ready. What such a function calls has to be one itself, or be inlined: a lambda is neither.
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__clang__) &&                       \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define SOUFFLEUR_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define SOUFFLEUR_WIDE
#endif
