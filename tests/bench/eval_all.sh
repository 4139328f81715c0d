#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Souffleur developers
# SPDX-License-Identifier: GPL-3.0-or-later
# Measures the bot on every evaluation set in every mode with `souffleurctl eval --json --compare` and prints Markdown: floor
# and goal, the bot, and plain Xapian on the same data in the same run. README.md here tells the files of a set.
set -euo pipefail

usage() {
    cat <<'TEXT'
usage: eval_all.sh DATA_DIR [--tool souffleurctl] [--jobs N] [--sets "a b"] [--modes "cold history 3 10 all"] [--keep DIR]
  DATA_DIR  one folder for each set: faq.jsonl, queries.jsonl and, where the set has pairs, train.jsonl, train_3.jsonl,
            train_10.jsonl
  --keep    where the JSON of each run goes (default: a temporary folder, removed at the end); runs found there are not repeated
TEXT
}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
tool=$here/../../build/release/app/tool/souffleurctl
data='' jobs=2 sets='' modes='cold history 3 10 all' keep=''
while (($#)); do
    case $1 in
    --tool) tool=${2:?} && shift ;;
    --jobs) jobs=${2:?} && shift ;;
    --sets) sets=${2:?} && shift ;;
    --modes) modes=${2:?} && shift ;;
    --keep) keep=${2:?} && shift ;;
    -h | --help) usage && exit 0 ;;
    -*) usage >&2 && exit 2 ;;
    *) data=$1 ;;
    esac
    shift
done
[[ -d $data && -x $tool ]] || { usage >&2 && exit 2; }
[[ -n $sets ]] || sets=$(cd "$data" && for d in */; do [[ -f $d/queries.jsonl ]] && printf '%s ' "${d%/}"; done)
if [[ -n $keep ]]; then
    out=$keep
    mkdir -p "$out"
else
    out=$(mktemp -d)
    trap 'rm -rf "$out"' EXIT
fi

# What earlier offline prototypes reached, S@1 and S@3: the floor. The goal is two points above, one with all pairs.
floors() {
    cat <<'TEXT'
history banking77 0.61 0.80
3 banking77 0.70 0.86
10 banking77 0.80 0.92
all banking77 0.92 0.98
cold banking77_oos 0.60 0.78
history banking77_oos 0.649 0.808
3 banking77_oos 0.724 0.846
10 banking77_oos 0.804 0.917
all banking77_oos 0.933 0.982
cold hwu64 0.53 0.72
history hwu64 0.616 0.825
3 hwu64 0.684 0.852
10 hwu64 0.744 0.891
all hwu64 0.888 0.960
cold hint3_curekart 0.44 0.59
history hint3_curekart 0.464 0.736
3 hint3_curekart 0.458 0.710
10 hint3_curekart 0.622 0.863
all hint3_curekart 0.857 0.953
cold hint3_sofmattress 0.48 0.71
history hint3_sofmattress 0.500 0.723
3 hint3_sofmattress 0.640 0.868
all hint3_sofmattress 0.759 0.931
3 multidogo_dev 0.904 0.950
10 multidogo_dev 0.909 0.951
all multidogo_dev 0.942 0.981
cold covidfaq_en 0.66 0.84
cold chitchat_en 0.27 0.43
history chitchat_en 0.349 0.554
3 chitchat_en 0.489 0.661
10 chitchat_en 0.586 0.756
all chitchat_en 0.758 0.867
cold chitchat_de 0.27 0.43
history chitchat_de 0.354 0.528
3 chitchat_de 0.443 0.638
10 chitchat_de 0.555 0.738
all chitchat_de 0.738 0.864
cold roboai_de 0.49 0.72
history roboai_de 0.577 0.787
3 roboai_de 0.679 0.869
10 roboai_de 0.800 0.914
all roboai_de 0.856 0.944
cold xquad_en 0.945 0.985
cold xquad_de 0.934 0.978
TEXT
}

run_one() { # MODE SET
    local mode=$1 set=$2 dir=$data/$2 more=()
    case $mode in
    history) more=(--history "$dir/train.jsonl") ;;
    3 | 10) more=(--train "$dir/train_$mode.jsonl" --history "$dir/train.jsonl") ;;
    all) more=(--train "$dir/train.jsonl") ;;
    esac
    "$tool" eval --faq "$dir/faq.jsonl" --queries "$dir/queries.jsonl" "${more[@]}" --compare --json \
        >"$out/$set.$mode.json.part" 2>"$out/$set.$mode.log" &&
        mv "$out/$set.$mode.json.part" "$out/$set.$mode.json" ||
        printf '%s %s failed: %s\n' "$set" "$mode" "$(tail -1 "$out/$set.$mode.log")" >&2
}

