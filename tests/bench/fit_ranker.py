#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Souffleur developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fits the shipped weights of Ranker and Calibrator from what train_ranker wrote and prints them as C++.
usage: fit_ranker.py [--cross] [--ablate] FEATURES...
  --cross   instead: what is reached on each family of sets by weights fitted on the others
  --ablate  instead: the same with parts of the bot left out (groups of kind "test" if there are any)
Needs NumPy and SciPy."""
import collections
import sys

import numpy as np
from scipy.optimize import minimize
from scipy.stats import rankdata

NAMES = ("Bm25 Bm25Soft AnswerBm25 BestCosine BestQueryShare BestTextShare ContentCosine FunctionCosine MeanCosine Pairs "
         "QuestionShare AnswerShare Exact OnlyBm25 OnlyShare MeaningBest MeaningMean MeaningCentre MeaningAnswer OnlyMeaning "
         "Margin Lead Share PiecesNearest PiecesMean Popularity Plain PlainRatio CosineRatio AnswerSentence AnswerPairs "
         "OnlyPlain OnlyRatio OnlySentence OnlyPairs OnlyGrams PlainGuard").split()
COUNT = len(NAMES)
AT = {name: i for i, name in enumerate(NAMES)}
STATES = ["cold", "history", "3", "10", "all"]
# Hand-set: where there is little to learn from, the fit stays near it.
PRIOR = {"Bm25": 1.75, "Bm25Soft": 2.18, "AnswerBm25": 1.0, "BestCosine": 2.0, "BestQueryShare": 0.25, "BestTextShare": 1.42,
         "ContentCosine": 1.56, "FunctionCosine": 0.6, "MeanCosine": 1.99, "Pairs": 0.76, "QuestionShare": 1.39,
         "AnswerShare": 1.25, "OnlyBm25": 2, "OnlyShare": 2, "OnlyMeaning": 0.5, "OnlyPlain": 1, "OnlySentence": 1,
         "OnlyGrams": 4, "Margin": 2, "PiecesMean": 1, "Plain": 1, "PlainRatio": 1}
PULL = [0.02, 0.01, 0.003, 0.003, 0.001]  # towards PRIOR, by state
ONLY = 0.1  # the same of what only entries without a question have, of which the sets tell little
TIE = 0.03                               # of each state to the one before
LEAST = -1  # of a weight; 0 of ONLY's
# Of PlainGuard, set when all is fitted: no set in the fit has long answers, and without this guard a FAQ of such entries
# may rank worse than plain search.
GUARD = [3, 0, 0, 0, 0]
UNUSED = {"Popularity", "Exact", "PlainGuard"} # the first two fit the draw of a set more than its customers
CANDIDATES = 15
QUERIES = 700
FAMILIES = {"banking77_oos": "banking77", "chitchat_de": "chitchat_en", "hint3_sofmattress": "hint3_curekart",
            "xquad_de": "xquad_en"}
CALIBRATED = ["BestCosine", "QuestionShare", "Margin", "Lead", "Share", "PiecesNearest", "MeaningBest", "MeaningCentre"]
ONLY_INPUTS = {"BestCosine": "OnlyShare", "QuestionShare": "OnlyShare", "MeaningBest": "OnlyMeaning", "MeaningCentre": "OnlyMeaning"}
INPUTS = 4 + len(CALIBRATED) + 4
PARTS = {
    "meaning (word vectors and latent semantics)": ["MeaningBest", "MeaningMean", "MeaningCentre", "MeaningAnswer", "OnlyMeaning"],
    "linear model": ["Margin", "Lead", "Share"],
    "character n-grams": ["PiecesNearest", "PiecesMean", "OnlyGrams"],
    "similar words": ["Bm25Soft", "BestCosine", "BestQueryShare", "BestTextShare", "ContentCosine", "MeanCosine", "QuestionShare",
                      "CosineRatio", "AnswerBm25", "AnswerShare", "AnswerSentence", "OnlyBm25", "OnlyShare", "OnlyRatio",
                      "OnlySentence"],
    "plain search's view": ["Plain", "PlainRatio", "OnlyPlain", "PlainGuard"],
    "closeness in the answer": ["AnswerSentence", "AnswerPairs", "OnlySentence", "OnlyPairs"],
    "answers of entries with a question": ["AnswerBm25", "AnswerShare", "AnswerSentence", "AnswerPairs",
                                           "MeaningAnswer"],
}


class Group:
    """The queries of a set in one state."""

    def __init__(self, lines, rows):
        self.relevant, self.words, self.unknown = [np.array([line[i] for line in lines]) for i in (0, 3, 4)]
        self.sizes = np.array([line[2] for line in lines])
        rows = np.concatenate([rows[line[1]:line[1] + line[2]] for line in lines])
        self.right, self.none, self.features = rows[:, 0], rows[:, 1], np.ascontiguousarray(rows[:, 2:])
        self.starts = np.concatenate([[0], np.cumsum(self.sizes)[:-1]]).astype(int)

    def queries(self):
        for i, (start, size) in enumerate(zip(self.starts, self.sizes)):
            yield i, slice(start, start + size)

    def packed(self):
        """Candidates of all queries that can be answered."""
        crude = [AT[n] for n in ("BestCosine", "Bm25", "MeaningCentre", "Share", "OnlyBm25", "OnlyGrams", "PlainRatio")]
        kept, starts = [], []
        for _, at in self.queries():
            right = self.right[at]
            if len(right) < 2 or not right.sum() or len(starts) == QUERIES:
                continue
            best = np.argsort(-(self.features[at][:, crude].sum(1) + 100 * right), kind="stable")[:CANDIDATES]
            starts.append(sum(map(len, kept[-1:])) + (starts[-1] if starts else 0))
            kept.append(at.start + best)
        if not kept:
            return None
        kept = np.concatenate(kept)
        return self.features[kept], self.right[kept] > 0, np.array(starts)

    def success(self, weights):
        score = self.features @ weights.astype(np.float32)
        hits = np.zeros(2)
        for i, at in self.queries():
            if self.relevant[i] and at.stop > at.start:
                order = np.argsort(-score[at], kind="stable")
                hits += [self.right[at][order[:1]].max(), self.right[at][order[:3]].max()]
        return hits / max(1, (self.relevant > 0).sum())

    def tops(self, weights):
        """Calibrator::inputs of each query's first, whether it is right, whether the query can be answered."""
        score = (self.features @ weights.astype(np.float32)).astype(float)
        inputs, right, inside = [], [], []
        for i, at in self.queries():
            if at.stop == at.start:
                continue
            s = score[at]
            order = np.argsort(-s, kind="stable")
            best = at.start + order[0]
            f = dict(zip(NAMES, self.features[best]))
            values = [1, s[order[0]], s[order[0]] - s[order[1]] if len(s) > 1 else s[order[0]],
                      1 / np.exp(s - s[order[0]]).sum()] + [f[name] for name in CALIBRATED]
            for name, only in ONLY_INPUTS.items():
                values[4 + CALIBRATED.index(name)] += f[only]
            inputs.append(values + [self.words[i], self.unknown[i], self.none[best], float(f["OnlyShare"] > 0)])
            right.append(self.right[best])
            inside.append(self.relevant[i] > 0)
        return np.array(inputs, float), np.array(right, float), np.array(inside)


