// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QApplication;

namespace souffleur::desktop {
struct Options;

//! The main job without a person at the screen: a temporary encrypted workspace, sample customers who write, ranked
//! drafts, replies that go out - told line by line in the terminal, with pictures of the real window at the end.
int runDemo(QApplication& application, const Options& options);

} // namespace souffleur::desktop
