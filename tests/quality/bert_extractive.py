"""bert-extractive-summarizer with our encoder, for comparison. It runs in an environment of its own.

    jobs/peers FOLDER                 makes that environment (it needs transformers 4)

`Peer(python).summarise(texts, counts)` returns its sentences and the seconds it took. Run as a script by that Python, this file
is the other side: one JSON object in, one out. It neither cleans nor scores.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Peer:
    """bert-extractive-summarizer behind the Python of its environment, with the encoder weights in `model`."""

    python: Path
    model: Path

    def summarise(self, texts: Sequence[str], counts: Sequence[int]) -> tuple[list[list[str]], float]:
        """Its sentences for each text, as many as `counts` asks for, and the seconds this took without loading.

        Raise CalledProcessError if the environment was not made by jobs/peers.
        """
        request = json.dumps({"model": str(self.model), "texts": list(texts), "counts": list(counts)})
        done = subprocess.run([self.python, __file__], input=request, capture_output=True, text=True, check=True)
        response = json.loads(done.stdout.splitlines()[-1])
        return response["points"], response["seconds"]


def main() -> None:
    """Answer one request from standard input."""
    from summarizer.sbert import SBertSummarizer  # type: ignore[import-not-found]

    request = json.load(sys.stdin)
    summarise = SBertSummarizer(request["model"])
    # Load everything before the clock starts.
    summarise("One sentence to load what is loaded late. And a second one for the clusters.", num_sentences=1)
    begin = time.perf_counter()
    # It ignores sentences under 40 characters and may return an empty list.
    points = [
        list(summarise(text, num_sentences=count, return_as_list=True))
        for text, count in zip(request["texts"], request["counts"], strict=True)
    ]
    print(json.dumps({"points": points, "seconds": time.perf_counter() - begin}))


if __name__ == "__main__":
    main()
