"""A cleaner that works apart on what might take long: it starves nobody, whatever strangers publish. Cleans nothing itself.

The libraries that read pages take time by the square of how deep or how full a page is: 30 kB of nested tables take 20 s.
Every real page is far from that, so what is small and simple is cleaned here, at once, and only the rest is handed to
`cleanworker.py`, under limits.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from digest.clean.encoding import decode
from digest.errors import InputError
from digest.interfaces import Cleaner
from digest.records import Profile, RawStatement, Statement
from digest.sandbox.pool import Limits, WorkerError, WorkerPool
from digest.serialise import statement_from_json

# The longest page known to us has 1.5 MB and takes 0.1 s and 50 MiB, one of 40,000 links 71 MiB, a mail of 19 MB 153 MiB,
# beside the 55 of the worker itself, which on a busy machine needs a second to start.
CLEAN_LIMITS = Limits(cpu_seconds=3, wall_seconds=15.0, memory_bytes=192 << 20, retained_bytes=96 << 20, workers=1)

# Half of the whole pages of a public test set have at most 115,000 characters and 1,500 tags, one in a hundred more than 3,200
# tags, none more than 20 tables. The worst page within these bounds that we could make takes a second (tests/hostile/pages.py).
MOST_CHARACTERS = 100_000
MOST_TAGS = 3_000
MOST_TABLES = 50
_TABLE = re.compile("<table", re.IGNORECASE)


class CarefulCleaner:
    """Implements Cleaner over `cleaner`, and over one like it that works apart, with the rules in `rules`.

    Close it after use: it may keep a process.
    """

    def __init__(self, cleaner: Cleaner, rules: Path, limits: Limits = CLEAN_LIMITS) -> None:
        self._cleaner = cleaner
        self._workers = WorkerPool("digest.clean.clean_worker", limits, [str(rules)])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the process that works apart, if there is one."""
        self._workers.close()

    def clean(self, raw: RawStatement, profile: Profile) -> Statement:
        """As the cleaner gives it. Raise InputError, too, if cleaning it costs more than the limits."""
        if is_simple(raw):
            return self._cleaner.clean(raw, profile)
        try:
            answer = self._workers.call(order_of(raw, profile), raw.content)
        except WorkerError as error:
            raise InputError(f"{raw.key}: cleaning it {error}") from error
        return answered(raw.key, answer)


def is_simple(raw: RawStatement) -> bool:
    """Whether cleaning `raw` cannot take long. Raise InputError if it is empty, binary or far too large."""
    text = decode(raw.content, raw.key, raw.charset, markup=True)
    return (
        len(text) <= MOST_CHARACTERS and text.count("<") <= MOST_TAGS and sum(1 for _ in _TABLE.finditer(text)) <= MOST_TABLES
    )


def order_of(raw: RawStatement, profile: Profile) -> dict[str, Any]:
    """`raw` without its content, and `profile`, as JSON."""
    fields = {name: value for name, value in asdict(raw).items() if name != "content"}
    moments = {"fetched": raw.fetched.isoformat(), "published": raw.published and raw.published.isoformat()}
    return {"raw": fields | moments, "profile": asdict(profile)}


def ordered(order: Mapping[str, Any], content: bytes) -> tuple[RawStatement, Profile]:
    """The inverse of `order_of`."""
    raw, profile = order["raw"], order["profile"]
    published = raw["published"] and datetime.fromisoformat(raw["published"])
    fetched = datetime.fromisoformat(raw["fetched"])
    return (
        RawStatement(**(raw | {"content": content, "fetched": fetched, "published": published})),
        Profile(**(profile | {"prune": tuple(profile["prune"]), "repeated_lines": tuple(profile["repeated_lines"])})),
    )


def answered(key: str, answer: Mapping[str, Any]) -> Statement:
    """The statement in an answer of `cleanworker.py`. Raise InputError if it was refused, RuntimeError if there was a bug."""
    if "bug" in answer:
        raise RuntimeError(f"{key}: the cleaner that works apart failed:\n{answer['bug']}")
    if "refused" in answer:
        raise InputError(str(answer["refused"]))
    if "error" in answer:
        raise InputError(f"{key}: {answer['error']}")
    return statement_from_json(key, answer["source"], answer["statement"])
