#!/usr/bin/env python3
"""Makes first.txt and second.txt of the examples that the Go program beside this file writes; the script train does it all, and measures
in folds. Needs lightgbm and numpy; nothing else of the project needs Python.

    train.py EXAMPLES MODEL [--fold K] [--left IDS] [--readings READINGS]

With --fold one fold of five by site is left out, and --left writes the ids of its pages: what a model is worth is what `footnote eval --task
extraction` says of those, in all five folds, never of pages that it has seen. --readings writes what the second model learns from: of each
piece how likely it is part of the article, by a model that was trained without the site.
"""
import argparse, hashlib, json

import lightgbm
import numpy

FOLDS = 5
SEEDS = (3, 4)                   # the mean of two models is steadier than one
ROUNDS = 200
PARAMS = dict(objective="binary", extra_trees=True, learning_rate=0.08, num_leaves=24, min_data_in_leaf=40, min_sum_hessian_in_leaf=0.5,
              feature_fraction=0.5, bagging_fraction=0.8, bagging_freq=1, lambda_l2=5, max_bin=127, verbose=-1, num_threads=1, deterministic=True)
SHRINK, LEAN = 1 / 1.2, -0.15    # the odds are less sure than they look, on sites that were not seen
SHRINK_SECOND = 0.7              # those of the second model, which rest on readings, too; chosen in folds
MOST = 0.5                       # of a page's weight, for one piece
SEGMENT = 0.3                    # the weight of a piece on pages that are known by a few pieces of text only
WEIGHTS = {"set=moz": 1.5,       # its gold has the captions that others leave out
           "kind=forum": 2}      # few, and each built in its own way
SHARE = 1 / 3                    # of the pieces that readability does not propose and no gold holds; they weigh the more


def fold(site):
    return int(hashlib.md5(site.encode()).hexdigest(), 16) % FOLDS


def weigh(page):
    """Says of each piece whether it is part of the article, and what it weighs."""
    factor = WEIGHTS.get("set=" + page["set"], 1) * WEIGHTS.get("kind=" + page["kind"], 1)
    if not page["tokens"]:
        return [(p["segment"] > 0, SEGMENT * factor if p["segment"] else 0) for p in page["pieces"]]
    found = []
    for p in page["pieces"]:
        weight = min(MOST, max(1, p["tokens"]) / max(50, page["tokens"])) * factor
        if p["optional"] > 0.5:
            weight = 0
        if 0.3 < p["gold"] < 0.7:
            weight /= 2
        found.append((p["gold"] > 0.5, weight))
    return found


class Examples:
    """The pieces of all pages; fold and page are those that a piece is of."""

    def __init__(self, path):
        rows, labels, self.ids, fold_of, pieces = [], [], [], [], []
        with open(path, encoding="utf-8") as lines:
            self.names = json.loads(next(lines))
            for line in lines:
                page = json.loads(line)
                rows += [numpy.array(p["features"], numpy.float32) for p in page["pieces"]]
                labels += weigh(page)
                self.ids.append(page["id"])
                fold_of.append(fold(page["site"]))
                pieces.append(len(page["pieces"]))
        self.x, self.labels, self.folds = numpy.vstack(rows), numpy.array(labels, float), numpy.array(fold_of)
        self.page = numpy.repeat(numpy.arange(len(pieces)), pieces)
        self.fold = self.folds[self.page]

    def train(self, seed, *without):
        """Trains on the pieces of all folds but some."""
        rows = ~numpy.isin(self.fold, without)
        return lightgbm.train(dict(PARAMS, seed=seed), thin(self.x[rows], *self.labels[rows].T, seed), ROUNDS)

    def readings(self, models, without):
        """Says of each piece how likely it is part of the article, by a model that has not seen its site."""
        likely = numpy.zeros(len(self.x))
        for k in range(FOLDS):
            of = models if k == without else [self.train(SEEDS[0], k, without)]
            rows = self.fold == k
            score = sum(m.predict(self.x[rows], raw_score=True) for m in of) / len(of) * SHRINK + LEAN
            likely[rows] = 1 / (1 + numpy.exp(-score))
        return {i: likely[self.page == at].round(4).tolist() for at, i in enumerate(self.ids)}


def thin(x, y, weight, seed):
    """Takes a share of the many pieces that are not proposed."""
    dead = (weight > 0) & (y == 0) & (x[:, 0] == 0)
    drop = dead & (numpy.random.RandomState(seed).rand(len(y)) > SHARE)
    weight = numpy.where(dead, weight / SHARE, weight)
    keep = (weight > 0) & ~drop
    return lightgbm.Dataset(x[keep], y[keep], weight=weight[keep])


def write(models, names, path):
    """Writes the trees as weigh.go reads them."""
    shrink = SHRINK_SECOND if "first vote" in names else SHRINK
    trees = [tree["tree_structure"] for m in models for tree in m.dump_model()["tree_info"]]
    used = set()

    def collect(node):
        if "split_feature" in node:
            used.add(node["split_feature"])
            collect(node["left_child"])
            collect(node["right_child"])

    for tree in trees:
        collect(tree)
    order = sorted(used)
    at = {feature: i for i, feature in enumerate(order)}

    def words(node, lean):
        if "split_feature" not in node:
            return ["=%.4g" % (node["leaf_value"] * shrink / len(models) + lean)]
        return ["%d<%.6g" % (at[node["split_feature"]], node["threshold"])] + words(node["left_child"], lean) + words(node["right_child"], lean)

    with open(path, "w", encoding="utf-8") as out:
        print("\t".join(names[f] for f in order), file=out)
        for tree in trees:
            print(" ".join(words(tree, LEAN / len(trees))), file=out)


def main():
    a = argparse.ArgumentParser()
    a.add_argument("examples")
    a.add_argument("model")
    a.add_argument("--fold", type=int, default=-1, help="leave this one out, of 0 to %d" % (FOLDS - 1))
    a.add_argument("--left", help="write the ids of the fold's pages here")
    a.add_argument("--readings", help="write here how each piece is read by a model that has not seen its site")
    a = a.parse_args()
    examples = Examples(a.examples)
    models = [examples.train(seed, a.fold) for seed in SEEDS]
    write(models, examples.names, a.model)
    if a.left:
        with open(a.left, "w", encoding="utf-8") as out:
            out.writelines(i + "\n" for i, k in zip(examples.ids, examples.folds) if k == a.fold)
    if a.readings:
        with open(a.readings, "w", encoding="utf-8") as out:
            json.dump(examples.readings(models, a.fold), out)


if __name__ == "__main__":
    main()
