"""The command `relate`: which documents of bulk input are related, and how. Uses no store.

All documents are read before the first line is printed, since any two may be related.
"""

from __future__ import annotations

import argparse
import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import get_context
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from digest.builders.source_builders import build_cleaner
from digest.cli.command_context import found_settings, print_line
from digest.cli.document_commands import input_documents
from digest.cli.documents import InputDocument, Result, clean_all
from digest.cli.output import error_result, related_result
from digest.errors import DONE, DigestError, InputError
from digest.records import Profile, RawStatement
from digest.relate.bulk_relations import related_pairs
from digest.relate.compared_text import ComparedText
from digest.relate.events import event_pairs

if TYPE_CHECKING:
    from digest.clean.isolated import IsolatingCleaner
    from digest.config.settings import Settings

_MIN_PARALLEL = 2_000
"""Documents from which they are cleaned in several processes: starting one takes as long as cleaning some hundred."""
_CHUNK = 100


def relate(options: argparse.Namespace) -> int:
    """Print the related pairs of the documents of bulk input; return the exit code of the first that failed, else DONE."""
    texts: list[ComparedText] = []
    code = DONE
    with input_documents(options) as given:
        for result in _cleaned(given, found_settings(options)):
            if isinstance(result, ComparedText):
                texts.append(result)
            elif result.error is not None:
                code = code or result.error.exit_code
                print_line(error_result(result))
    known = set()
    for pair in related_pairs(texts):
        known.add((pair.one, pair.other))
        print_line(related_result(texts[pair.one].id, texts[pair.other].id, pair.relation))
    for pair in event_pairs(texts, known):
        print_line(related_result(texts[pair.one].id, texts[pair.other].id, pair.relation))
    return code


def _cleaned(given: Iterable[InputDocument], settings: Settings | None) -> Iterator[ComparedText | Result]:
    """One text or failure per document, in the same order; many are cleaned in as many processes as there are cores."""
    documents = iter(given)
    first = list(islice(documents, _MIN_PARALLEL))
    processes = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if len(first) < _MIN_PARALLEL or processes == 1:
        with build_cleaner(settings) as cleaner:
            yield from map(_compared, clean_all(chain(first, documents), cleaner))
        return
    with ProcessPoolExecutor(processes, get_context("spawn"), _start_cleaner, (settings,)) as pool:
        yield from _in_order(pool, chain(first, documents), 2 * processes)


def _compared(result: Result) -> ComparedText | Result:
    """The text of a document that did not fail."""
    if result.statement is None:
        return result
    statement = result.statement
    source = statement.source or urlsplit(statement.link).hostname or ""
    return ComparedText(result.name, statement.text, statement.title, statement.published, source, statement.parties)


def _in_order(pool: ProcessPoolExecutor, documents: Iterator[InputDocument], ahead: int) -> Iterator[ComparedText | Result]:
    waiting: deque[Future[list[ComparedText | Result]]] = deque()
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
    _cleaners.append(build_cleaner(settings))


def _clean_chunk(chunk: Sequence[tuple[str, RawStatement | InputError]]) -> list[ComparedText | Result]:
    return [_clean_one(name, raw) for name, raw in chunk]


def _clean_one(name: str, raw: RawStatement | InputError) -> ComparedText | Result:
    """The text of a document with its sketch, which is computed here because here all cores work."""
    if isinstance(raw, InputError):
        return Result(name, error=raw)
    try:
        found = _compared(Result(name, _cleaners[0].clean(raw, Profile())))
        if isinstance(found, ComparedText):
            _ = found.sketch  # kept with the text, and sent with it
        return found
    except DigestError as error:
        # Not the error itself: one with more than a message cannot be sent between processes.
        return Result(name, error=InputError(str(error)))
