"""Bulk: throughput beside the bare encoder over the same tokens, and whether memory grows with the number of documents.

    python -m tests.bench.bulk ARCHIVES [--statements 1000] [--few 200] [--bfloat16]

ARCHIVES is a folder of .tar.gz files of .html, .txt and .md documents. Cleaning is not timed. Peaks are those of a new process
for each size; all else is from one process.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import tarfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from digest.app import build_cleaner
from digest.errors import InputError
from digest.records import Profile, RawStatement, Statement
from digest.summarise.encoder import SentenceEncoder, batches
from digest.summarise.extractive import ExtractiveSummariser, windows
from digest.summarise.network import Network

MEDIA = {".html": "text/html", ".txt": "text/plain", ".md": "text/markdown"}
READ_AT = datetime(2026, 1, 1, tzinfo=UTC)


def statements(folder: Path) -> Iterator[Statement]:
    """The cleaned documents of all archives, one archive after the other; those without text are left out."""
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


def bare_seconds(pieces: list[list[list[int]]], network: Network) -> float:
    """The time of the network alone over the same pieces of tokens, sorted by length, a window at a time."""
    start = time.perf_counter()
    for window in pieces:
        for batch in batches([len(piece) for piece in window]):
            network.forward([window[i] for i in batch])
    return time.perf_counter() - start


def throughput(given: list[Statement], encoder: SentenceEncoder) -> None:
    """Print statements and tokens a second of the engine and of the bare encoder, in alternating runs."""
    pieces = [encoder.tokens(list(dict.fromkeys(_sentences(window)))) for window in windows(given)]
    tokens = sum(len(piece) for window in pieces for piece in window)
    network = Network(encoder.path, "cpu", bfloat16=encoder.bfloat16)
    engine = ExtractiveSummariser(encoder)
    list(engine.summarise(given[:2]))
    bare, ours = bare_seconds(pieces, network), _seconds(engine, given)
    bare, ours = min(bare, bare_seconds(pieces, network)), min(ours, _seconds(engine, given))
    for name, taken in (("bare encoder", bare), ("our engine", ours)):
        print(f"{name:14} {len(given) / taken:8.1f} statements/s {tokens / taken:10.0f} tokens/s")
    print(f"ratio {bare / ours:.2f} of the bare encoder, {tokens} tokens, bfloat16 {encoder.bfloat16}")


def _sentences(window: list[Statement]) -> Iterator[str]:
    for statement in window:
        yield statement.title
        yield from (span.of(statement.text) for span in statement.sentences)


def _seconds(engine: ExtractiveSummariser, given: list[Statement]) -> float:
    start = time.perf_counter()
    for _ in engine.summarise(given):
        pass
    return time.perf_counter() - start


def main() -> None:
    """Print throughput, then memory."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archives", type=Path)
    parser.add_argument("--statements", type=int, default=1000)
    parser.add_argument("--few", type=int, default=200)
    parser.add_argument("--timed", type=int, default=200, help="statements that the throughput is measured on")
    parser.add_argument("--bfloat16", action="store_true")
    args = parser.parse_args()
    given = list(islice(statements(args.archives), args.timed))
    throughput(given, SentenceEncoder(device="cpu", bfloat16=args.bfloat16))
    few, many = peak_of(args.archives, args.few), peak_of(args.archives, args.statements)
    print(f"peak memory {few >> 10} MiB at {args.few}, {many >> 10} MiB at {args.statements}: ratio {many / few:.2f}")


if __name__ == "__main__":
    main()
