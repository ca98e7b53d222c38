#!/usr/bin/env python3
"""Makes model.txt of the examples that the Go program beside this file writes. Needs lightgbm and numpy; nothing else of the project needs Python.

    go run ./article/internal/extract/train pages.jsonl > examples.jsonl
    python3 train.py examples.jsonl ../model.txt
    python3 train.py examples.jsonl model0.txt --fold 0 --left left0.txt

The last line trains without one fold of five by site and writes the ids of its pages: what a model is worth is what `footnote eval --task extraction`
says of those, in all five folds, never of pages that it has seen.
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
MOST = 0.5                       # of a page's weight, for one piece
SEGMENT = 0.3                    # the weight of a piece on pages that are known by a few pieces of text only
WEIGHTS = {"set=moz": 1.5,       # its gold has the captions that others leave out
           "kind=forum": 2}      # few, and each built in its own way
SHARE = 1 / 3                    # of the pieces that no extractor proposes and no gold holds; they weigh the more


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


def read(path, fold_out):
    """Reads the examples, without those of a fold; returns the ids that were left out, too."""
    left, rows, labels = [], [], []
    with open(path, encoding="utf-8") as lines:
        names = json.loads(next(lines))
        for line in lines:
            page = json.loads(line)
            if fold(page["site"]) == fold_out:
                left.append(page["id"])
                continue
            rows += [numpy.array(p["features"], numpy.float32) for p in page["pieces"]]
            labels += weigh(page)
    return names, numpy.vstack(rows), numpy.array(labels, float), left


def thin(x, y, weight, seed):
    """Takes a share of the many pieces that nobody proposes."""
    dead = (weight > 0) & (y == 0) & (x[:, 0] + x[:, 1] + x[:, 2] == 0)
    drop = dead & (numpy.random.RandomState(seed).rand(len(y)) > SHARE)
    weight = numpy.where(dead, weight / SHARE, weight)
    keep = (weight > 0) & ~drop
    return lightgbm.Dataset(x[keep], y[keep], weight=weight[keep])


def write(models, names, path):
    """Writes the trees as weigh.go reads them."""
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
            return ["=%.4g" % (node["leaf_value"] * SHRINK / len(models) + lean)]
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
    a = a.parse_args()
    names, x, labels, left = read(a.examples, a.fold)
    models = [lightgbm.train(dict(PARAMS, seed=seed), thin(x, labels[:, 0], labels[:, 1], seed), ROUNDS) for seed in SEEDS]
    write(models, names, a.model)
    if a.left:
        with open(a.left, "w", encoding="utf-8") as out:
            out.writelines(i + "\n" for i in left)


if __name__ == "__main__":
    main()