def read(paths):
    groups = {}
    for path in paths:
        rows = np.fromfile(path + ".rows", np.float32).reshape(-1, COUNT + 2)
        lines, at = collections.OrderedDict(), 0
        with open(path, encoding="ascii") as file:
            for line in file:
                name, state, kind, _, relevant, size, words, unknown = line.split()
                lines.setdefault((name, state, kind), []).append((int(relevant), at, int(size), float(words), float(unknown)))
                at += int(size)
        for key, value in lines.items():
            groups[key] = Group(value, rows)
    return groups


def family(key):
    return FAMILIES.get(key[0], key[0])


def mass(key):
    return 0.5 if key[2] == "answers" else 1.0


def fit_ranker(tasks, unused=frozenset()):
    """Weights of all states at once: softmax over each query's candidates."""
    unused = UNUSED | set(unused)
    prior = np.array([0.0 if name in unused else PRIOR.get(name, 0.0) for name in NAMES])
    only = np.array([name.startswith("Only") for name in NAMES])
    data = []
    for state in STATES:
        chosen = [(mass(key), value) for key, value in tasks.items() if key[1] == state and value]
        if not chosen:
            data.append(None)
            continue
        offsets = np.cumsum([0] + [len(value[0]) for _, value in chosen])
        starts = np.concatenate([value[2] + offset for (_, value), offset in zip(chosen, offsets)])
        x = np.concatenate([value[0] for _, value in chosen])
        data.append((x, np.concatenate([value[1] for _, value in chosen]), starts,
                     np.concatenate([np.full(len(value[2]), m / len(value[2])) for m, value in chosen]),
                     np.diff(np.append(starts, len(x)))))

    def loss(flat):
        weights = flat.reshape(len(STATES), COUNT)
        total, gradient = 0.0, np.zeros_like(weights)
        for s, w in enumerate(weights):
            pull = np.where(only, ONLY, PULL[s])
            total += 0.5 * (pull * (w - prior) ** 2).sum()
            gradient[s] += pull * (w - prior)
            if s:
                step = w - weights[s - 1]
                total += 0.5 * TIE * (step ** 2).sum()
                gradient[s] += TIE * step
                gradient[s - 1] -= TIE * step
            if data[s] is None:
                continue
            x, right, starts, m, sizes = data[s]
            score = (x @ w.astype(np.float32)).astype(float)
            e = np.exp(score - np.repeat(np.maximum.reduceat(score, starts), sizes))
            good = e * right
            all_, some = np.add.reduceat(e, starts), np.maximum(np.add.reduceat(good, starts), 1e-30)
            total += (m * (np.log(all_) - np.log(some))).sum()
            gradient[s] += x.T @ (np.repeat(m / all_, sizes) * e - np.repeat(m / some, sizes) * good).astype(np.float32)
        return total, gradient.ravel()

    bounds = [(0 if name in unused or only[i] else LEAST, 0 if name in unused else None)
              for _ in STATES for i, name in enumerate(NAMES)]
    found = minimize(loss, np.tile(prior, len(STATES)), jac=True, method="L-BFGS-B", bounds=bounds,
                     options={"maxiter": 120, "maxfun": 150})
    weights = found.x.reshape(len(STATES), COUNT)
    if "Plain" not in unused:
        weights[:, AT["PlainGuard"]] = GUARD
    return weights


