"""Compares our generation by summarisation models with CTranslate2 and with `model.generate` of transformers, text by text.

A program, not a test. Needs `pip install ctranslate2`.

    python -m tests.bench.ctranslate2_peer ARCHIVES [--shape distilbart-cnn-12-6] [--statements 8] [--tokens 64] [--rounds 2]

All sides get the same chunks, weights (random, in the published shape), beams and forced lengths, as in `generate.py`: so many
tokens for each chunk, whoever generates them. One text at a time; transformers reads the chunks of a text in one padded batch
of at most eight. Every side has `--threads` threads, and its turn in every round; the best is printed for each text, in seconds
of processor time, and the sum over all texts, also by the clock. CTranslate2 sorts and batches by itself.
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
import torch

from digest.summarise.generative.batching import GenerationRequest
from digest.summarise.generative.generator import GenerationSettings, Generator
from digest.summarise.model_files import ModelRef
from tests.bench.bulk import statements
from tests.bench.generate import SHAPES, Shape, ours, plain_loop, plain_model, requests_for, save_model, timed

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


def translator_of(path: Path, precision: str, threads: int) -> Any:
    """The model in `path` for CTranslate2."""
    target = path / f"ctranslate2-{precision}"
    # Its converter reads a key that the configurations of transformers 5 lack; BART does not normalise before its layers.
    config = path / "config.json"
    config.write_text(json.dumps({"normalize_before": False} | json.loads(config.read_text("utf-8"))), "utf-8")
    _Converter(str(path)).convert(str(target), quantization=precision, force=True)
    return ctranslate2.Translator(str(target), device="cpu", compute_type=precision, intra_threads=threads)


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
    """What generates: ours in two precisions, transformers in float32, CTranslate2 in the precisions that it has here."""
    same, own = (
        Generator(ModelRef(str(path)), shape.kind, GenerationSettings("cpu", precision)) for precision in ("float32", "auto")
    )
    found: dict[str, Callable[[Sequence[Any]], int]] = {"ours, float32": lambda requests: ours(same, requests)}
    if own.hf_model.precision != "float32":
        found[f"ours, {own.hf_model.precision}"] = lambda requests: ours(own, requests)
    model = plain_model(path, shape, args)
    found["transformers, float32"] = lambda requests: plain_loop(same, model, requests, args.batch)
    for precision in args.peer:
        translator = translator_of(path, precision, args.threads)
        found[f"CTranslate2, {precision}"] = lambda requests, t=translator: by_ctranslate2(t, same, requests, shape.beams)
    return same, found


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archives", type=Path)
    parser.add_argument("--shape", choices=SHAPES, default="distilbart-cnn-12-6")
    parser.add_argument("--statements", type=int, default=8)
    parser.add_argument("--tokens", type=int, default=64)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--peer", nargs="*", default=["float32", "int8"], help="precisions of CTranslate2")
    parser.set_defaults(precision="float32", device="cpu", batch=8)  # of transformers
    return parser.parse_args()


def main() -> None:
    """Print the seconds of every side for each text, and for all."""
    args = arguments()
    torch.set_num_threads(args.threads)
    shape = SHAPES[args.shape]()
    everything = list(islice(statements(args.archives), 2000))
    given = everything[:: max(1, len(everything) // args.statements)][: args.statements]
    with tempfile.TemporaryDirectory() as folder:
        path = save_model(shape, [one.text for one in given], Path(folder), "float32")
        generator, generate = sides(path, shape, args)
        print(f"{'tokens read':>12}{'generated':>10}" + "".join(f"{name:>22}" for name in generate))
        sums = dict.fromkeys(generate, (0.0, 0.0))
        for one in given:
            requests = requests_for(generator, one, args.tokens)
            best = best_times(generate, requests, args.rounds)
            read, generated = sum(len(request.ids) for request in requests), args.tokens * len(requests)
            print(f"{read:12}{generated:10}" + "".join(f"{processor:20.2f} s" for _, processor in best.values()), flush=True)
            for name, (clock, processor) in best.items():
                sums[name] = (sums[name][0] + clock, sums[name][1] + processor)
    print(f"{'processor':>22}" + "".join(f"{processor:20.2f} s" for _, processor in sums.values()))
    print(f"{'clock':>22}" + "".join(f"{clock:20.2f} s" for clock, _ in sums.values()))


def best_times(
    generate: dict[str, Callable[[Sequence[Any]], int]], requests: Sequence[GenerationRequest], rounds: int
) -> dict[str, tuple[float, float]]:
    """The least seconds of each side by the clock, and by the processor. Raise ValueError if one generates too little."""
    best: dict[str, tuple[float, float]] = {}
    wanted = sum(request.max_tokens for request in requests)
    for _ in range(rounds):
        for name, side in generate.items():
            tokens, (clock, processor) = timed(lambda side=side: side(requests), "cpu")  # type: ignore[misc]
            if abs(tokens - wanted) > 0.05 * wanted:
                raise ValueError(f"{name}: {tokens} tokens instead of {wanted}")
            known = best.get(name, (clock, processor))
            best[name] = (min(known[0], clock), min(known[1], processor))
    return best


if __name__ == "__main__":
    main()
