"""A process that kills itself at a named point of a run: at each call and commit of the store, each line of SMTP, each rename.

Runs in a child process of its own: it replaces functions of the standard library there.
"""

from __future__ import annotations

import os
import signal
import smtplib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import sqlalchemy as sa

from digest.cli.progress import tracker
from digest.pipeline.run import run_once
from digest.store.sql_store import SqlStore
from tests.reliability.installation import House


class Points:
    """Counts the points that a run passes, writes their names to `trace`, and kills the process at the one numbered `fatal`."""

    def __init__(self, trace: Path, fatal: int) -> None:
        self.file = os.open(trace, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        self.fatal, self.passed, self.doing, self.said = fatal, 0, "opening", "the connection"

    def at(self, name: str) -> None:
        """The process is at the point `name`."""
        self.passed += 1
        os.write(self.file, f"{name}\n".encode())
        if self.passed == self.fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, function: Callable[..., Any], name: str) -> Callable[..., Any]:
        """`function`, with a point before and one after it."""

        def watched(*arguments: Any, **named: Any) -> Any:
            self.at(f"before {name}")
            result = function(*arguments, **named)
            self.at(f"after {name}")
            return result

        return watched


class WatchedStore:
    """A store that tells `points` before each call, before its commit, and after it."""

    def __init__(self, store: SqlStore, points: Points) -> None:
        self._store, self._points = store, points

    def __getattr__(self, name: str) -> Any:
        thing = getattr(self._store, name)
        return self._watched(name, thing) if callable(thing) and name not in ("lock", "close") else thing

    def _watched(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            state = next((f" {value}" for value in arguments[1:2] if name == "mark_outgoing"), "")
            self._points.doing = f"{name}{state}"
            return self._points.around(method, self._points.doing)(*arguments, **named)

        return call


def watch_the_world(points: Points) -> None:
    """Points at every commit of the database, every line of SMTP, and every step of writing a file."""

    def committing(_connection: sa.Connection) -> None:
        points.at(f"at the commit of {points.doing}")

    sa.event.listen(sa.Engine, "commit", committing)
    send, getreply = smtplib.SMTP.send, smtplib.SMTP.getreply

    def watched_send(self: smtplib.SMTP, data: Any) -> None:
        line = data if isinstance(data, str) else data.decode("ascii", "replace")
        points.said = "the dot" if line == ".\r\n" else "the body" if len(line) > 200 else line[:4].strip().upper()
        points.around(send, f"sending {points.said}")(self, data)

    def watched_getreply(self: smtplib.SMTP) -> Any:
        return points.around(getreply, f"reading the reply to {points.said}")(self)

    smtplib.SMTP.send = watched_send  # type: ignore[method-assign,assignment]
    smtplib.SMTP.getreply = watched_getreply  # type: ignore[method-assign]
    for name in ("rename", "fsync", "unlink"):
        setattr(os, name, points.around(getattr(os, name), name))


def run_to_the_death(folder: Path, trace: Path, fatal: int, now: datetime) -> None:
    """One round in the house at `folder`, killed at the point numbered `fatal`; 0 lets it live."""
    points = Points(trace, fatal)
    watch_the_world(points)
    with House(folder).app() as app:
        watched = replace(app, store=cast(SqlStore, WatchedStore(app.store, points)))
        run_once(watched.pipeline, lambda: now, tracker(quiet=True))
    os._exit(0)
