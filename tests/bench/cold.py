"""Compares a cold start of `digest summarise` with a bare script that loads the same weights and encodes the same text.

A program, not a test.

    python -m tests.bench.cold DOCUMENT [DOCUMENT ...] [--runs 5]

Both run in new processes, alternating. Prints the best time of each and their ratio. The bare script imports torch and the
model class, loads the packaged weights and encodes the sentences that our cleaner finds in the documents.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from digest.builders.source_builders import build_cleaner
from digest.fetch.files import read_document
from digest.records import Profile
from digest.summarise.extractive.packaged_model import packaged_model

BARE = """
import json, sys
import torch
from transformers.models.bert.modeling_bert import BertModel
from tokenizers import Tokenizer
path, sentences = sys.argv[1], json.load(open(sys.argv[2]))
model = BertModel.from_pretrained(path, add_pooling_layer=False, local_files_only=True).eval()
tokenizer = Tokenizer.from_file(path + "/tokenizer.json")
tokenizer.enable_padding()
tokenizer.enable_truncation(256)
encoded = tokenizer.encode_batch(sentences)
with torch.inference_mode():
    ids = torch.tensor([e.ids for e in encoded])
    mask = torch.tensor([e.attention_mask for e in encoded])
    model(input_ids=ids, attention_mask=mask).last_hidden_state
"""


def seconds(command: list[str]) -> float:
    """The wall time of a command."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


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
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(sentences(args.documents), file)
        file.flush()
        bare = [sys.executable, "-c", BARE, str(packaged_model()), file.name]
        ours = [sys.executable, "-m", "digest", "summarise", "--device", "cpu", "--json", *map(str, args.documents)]
        pairs = [(seconds(bare), seconds(ours)) for _ in range(args.runs)]
    best_bare, best_ours = (min(times) for times in zip(*pairs, strict=True))
    print(f"bare load and encode {best_bare:.2f} s, digest summarise {best_ours:.2f} s, ratio {best_ours / best_bare:.2f}")


if __name__ == "__main__":
    main()
