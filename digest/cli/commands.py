"""One function a command: settings -> app -> one function of the house -> lines on stdout -> exit code. No logic of its own.

Each imports what it needs when it is called, so that `status` and `check --offline` need not wait for what others use.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from digest.cli.progress import tracker
from digest.errors import DONE, ConfigError, InputError, NotFoundError, UsageError
from digest.text.visible import one_line

if TYPE_CHECKING:
    from digest.cli.documents import InputDocument, Result
    from digest.config.settings import Settings
    from digest.interfaces import Summariser, Tokens, Track
    from digest.records import Model, RevisionLines
    from digest.store.sql_store import SqlStore

PLACES = ("digest.yaml", "config/digest.yaml")
log = logging.getLogger(__name__)


def now() -> datetime:
    """The one clock of the commands."""
    return datetime.now(UTC)


# --- the day ---------------------------------------------------------------------------------------------------------


def run(options: argparse.Namespace) -> int:
    """Do what is due now."""
    from digest.app import build
    from digest.cli.output import report_lines
    from digest.pipeline.run import run_once

    with build(_settings(options), options.device) as app:
        report = run_once(app.pipeline, now, _track(options), steps=options.only, day=options.day)
    lines = report_lines(report, options.only, Path.cwd())
    if options.log_format == "json":
        for line in lines:
            log.info("%s", line)
    elif not options.quiet:
        _print_lines(lines)
    return report.exit_code


def serve(options: argparse.Namespace) -> int:
    """Do what is due, for ever."""
    import threading

    from digest.app import build
    from digest.pipeline.run import is_due, run_once
    from digest.pipeline.service import serve, stop_on_signals

    stop = threading.Event()
    stop_on_signals(stop)
    with build(_settings(options), options.device) as app:
        app.read_secrets()
        pipeline = app.pipeline
        serve(
            lambda: run_once(pipeline, now, _track(options), stopped=stop.is_set),
            lambda moment: is_due(pipeline, moment),
            now,
            stop,
            app.settings.poll,
        )
    return DONE


def preview(options: argparse.Namespace) -> int:
    """Show what would be sent, or what was."""
    from digest.app import build
    from digest.pipeline.preview import next_preview, sealed_preview
    from digest.records import Format

    form = Format(options.format)
    with build(_settings(options), options.device) as app:
        if options.day is not None:
            content = sealed_preview(app.pipeline, options.digest, options.day, form)
        else:
            content = next_preview(app.pipeline, app.pipeline_over, now, _track(options), options.digest, form)
    sys.stdout.buffer.write(content)
    return DONE


# --- documents -------------------------------------------------------------------------------------------------------


def summarise(options: argparse.Namespace) -> int:
    """Say documents in key points."""
    from digest.app import build_cleaner
    from digest.cli.documents import summarise_all
    from digest.cli.output import summary_markdown, summary_result
    from digest.interfaces import tokens_of
    from digest.summarise.fallback import WithFallback

    engine, fallback = _engines(options)
    write = summary_result if options.json or options.jsonl else summary_markdown
    with _given(options) as given, build_cleaner() as cleaner:
        results = summarise_all(given, cleaner, WithFallback(engine, fallback), options.points)
        return _each(options, "summarising", results, write, tokens_of(engine))


def _engines(options: argparse.Namespace) -> tuple[Summariser, Summariser | None]:
    """The engine that the command asks for, else the configured one, else the packaged one."""
    from digest.app import build_engines, named_model
    from digest.config.settings import load_settings
    from digest.config.summarise_settings import ENGINE_OF, SummariseSettings
    from digest.summarise.model_files import kind_of, locate

    path = options.config or _found_config()
    settings = load_settings(path) if path else None
    chosen, root = (settings.summarise, settings.root) if settings else (SummariseSettings(), Path())
    if options.engine or options.model:
        model = options.model or (chosen.model if options.engine == chosen.engine else "")
        asked = chosen.asked_for(options.engine or "seq2seq", model, options.revision, root)
        if not options.engine:
            asked = chosen.asked_for(ENGINE_OF[kind_of(locate(named_model(asked, Path())))], model, options.revision, root)
        return build_engines(asked, Path(), options.device)
    return build_engines(chosen, root, options.device)


def clean(options: argparse.Namespace) -> int:
    """Show the cleaned text of documents, and what was removed."""
    from digest.app import build_cleaner
    from digest.cli.documents import clean_all
    from digest.cli.output import clean_result, clean_text

    write = clean_result if options.json or options.jsonl else clean_text
    with _given(options) as given, build_cleaner() as cleaner:
        return _each(options, "cleaning", clean_all(given, cleaner), write)


@contextmanager
def _given(options: argparse.Namespace) -> Iterator[Iterable[InputDocument]]:
    """The documents that the command names, or those of its bulk input. Raise UsageError if it is neither or both."""
    from digest.app import build_http
    from digest.cli.documents import bulk_documents, documents

    if bool(options.documents) == bool(options.jsonl):
        end = ", not both" if options.jsonl else ""
        raise UsageError(f"{options.command}: name documents (a path, an address, -), or a file with --jsonl{end}")
    if not options.jsonl:
        with build_http(_settings(options) if options.config else None) as http:
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
    except (IsADirectoryError, PermissionError) as error:
        raise InputError(f"{options.jsonl}: {error.strerror}") from error


def _each(
    options: argparse.Namespace,
    label: str,
    results: Iterable[Result],
    write: Callable[[Result], str],
    tokens: Tokens | None = None,
) -> int:
    """Print every result as it comes; the exit code is that of the first document that failed."""
    from digest.cli.output import error_result

    code, as_json = DONE, options.json or options.jsonl
    # On a terminal the results themselves show how far the work has come, and a bar between them would be torn.
    track = tracker(quiet=options.quiet or sys.stdout.isatty())
    with track(label, len(options.documents) or None, tokens) as advance:
        for number, result in enumerate(results):
            if result.error is not None:
                code = code or result.error.exit_code
                if as_json:
                    _print(error_result(result))
                if not options.jsonl:
                    log.error("%s", one_line(str(result.error)))
            else:
                _print(("" if as_json or number == 0 else "\n") + write(result))
            advance()
    return code


# --- care ------------------------------------------------------------------------------------------------------------


def status(options: argparse.Namespace) -> int:
    """The last runs, what is pending, what failed, the next slots; or what became of each statement of one day."""
    from digest.cli.status import day_lines, status_lines

    settings = _settings(options)
    with _store(settings) as store:
        if not store.exists:
            _print("no run yet")
        elif options.day:
            _print_lines(day_lines(settings, store, _models(settings), options.day, now()))
        else:
            _print_lines(status_lines(settings, store, now(), options.runs))
    return DONE


def _models(settings: Settings) -> tuple[Model, ...]:
    """The models whose summaries count; known without loading one."""
    from digest.app import build

    with build(settings) as app:
        return app.summary_keys


def check(options: argparse.Namespace) -> int:
    """Look at everything that a run needs; the exit code is that of the first part that is not fit for use."""
    from digest.cli.check import findings

    code = DONE
    for finding in findings(_settings(options), now(), offline=options.offline):
        mark = "failed" if finding.error else "ok"
        _print(f"{mark:<7} {finding.part}: {one_line(finding.found)}")
        code = code or (finding.error.exit_code if finding.error else DONE)
    return code


def models(options: argparse.Namespace) -> int:
    """Print the engines, and the models that are here."""
    from digest.cli.models import listing

    found = listing(_settings(options))
    _print_lines(found.lines)
    return found.error.exit_code if found.error else DONE


def sources(options: argparse.Namespace) -> int:
    """Print the known sources, or read one of them now."""
    from digest.cli.sources import known_lines, tested_lines
    from digest.pipeline.collect_step import MAX_LEARNED_FROM

    if options.action == "list":
        if options.name:
            raise UsageError(f"sources: what shall be done with {options.name!r}? (sources test NAME)")
        _print_lines(known_lines())
        return DONE
    if not options.name:
        raise UsageError("sources test: which source?")
    settings = _settings(options) if options.config or _found_config() else None
    texts: tuple[RevisionLines, ...] = ()
    if settings and settings.resolve(settings.store).exists():
        with _store(settings) as store:
            texts = store.recent_lines(options.name, MAX_LEARNED_FROM)
    _print_lines(tested_lines(settings, options.name, now(), texts))
    return DONE


def outbox(options: argparse.Namespace) -> int:
    """List what was handed out to whom; send a row again, or cancel it."""
    from digest.cli.status import outbox_lines
    from digest.records import OutboxState

    settings = _settings(options)
    moves = {"resend": OutboxState.PENDING, "cancel": OutboxState.CANCELLED}
    if (options.action in moves) != (options.id is not None):
        raise UsageError(f"outbox {options.action}: name the ID of a row (digest outbox lists them)")
    with _store(settings) as store:
        if options.action == "list":
            rows = store.outbox() if store.exists else ()
            _print_lines(outbox_lines(settings, rows) if rows else ("nothing was handed out yet",))
            return DONE
        with store.lock():
            if options.action == "cancel" and _state(store, options.id) in ("sent", "cancelled"):
                raise UsageError(f"outbox cancel {options.id}: it is {_state(store, options.id)} already")
            if options.action == "resend":
                known = store.resend(options.id, now())
            else:
                known = store.mark_outgoing(options.id, OutboxState.CANCELLED, now(), "by hand: cancel")
            if not known:
                raise NotFoundError(f"outbox: there is no row {options.id}")
    _print(f"row {options.id}: {moves[options.action]}{'; the next run hands it out' if options.action == 'resend' else ''}")
    return DONE


def _state(store: SqlStore, row: int) -> str:
    return next((str(known.state) for known in store.outbox() if known.id == row), "")


def unsubscribe(options: argparse.Namespace) -> int:
    """Take the reader whom an unsubscribe link names off its digest."""
    from digest.compile.unsubscribe_token import read_token
    from digest.pipeline.unsubscribe import Unsubscriber

    with _store(_settings(options)) as store:
        if not store.exists:
            raise NotFoundError("unsubscribe: no edition was made here yet")
        with store.lock():
            slug, address = Unsubscriber(store, read_token).unsubscribe(options.token, now())
    _print(f"{one_line(address)} is unsubscribed from {one_line(slug)}")
    return DONE


def init(options: argparse.Namespace) -> int:
    """Write a commented configuration."""
    from digest.cli.init import ask, configuration, write_new

    path = options.file or options.config or Path(PLACES[0])
    answers = ask(input if sys.stdin.isatty() and not options.yes else None)
    write_new(path, configuration(answers))
    _print(f"wrote {path}; next: digest --config {path} check, then run")
    return DONE


# --- what they share -------------------------------------------------------------------------------------------------


def _settings(options: argparse.Namespace) -> Settings:
    from digest.config.settings import load_settings

    path = options.config or _found_config()
    if path is None:
        raise ConfigError(f"no configuration: neither {' nor '.join(PLACES)} is here (--config FILE, or digest init)")
    return load_settings(path)


def _found_config() -> Path | None:
    return next((Path(place) for place in PLACES if Path(place).exists()), None)


@contextmanager
def _store(settings: Settings) -> Iterator[SqlStore]:
    from digest.store.sql_store import SqlStore

    store = SqlStore(settings.resolve(settings.store), read_only=True)
    try:
        yield store
    finally:
        store.close()


def _track(options: argparse.Namespace) -> Track:
    return tracker(quiet=options.quiet)


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        _print(line)


def _print(line: str) -> None:
    """One result on stdout, in UTF-8 whatever the locale: results are read by programs, too."""
    sys.stdout.buffer.write(line.encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.buffer.flush()
