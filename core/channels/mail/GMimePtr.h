// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

// GIO has members called "signals"; Qt has a macro of that name.
#pragma push_macro("signals")
#undef signals
#include <gmime/gmime.h>
#pragma pop_macro("signals")

namespace souffleur::channels::mail {

struct GObjectRelease {
    void operator()(void* object) const { g_object_unref(object); }
};
//! Owns one reference.
template <class T>
using GPtr = std::unique_ptr<T, GObjectRelease>;

struct GFree {
    void operator()(void* memory) const { g_free(memory); }
};
using GString8 = std::unique_ptr<char, GFree>;

//! GMime wants to be started once; thread-safe.
void startGMime();

} // namespace souffleur::channels::mail
