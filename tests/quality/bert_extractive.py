"""bert-extractive-summarizer with our encoder, as a peer in the tables: it runs in an environment of its own.

    jobs/peers FOLDER                 makes that environment (it needs transformers 4)

`Peer(python).summarise(texts, counts)` gives its sentences and the seconds it worked; run as a script by that Python, this
file is the other side: one JSON object in, one out. It neither cleans nor scores.
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
    """The peer behind the Python of its environment, reading with the weights in `model`."""

    python: Path
    model: Path

    def summarise(self, texts: Sequence[str], counts: Sequence[int]) -> tuple[list[list[str]], float]:
        """The sentences it chooses, `counts` a text, and the seconds that this took without loading.

        Raise CalledProcessError where the environment is not what jobs/peers makes.
        """
        question = json.dumps({"model": str(self.model), "texts": list(texts), "counts": list(counts)})
        done = subprocess.run([self.python, __file__], input=question, capture_output=True, text=True, check=True)
        answer = json.loads(done.stdout.splitlines()[-1])
        return answer["points"], answer["seconds"]


def main() -> None:
    """Answer one question from standard input."""
    from summarizer.sbert import SBertSummarizer  # type: ignore[import-not-found]

    asked = json.load(sys.stdin)
    summarise = SBertSummarizer(asked["model"])
    summarise("One sentence to load what is loaded late. And a second one for the clusters.", num_sentences=1)
    begin = time.perf_counter()
    # Its own shortest sentence is 40 characters; one that finds none gives an empty list.
    points = [
        list(summarise(text, num_sentences=count, return_as_list=True))
        for text, count in zip(asked["texts"], asked["counts"], strict=True)
    ]
    print(json.dumps({"points": points, "seconds": time.perf_counter() - begin}))


if __name__ == "__main__":
    main()
