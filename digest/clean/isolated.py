"""A Cleaner that sends expensive documents to a sandboxed worker and cleans all others in this process.

The libraries that parse pages need time that grows with the square of the depth or width of a page: 30 kB of nested tables take
20 s. Real pages are far from that. So documents that are small and simple are cleaned here at once, and only the rest goes to
`clean_worker.py`, which has limits. This module cleans nothing itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from digest.clean.encoding import check_size, decode
from digest.errors import InputError, UnreadableDocumentError
from digest.interfaces import Cleaner
from digest.net import media_types
from digest.records import Profile, RawStatement, Statement
from digest.sandbox.pool import Limits, WorkerError, WorkerPool
from digest.serialise.statement_json import statement_from_json

# The longest known page has 1.5 MB and takes 0.1 s and 50 MiB; a page of 40,000 links takes 71 MiB, a text of 19 MB 153 MiB.
# The worker itself takes 55 MiB more, and on a busy machine a second to start.
CLEAN_LIMITS = Limits(cpu_seconds=3, wall_seconds=15.0, memory_bytes=192 << 20, retained_bytes=96 << 20, workers=1)

# A PDF of 65 pages with tables takes 4 s and 40 MiB on top of the 60 MiB that a worker starts with. The process stays below
# 300 MiB, whatever the document is.
DOCUMENT_LIMITS = Limits(cpu_seconds=30, wall_seconds=90.0, memory_bytes=208 << 20, retained_bytes=64 << 20, workers=1)

# In a public test set of whole pages, half have at most 115,000 characters and 1,500 tags, one in a hundred has more than 3,200
# tags, and none has more than 20 tables. The worst page that we could make within these limits takes a second
# (tests/hostile/pages.py).
MAX_CHEAP_CHARACTERS = 100_000
MAX_CHEAP_TAGS = 3_000
MAX_CHEAP_TABLES = 50
_TABLE = re.compile("<table", re.IGNORECASE)


class IsolatingCleaner:
    """Implements Cleaner. Close it after use: it may keep a worker process."""

    def __init__(
        self,
        cleaner: Cleaner,
        rules: Sequence[Path],
        limits: Limits = CLEAN_LIMITS,
        document_limits: Limits = DOCUMENT_LIMITS,
    ) -> None:
        """Clean cheap documents with `cleaner`, all others with a StatementCleaner in a worker that reads the files `rules`.

        Files that are no text (PDF) have a worker of their own, with `document_limits`.
        """
        self._cleaner = cleaner
        paths = [str(path) for path in rules]
        self._workers = WorkerPool("digest.clean.clean_worker", limits, paths)
        self._document_workers = WorkerPool("digest.clean.clean_worker", document_limits, paths)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the worker processes, if there are any."""
        self._workers.close()
        self._document_workers.close()

    def clean(self, raw: RawStatement, profile: Profile) -> Statement:
        """Return the cleaned statement.

        Raise InputError if it cannot be cleaned, or not within the limits. Of a file that is no text it is an
        UnreadableDocumentError.
        """
        if media_types.is_document(raw.media_type):
            return self._clean_document(raw, profile, media_types.DOCUMENTS[raw.media_type])
        if is_cheap(raw):
            return self._cleaner.clean(raw, profile)
        try:
            response = self._workers.call(encode_request(raw, profile), raw.content)
        except WorkerError as error:
            raise InputError(f"{raw.key}: cleaning it {error}") from error
        return decode_response(raw.key, response)

    def _clean_document(self, raw: RawStatement, profile: Profile, kind: str) -> Statement:
        try:
            check_size(raw.content, raw.key)
            response = self._document_workers.call(encode_request(raw, profile), raw.content)
            return decode_response(raw.key, response)
        except WorkerError as error:
            raise UnreadableDocumentError(f"{raw.key}: cannot be read as {kind}: reading it {error}", kind) from error
        except InputError as error:
            raise UnreadableDocumentError(str(error), kind) from error


def is_cheap(raw: RawStatement) -> bool:
    """Whether `raw` can be cleaned quickly, whoever wrote it. Raise InputError if it is empty, binary or too large."""
    text = decode(raw.content, raw.key, raw.charset, markup=True)
    return (
        len(text) <= MAX_CHEAP_CHARACTERS
        and text.count("<") <= MAX_CHEAP_TAGS
        and sum(1 for _ in _TABLE.finditer(text)) <= MAX_CHEAP_TABLES
    )


def encode_request(raw: RawStatement, profile: Profile) -> dict[str, Any]:
    """Return `raw`, without its content, its provenance and the text of its feed, and `profile` as a JSON object."""
    left_out = {"content", "provenance"}
    fields = {name: value for name, value in asdict(replace(raw, from_feed=None)).items() if name not in left_out}
    moments = {"fetched": raw.fetched.isoformat(), "published": raw.published and raw.published.isoformat()}
    return {"raw": fields | moments, "profile": asdict(profile)}


def decode_request(request: Mapping[str, Any], content: bytes) -> tuple[RawStatement, Profile]:
    """Return what `encode_request` was given; `content` travels beside the request."""
    raw, profile = request["raw"], request["profile"]
    published = raw["published"] and datetime.fromisoformat(raw["published"])
    fetched = datetime.fromisoformat(raw["fetched"])
    return (
        RawStatement(
            **(
                raw
                | {"content": content, "fetched": fetched, "published": published}
                | {"dates": tuple(raw["dates"]), "announced": tuple(raw["announced"])}
            )
        ),
        Profile(**(profile | {"prune": tuple(profile["prune"]), "repeated_lines": tuple(profile["repeated_lines"])})),
    )


def decode_response(key: str, response: Mapping[str, Any]) -> Statement:
    """Return the statement in a response of the worker. Raise InputError if it refused `key`, RuntimeError if it has a bug."""
    if "bug" in response:
        raise RuntimeError(f"{key}: the cleaner's worker failed:\n{response['bug']}")
    if "refused" in response:
        raise InputError(str(response["refused"]))
    if "error" in response:
        raise InputError(f"{key}: {response['error']}")
    return statement_from_json(key, response["source"], response["statement"])