def fit_calibrator(groups, weights):
    tasks = []
    for key, group in groups.items():
        x, y, _ = group.tops(weights[STATES.index(key[1])])
        m = np.full(len(y), (0.6 * mass(key) if key[2] == "answers" else 1.0) / len(y))
        tasks.append((STATES.index(key[1]), m, x, y))

    def loss(flat):
        w = flat.reshape(len(STATES), INPUTS)
        total, gradient = 0.5e-3 * (w ** 2).sum(), 1e-3 * w
        for s in range(1, len(STATES)):
            step = w[s] - w[s - 1]
            total += 0.005 * (step ** 2).sum()
            gradient[s] += 0.01 * step
            gradient[s - 1] -= 0.01 * step
        for s, m, x, y in tasks:
            z = x @ w[s]
            total += (m * (np.logaddexp(0, z) - y * z)).sum()
            gradient[s] += x.T @ (m * (1 / (1 + np.exp(-np.clip(z, -30, 30))) - y))
        return total, gradient.ravel()

    found = minimize(loss, np.zeros(len(STATES) * INPUTS), jac=True, method="L-BFGS-B", options={"maxiter": 500, "maxfun": 600})
    return found.x.reshape(len(STATES), INPUTS)


def area(positive, negative):
    if not len(positive) or not len(negative):
        return float("nan")
    ranks = rankdata(np.concatenate([positive, negative]))[:len(positive)].sum()
    return (ranks - len(positive) * (len(positive) + 1) / 2) / (len(positive) * len(negative))


