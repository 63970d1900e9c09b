"""Measures what `digest relate --jsonl` costs for many statements.

A program, not a test.

    python -m tests.bench.relate ARCHIVES [--statements 100000] [--plain] [--seed 7] [--folder FOLDER]

ARCHIVES is a folder of .tar.gz files with .html, .txt and .md documents. If more statements are asked for than it has, copies
of the documents are made in which about every third word of five letters or more is another one of that length: as long as real
ones, with real markup, and not alike. One statement of a hundred is published twice, so that there are pairs to be found. With
--plain the documents are cleaned first, so that their markup is not measured. The statements stand in a file of FOLDER, or of a
temporary one. Ends with 1 if fewer than 0.98 of the planted pairs are found.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import tarfile
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from random import Random

from tests.bench.bulk import MEDIA, statements

Text = tuple[str, str]
"""A document and its media type."""

FIRST_DAY = datetime(2016, 1, 1, 12, tzinfo=UTC)
A_DAY = 27
MIN_FOUND = 0.98
_WORD = re.compile(r"<[^>]*>|&#?\w+;|[a-z]{5,}")
_USUAL = re.compile(r"[a-z]{5,}")


def main() -> int:
    """Print what was related, how fast, and with how much memory."""
    options = _options()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        path = Path(folder) / "statements.jsonl"
        read = list(_plain(options.archives) if options.plain else _raw(options.archives))
        planted, size = _write(path, read, options.statements, Random(options.seed))
        print(
            f"{options.statements:,} statements of {size // options.statements:,} characters, {planted} of them twice",
            flush=True,
        )
        return _measure(path, planted, options.statements)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("archives", type=Path)
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--folder", type=Path)
    return parser.parse_args()


def _raw(archives: Path) -> Iterator[Text]:
    """The documents of all archives, as they were published."""
    for archive in sorted(archives.glob("*.tar.gz")):
        with tarfile.open(archive) as files:
            for member in files:
                media, file = MEDIA.get(Path(member.name).suffix), files.extractfile(member)
                if media is not None and file is not None:
                    yield file.read().decode("utf-8", "replace"), media


def _plain(archives: Path) -> Iterator[Text]:
    return ((statement.text, "text/plain") for statement in statements(archives))


def _write(path: Path, read: Sequence[Text], count: int, random: Random) -> tuple[int, int]:
    """Write `count` statements; return how many of them are there twice, and how many characters all have."""
    reworded = _rewording(read, random)
    planted = size = 0
    with path.open("w", encoding="utf-8") as lines:
        number = 0
        for turn, (content, media) in enumerate(islice(cycle(random.sample(read, len(read))), count)):
            if number >= count:
                break
            text = content if turn < len(read) else reworded(content)
            is_twice = turn % 100 == 0 and number + 1 < count
            for copy in range(1 + is_twice):
                published = FIRST_DAY + timedelta(days=number / A_DAY)
                row = {"id": f"{turn}-{copy}", "content": text, "media_type": media, "published": published.isoformat()}
                lines.write(json.dumps({**row, "source": f"source {turn % 20}"}) + "\n")
                number += 1
                size += len(text)
            planted += is_twice
    return planted, size


def _rewording(read: Sequence[Text], random: Random) -> Callable[[str], str]:
    by_length: Mapping[int, list[str]] = defaultdict(list)
    for word in sorted({word for content, _ in read for word in _USUAL.findall(content)}):
        by_length[len(word)].append(word)

    def replaced(found: re.Match[str]) -> str:
        word = found[0]
        is_markup = word[0] in "<&"
        return word if is_markup or random.random() > 1 / 3 else random.choice(by_length[len(word)])

    return lambda text: _WORD.sub(replaced, text)


def _measure(path: Path, planted: int, count: int) -> int:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    command = [sys.executable, "-m", "digest", "relate", "--jsonl", str(path)]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds = time.monotonic() - started
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
    rows = [json.loads(line) for line in found.stdout.splitlines()]
    pairs = {frozenset((row["a"], row["b"])) for row in rows if row.get("relation") in ("same", "corrected")}
    twice = sum(len({name.rpartition("-")[0] for name in pair}) == 1 for pair in pairs)
    errors = sum("error" in row for row in rows)
    print(f"{seconds:.0f} s by the clock, {processor:.0f} s of processor time, {1000 * processor / count:.1f} ms each")
    print(f"largest process {used.ru_maxrss >> 10} MiB; exit code {found.returncode}, {errors} documents refused")
    print(f"{len(rows) - errors} pairs, {twice} of the {planted} planted ones among them")
    return 0 if planted == 0 or twice >= MIN_FOUND * planted else 1


if __name__ == "__main__":
    sys.exit(main())