started=$(date +%s)
running=0
for mode in $modes; do
    for set in $sets; do
        [[ $mode == cold || -f $data/$set/train.jsonl ]] || continue
        [[ ! -s $out/$set.$mode.json ]] || continue
        [[ $mode != 3 && $mode != 10 || -f $data/$set/train_$mode.jsonl ]] || continue
        if ((running >= jobs)); then
            wait -n
            running=$((running - 1))
        fi
        run_one "$mode" "$set" &
        running=$((running + 1))
    done
done
wait

# Reads the figures out of the tool's JSON: the run's own stand four blanks deep, those of the others deeper, by engine.
figures() { # FILE -> "KEY VALUE" lines; "xapian1", "fts53" ...: the better of an engine's two texts
    awk '
        function value(line) { sub(/^[^:]*: */, "", line); sub(/,$/, "", line); gsub(/"/, "", line); return line }
        /^    "[a-z_0-9]+": [0-9a-z."]/ { key = $1; gsub(/[":]/, "", key); print key, value($0); next }
        /^ +"engine":/ { engine = value($0) }
        engine != "" && /^ +"success_at_[13]":/ {
            k = engine ($0 ~ /at_1/ ? "1" : "3"); v = value($0)
            if (v != "null" && v + 0 >= best[k]) best[k] = v + 0
        }
        END { for (k in best) print k, best[k] }
    ' "$1"
}

printf '| set | mode | floor | goal | Souffleur S@1 / S@3 | plain Xapian | AUROC | AUROC-correct | cov95 | cov90 | ECE | right at p >= 0.9 (shown) | quiet outside | p50 / p99 ms | training s |\n'
printf '|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n'
for set in $sets; do
    for mode in $modes; do
        file=$out/$set.$mode.json
        [[ -s $file ]] || continue
        { floors && figures "$file"; } | LC_ALL=C awk -v set="$set" -v mode="$mode" '
            NF == 4 && $1 == mode && $2 == set { floor1 = $3; floor3 = $4 }
            NF == 2 { f[$1] = $2 }
            function most(value) { return value > 1 ? 1 : value }
            function n(key, digits) { return f[key] == "" || f[key] == "null" ? "-" : sprintf("%." digits "f", f[key]) }
            END {
                add = mode == "all" ? 0.01 : 0.02
                small = f["in_scope"] < 1000 ? 0.02 : 0.01
                ours = n("success_at_1", 3) " / " n("success_at_3", 3)
                mark = ""
                if (floor1 != "") {
                    if (f["success_at_1"] >= most(floor1 + add) && f["success_at_3"] >= most(floor3 + add)) mark = " goal"
                    else if (f["success_at_1"] >= floor1 - small && f["success_at_3"] >= floor3 - small) mark = " floor"
                    else mark = " **below the floor**"
                }
                if (f["success_at_1"] < f["xapian1"] - 1e-9 || f["success_at_3"] < f["xapian3"] - 1e-9) mark = mark " **below Xapian**"
                printf "| %s | %s | %s | %s | %s%s | %s / %s | %s | %s | %s | %s | %s | %s (%s) | %s | %s / %s | %s |\n", set, mode,
                    floor1 == "" ? "-" : floor1 " / " floor3,
                    floor1 == "" ? "-" : sprintf("%.3f / %.3f", most(floor1 + add), most(floor3 + add)), ours, mark,
                    n("xapian1", 3), n("xapian3", 3), n("auroc", 3), n("auroc_correct", 3), n("coverage_at_95", 2),
                    n("coverage_at_90", 2), n("ece", 3), n("right_at_p90", 3), n("shown_at_p90", 2),
                    n("quiet_outside_at_p90", 3), n("latency_p50_ms", 2), n("latency_p99_ms", 2), n("training_seconds", 1)
            }'
    done
done
printf '\n| mean S@1 / S@3 | sets | Souffleur | Xapian | SQLite FTS5 | PostgreSQL |\n|---|---|---|---|---|---|\n'
for mode in $modes; do
    for set in $sets; do
        if [[ -s $out/$set.$mode.json ]]; then
            figures "$out/$set.$mode.json"
            echo "set 1"
        fi
    done | LC_ALL=C awk -v mode="$mode" '
        { f[$1] += $2 }
        function mean(k) { return f[k "1"] == "" ? "-" : sprintf("%.3f / %.3f", f[k "1"] / f["set"], f[k "3"] / f["set"]) }
        END {
            if (f["set"] > 0) {
                f["own1"] = f["success_at_1"]; f["own3"] = f["success_at_3"]
                printf "| %s | %d | %s | %s | %s | %s |\n", mode, f["set"], mean("own"), mean("xapian"), mean("fts5"),
                    mean("postgres")
            }
        }'
done
printf '\n%s runs in %s s.\n' "$(find "$out" -name '*.json' | wc -l)" "$(($(date +%s) - started))"
