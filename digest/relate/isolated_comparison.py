"""Compares texts in a sandboxed worker if they are long, and all others in this process. Compares nothing itself.

A comparison takes time in proportion to the length of the texts, but one may be written so that each word of it costs a hundred
times what a word of a statement does. So short texts are compared here at once, and the rest by `comparison_worker.py`, which
has limits. A text that exceeds them is told without relations.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from digest.errors import InputError
from digest.records import SharedSample, ShingleSample, Statement, StatementRelation, StoredText, WatchedPhrase, Wording
from digest.relate.series_changes import COMPARED, wording
from digest.sandbox.pool import Limits, WorkerError, WorkerPool
from digest.serialise.relation_json import relation_from_json, stored_text_to_json, wording_from_json
from digest.serialise.statement_json import statement_from_json, statement_to_json

if TYPE_CHECKING:
    from digest.relate.text_relater import TextRelater

# Two transcripts of 150,000 characters take 0.4 s of CPU time; the worker starts in a second, with 60 MiB.
COMPARISON_LIMITS = Limits(cpu_seconds=10, wall_seconds=60.0, memory_bytes=512 << 20, retained_bytes=192 << 20, workers=1)

MAX_CHEAP_CHARACTERS = 100_000
"""Characters of all texts of a comparison in this process. The worst texts that we could make, noise of two words between runs
that both have, take 3 s (30 November 2026)."""


class IsolatingRelater:
    """Implements Relater, and FindWording by `wording`. Close it after use: it may keep a worker process."""

    def __init__(self, limits: Limits = COMPARISON_LIMITS) -> None:
        self._workers = WorkerPool("digest.relate.comparison_worker", limits)

    def close(self) -> None:
        """End the worker process, if there is one."""
        self._workers.close()

    @property
    def _relater(self) -> TextRelater:
        from digest.relate.text_relater import TextRelater  # numpy: commands that compare nothing need not wait for it

        return TextRelater()

    def sample(self, statement: Statement) -> ShingleSample:
        """What an index keeps of a statement. Raise InputError if it is too long."""
        return self._relater.sample(statement)

    def candidates(self, own: ShingleSample, found: SharedSample) -> tuple[int, ...]:
        """The revisions that share enough to be compared, those that share the most first."""
        return self._relater.candidates(own, found)

    def relations(self, text: StoredText, others: Sequence[StoredText]) -> tuple[StatementRelation | None, ...]:
        """How a statement is related to each of `others`. Raise InputError if that takes too long."""
        lengths = [len(text.statement.text) + len(other.statement.text) for other in others]
        if sum(lengths) <= MAX_CHEAP_CHARACTERS:
            return self._relater.relations(text, others)
        content = {"text": stored_text_to_json(text), "others": [stored_text_to_json(other) for other in others]}
        found = self._call("relations", text.statement, content)
        return tuple(row and relation_from_json(row) for row in found)

    def wording(
        self,
        later: Statement,
        earlier: Sequence[Statement],
        others: Sequence[Statement] = (),
        watched: Sequence[WatchedPhrase] = (),
    ) -> Wording | None:
        """What is new in the words of a statement. Raise InputError if that takes too long to find."""
        if sum(len(each.text) for each in (later, *earlier[:COMPARED])) <= MAX_CHEAP_CHARACTERS:
            return wording(later, earlier, others, watched)
        content = {
            "later": _statement(later),
            "earlier": [_statement(each) for each in earlier],
            "others": [_statement(each) for each in others],
            "watched": [[each.phrase, each.issuer] for each in watched],
        }
        found = self._call("wording", later, content)
        return found and wording_from_json(found)

    def _call(self, what: str, statement: Statement, content: Mapping[str, Any]) -> Any:
        name = statement.link or statement.key
        try:
            response = self._workers.call({"what": what}, json.dumps(content).encode("ascii"))
        except WorkerError as error:
            raise InputError(f"{name}: comparing it {error}") from error
        if "bug" in response:
            raise RuntimeError(f"{name}: the worker that compares it failed:\n{response['bug']}")
        if "error" in response:
            raise InputError(f"{name}: comparing it {response['error']}")
        return response["found"]


def _statement(statement: Statement) -> dict[str, Any]:
    return {"key": statement.key, "source": statement.source, "body": statement_to_json(statement)}


def statement_of(row: Mapping[str, Any]) -> Statement:
    """The statement in a request to the worker."""
    return statement_from_json(row["key"], row["source"], row["body"])
