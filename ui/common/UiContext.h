// SPDX-FileCopyrightText: 2026 The Souffleur developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace souffleur::workspace {
class Workspace;
}

namespace souffleur::ui {

class Theme;
class UiSettings;

//! What every screen gets; all outlive the screens.
struct UiContext {
    workspace::Workspace& workspace;
    Theme& theme;
    UiSettings& settings;
};

} // namespace souffleur::ui
