"""The commands for single documents and bulk input: `summarise`, `clean` and `diff`. They use no store.

Imports what a command needs when it is called.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from digest.cli.command_context import found_settings, now, print_line, prints_to_terminal, read_settings
from digest.cli.progress import tracker
from digest.errors import DONE, InputError, NotFoundError, UsageError
from digest.text.visible import one_line

if TYPE_CHECKING:
    from digest.cli.documents import InputDocument, Result
    from digest.config.summarise_settings import SummariseSettings
    from digest.interfaces import Cleaner, Summariser, Tokens
    from digest.net.http import HttpClient
    from digest.records import Statement

log = logging.getLogger(__name__)


def summarise(options: argparse.Namespace) -> int:
    """Print the key points of documents."""
    from digest.builders.cleaner_builder import build_cleaner
    from digest.cli.documents import summarise_all
    from digest.cli.output import summary_markdown, summary_result
    from digest.interfaces import tokens_of
    from digest.summarise.fallback import WithFallback

    if options.ray is not None or options.out:
        from digest.cli.archive_command import summarise_archive

        return summarise_archive(options)
    engine, fallback = _engines(options)
    write: Callable[[Result], str] = summary_result if options.json or options.jsonl else summary_markdown
    with input_documents(options) as given, build_cleaner(found_settings(options)) as cleaner:
        if options.against:
            write = _with_changes(write, _statement(options, options.against, cleaner), as_json=options.json or options.jsonl)
        results = summarise_all(given, cleaner, WithFallback(engine, fallback), options.points)
        return _print_results(options, "summarising", results, write, tokens_of(engine))


def _engines(options: argparse.Namespace) -> tuple[Summariser, Summariser | None]:
    """The engine of the options, else the configured one, else the packaged one; and its fallback."""
    from digest.builders.engine_choice import build_engines

    return build_engines(*chosen_engine(options), options.device)


def chosen_engine(options: argparse.Namespace) -> tuple[SummariseSettings, Path]:
    """The settings of the engine of the options, else of the configured one; and where its relative folders begin."""
    from digest.builders.engine_builders import named_model
    from digest.config.summarise_settings import ENGINE_OF_KIND, ExtractiveSettings, LocalModelSettings, override_engine
    from digest.summarise.model_files import kind_of, locate

    settings = found_settings(options)
    chosen, root = (settings.summarise, settings.root) if settings else (ExtractiveSettings(), Path())
    if options.engine or options.model:
        configured = chosen.model if options.engine == chosen.engine and isinstance(chosen, LocalModelSettings) else ""
        model = options.model or configured
        asked = override_engine(chosen, options.engine or "seq2seq", model, options.revision, root)
        if not options.engine and isinstance(asked, LocalModelSettings):
            engine = ENGINE_OF_KIND[kind_of(locate(named_model(asked, Path())))]
            asked = override_engine(chosen, engine, model, options.revision, root)
        return asked, Path()
    return chosen, root


def clean(options: argparse.Namespace) -> int:
    """Print the cleaned text of documents, and what was removed."""
    from digest.builders.cleaner_builder import build_cleaner
    from digest.cli.documents import clean_all
    from digest.cli.output import clean_result, clean_text

    write = clean_result if options.json or options.jsonl else clean_text
    with input_documents(options) as given, build_cleaner(found_settings(options)) as cleaner:
        return _print_results(options, "cleaning", clean_all(given, cleaner), write)


def diff(options: argparse.Namespace) -> int:
    """Print what changed from one document to a later one."""
    from digest.builders.cleaner_builder import build_cleaner
    from digest.cli.diff_output import difference_html, difference_json, difference_text
    from digest.cli.json_line import as_json
    from digest.relate.difference import difference

    if options.earlier == options.later == "-":
        raise UsageError("diff: only one of the two documents can be standard input")
    with build_cleaner(found_settings(options)) as cleaner:
        earlier, later = (_statement(options, name, cleaner) for name in (options.earlier, options.later))
    found = difference(earlier, later)
    if options.json or options.format == "json":
        print_line(as_json(difference_json(found)))
    elif options.format == "html":
        print_line(difference_html(found, earlier, later))
    else:
        print_line(difference_text(found))
    return DONE


def _statement(options: argparse.Namespace, name: str, cleaner: Cleaner) -> Statement:
    """The cleaned document that the command names. Raise a DigestError if it cannot be read."""
    from digest.cli.documents import clean_all, documents

    with _http(options) as http:
        result = next(clean_all(documents([name], sys.stdin.buffer, http, now()), cleaner))
    if result.error is not None:
        raise result.error
    return result.cleaned


def _with_changes(write: Callable[[Result], str], earlier: Statement, *, as_json: bool) -> Callable[[Result], str]:
    """What writes a result, followed by what changed since `earlier`."""
    import json

    from digest.cli.diff_output import difference_json, difference_markdown
    from digest.cli.json_line import as_json as json_line
    from digest.relate.difference import difference

    def write_both(result: Result) -> str:
        found = difference(earlier, result.cleaned)
        if as_json:
            return json_line(json.loads(write(result)) | {"changes": difference_json(found)})
        return f"{write(result)}\n\n{difference_markdown(found, earlier)}"

    return write_both


@contextmanager
def input_documents(options: argparse.Namespace) -> Iterator[Iterable[InputDocument]]:
    """The documents that the command names, or those of its bulk input. Raise UsageError for neither or both."""
    from digest.cli.documents import bulk_documents, documents

    if bool(options.documents) == bool(options.jsonl):
        end = ", not both" if options.jsonl else ""
        raise UsageError(f"{options.command}: name documents (a path, an address, -), or a file with --jsonl{end}")
    if not options.jsonl:
        with _http(options) as http:
            yield documents(options.documents, sys.stdin.buffer, http, now())
        return
    if options.jsonl == "-":
        yield bulk_documents(sys.stdin.buffer, now())
        return
    try:
        with Path(options.jsonl).open("rb") as lines:
            yield bulk_documents(lines, now())
    except FileNotFoundError as error:
        raise NotFoundError(f"{options.jsonl}: does not exist") from error
    except IsADirectoryError as error:
        raise InputError(f"{options.jsonl}: is a folder: name a file with one JSON document a line") from error
    except PermissionError as error:
        raise InputError(f"{options.jsonl}: {error.strerror}") from error


@contextmanager
def _http(options: argparse.Namespace) -> Iterator[Callable[[], HttpClient]]:
    """What gives the HTTP client, which is built at the first call."""
    with ExitStack() as built:

        @cache
        def http() -> HttpClient:
            from digest.builders.http_builder import build_http

            return built.enter_context(build_http(read_settings(options) if options.config else None))

        yield http


def _print_results(
    options: argparse.Namespace,
    label: str,
    results: Iterable[Result],
    write: Callable[[Result], str],
    tokens: Tokens | None = None,
) -> int:
    """Print every result as it comes; return the exit code of the first document that failed, else DONE."""
    from digest.cli.output import error_result

    code, as_json = DONE, options.json or options.jsonl
    # On a terminal the results show the progress themselves, and would tear a bar apart.
    track = tracker(quiet=options.quiet or prints_to_terminal())
    with track(label, len(options.documents) or None, tokens) as advance:
        for number, result in enumerate(results):
            if result.error is not None:
                code = code or result.error.exit_code
                if as_json:
                    print_line(error_result(result))
                if not options.jsonl:
                    log.error("%s", one_line(str(result.error)))
            else:
                print_line(("" if as_json or number == 0 else "\n") + write(result))
            advance()
    return code
