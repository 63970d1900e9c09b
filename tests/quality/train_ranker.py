"""Train the ranker's heads from statements with reference labels, and write them into the package.

    python -m tests.quality.train_ranker LABELS [LABELS ...] --scorer score_keypoints.py [--seed 0] [--heads 3]
        [--readings FOLDER] [--out FOLDER]

Each LABELS file (.jsonl, .jsonl.xz) stands beside its raw documents (`X_input.jsonl`), which go through our own cleaner.
`--readings` keeps what the encoder read for the next time. With 3,400 statements, reading takes some ten minutes on a CPU and
a head some five, several side by side. The labels were made by a large language model reading each document, not by human
editors.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional as F
from torch.nn.utils import clip_grad_norm_
from torch.nn.utils.rnn import pad_sequence

from digest.summarise.extractive.features import PLACE_COLUMNS
from digest.summarise.extractive.ranker import Scale, save_ranker
from digest.summarise.extractive.ranker_model import HeadSize, RankerModel
from tests.quality.cache import KeptReadings
from tests.quality.labelled import Labelled, load_labelled, load_scorer


@dataclass(frozen=True, slots=True)
class Training:
    """How a head is trained; chosen on statements that it had not seen."""

    epochs: int = 12
    batch: int = 16
    rate: float = 1e-3
    decay: float = 0.05
    hide_place: float = 0.15  # share of the documents whose place columns are hidden
    listwise: float = 0.3  # weights of the parts of the loss, beside 1 for "acceptable" and "must"
    orphan: float = 0.5
    like: float = 1.0
    supports: float = 0.5


@dataclass(frozen=True, slots=True)
class Batch:
    """Several statements, padded to the longest."""

    vectors: Tensor  # (b, n, d)
    features: Tensor  # (b, n, f)
    there: Tensor  # (b, n), false where a row is padding
    open: Tensor  # (b, n)
    targets: Tensor  # (b, n, 5)


def scale_of(documents: Sequence[Labelled]) -> Scale:
    """Mean and deviation of each feature; a column that hardly varies keeps its size."""
    rows = np.concatenate([document.features for document in documents])
    return rows.mean(0), np.maximum(rows.std(0), 0.05)


def size_of(documents: Sequence[Labelled]) -> HeadSize:
    """The size of a head for what is known of these documents."""
    return HeadSize(documents[0].features.shape[1], documents[0].readings.joined.shape[1])


def train_head(
    documents: Sequence[Labelled], scale: Scale, how: Training, seed: int, start: RankerModel | None = None
) -> RankerModel:
    """One head, the same for the same documents and seed on the same machine; `start` is trained further."""
    torch.manual_seed(seed)
    order = np.random.default_rng(seed)
    head = (start or RankerModel(size_of(documents))).train()
    optimiser = torch.optim.AdamW(head.parameters(), lr=how.rate, weight_decay=how.decay)
    steps = how.epochs * -(-len(documents) // how.batch)
    # A tenth of the steps to warm up, then linearly down.
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / (0.1 * steps)) * max(0.02, 1 - step / steps)
    )
    for _ in range(how.epochs):
        for group in _groups([len(document.sentences) for document in documents], how.batch, order):
            batch = _batch([documents[i] for i in group], scale, how.hide_place)
            optimiser.zero_grad()
            _loss(head(batch.vectors, batch.features, batch.there), batch, how).backward()  # type: ignore[no-untyped-call]
            clip_grad_norm_(head.parameters(), 1.0)
            optimiser.step()
            schedule.step()
    return head.eval()


def train_heads(
    documents: Sequence[Labelled], scale: Scale, seeds: Sequence[int], how: Training = Training()
) -> list[RankerModel]:
    """A head for each seed, each in a process and on one thread: they are too small to be shared between threads."""
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn"), torch.set_num_threads, (1,)) as processes:
        return list(processes.map(train_head, repeat(documents), repeat(scale), repeat(how), seeds))


def _groups(lengths: Sequence[int], size: int, order: np.random.Generator) -> list[npt.NDArray[np.int64]]:
    """Documents of about equal length together, in random order, other groups in every epoch."""
    near = np.argsort(np.array(lengths) * order.uniform(0.7, 1.4, len(lengths)))
    groups = [near[start : start + size] for start in range(0, len(near), size)]
    return [groups[i] for i in order.permutation(len(groups))]


def _batch(documents: Sequence[Labelled], scale: Scale, hide_place: float) -> Batch:
    def padded(arrays: Sequence[npt.NDArray[np.generic]]) -> Tensor:
        return pad_sequence([torch.from_numpy(np.asarray(array, dtype=np.float32)) for array in arrays], batch_first=True)

    features = padded([(document.features - scale[0]) / scale[1] for document in documents])
    features[torch.rand(len(documents)) < hide_place, :, :PLACE_COLUMNS] = 0
    return Batch(
        padded([document.readings.joined for document in documents]),
        features,
        padded([np.ones(len(document.sentences)) for document in documents]) > 0,
        padded([document.open for document in documents]) > 0,
        padded([document.targets for document in documents]),
    )


def _loss(logits: Tensor, batch: Batch, how: Training) -> Tensor:
    """Binary cross-entropy of the five judgements, and how far the ranking is from the grades of each document (ListNet).

    A long document weighs as the root of its length, so that briefings do not drown the rest.
    """
    open_ = batch.open.float()
    weight = open_ / open_.sum(1, keepdim=True).clamp(min=1).sqrt()
    parts = torch.tensor([1.0, 1.0, how.orphan, how.like, how.supports])
    entropy = F.binary_cross_entropy_with_logits(logits, batch.targets, reduction="none") @ parts  # (b, n)
    pointwise = (entropy * weight).sum() / weight.sum()
    score = (logits[..., 0] + logits[..., 1]).masked_fill(~batch.open, -1e9)
    wanted = (batch.targets[..., 0] + batch.targets[..., 1]) * open_
    wanted = wanted / wanted.sum(1, keepdim=True).clamp(min=1e-6)
    return pointwise - how.listwise * (wanted * F.log_softmax(score, 1)).sum(1).mean()


def main() -> None:
    """Train as many heads as asked for on all the labels and write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", nargs="+", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--heads", type=int, default=3)
    parser.add_argument("--readings", type=Path, metavar="FOLDER", default=Path("var/readings"))
    parser.add_argument("--out", type=Path, default=Path("digest/summarise"))
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    encoder = KeptReadings(args.readings)
    documents = load_labelled(args.labels, encoder, load_scorer(args.scorer))
    scale = scale_of(documents)
    heads = train_heads(documents, scale, range(args.seed, args.seed + args.heads))
    sha256 = save_ranker(args.out, heads, size_of(documents), scale, encoder.revision)
    print(f"{len(documents)} statements, {len(heads)} heads, sha256 {sha256}")


if __name__ == "__main__":
    main()
