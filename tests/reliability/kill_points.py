"""Test helper: a process that kills itself at a numbered point of a run.

Points are before and after each call and commit of the store, each line of SMTP, and each rename, sync and removal of a file.
Runs in a child process of its own, because it replaces functions of the standard library.
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
from tests.reliability.installation import Installation


class KillPoints:
    """Counts the points that a run passes, writes their names to `trace`, and kills the process at number `kill_at`."""

    def __init__(self, trace: Path, kill_at: int) -> None:
        self.file = os.open(trace, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        self.kill_at, self.passed = kill_at, 0
        self.store_call, self.smtp_line = "opening", "the connection"

    def reach(self, name: str) -> None:
        """The process is at the point `name`."""
        self.passed += 1
        os.write(self.file, f"{name}\n".encode())
        if self.passed == self.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, function: Callable[..., Any], name: str) -> Callable[..., Any]:
        """`function`, with a point before it and one after it."""

        def wrapped(*arguments: Any, **named: Any) -> Any:
            self.reach(f"before {name}")
            result = function(*arguments, **named)
            self.reach(f"after {name}")
            return result

        return wrapped


class KillPointStore:
    """A store with a point before and after each method."""

    def __init__(self, store: SqlStore, points: KillPoints) -> None:
        self._store, self._points = store, points

    def __getattr__(self, name: str) -> Any:
        attribute = getattr(self._store, name)
        return self._wrap(name, attribute) if callable(attribute) and name not in ("lock", "close") else attribute

    def _wrap(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            state = next((f" {value}" for value in arguments[1:2] if name in ("mark_outgoing", "finish_outgoing")), "")
            self._points.store_call = f"{name}{state}"
            return self._points.around(method, self._points.store_call)(*arguments, **named)

        return call


def install_points(points: KillPoints) -> None:
    """Put points at every commit of the database, every line of SMTP, and every step of writing a file."""

    def committing(_connection: sa.Connection) -> None:
        points.reach(f"at the commit of {points.store_call}")

    sa.event.listen(sa.Engine, "commit", committing)
    send, getreply = smtplib.SMTP.send, smtplib.SMTP.getreply

    def send_with_points(self: smtplib.SMTP, data: Any) -> None:
        line = data if isinstance(data, str) else data.decode("ascii", "replace")
        points.smtp_line = "the dot" if line == ".\r\n" else "the body" if len(line) > 200 else line[:4].strip().upper()
        points.around(send, f"sending {points.smtp_line}")(self, data)

    def getreply_with_points(self: smtplib.SMTP) -> Any:
        return points.around(getreply, f"reading the reply to {points.smtp_line}")(self)

    smtplib.SMTP.send = send_with_points  # type: ignore[method-assign,assignment]
    smtplib.SMTP.getreply = getreply_with_points  # type: ignore[method-assign]
    for name in ("rename", "fsync", "unlink"):
        setattr(os, name, points.around(getattr(os, name), name))


def run_until_killed(folder: Path, trace: Path, kill_at: int, now: datetime) -> None:
    """Run once in the installation at `folder`, killed at the point number `kill_at` (0: not killed)."""
    points = KillPoints(trace, kill_at)
    install_points(points)
    with Installation(folder).app() as app:
        with_points = replace(app, store=cast(SqlStore, KillPointStore(app.store, points)))
        run_once(with_points.pipeline, lambda: now, tracker(quiet=True))
    os._exit(0)
