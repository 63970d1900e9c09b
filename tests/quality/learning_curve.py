"""Measures how the key points improve with the number of labelled statements; prints a table and draws a plot.

    python -m tests.quality.learning_curve LABELS.jsonl [LABELS.jsonl ...] --test LABELS.jsonl --scorer score_keypoints.py
        [--sizes 100 300 1000 3383] [--draws 1] [--plot curve.png] [--cache FOLDER]

Each size is drawn `--draws` times from all of LABELS. A ranker of one network is trained on each draw and scored on the
statements of `--test`, which none of them has seen. One network instead of the three of the packaged ranker is enough to show
the slope. The plot needs matplotlib.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import numpy as np

from digest.summarise.extractive.encoder import SentenceEncoder
from tests.quality.cache import CachedEncoder
from tests.quality.keypoints import ours, scores, trained
from tests.quality.labelled import Labelled, load_labelled, load_scorer

MEASURES = ("gain", "must", "good", "orphan")
SIZES = (100, 300, 1000, 3383)

Means = list[dict[str, float]]


def curve(
    seen: Sequence[Labelled], test: Sequence[Labelled], size: int, draws: int, encoder: SentenceEncoder, scorer: ModuleType
) -> Means:
    """The mean of each measure, for each draw of `size` statements."""
    made = []
    for draw in range(draws):
        chosen = np.random.default_rng(draw).permutation(len(seen))[:size]
        engine = trained([seen[i] for i in chosen], encoder, models=1, seed=draw)
        rows = scores(test, ours(engine, (document.statement for document in test)), scorer)
        made.append({measure: float(np.mean([row[measure] for row in rows])) for measure in MEASURES})
    return made


def plot(found: dict[int, Means], path: Path) -> None:
    """Draw every measure over the size, each draw as a dot."""
    from matplotlib import pyplot  # type: ignore[import-not-found, unused-ignore]

    figure, axes = pyplot.subplots(figsize=(7, 4.2))
    for measure in MEASURES:
        dots = [(size, row[measure]) for size, rows in found.items() for row in rows]
        axes.plot(list(found), [np.mean([row[measure] for row in rows]) for rows in found.values()], label=measure)
        axes.scatter(*zip(*dots, strict=True), s=10, alpha=0.5)
    axes.set(xlabel="labelled statements", ylabel="on statements not seen", xscale="log", ylim=(0, 1))
    axes.set_xticks(list(found), [str(size) for size in found])
    axes.minorticks_off()
    axes.grid(alpha=0.3)
    axes.legend(loc="center right")
    figure.tight_layout()
    figure.savefig(path, dpi=120)


def main() -> None:
    """Print the table and draw the plot."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", nargs="+", type=Path)
    parser.add_argument("--test", type=Path, nargs="+", required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--draws", type=int, default=1)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--cache", type=Path, metavar="FOLDER", default=Path("var/embeddings"))
    args = parser.parse_args()
    encoder, scorer = CachedEncoder(args.cache), load_scorer(args.scorer)
    seen, test = load_labelled(args.labels, encoder, scorer), load_labelled(args.test, encoder, scorer)
    found: dict[int, Means] = {}
    print("labelled" + "".join(f"{measure:>10}" for measure in MEASURES), flush=True)
    for size in args.sizes:
        found[size] = curve(seen, test, size, args.draws, encoder, scorer)
        means = (np.mean([row[measure] for row in found[size]]) for measure in MEASURES)
        print(f"{size:8}" + "".join(f"{mean:10.3f}" for mean in means), flush=True)
    if args.plot:
        plot(found, args.plot)


if __name__ == "__main__":
    main()
