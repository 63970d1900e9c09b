"""Compares the speed of the engine with the bare encoder and a peer, and checks that its points do not depend on how it runs.

A program, not a test.

    OPENBLAS_NUM_THREADS=1 python -m tests.bench.summarise ARCHIVES [--statements 500] [--peer PYTHON] [--device cpu]

ARCHIVES is a folder of .tar.gz files with .html, .txt and .md documents. Cleaning and loading are not timed. Runs alternate and
the best of each counts. `digest` sets the variable itself. PYTHON is the interpreter of the environment that jobs/peers makes;
without it the peer is left out.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from transformers.models.bert.modeling_bert import BertModel

from digest.records import Statement, Summary
from digest.summarise.device import Precision, pick_device
from digest.summarise.extractive.encoder import Embeddings, SentenceEncoder, batches
from digest.summarise.extractive.engine import ExtractiveSummariser
from digest.summarise.extractive.mmr import point_count
from digest.summarise.windows import windows
from tests.bench.bulk import statements
from tests.quality.bert_extractive import Peer

PRECISIONS: tuple[Precision, ...] = ("float32", "bfloat16")

Points = list[tuple[str, ...]]


class OtherBatches(SentenceEncoder):
    """An encoder that gets only a few sentences at a time. It should give the same vectors."""

    def __init__(self, size: int) -> None:
        super().__init__(device="cpu")
        self._size = size

    def encode_layers(self, sentences: Sequence[str]) -> Embeddings:
        """The embeddings of `sentences`, with `size` of them per call."""
        starts = range(0, len(sentences), self._size)
        parts = [super(OtherBatches, self).encode_layers(sentences[i : i + self._size]) for i in starts]
        return Embeddings(np.concatenate([p.final for p in parts]), np.concatenate([p.middle for p in parts]))


def points(engine: ExtractiveSummariser, given: Sequence[Statement]) -> Points:
    """The points of each statement; none for one that could not be summarised."""
    answers = engine.summarise(given)
    return [tuple(point.text for point in answer.points) if isinstance(answer, Summary) else () for answer in answers]


def bare_seconds(pieces: list[list[list[int]]], model: torch.nn.Module, device: torch.device) -> float:
    """The time of the bare model with mean pooling, over the same pieces, sorted by length, one window at a time."""

    def forward() -> None:
        for window in pieces:
            for batch in batches([len(piece) for piece in window]):
                _mean([window[i] for i in batch], model, device)

    return seconds(forward)


@torch.inference_mode()
def _mean(pieces: list[list[int]], model: torch.nn.Module, device: torch.device) -> object:
    longest = max(map(len, pieces))
    ids = torch.tensor([[*piece, *[0] * (longest - len(piece))] for piece in pieces]).to(device)
    mask = torch.tensor([[1] * len(piece) + [0] * (longest - len(piece)) for piece in pieces]).to(device)
    states = model(input_ids=ids, attention_mask=mask if not mask.all() else None).last_hidden_state
    return ((states * mask[:, :, None]).sum(1) / mask.sum(1, keepdim=True)).float().cpu().numpy()


def seconds(work: Callable[[], object]) -> float:
    """The wall time of `work`."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def speed(given: list[Statement], device: str, precision: Precision, runs: int = 3) -> float:
    """Print both speeds; return ours in statements per second."""
    encoder = SentenceEncoder(device=device, precision=precision)
    pieces = [encoder.tokens(list(dict.fromkeys(_sentences(window)))) for window in windows(given)]
    tokens = sum(len(piece) for window in pieces for piece in window)
    place = pick_device(device)
    model = BertModel.from_pretrained(encoder.path, add_pooling_layer=False, dtype=getattr(torch, precision))
    model = model.to(place).eval()
    engine = ExtractiveSummariser(encoder)
    points(engine, given[:2])
    bare_seconds(pieces[:1], model, place)
    timed = [(bare_seconds(pieces, model, place), seconds(lambda: points(engine, given))) for _ in range(runs)]
    bare, ours = min(pair[0] for pair in timed), min(pair[1] for pair in timed)
    kind = f"{place} {precision}"
    show(f"bare encoder, {kind}", len(given) / bare, tokens / bare)
    show(f"our engine, {kind}", len(given) / ours, tokens / ours, f"{bare / ours:.2f} of the bare encoder")
    return len(given) / ours


def show(name: str, statements_a_second: float, tokens_a_second: float | None, note: str = "") -> None:
    """One line of the table."""
    tokens = f"{tokens_a_second:10.0f}" if tokens_a_second else " " * 10
    print(f"{name:32}{statements_a_second:8.1f} statements/s {tokens} tokens/s  {note}", flush=True)


def peer_speed(given: list[Statement], python: Path, ours: Mapping[Precision, float]) -> None:
    """Print the peer's speed on the same cleaned texts, and how many times faster we are in each precision."""
    peer = Peer(python, SentenceEncoder().path)
    texts = [statement.text for statement in given]
    _, taken = peer.summarise(texts, [point_count(text) for text in texts])
    times = ", ".join(f"{mine * taken / len(given):.1f} times in {precision}" for precision, mine in ours.items())
    show("bert-extractive-summarizer", len(given) / taken, None, f"we: {times}")


def sameness(given: list[Statement], reference: Points) -> None:
    """Print for how many statements the points stay the same when the engine runs in another way."""
    plain = ExtractiveSummariser(SentenceEncoder(device="cpu"))
    ways: dict[str, Callable[[], Points]] = {
        "a second run": lambda: points(plain, given),
        "each statement alone": lambda: [points(plain, [statement])[0] for statement in given],
        "in the other order": lambda: points(plain, given[::-1])[::-1],
        "7 sentences a batch": lambda: points(ExtractiveSummariser(OtherBatches(7)), given),
        "bfloat16": lambda: points(ExtractiveSummariser(SentenceEncoder(device="cpu", precision="bfloat16")), given),
    }
    for name, way in ways.items():
        same = sum(one == other for one, other in zip(reference, way(), strict=True))
        print(f"the same points, {name:24}{same:6} of {len(given)} ({same / len(given):.1%})", flush=True)


def _sentences(window: Sequence[Statement]) -> list[str]:
    return [text for s in window for text in (s.title, *(span.of(s.text) for span in s.sentences))]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archives", type=Path)
    parser.add_argument("--statements", type=int, default=500)
    parser.add_argument("--peer", type=Path)
    parser.add_argument("--device", default="cpu")
    args = parser.parse_args()
    given = list(islice(statements(args.archives), args.statements))
    ours = {precision: speed(given, args.device, precision) for precision in PRECISIONS}
    if args.peer:
        peer_speed(given, args.peer, ours)
    sameness(given, points(ExtractiveSummariser(SentenceEncoder(device="cpu")), given))


if __name__ == "__main__":
    main()
