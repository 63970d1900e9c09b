"""The commands for operators: `status`, `check`, `models`, `sources`, `outbox`, `unsubscribe` and `init`.

Imports what a command needs when it is called, so that `status` and `check --offline` start quickly.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from digest.cli.command_context import (
    CONFIG_PATHS,
    found_settings,
    now,
    open_store,
    print_line,
    print_lines,
    read_settings,
)
from digest.cli.json_line import as_json
from digest.errors import DONE, NotFoundError, UsageError
from digest.text.visible import one_line

LISTED_DAYS = timedelta(days=30)
"""Rows that are settled are listed for this long, unless the user names another day."""

if TYPE_CHECKING:
    from digest.config.settings import Settings
    from digest.records import Model, Outgoing, RevisionLines
    from digest.store.sql_store import SqlStore


def status(options: argparse.Namespace) -> int:
    """Print the alarms, last runs, sources, failures and next slots; or what happened to each statement of one day."""
    from digest.cli.status import alarm_lines, day_lines, status_lines
    from digest.cli.status_json import day_objects, status_object
    from digest.monitor.alarm_rules import alarm_limits, find_alarms, strict_exit_code
    from digest.monitor.facts import read_facts
    from digest.pipeline import STEPS

    settings = read_settings(options)
    with open_store(settings) as store:
        if not store.exists:
            print_line(as_json({"runs": []}) if options.json else "no run yet")
            return DONE
        if options.day:
            write = day_objects if options.json else day_lines
            print_lines(write(settings, store, _summary_keys(settings), options.day, now()))
            return DONE
        alarms = find_alarms(read_facts(settings, store, now(), STEPS), alarm_limits(settings), now())
        if options.json:
            print_line(status_object(settings, store, now(), options.runs, alarms))
        else:
            print_lines(alarm_lines(settings, alarms))
        if not options.json and not options.strict:
            print_lines(status_lines(settings, store, now(), options.runs))
        if options.strict and not options.json and not options.quiet and not alarms:
            print_line("ok       no alarm")
    return strict_exit_code(alarms) if options.strict else DONE


def _summary_keys(settings: Settings) -> tuple[Model, ...]:
    from digest.app import build

    with build(settings) as app:
        return app.summary_keys


def check(options: argparse.Namespace) -> int:
    """Check everything that a run needs; the exit code is that of the first part that cannot be used."""
    from digest.cli.check import findings

    code = DONE
    for finding in findings(read_settings(options), now(), offline=options.offline):
        mark = "failed" if finding.error else "warning" if finding.warns else "ok"
        if options.json:
            exit_code = finding.error.exit_code if finding.error else DONE
            print_line(as_json({"part": finding.part, "result": mark, "found": finding.found, "exit_code": exit_code}))
        else:
            print_line(f"{mark:<7} {finding.part}: {one_line(finding.found)}")
        code = code or (finding.error.exit_code if finding.error else DONE)
    return code


def models(options: argparse.Namespace) -> int:
    """Print the engines, the model in use, and the models on this machine."""
    from digest.cli.models import listing

    found = listing(read_settings(options))
    print_lines(found.lines)
    return found.error.exit_code if found.error else DONE


def sources(options: argparse.Namespace) -> int:
    """Print the known sources, or what is wrong with one source, or with all of the configuration."""
    from digest.cli.known_sources_list import known_json, known_lines

    if options.action == "test":
        return _test_sources(options)
    words = [word for word in (options.name, *options.words) if word]
    lines = tuple(known_json(words) if options.json else known_lines(words, options.by))
    if words and not lines:
        raise NotFoundError(f"no known source holds {' and '.join(words)!r}")
    print_lines(lines)
    return DONE


def _test_sources(options: argparse.Namespace) -> int:
    from digest.cli.source_test import details, read_all, read_one

    settings = found_settings(options)
    if options.name is None:
        if settings is None:
            raise UsageError(
                "sources test: name a source; without a name, all sources of a configuration are tested (--config)"
            )
        code = DONE
        for tested in read_all(settings, _arrivals(settings), now()):
            print_line(tested.json() if options.json else tested.line())
            code = code or tested.exit_code
        return code
    arrivals = _arrivals(settings) if settings else {}
    texts = _stored_lines(settings, options.name)
    tested = read_one(settings, options.name, arrivals.get(options.name, ()), now(), texts)
    print_line(tested.json() if options.json else tested.line())
    if not options.json:
        print_lines(details(tested, texts))
    return tested.exit_code


def _arrivals(settings: Settings) -> Mapping[str, tuple[datetime, ...]]:
    """When the statements of each source came; nothing if there is no store yet."""
    from digest.schedule import PACE_WINDOW

    with open_store(settings) as store:
        if not store.exists:
            return {}
        return store.arrivals([source.name for source in settings.sources], now() - PACE_WINDOW, now())


def _stored_lines(settings: Settings | None, source: str) -> tuple[RevisionLines, ...]:
    """The lines of the newest stored statements of the source; nothing if there is no store yet."""
    from digest.pipeline.fetch_cleaner import MAX_LEARNED_FROM

    if settings is None:
        return ()
    with open_store(settings) as store:
        if not store.exists:
            return ()
        return store.recent_lines(source, MAX_LEARNED_FROM)


def outbox(options: argparse.Namespace) -> int:
    """Print the outbox; or make one row due again, cancel it, or acknowledge that it failed."""
    from digest.cli.status import outbox_lines
    from digest.cli.status_json import outbox_objects

    settings = read_settings(options)
    if (options.action != "list") != (options.id is not None):
        raise UsageError(f"outbox {options.action}: name the ID of a row (digest outbox lists them)")
    with open_store(settings) as store:
        if options.action == "list":
            rows = _chosen_rows(options, store) if store.exists else ()
            print_lines(outbox_objects(rows) if options.json else outbox_lines(settings, rows))
            if not rows and not options.json:
                was_used = store.exists and store.count_outgoing()
                print_line("no such row; --since YYYY-MM-DD lists earlier ones" if was_used else "nothing was delivered yet")
        elif options.action == "resend":
            _resend(store, options.id)
        elif options.action == "cancel":
            _cancel(store, options.id)
        else:
            _acknowledge(store, options.id)
    return DONE


def _chosen_rows(options: argparse.Namespace, store: SqlStore) -> tuple[Outgoing, ...]:
    """The rows in the state, and of the days, that the options name. Without a day: of late, and all that are not settled."""
    from digest.records import SETTLED, UNSETTLED, OutboxState

    states = (OutboxState(options.state),) if options.state else tuple(OutboxState)
    if options.since:
        return store.outbox(states, options.since)
    settled = store.outbox(tuple(state for state in states if state in SETTLED), now().date() - LISTED_DAYS)
    rest = store.outbox(tuple(state for state in states if state in UNSETTLED))
    return tuple(sorted((*settled, *rest), key=lambda row: row.id, reverse=True))


def _resend(store: SqlStore, row: int) -> None:
    with store.lock():
        known = store.outgoing(row)
        if known and known.is_dropped:
            raise UsageError(f"outbox resend {row}: its message of {known.slot} was dropped, and cannot be sent again (`keep`)")
        if not store.resend(row, now()):
            raise NotFoundError(f"outbox: there is no row {row}")
    print_line(f"row {row}: pending; the next run delivers it")


def _cancel(store: SqlStore, row: int) -> None:
    from digest.records import OutboxState

    with store.lock():
        known = store.outgoing(row)
        if known and known.state in (OutboxState.SENT, OutboxState.CANCELLED):
            raise UsageError(f"outbox cancel {row}: it is already {known.state}")
        if not store.mark_outgoing(row, OutboxState.CANCELLED, now(), "by hand: cancel"):
            raise NotFoundError(f"outbox: there is no row {row}")
    print_line(f"row {row}: cancelled")


def _acknowledge(store: SqlStore, row: int) -> None:
    from digest.records import OutboxState

    with store.lock():
        known = store.outgoing(row)
        if known is None:
            raise NotFoundError(f"outbox: there is no row {row}")
        if known.state not in (OutboxState.FAILED, OutboxState.DEAD):
            raise UsageError(f"outbox acknowledge {row}: it is {known.state}, not failed")
        store.mark_outgoing(row, OutboxState.ACKNOWLEDGED, now(), known.detail)
    print_line(f"row {row}: acknowledged; later runs no longer report it")


def unsubscribe(options: argparse.Namespace) -> int:
    """Unsubscribe the recipient whom the token of an unsubscribe link names."""
    from digest.compile.unsubscribe_token import read_token
    from digest.pipeline.unsubscribe import Unsubscriber

    with open_store(read_settings(options)) as store:
        if not store.exists:
            raise NotFoundError("unsubscribe: there is no store yet, so no edition was sent from here")
        with store.lock():
            slug, address = Unsubscriber(store, read_token).unsubscribe(options.token, now())
    print_line(f"{one_line(address)} is unsubscribed from {one_line(slug)}")
    return DONE


def _read_line(_: str) -> str:
    """The next of the piped answers. Raise EOFError after the last one."""
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line


def init(options: argparse.Namespace) -> int:
    """Write a commented configuration file."""
    from digest.cli.init import ask, configuration, local_zone, write_new

    path = options.file or options.config or Path(CONFIG_PATHS[0])
    is_piped = sys.stdin is None or not sys.stdin.isatty()
    question = None if options.yes or sys.stdin is None else _read_line if is_piped else input
    answers = ask(question, local_zone(os.environ), is_piped=is_piped)
    write_new(path, configuration(answers))
    print_line(f"wrote {path}; next: digest --config {path} check, then digest --config {path} run")
    return DONE
