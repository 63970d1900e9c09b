"""Compares our generation by summarisation models with CTranslate2 and with one call of `model.generate`, in the same run.

A program, not a test. Needs `pip install ctranslate2`.

    python -m tests.bench.ctranslate2_peer ARCHIVES [--shape distilbart-cnn-12-6] [--statements 8] [--tokens 64] [--rounds 2]

All sides get the same chunks, weights (random, in the published shape), beams and forced lengths, as in `generate.py`. In turn,
several rounds; the best of each is printed, by the clock and by processor time. CTranslate2 sorts and batches by itself.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import ctranslate2  # type: ignore[import-not-found]

from digest.summarise.generative.batching import GenerationRequest
from digest.summarise.generative.generator import GenerationSettings, Generator
from digest.summarise.model_files import ModelRef
from tests.bench.bulk import statements
from tests.bench.generate import SHAPES, Shape, ours, requests_for, save_model, timed

BATCH_TOKENS = 8192
"""Of a batch of CTranslate2, as of ours on a CPU."""


class _Converter(ctranslate2.converters.TransformersConverter):  # type: ignore[misc]
    """Converts models whose tokenizer has fewer words than the model: CTranslate2 wants a name for each row of its table."""

    def load_tokenizer(self, kind: Any, path: str, **options: Any) -> Any:
        """The tokenizer of the model, with names for all rows."""
        tokenizer = super().load_tokenizer(kind, path, **options)
        rows = json.loads((Path(path) / "config.json").read_text("utf-8"))["vocab_size"]
        tokenizer.add_tokens([f"<row {number}>" for number in range(len(tokenizer), rows)])
        return tokenizer


def translator_of(path: Path, precision: str) -> Any:
    """The model in `path` for CTranslate2."""
    target = path / f"ctranslate2-{precision}"
    # Its converter reads a key that the configurations of transformers 5 lack; BART does not normalise before its layers.
    config = path / "config.json"
    config.write_text(json.dumps({"normalize_before": False} | json.loads(config.read_text("utf-8"))), "utf-8")
    _Converter(str(path)).convert(str(target), quantization=precision, force=True)
    return ctranslate2.Translator(str(target), device="cpu", compute_type=precision)


def by_ctranslate2(translator: Any, generator: Generator, requests: Sequence[GenerationRequest], beams: int) -> int:
    """Generate with CTranslate2, and return the number of tokens."""
    tokenizer = generator.hf_model.tokenizer._tokenizer
    names = [tokenizer.convert_ids_to_tokens(list(request.ids)) for request in requests]
    length = requests[0].max_tokens
    results = translator.translate_batch(
        names,
        beam_size=beams,
        min_decoding_length=length,
        max_decoding_length=length,
        max_batch_size=BATCH_TOKENS,
        batch_type="tokens",
    )
    return sum(len(result.hypotheses[0]) for result in results)


def sides(path: Path, shape: Shape, args: argparse.Namespace) -> tuple[Generator, dict[str, Callable[[Sequence[Any]], int]]]:
    """What generates: ours in two precisions, CTranslate2 in those that it has here."""
    same, own = (
        Generator(ModelRef(str(path)), shape.kind, GenerationSettings("cpu", precision)) for precision in ("float32", "auto")
    )
    found: dict[str, Callable[[Sequence[Any]], int]] = {"ours, float32": lambda requests: ours(same, requests)}
    if own.hf_model.precision != "float32":
        found[f"ours, {own.hf_model.precision}"] = lambda requests: ours(own, requests)
    for precision in args.peer:
        translator = translator_of(path, precision)
        found[f"CTranslate2, {precision}"] = lambda requests, t=translator: by_ctranslate2(t, same, requests, shape.beams)
    return same, found


def main() -> None:
    """Print the rates."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archives", type=Path)
    parser.add_argument("--shape", choices=SHAPES, default="distilbart-cnn-12-6")
    parser.add_argument("--statements", type=int, default=8)
    parser.add_argument("--tokens", type=int, default=64)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--peer", nargs="+", default=["float32", "int8"], help="precisions of CTranslate2")
    args = parser.parse_args()
    shape = SHAPES[args.shape]()
    everything = list(islice(statements(args.archives), 2000))
    given = everything[:: max(1, len(everything) // args.statements)][: args.statements]
    with tempfile.TemporaryDirectory() as folder:
        path = save_model(shape, [one.text for one in given], Path(folder), "float32")
        generator, generate = sides(path, shape, args)
        requests = [request for one in given for request in requests_for(generator, one, args.tokens)]
        best: dict[str, tuple[float, float]] = {}
        for _ in range(args.rounds):
            for name, side in generate.items():
                tokens, taken = timed(lambda side=side: side(requests), "cpu")  # type: ignore[misc]
                best[name] = min(best.get(name, taken), taken)
                print(f"  {name:22}{tokens} tokens, {taken[0]:.1f} s, {taken[1]:.1f} s of processor time", flush=True)
    print(f"{args.shape}: {len(given)} statements, {len(requests)} chunks")
    for name, (clock, processor) in best.items():
        total = args.tokens * len(requests)
        print(f"{name:22}{total / clock:8.1f} tokens/s by the clock, {total / processor:8.1f} by processor time")


if __name__ == "__main__":
    main()
