"""Measures whether memory grows with the number of documents. `summarise.py` measures speed.

A program, not a test.

    python -m tests.bench.bulk ARCHIVES [--statements 1000] [--few 200]

ARCHIVES is a folder of .tar.gz files with .html, .txt and .md documents. Each size runs in a new process.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import tarfile
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from digest.builders.cleaner_builder import build_cleaner
from digest.errors import InputError
from digest.records import Profile, RawStatement, Statement
from digest.summarise.extractive.encoder import SentenceEncoder
from digest.summarise.extractive.engine import ExtractiveSummariser

MEDIA = {".html": "text/html", ".txt": "text/plain", ".md": "text/markdown"}
READ_AT = datetime(2026, 1, 1, tzinfo=UTC)


def statements(folder: Path) -> Iterator[Statement]:
    """The cleaned documents of all archives, one archive after the other, without those that have no text."""
    cleaner = build_cleaner()
    for archive in sorted(folder.glob("*.tar.gz")):
        with tarfile.open(archive) as files:
            for member in files:
                media, file = MEDIA.get(Path(member.name).suffix), files.extractfile(member)
                if media is None or file is None:
                    continue
                raw = RawStatement(archive.name, member.name, "", file.read(), media, READ_AT)
                try:
                    yield cleaner.clean(raw, Profile())
                except InputError:
                    continue


def peak(folder: Path, count: int, queue: multiprocessing.Queue[int]) -> None:
    """Summarise `count` statements as they come and report the peak memory of this process, in KiB."""
    for _ in ExtractiveSummariser(SentenceEncoder(device="cpu")).summarise(islice(statements(folder), count)):
        pass
    queue.put(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def peak_of(folder: Path, count: int) -> int:
    """The peak memory of a new process that summarises `count` statements, in KiB."""
    context = multiprocessing.get_context("spawn")
    queue: multiprocessing.Queue[int] = context.Queue()
    process = context.Process(target=peak, args=(folder, count, queue))
    process.start()
    found = queue.get()
    process.join()
    return found


def main() -> None:
    """Print both peaks and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archives", type=Path)
    parser.add_argument("--statements", type=int, default=1000)
    parser.add_argument("--few", type=int, default=200)
    args = parser.parse_args()
    few, many = peak_of(args.archives, args.few), peak_of(args.archives, args.statements)
    print(f"peak memory {few >> 10} MiB at {args.few}, {many >> 10} MiB at {args.statements}: ratio {many / few:.2f}")


if __name__ == "__main__":
    main()
