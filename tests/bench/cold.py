"""Compares a cold start of `digest summarise` with a bare script that loads the same weights and encodes the same text.

A program, not a test.

    python -m tests.bench.cold DOCUMENT [DOCUMENT ...] [--runs 5]

Both run in new processes, alternating, with compiled modules, as after pip. Prints the best time of each and their ratio, by
the clock and by processor time. The bare script imports torch and the network, loads the packaged weights and encodes the
sentences that our cleaner finds in the documents. Its threads wait as ours do; by default torch's waiting takes a third of the
processor time on a busy machine.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import digest
from digest.builders.cleaner_builder import build_cleaner
from digest.cli.parser import SPIN_COUNT
from digest.fetch.files import read_document
from digest.records import Profile
from digest.summarise.extractive.packaged_model import packaged_model

BARE = """
import json, sys
from pathlib import Path
import torch
from tokenizers import Tokenizer
from digest.summarise.extractive.bert_model import load_bert, sizes_from_config
path, sentences = Path(sys.argv[1]), json.load(open(sys.argv[2]))
model = load_bert(path, sizes_from_config(json.loads((path / "config.json").read_text())), torch.float32).eval()
tokenizer = Tokenizer.from_file(str(path / "tokenizer.json"))
tokenizer.enable_padding()
tokenizer.enable_truncation(256)
encoded = tokenizer.encode_batch(sentences)
with torch.inference_mode():
    model(torch.tensor([e.ids for e in encoded]), torch.tensor([e.attention_mask for e in encoded]))
"""


def seconds(command: list[str]) -> tuple[float, float]:
    """The wall time and the processor time of a command."""
    start, used = time.perf_counter(), _processor_time()
    subprocess.run(command, check=True, capture_output=True, env=os.environ | {"GOMP_SPINCOUNT": SPIN_COUNT})
    return time.perf_counter() - start, _processor_time() - used


def _processor_time() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def sentences(documents: list[Path]) -> list[str]:
    """The sentences of the documents, as our cleaner finds them."""
    cleaner, now = build_cleaner(), datetime.now(UTC)
    statements = [cleaner.clean(read_document(document, now), Profile()) for document in documents]
    return [span.of(statement.text) for statement in statements for span in statement.sentences]


def main() -> None:
    """Print both times and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", nargs="+", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    compileall.compile_dir(Path(digest.__file__).parent, quiet=1)
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(sentences(args.documents), file)
        file.flush()
        bare = [sys.executable, "-c", BARE, str(packaged_model()), file.name]
        ours = [sys.executable, "-m", "digest", "summarise", "--device", "cpu", "--json", *map(str, args.documents)]
        pairs = [(seconds(bare), seconds(ours)) for _ in range(args.runs)]
    for kind, name in enumerate(("by the clock", "of processor time")):
        bare_time, our_time = (min(taken[kind] for taken in times) for times in zip(*pairs, strict=True))
        ratio = our_time / bare_time
        print(f"bare load and encode {bare_time:.2f} s {name}, digest summarise {our_time:.2f} s, ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
