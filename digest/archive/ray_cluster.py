"""Runs the workers on a Ray cluster: the only module that imports Ray. Decides nothing about documents.

    files ──read tasks──▶ lines that have no result yet ──workers, with the model loaded──▶ results, in any order

A worker that dies is started again by Ray, and its batch is given to a worker once more. Nothing of that batch had left it.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO

import pyarrow as pa
import ray
import ray.data

from digest.archive.archive_records import ArchiveLine, ArchiveResult, BuildAnswers
from digest.archive.archive_worker import ArchiveWorker
from digest.archive.attempt_counter import AttemptCounter
from digest.archive.input_files import open_input
from digest.archive.planning import BATCH_LINES, BLOCK_BYTES, READER_CPUS, fingerprint, pool_for
from digest.errors import ClusterError, DigestError

_QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_BACKEND_LOG_LEVEL": "fatal"}
"""Environment of Ray, unless the caller says otherwise: it reports to nobody, and says on stderr only what ends it."""

ReadLines = Callable[[BinaryIO], Iterator[tuple[int, bytes]]]
"""Yields the number and the content of each line of a file that holds a document."""


@dataclass(frozen=True)
class ArchiveWork:
    """What the workers do: read `files` with `read_lines`, and answer with what `build_answers` builds."""

    files: Sequence[str]
    read_lines: ReadLines
    build_answers: BuildAnswers


@contextmanager
def cluster(address: str) -> Iterator[None]:
    """A connection to the cluster at `address`; "" starts one on this machine, and ends it. Raise ClusterError."""
    for name, value in _QUIET.items():
        os.environ.setdefault(name, value)
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.ERROR)
    own = {} if address else {"include_dashboard": False}
    try:
        ray.init(address=address or "local", logging_level="error", log_to_driver=False, **own)
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise ClusterError(f"--ray {address}: the cluster cannot be used: {' '.join(str(error).split())}") from error
    try:
        with redirect_stdout(sys.stderr):  # where Ray says that a worker has died
            yield
    finally:
        ray.shutdown()


def summarise_lines(work: ArchiveWork, known: frozenset[bytes]) -> Iterator[ArchiveResult]:
    """The results of the lines whose fingerprints are not `known`. Call it within `cluster`."""
    resources = ray.cluster_resources()
    pool = pool_for(resources.get("CPU", 1.0), resources.get("GPU", 0.0))
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.target_max_block_size = BLOCK_BYTES
    context.raise_original_map_exception = True
    attempts = ray.remote(num_cpus=0, max_restarts=-1, max_task_retries=-1)(AttemptCounter).remote()
    lines = ray.data.from_items([{"file": file} for file in work.files], override_num_blocks=len(work.files)).flat_map(
        _Reader(work.read_lines, ray.put(known)), num_cpus=READER_CPUS
    )
    results = lines.map_batches(
        _RayWorker,
        fn_constructor_args=(work.build_answers, attempts),
        compute=ray.data.ActorPoolStrategy(size=pool.workers),
        batch_size=BATCH_LINES,
        batch_format="pyarrow",
        num_cpus=pool.cpus,
        num_gpus=pool.gpus,
    )
    try:
        for table in results.iter_batches(batch_size=None, batch_format="pyarrow"):
            for row in table.to_pylist():
                yield ArchiveResult(**row)
    except Exception as error:
        raise _ours(error) or _of_cluster(error) or error from None


def _of_cluster(error: Exception) -> ClusterError | None:
    """The error of a cluster that is lost; None for one that was raised in a task: a bug."""
    if isinstance(error, ray.exceptions.RayError) and not isinstance(error, ray.exceptions.RayTaskError):
        return ClusterError(f"--ray: the cluster failed: {' '.join(str(error).split())}")
    return None


def _ours(error: BaseException | None) -> DigestError | None:
    """Our own error, which Ray has wrapped in others; None if there is none."""
    seen = 0
    while error is not None and seen < 20:
        if isinstance(error, DigestError):
            return error
        error, seen = getattr(error, "cause", None) or error.__cause__, seen + 1
    return None


class _Reader:
    """Reads the lines of a file that have no result yet."""

    def __init__(self, read_lines: ReadLines, known: Any) -> None:
        self._read_lines = read_lines
        self._known = known

    def __call__(self, row: dict[str, str]) -> Iterator[dict[str, Any]]:
        known: frozenset[bytes] = ray.get(self._known)
        with open_input(row["file"]) as stream:
            for number, content in self._read_lines(stream):
                key = fingerprint(content, number)
                if bytes.fromhex(key) not in known:
                    yield asdict(ArchiveLine(key, row["file"], number, content))


class _RayWorker:
    """An ArchiveWorker whose batches are Arrow tables."""

    def __init__(self, build_answers: BuildAnswers, attempts: Any) -> None:
        self._worker = ArchiveWorker(build_answers(), _RemoteAttempts(attempts))

    def __call__(self, batch: pa.Table) -> pa.Table:
        results = self._worker.summarise([ArchiveLine(**row) for row in batch.to_pylist()])
        return pa.Table.from_pylist([asdict(result) for result in results])


class _RemoteAttempts:
    """The Attempts of all workers, which an actor of its own counts."""

    def __init__(self, counter: Any) -> None:
        self._counter = counter

    def unfinished(self, fingerprints: Sequence[str]) -> Sequence[int]:
        numbers: list[int] = ray.get(self._counter.unfinished.remote(fingerprints))
        return numbers

    def begin(self, fingerprints: Sequence[str]) -> None:
        ray.get(self._counter.begin.remote(fingerprints))

    def end(self, fingerprints: Sequence[str]) -> None:
        ray.get(self._counter.end.remote(fingerprints))
