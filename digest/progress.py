"""Shows how far a long piece of work has come: bars on a terminal, nothing elsewhere (cron mails whatever is printed)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Advance = Callable[[], None]
Track = Callable[[str, int | None], "_Bar"]


class _Bar:
    """One bar as a context manager that gives the function to call after each unit of work."""

    def __init__(self, label: str, total: int | None, *, shown: bool) -> None:
        self._bar = _drawn(label, total) if shown and total != 0 else _silent()

    def __enter__(self) -> Advance:
        return self._bar.__enter__()

    def __exit__(self, *error: object) -> None:
        self._bar.__exit__(None, None, None)


def tracker(*, quiet: bool = False) -> Track:
    """`track(label, total)` gives a bar on stderr, or a silent one if stderr is no terminal or `quiet` is asked for."""
    shown = sys.stderr.isatty() and not quiet
    return lambda label, total: _Bar(label, total, shown=shown)


@contextmanager
def _silent() -> Iterator[Advance]:
    yield lambda: None


@contextmanager
def _drawn(label: str, total: int | None) -> Iterator[Advance]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(label, total=total)
        yield lambda: progress.advance(task)