def calibration(group, weights, calibrator):
    x, y, inside = group.tops(weights)
    p = 1 / (1 + np.exp(-np.clip(x @ calibrator, -30, 30)))
    bins = np.minimum((10 * p).astype(int), 9)
    gap = sum((bins == b).sum() * abs(p[bins == b].mean() - y[bins == b].mean()) for b in range(10) if (bins == b).any())
    sure = p >= 0.9
    return [gap / len(p), p.mean() - y.mean(), area(p[inside], p[~inside]), area(p[y > 0], p[y == 0]),
            y[sure].mean() if sure.any() else float("nan"), sure.mean()]


def left_out(groups, unused=frozenset()):
    """For each family the weights fitted without it."""
    tasks = {key: group.packed() for key, group in groups.items() if key[2] != "test"}
    result = {}
    for name in sorted({family(key) for key in groups}):
        weights = fit_ranker({key: value for key, value in tasks.items() if family(key) != name}, unused)
        result[name] = weights
    return result


def cross(groups):
    weights = left_out(groups)
    calibrators = {name: fit_calibrator({k: g for k, g in groups.items() if k[2] != "test" and family(k) != name}, w)
                   for name, w in weights.items()}
    for kind in ("train", "test"):
        for s, state in enumerate(STATES):
            rows = []
            for key in sorted(groups):
                if key[1:] == (state, kind):
                    w, c = weights[family(key)][s], calibrators[family(key)][s]
                    rows.append(list(groups[key].success(w)) + calibration(groups[key], w, c))
                    print("%-7s %-5s %-18s S@1 %.3f S@3 %.3f ECE %.3f (%+.3f) AUROC %.3f -correct %.3f p90 %.3f (%.2f)"
                          % (state, kind, key[0], *rows[-1]), flush=True)
            if rows:
                print("%-7s %-5s %-18s S@1 %.4f S@3 %.4f ECE %.4f" % (state, kind, "mean", *np.mean(rows, 0)[:3]), flush=True)


def ablate(groups):
    kind = "test" if any(key[2] == "test" for key in groups) else "train"
    print("| without ... | " + " | ".join(STATES) + " |\n|---|" + "---|" * len(STATES))
    only = [name for name in NAMES if name not in PARTS["plain search's view"]]
    for label, unused in [("nothing", [])] + list(PARTS.items()) + [("everything but plain search's view", only)]:
        weights = left_out(groups, frozenset(unused))
        cells = []
        for s, state in enumerate(STATES):
            values = [group.success(weights[family(key)][s]) for key, group in groups.items() if key[1:] == (state, kind)]
            cells.append("%.3f / %.3f" % tuple(np.mean(values, 0)) if values else "-")
        print("| %s | %s |" % (label, " | ".join(cells)), flush=True)


def main():
    options = [a for a in sys.argv[1:] if a.startswith("--")]
    groups = read([a for a in sys.argv[1:] if not a.startswith("--")])
    if "--cross" in options:
        return cross(groups)
    if "--ablate" in options:
        return ablate(groups)
    learned = {key: group for key, group in groups.items() if key[2] != "test"}
    weights = fit_ranker({key: group.packed() for key, group in learned.items()})
    calibrators = fit_calibrator(learned, weights)
    for title, table in (("Ranker", weights), ("Calibrator", calibrators)):
        print("// %s::shippedWeights" % title)
        for row in table:
            print("Weights{" + ", ".join("%.3f" % value for value in row) + "},")


if __name__ == "__main__":
    main()
