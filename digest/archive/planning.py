"""The decisions of an archive's run: keys, workers, shards. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256

READER_CPUS = 0.5
"""What a task that reads files asks for: it waits more than it works."""

BATCH_LINES = 32
"""Documents that a worker is given at once: so many are tried again, one by one, if the worker dies."""

BLOCK_BYTES = 512 << 10
"""Size from which what was read is handed on. Ray's default, 128 MiB, would give a whole file to one worker."""

MAX_ATTEMPTS = 3
"""Attempts of a document that ends its worker."""

MAX_SECONDS = 120.0
"""Time of one document, after which its worker is taken for stuck. The longest known one takes half a minute on two cores."""

MAX_LOADING_SECONDS = 900.0
"""More time for a batch, in which the model may have to be loaded."""

SHARD_RESULTS = 1_000
SHARD_SECONDS = 60.0
"""A shard is closed when it has so many results, or is so old: so much work is lost if the program is killed."""


@dataclass(frozen=True, slots=True)
class ActorPool:
    """The workers of a cluster, and what each asks for."""

    workers: int
    cpus: float
    gpus: float


def pool_for(cpus: float, gpus: float) -> ActorPool:
    """The workers of a cluster with so many CPUs and GPUs: one for each GPU, else one for each CPU but one.

    One CPU stays free: without it nobody would read the files, and the workers would wait for ever.
    """
    workers = int(gpus) or max(1, int(cpus) - 1)
    return ActorPool(workers, min(1.0, max(cpus - 1, 0.5) / workers), 1.0 if gpus >= 1 else 0.0)


def fingerprint(content: bytes, number: int) -> str:
    """The key of the result of a line. Lines without an id are named by their number, so that is a part of it."""
    place = b"" if _has_id(content) else f"line {number}".encode()
    return sha256(place + b"\0" + content).hexdigest()


def _has_id(content: bytes) -> bool:
    try:
        fields = json.loads(content)
    except (ValueError, RecursionError):
        return False
    return isinstance(fields, dict) and "id" in fields


def is_full(results: int, seconds: float) -> bool:
    """Whether a shard with so many results, which was begun so many seconds ago, is to be closed."""
    return results >= SHARD_RESULTS or (results > 0 and seconds >= SHARD_SECONDS)


def seconds_for(lines: int) -> float:
    """After how long a worker that was given so many lines is taken for stuck."""
    return MAX_LOADING_SECONDS + MAX_SECONDS * lines
