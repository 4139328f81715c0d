#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Souffleur developers
# SPDX-License-Identifier: GPL-3.0-or-later
# Fails when the program has texts that translations/ does not know, or when German is unfinished. Works on copies.
# With --update, brings translations/*.ts up to date instead (German still has to be written then).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

tool() {
    local directory
    for directory in "$(qmake6 -query QT_HOST_BINS 2>/dev/null || true)" /usr/lib/qt6/bin; do
        if [[ -n $directory && -x $directory/$1 ]]; then
            printf '%s\n' "$directory/$1"
            return
        fi
    done
    command -v "$1"
}

lupdate=$(tool lupdate)
# Without line numbers: they would change with every edit of a source.
# With the include paths, as contexts carry the namespace (souffleur::ui::Composer), like the class names at run time.
options=(-silent -locations none -no-obsolete -source-language en -I . -I core)

# update DIRECTORY: the one place that says what is translated and how.
update() {
    "$lupdate" "${options[@]}" -target-language de ui app -ts "$1/souffleur_de.ts"
    # English texts stand in the sources; only plural forms need a file.
    "$lupdate" "${options[@]}" -target-language en -pluralonly ui app -ts "$1/souffleur_en.ts"
}

if [[ ${1:-} == --update ]]; then
    update translations
    exit 0
fi

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp translations/*.ts "$copy"
update "$copy"

status=0
for file in translations/*.ts; do
    fresh=$copy/${file##*/}
    if ! diff -q "$file" "$fresh" >/dev/null; then
        echo "$file does not fit the sources; run packaging/check-translations.sh --update and translate:"
        diff -u "$file" "$fresh" | sed -n '3,40p'
        status=1
    fi
    unfinished=$(grep -c 'type="unfinished"' "$fresh" || true)
    if ((unfinished > 0)); then
        echo "$file: $unfinished texts are not translated, for instance:"
        grep -B 4 'type="unfinished"' "$fresh" | grep '<source>' | head -n 5
        status=1
    fi
done
exit "$status"
