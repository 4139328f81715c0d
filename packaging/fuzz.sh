#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Souffleur developers
# SPDX-License-Identifier: GPL-3.0-or-later
# Every parser of bytes from outside against libFuzzer, with the sanitizers: for a night. Each target starts from a copy
# of its corpus and of what earlier nights found (build/fuzz/found). A crash, leak or timeout leaves its input in
# build/fuzz/artifacts and makes the whole run fail; the summary is the end of the output.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

usage() {
    cat <<'TEXT'
usage: packaging/fuzz.sh [options] [TARGET...]
  TARGET        mail, imap, telegram, ... (all of tests/fuzz)
  --seconds N   for each target (600)
  --jobs N      so many targets at a time (1)
  --no-build    with what is in build/fuzz
TEXT
}

seconds=600 jobs=1 build=yes targets=()
while (($#)); do
    case $1 in
    --seconds) seconds=${2:?--seconds needs a number} && shift ;;
    --jobs) jobs=${2:?--jobs needs a number} && shift ;;
    --no-build) build=no ;;
    -h | --help)
        usage
        exit 0
        ;;
    -*)
        usage >&2
        exit 2
        ;;
    *) targets+=("${1#fuzz_}") ;;
    esac
    shift
done
known=$(sed -n 's/^souffleur_fuzz(\([a-z]*\) .*/\1/p' "$souffleur_top/tests/fuzz/CMakeLists.txt")
((${#targets[@]})) || mapfile -t targets <<<"$known"
for target in "${targets[@]}"; do
    grep -qx "$target" <<<"$known" || fail "No such target: $target. There are:" $known
done

if [[ $build == yes ]]; then
    install_build_packages
    install_packages clang libclang-rt-dev
    configure_and_build fuzz -DSOUFFLEUR_TESTS=ON -- "${targets[@]/#/fuzz_}"
fi

top=$souffleur_top/build/fuzz
mkdir -p "$top/found" "$top/artifacts" "$top/logs"
# What an earlier run said is no answer to this one.
for target in "${targets[@]}"; do
    rm -f "$top/logs/$target.log" "$top/logs/$target.status"
done

# The time limit for one input goes by the clock, so on a busy machine it meets inputs that were only kept waiting.
# True: the one that the log ends with takes its time also when its processor's time is what counts.
is_slow() {
    local target=$1 log=$2 input
    input=$(sed -n 's/^artifact_prefix=.*; Test unit written to //p' "$log" | tail -n 1)
    [[ -n $input ]] || return 0
    (ulimit -t 25 && exec "$top/tests/fuzz/fuzz_$target" "$input") >>"$log" 2>&1 || return 0
    rm -f "$input"
    return 1
}

fuzz_one() {
    local target=$1 corpus=$top/found/$1 log=$top/logs/$1.log left=$seconds end status
    mkdir -p "$corpus"
    cp "$souffleur_top/tests/fuzz/corpus/$target/"* "$corpus/"
    end=$((SECONDS + seconds))
    while ((left > 0)); do
        status=0
        "$top/tests/fuzz/fuzz_$target" "$corpus" -max_total_time="$left" -max_len=65536 -timeout=25 \
            -timeout_exitcode=70 -report_slow_units=25 -rss_limit_mb=2560 -print_final_stats=1 \
            -artifact_prefix="$top/artifacts/$target-" >>"$log" 2>&1 || status=$?
        printf '%d\n' "$status" >"$top/logs/$target.status"
        if [[ $status == 70 ]] && ! is_slow "$target" "$log"; then
            printf '0\n' >"$top/logs/$target.status"
        elif [[ $status != 0 ]]; then
            break
        fi
        left=$((end - SECONDS))
    done
}

export LC_ALL=C.UTF-8 TZ=Europe/Berlin QT_LOGGING_RULES='*=false'
say "Fuzzing ${#targets[@]} target(s), $seconds s each"
running=0
for target in "${targets[@]}"; do
    if ((running >= jobs)); then
        wait -n
        running=$((running - 1))
    fi
    fuzz_one "$target" &
    running=$((running + 1))
done
wait

failed=()
printf '%-12s %12s %9s %8s  %s\n' target runs coverage corpus result
for target in "${targets[@]}"; do
    log=$top/logs/$target.log
    status=$(cat "$top/logs/$target.status" 2>/dev/null || printf 'none')
    [[ -e $log ]] || : >"$log"
    runs=$(awk '/^stat::number_of_executed_units:/ { sum += $2 } END { if (sum) print sum }' "$log")
    coverage=$(sed -n 's/.*cov: \([0-9]*\).*/\1/p' "$log" | tail -n 1)
    corpus=$(sed -n 's/.*corp: \([0-9]*\).*/\1/p' "$log" | tail -n 1)
    result=ok
    if [[ $status != 0 ]]; then
        failed+=("$target")
        result="FAILED: $(grep -m 1 -E '^SUMMARY|^==[0-9]+==ERROR|: .*FUZZ|fuzz_.*\.cpp:' "$log" || tail -n 1 "$log" || true)"
    fi
    printf '%-12s %12s %9s %8s  %s\n' "$target" "${runs:--}" "${coverage:--}" "${corpus:--}" "$result"
done
((${#failed[@]} == 0)) || fail "Failed: ${failed[*]}. Inputs: build/fuzz/artifacts, output: build/fuzz/logs. One again: build/fuzz/tests/fuzz/fuzz_${failed[0]} INPUT"
