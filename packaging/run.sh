#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Souffleur developers
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds the release and starts Souffleur. Arguments go to the program.
# Without a display it shows the main job in the terminal instead and saves pictures of the window.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

install_build_packages
configure_and_build release -DSOUFFLEUR_TESTS=OFF -- souffleur_desktop souffleur_tool

program=$souffleur_top/build/release/app/desktop/souffleur
if [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
    say "Starting Souffleur"
    exec "$program" "$@"
fi
pictures=$souffleur_top/build/pictures
say "No display here: showing the main job in this terminal; pictures of the window go to build/pictures"
mkdir -p "$pictures"
QT_QPA_PLATFORM=offscreen exec "$program" --demo --pictures "$pictures" "$@"
