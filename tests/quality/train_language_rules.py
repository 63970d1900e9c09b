"""Trains the rules for languages that no encoder reads, on English labels, and writes `multilingual/rules.json`.

    python -m tests.quality.train_language_rules LABELS [LABELS ...] --scorer score_keypoints.py [--out FILE]

A logistic regression of `language_features.py` for each of three outputs: whether an extract may contain a sentence, whether it
must, and whether the sentence cannot stand alone. The features mean the same in every language, so that the weights serve the
others. Statements of more than 150 sentences are left out. Prints the sha256 that `language_rules.py` has to name. The labels
were made by a large language model reading each document, not by human editors.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

import numpy as np
import numpy.typing as npt
import torch
from torch.nn import functional as F

from digest.summarise.candidates import all_sentences, candidates
from digest.summarise.extractive.language_features import describe_any
from digest.summarise.extractive.language_rules import FILE
from tests.quality.labelled import clean_all, documents_of, load_gold, load_scorer, targets_of

OUTPUTS = 3
MAX_SENTENCES = 150
PENALTY = 1e-3
"""Weight of the sum of the squared weights."""

Arrays = tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]


def examples(labels: Sequence[Path], scorer: ModuleType) -> Iterator[Arrays]:
    """The features and targets of the eligible sentences of each statement."""
    cleaned = dict(clean_all(map(documents_of, labels)))
    for gold in load_gold(labels):
        statement = cleaned.get(gold["id"])
        sentences = all_sentences(statement) if statement else ()
        if statement and 0 < len(sentences) <= MAX_SENTENCES:
            rows = [candidate.index for candidate in candidates(statement)]
            yield describe_any(statement, sentences)[rows], targets_of(gold, sentences, scorer)[rows, :OUTPUTS]


def fitted(given: Sequence[Arrays]) -> dict[str, list[float] | list[list[float]]]:
    """The weights, and the scale of the features. A statement weighs as the square root of its length."""
    features, targets = (np.concatenate(arrays) for arrays in zip(*given, strict=True))
    weight = torch.from_numpy(np.concatenate([np.full(len(rows), len(rows) ** -0.5, np.float32) for rows, _ in given]))[:, None]
    mean, deviation = features.mean(0), np.maximum(features.std(0), 0.05)
    inputs, wanted = torch.from_numpy((features - mean) / deviation), torch.from_numpy(targets)
    weights = torch.zeros(features.shape[1], OUTPUTS, requires_grad=True)
    bias = torch.zeros(OUTPUTS, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights, bias], max_iter=100, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        entropy = F.binary_cross_entropy_with_logits(inputs @ weights + bias, wanted, reduction="none")
        value = (entropy * weight).sum() / weight.sum() + PENALTY * (weights**2).sum()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimiser.step(loss)  # type: ignore[no-untyped-call]
    rounded = {"mean": mean, "deviation": deviation, "weights": weights.detach().numpy(), "bias": bias.detach().numpy()}
    return {name: np.round(values.astype(float), 4).tolist() for name, values in rounded.items()}


def main() -> None:
    """Train the rules and write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", nargs="+", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=FILE)
    args = parser.parse_args()
    given = list(examples(args.labels, load_scorer(args.scorer)))
    content = json.dumps(fitted(given), indent=1) + "\n"
    args.out.write_text(content, "utf-8")
    print(f"{len(given)} statements, sha256 {hashlib.sha256(content.encode()).hexdigest()}")


if __name__ == "__main__":
    main()
