#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Souffleur developers
# SPDX-License-Identifier: GPL-3.0-or-later
# Fails when a tracked source is not laid out as .clang-format says. With --fix, lays it out.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# Every version lays out some lines differently; the repository is formatted with this one.
formatter=clang-format-14
if ! command -v "$formatter" >/dev/null; then
    echo "Format not checked: this system has no $formatter."
    exit 0
fi
mode=(--dry-run -Werror)
if [[ ${1:-} == --fix ]]; then
    mode=(-i)
fi
git ls-files -z -- '*.cpp' '*.h' | while IFS= read -r -d '' file; do
    # Renamed or deleted in the working tree but not committed yet.
    if [[ -e $file ]]; then printf '%s\0' "$file"; fi
done | xargs -0 -r -n 20 -P "$(nproc)" "$formatter" "${mode[@]}" --
