"""The command `relate`: which documents of bulk input are related, and how. Uses no store.

All documents are read before the first line is printed, since any two may be related.
"""

from __future__ import annotations

import argparse
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import chain, islice
from multiprocessing import get_context
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from digest.builders.cleaner_builder import build_cleaner
from digest.cli.command_context import found_settings, print_line
from digest.cli.document_commands import input_documents
from digest.cli.documents import InputDocument, Result, clean_all
from digest.cli.output import error_result, related_result
from digest.errors import DONE, DigestError, InputError
from digest.records import Profile, RawStatement, Statement
from digest.relate.bulk_relations import RelatedPair, related_pairs
from digest.relate.compared_text import ComparedText
from digest.relate.edition_relater import follow_up_pairs
from digest.relate.events import MAX_TEXTS, event_pairs
from digest.relate.subject import HEAD

if TYPE_CHECKING:
    from digest.clean.isolated import IsolatingCleaner
    from digest.config.settings import Settings

_MIN_PARALLEL = 2_000
"""Documents from which they are cleaned in several processes: starting one takes as long as cleaning some hundred."""
_CHUNK = 100


@dataclass(frozen=True, slots=True)
class RelatedDocument:
    """A cleaned document as it is compared. `statement` is the beginning of it, None if there are too many to keep them."""

    text: ComparedText
    statement: Statement | None


def relate(options: argparse.Namespace) -> int:
    """Print the related pairs of the documents of bulk input; return the exit code of the first that failed, else DONE."""
    texts: list[ComparedText] = []
    statements: list[Statement] = []
    code = DONE
    with input_documents(options) as given:
        for result in _cleaned(given, found_settings(options)):
            if isinstance(result, RelatedDocument):
                texts.append(result.text)
                statements += [result.statement] if result.statement and len(texts) <= MAX_TEXTS else []
            elif result.error is not None:
                code = code or result.error.exit_code
                print_line(error_result(result))
    for pair in _related(texts, statements):
        print_line(related_result(texts[pair.one].id, texts[pair.other].id, pair.relation))
    return code


def _related(texts: Sequence[ComparedText], statements: Sequence[Statement]) -> Iterator[RelatedPair]:
    """Each related pair once: by its words, else by its event, else as a statement and the one that it follows."""
    known: set[tuple[int, int]] = set()
    for pair in related_pairs(texts):
        known.add((pair.one, pair.other))
        yield pair
    for pair in event_pairs(texts, known):
        known.add((pair.one, pair.other))
        yield pair
    if len(statements) == len(texts):
        pairs = follow_up_pairs(statements)
        yield from (pair for pair in pairs if not {(pair.one, pair.other), (pair.other, pair.one)} & known)


def _cleaned(given: Iterable[InputDocument], settings: Settings | None) -> Iterator[RelatedDocument | Result]:
    """One text or failure per document, in the same order; many are cleaned in as many processes as there are cores."""
    documents = iter(given)
    first = list(islice(documents, _MIN_PARALLEL))
    processes = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if len(first) < _MIN_PARALLEL or processes == 1:
        with build_cleaner(settings, with_sentences=False) as cleaner:
            yield from map(_compared, clean_all(chain(first, documents), cleaner))
        return
    with ProcessPoolExecutor(processes, get_context("spawn"), _start_cleaner, (settings,)) as pool:
        yield from _in_order(pool, chain(first, documents), 2 * processes)


def _compared(result: Result) -> RelatedDocument | Result:
    """The text of a document that did not fail, with the beginning of the statement."""
    if result.statement is None:
        return result
    statement = result.statement
    source = statement.source or urlsplit(statement.link).hostname or ""
    text = ComparedText(result.name, statement.text, statement.title, statement.published, source, statement.parties)
    head = replace(statement, key=result.name, source=source, text=statement.text[:HEAD], paragraphs=(), sentences=())
    return RelatedDocument(text, replace(head, removed=()))


def _in_order(pool: ProcessPoolExecutor, documents: Iterator[InputDocument], ahead: int) -> Iterator[RelatedDocument | Result]:
    waiting: deque[Future[list[RelatedDocument | Result]]] = deque()
    while chunk := list(islice(documents, _CHUNK)):
        waiting.append(pool.submit(_clean_chunk, [_opened(document) for document in chunk]))
        if len(waiting) > ahead:
            yield from waiting.popleft().result()
    for future in waiting:
        yield from future.result()


def _opened(document: InputDocument) -> tuple[str, RawStatement | InputError]:
    try:
        return document.name, document.open()
    except DigestError as error:
        return document.name, InputError(str(error))


_cleaners: list[IsolatingCleaner] = []
"""The cleaner of a process of the pool."""


def _start_cleaner(settings: Settings | None) -> None:
    _cleaners.append(build_cleaner(settings, with_sentences=False))


def _clean_chunk(chunk: Sequence[tuple[str, RawStatement | InputError]]) -> list[RelatedDocument | Result]:
    return [_clean_one(name, raw) for name, raw in chunk]


def _clean_one(name: str, raw: RawStatement | InputError) -> RelatedDocument | Result:
    """The text of a document with its sketch, which is computed here because here all cores work."""
    if isinstance(raw, InputError):
        return Result(name, error=raw)
    try:
        found = _compared(Result(name, _cleaners[0].clean(raw, Profile())))
        if isinstance(found, Result):
            return found
        _ = found.text.sketch  # kept with the text, and sent with it
        return RelatedDocument(found.text, None)
    except DigestError as error:
        # Not the error itself: one with more than a message cannot be sent between processes.
        return Result(name, error=InputError(str(error)))
