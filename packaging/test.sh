#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Souffleur developers
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds everything with assertions and warnings as errors, runs all tests.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

usage() {
    cat <<'TEXT'
usage: packaging/test.sh [options]
  --filter REGEX  only tests whose name matches (ctest -R)
  --label REGEX   only tests with such a label: unit, ui, integration, bench (ctest -L)
  --peers         also the tests against third-party servers (needs Node.js and, once, the npm registry)
  --asan          with the address and undefined-behaviour sanitizers, into build/asan
  --jobs N        so many tests at a time (2)
TEXT
}

preset=dev peers=OFF jobs=2 selection=()
while (($#)); do
    case $1 in
    --filter) selection+=(-R "${2:?--filter needs a regular expression}") && shift ;;
    --label) selection+=(-L "${2:?--label needs a regular expression}") && shift ;;
    --peers) peers=ON ;;
    --asan) preset=asan ;;
    --jobs) jobs=${2:?--jobs needs a number} && shift ;;
    -h | --help)
        usage
        exit 0
        ;;
    *)
        usage >&2
        exit 2
        ;;
    esac
    shift
done

install_build_packages
install_test_packages
[[ $peers == OFF ]] || install_peers
configure_and_build "$preset" -DSOUFFLEUR_TESTS=ON -DSOUFFLEUR_WERROR=ON -DSOUFFLEUR_PEERS="$peers" --
say "Testing"
# Last, so that the summary ends the output and its exit code is ours.
exec ctest --test-dir "$souffleur_top/build/$preset" -j "$jobs" --output-on-failure --no-tests=error "${selection[@]}"
