"""The folder with the results of an archive: shards that are written whole or not at all, and what they hold already.

archive.json             how the results were made; another recipe needs another folder
results-000000.jsonl     a result a line: fingerprint, failed, file, line, result; or .parquet with these columns
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from digest.archive.archive_records import ArchiveResult
from digest.archive.shard_formats import SHARD_FORMATS, ShardFormat
from digest.errors import BusyError, InputError, UsageError

RECIPE_FILE = "archive.json"
LOCK_FILE = ".lock"
_PREFIX = "results-"


@dataclass(frozen=True, slots=True)
class Held:
    """What a folder holds: the fingerprints of all results, how many of them are failures, and the number of shards."""

    fingerprints: frozenset[bytes]
    failed: int
    shards: int


class ArchiveFolder:
    """The folder at `path`, whose shards have the format `form` ("jsonl" or "parquet"). Use it within `opened`."""

    def __init__(self, path: Path, form: str) -> None:
        self.path = path
        self._form = form
        self._format: ShardFormat = SHARD_FORMATS[form]

    @contextmanager
    def opened(self, recipe: Mapping[str, str]) -> Iterator[Held]:
        """Hold the folder alone, and yield what it holds.

        Raise UsageError if its results were made otherwise, BusyError if another program holds it, InputError if a shard is
        damaged.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / LOCK_FILE).open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise BusyError(f"{self.path}: another digest process writes to it") from None
            self._check_recipe(dict(recipe) | {"shards": self._form})
            for partial in self.path.glob("*.part"):
                partial.unlink()
            yield self._held()

    def _check_recipe(self, recipe: Mapping[str, str]) -> None:
        file = self.path / RECIPE_FILE
        if not file.exists():
            self._write(file, json.dumps(recipe, indent=1).encode() + b"\n")
            return
        try:
            before = json.loads(file.read_bytes())
        except ValueError as error:
            raise InputError(f"{file}: is not JSON; name another folder") from error
        if differing := sorted(key for key in {*recipe, *before} if recipe.get(key) != before.get(key)):
            raise UsageError(
                f"{self.path}: holds results that were made otherwise ({', '.join(differing)}: see {RECIPE_FILE}); "
                "name another folder"
            )

    def _held(self) -> Held:
        fingerprints: set[bytes] = set()
        failed = 0
        shards = self._shards()
        for shard in shards:
            for fingerprint, has_failed in self._format.read(shard):
                fingerprints.add(fingerprint)
                failed += has_failed
        return Held(frozenset(fingerprints), failed, len(shards))

    def _shards(self) -> list[Path]:
        return sorted(self.path.glob(f"{_PREFIX}*.{self._form}"))

    def write_shard(self, results: list[ArchiveResult]) -> None:
        """Write one more shard: whole, and on the disk, or not at all."""
        last = max((int(shard.stem.removeprefix(_PREFIX)) for shard in self._shards()), default=-1)
        self._write(self.path / f"{_PREFIX}{last + 1:06}.{self._form}", self._format.encode(results))

    def _write(self, file: Path, content: bytes) -> None:
        partial = file.with_name(f"{file.name}.part")
        with partial.open("wb") as written:
            written.write(content)
            written.flush()
            os.fsync(written.fileno())
        partial.rename(file)
