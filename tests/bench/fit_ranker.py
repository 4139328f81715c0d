#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Souffleur developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fits the shipped weights of Ranker and Calibrator from what train_ranker wrote, and prints them as C++ and, for groups
of kind "test", the figures they give. Needs NumPy. usage: fit_ranker.py FEATURES..."""
import collections
import sys

import numpy as np

NAMES = ("Bm25 Bm25Soft AnswerBm25 BestCosine BestQueryShare BestTextShare ContentCosine FunctionCosine MeanCosine Pairs "
         "QuestionShare AnswerShare Exact OnlyBm25 OnlyShare MeaningBest MeaningMean MeaningCentre MeaningAnswer OnlyMeaning "
         "Margin Lead Share PiecesNearest PiecesMean Popularity").split()
STATES = ["cold", "history", "3", "10", "all"]
# Hand-set: where there is little to learn from, the fit stays near it.
PRIOR = {"Bm25": 1.75, "Bm25Soft": 2.18, "AnswerBm25": 1.0, "BestCosine": 2.0, "BestQueryShare": 0.25, "BestTextShare": 1.42,
         "ContentCosine": 1.56, "FunctionCosine": 0.6, "MeanCosine": 1.99, "Pairs": 0.76, "QuestionShare": 1.39,
         "AnswerShare": 1.25, "OnlyBm25": 2, "OnlyShare": 2, "OnlyMeaning": 0.5, "Margin": 2, "PiecesMean": 1}
PULL = {"cold": 0.1, "history": 0.01, "3": 0.003, "10": 0.003, "all": 0.001}
UNUSED = {"Popularity", "Exact"}  # they fit the draw of a set more than its customers
CALIBRATED = ["BestCosine", "QuestionShare", "Margin", "Lead", "Share", "PiecesNearest", "MeaningBest"]
COUNT = len(NAMES)
CANDIDATES = 40


def read(paths):
    groups = collections.defaultdict(list)
    group = None
    for path in paths:
        with open(path, encoding="ascii") as lines:
            for line in lines:
                if line.startswith("Q"):
                    _, name, state, kind, _, relevant, _ = line.split()
                    group = [int(relevant), [], []]
                    groups[name, state, kind].append(group)
                else:
                    values = line.split()
                    group[1].append(int(values[0]))
                    group[2].append([float(value) for value in values[1:]])
    return {key: [(relevant, np.array(right), np.array(features, np.float32).reshape(-1, COUNT))
                  for relevant, right, features in value] for key, value in groups.items()}


def packed(groups):
    """Candidates of all queries that can be answered: features, right, there."""
    groups = [g for g in groups if g[0] > 0 and g[1].sum() > 0]
    x = np.zeros((len(groups), CANDIDATES, COUNT), np.float32)
    y = np.zeros((len(groups), CANDIDATES), np.float32)
    there = np.zeros((len(groups), CANDIDATES), bool)
    crude = [NAMES.index(n) for n in ("BestCosine", "Bm25", "MeaningCentre", "Share", "OnlyBm25")]
    for i, (_, right, features) in enumerate(groups):
        if len(right) > CANDIDATES:
            best = np.argsort(-(features[:, crude].sum(1) + 100 * right))[:CANDIDATES]
            right, features = right[best], features[best]
        x[i, :len(right)], y[i, :len(right)], there[i, :len(right)] = features, right, True
    return x, y, there


def adam(weights, gradient, steps, rate):
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        g = gradient(weights)
        mean = 0.9 * mean + 0.1 * g
        square = 0.999 * square + 0.001 * g * g
        weights = weights - rate * (mean / (1 - 0.9 ** step)) / (np.sqrt(square / (1 - 0.999 ** step)) + 1e-9)
        weights = yield_back(weights)
    return weights


yield_back = lambda weights: weights  # replaced while the ranker is fitted: weights stay non-negative


def fit_ranker(tasks, state):
    global yield_back
    prior = np.array([PRIOR.get(name, 0.0) for name in NAMES])
    mask = np.array([name not in UNUSED for name in NAMES], float)

    def gradient(weights):
        result = PULL[state] * (weights - prior)
        for mass, (x, y, there) in tasks:
            score = x @ weights
            score[~there] = -1e9
            e = np.exp(score - score.max(1, keepdims=True))
            p = e / e.sum(1, keepdims=True)
            right = e * y
            right /= np.maximum(right.sum(1, keepdims=True), 1e-30)
            result = result + mass * np.einsum("nc,ncf->f", (p - right) / len(x), x)
        return result

    yield_back = lambda weights: np.maximum(weights, 0) * mask
    weights = adam(prior * mask, gradient, 350, 0.1)
    yield_back = lambda weights: weights
    return weights


def top(features, weights):
    score = features @ weights
    order = np.argsort(-score, kind="stable")
    best = order[0]
    gap = score[best] - score[order[1]] if len(order) > 1 else score[best]
    return [1, score[best], gap, 1 / np.exp(score - score[best]).sum()] + [
        features[best][NAMES.index(name)] for name in CALIBRATED], best


def fit_calibrator(groups, keys, weights):
    """Every third query loses its entry: the calibrator must see questions that the FAQ does not answer."""
    inputs, right, mass = [], [], []
    for key in keys:
        rows = []
        for i, (_, y, x) in enumerate(groups[key]):
            if len(y) < 2:
                continue
            if i % 3 == 0 and 0 < y.sum() < len(y):
                x, y = x[y == 0], y[y == 0]
            values, best = top(x, weights)
            rows.append((values, y[best]))
        inputs += [r[0] for r in rows]
        right += [r[1] for r in rows]
        mass += [(0.5 if key[2] == "answers" else 1) / len(rows) / len(keys)] * len(rows)
    x, y, mass = np.array(inputs), np.array(right, float), np.array(mass)

    def gradient(w):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        return x.T @ ((p - y) * mass) + 1e-3 * w

    return adam(np.zeros(x.shape[1]), gradient, 400, 0.05)


def main():
    groups = read(sys.argv[1:])
    tasks = {key: packed(value) for key, value in groups.items() if key[2] != "test"}
    for state in STATES:
        keys = [key for key in tasks if key[1] == state and len(tasks[key][0])]
        weights = fit_ranker([(0.5 if key[2] == "answers" else 1, tasks[key]) for key in keys], state)
        calibrator = fit_calibrator(groups, keys, weights)
        print("// " + state)
        for values in (weights, calibrator):
            print("Weights{" + ", ".join("%.3f" % value for value in values) + "},")
        for key in sorted(groups):
            if key[1:] != (state, "test"):
                continue
            hits, count = np.zeros(2), 0
            for relevant, right, features in groups[key]:
                count += relevant > 0
                if relevant and right.sum():
                    order = np.argsort(-(features @ weights), kind="stable")
                    hits += [right[order][:1].max(), right[order][:3].max()]
            print("   %-18s S@1 %.3f S@3 %.3f" % (key[0], *(hits / max(count, 1))), flush=True)


if __name__ == "__main__":
    main()
