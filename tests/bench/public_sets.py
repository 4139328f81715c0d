#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Souffleur developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes evaluation sets (formats in eval_all.sh's README) out of clones of public repositories, so that the bot can be
measured on data that neither its weights nor its design have seen.
usage: public_sets.py CLONES OUT
  CLONES  a folder with clones of hellohaptik/HINT3, clinc/oos-eval, gandhi187/InsuranceCheck, fbennets/HCLC-GDPR-Bot and
          awslabs/multi-domain-goal-oriented-dialogues-dataset; what is not there is left out
An entry is an intent; its question is the training text with the highest mean overlap with the others, which are its pairs.
Each repository has a licence of its own; none of the data is part of the product."""
import collections
import csv
import json
import pathlib
import random
import re
import sys

# Turns of MultiDoGO that ask for nothing, and chat or bare answers of the German bots.
NO_REQUEST = {"contentonly", "confirmation", "openinggreeting", "thankyou", "rejection", "closinggreeting", "outofdomain"}
SMALL_TALK = {"greet", "goodbye", "affirm", "deny", "out_of_scope", "love", "insult", "provocate", "happy", "beer", "restart",
              "meaningoflife", "how", "mood_great", "mood_unhappy", "fun_part", "inform", "dontKnow", "destination",
              "travel_days", "product"}


def stems(text):
    return frozenset(w[:max(4, len(w) - 2)] if len(w) > 5 else w for w in re.findall(r"\w+", text.lower()))


def medoid(texts):
    sets = [stems(t) for t in texts]
    return max(range(len(texts)), key=lambda a: (sum(len(sets[a] & s) / max(1, len(sets[a] | s)) for s in sets[:400]), -a))


def write(out, name, language, train, test, no_answer=(), outside=()):
    """train, test: (text, intent); no_answer: texts that nothing was taken for; outside: queries that nothing answers."""
    texts = collections.defaultdict(list)
    for text, intent in train:
        texts[intent].append(text)
    ids, faq, pairs = {}, [], []
    for number, intent in enumerate(sorted(texts)):
        ids[intent] = f"{name}-{number:03}"
        best = medoid(texts[intent])
        faq.append({"id": ids[intent], "lang": language, "question": texts[intent][best], "tags": [intent.replace("_", " ").lower()]})
        pairs += [{"text": t, "faq_id": ids[intent]} for i, t in enumerate(texts[intent]) if i != best]
    empty = [{"text": t, "faq_id": ""} for t in no_answer]
    queries = [(t, [ids[i]]) for t, i in test if i in ids] + [(t, []) for t in outside]
    random.Random(7).shuffle(pairs)
    files = {"faq": faq, "train": pairs + empty,
             "queries": [{"id": f"q{n:05}", "lang": language, "text": t, "relevant": r} for n, (t, r) in enumerate(queries)]}
    for shots in (3, 10):
        taken = collections.Counter()
        some = []
        for pair in pairs:
            taken[pair["faq_id"]] += 1
            if taken[pair["faq_id"]] <= shots:
                some.append(pair)
        files[f"train_{shots}"] = some + empty
    folder = out / name
    folder.mkdir(parents=True, exist_ok=True)
    for file, rows in files.items():
        if file.startswith("train"):
            random.Random(8).shuffle(rows)
        (folder / f"{file}.jsonl").write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows))
    print(f"{name}: {len(faq)} entries, {len(pairs)} pairs, {len(empty)} without, {len(test)} queries, {len(outside)} outside")


def powerplay11(clones, out):
    def rows(part):
        with open(clones / f"HINT3/dataset/v2/{part}/powerplay11_{part}.csv", newline="") as file:
            return [(r[0].strip(), r[1].strip()) for r in list(csv.reader(file))[1:] if r and r[0].strip()]
    test = rows("test")
    write(out, "powerplay11", "en", rows("train"), [r for r in test if r[1] != "NO_NODES_DETECTED"], (),
          [t for t, label in test if label == "NO_NODES_DETECTED"])


def clinc150(clones, out):
    data = json.loads((clones / "oos-eval/data/data_full.json").read_text())
    write(out, "clinc150", "en", data["train"], data["test"], (), [t for t, _ in data["oos_test"]])


def multidogo_rest(clones, out):
    def rows(domain, part):
        path = f"multi-domain-goal-oriented-dialogues-dataset/data/paper_splits/splits_annotated_at_turn_level/{domain}/{part}.tsv"
        fields = [line.split("\t") for line in (clones / path).read_text().split("\n")[1:]]
        return [(f[3].strip(), f[5]) for f in fields if len(f) == 6 and f[3].strip() and re.fullmatch("[a-z]+", f[5])]
    train, test, nothing, outside = [], [], [], []
    for domain in ("airline", "fastfood", "insurance", "media"):
        known, asked = rows(domain, "train"), rows(domain, "test")
        counts = collections.Counter(label for _, label in known)
        wanted = {label for label in counts if label not in NO_REQUEST and counts[label] >= 20}
        train += [(t, f"{domain}: {label}") for t, label in known if label in wanted]
        test += [(t, f"{domain}: {label}") for t, label in asked if label in wanted]
        nothing += [t for t, label in known if label in NO_REQUEST]
        outside += [t for t, label in asked if label in NO_REQUEST]
    shuffled = random.Random(1)
    shuffled.shuffle(nothing)
    shuffled.shuffle(outside)
    write(out, "multidogo_rest", "en", train, test, nothing[:4000], outside[:2 * len(test)])


def rasa(path, out, name):
    """A bot in Rasa's Markdown; three of ten texts of an intent are asked, of small talk half."""
    texts = collections.defaultdict(dict)
    intent = None
    for line in path.read_text().split("\n"):
        if line.startswith("#"):
            head = re.match(r"#+ *intent: *(\S+)", line)
            intent = head[1] if head else None
        elif intent and line.startswith("-"):
            text = re.sub(r"\[([^\]]*)\](\([^)]*\)|\{[^}]*\})", r"\1", line[1:]).strip()
            if text:
                texts[intent][text] = None
    train, test, nothing, outside = [], [], [], []
    shuffled = random.Random(4)
    for intent in sorted(texts):
        some = list(texts[intent])
        shuffled.shuffle(some)
        if intent in SMALL_TALK:
            outside += some[:len(some) // 2]
            nothing += some[len(some) // 2:]
        elif len(some) >= 3:
            asked = max(1, len(some) * 3 // 10)
            test += [(t, intent) for t in some[:asked]]
            train += [(t, intent) for t in some[asked:]]
    write(out, name, "de", train, test, nothing, outside)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    clones, out = map(pathlib.Path, sys.argv[1:])
    makers = {"HINT3": powerplay11, "oos-eval": clinc150, "multi-domain-goal-oriented-dialogues-dataset": multidogo_rest,
              "InsuranceCheck": lambda c, o: rasa(c / "InsuranceCheck/data/nlu.md", o, "insurance_de"),
              "HCLC-GDPR-Bot": lambda c, o: rasa(c / "HCLC-GDPR-Bot/data/nlu.md", o, "gdpr_de")}
    for repository, make in makers.items():
        if (clones / repository).is_dir():
            make(clones, out)


main()
