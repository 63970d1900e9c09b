"""Shows how far a long piece of work has come: bars on a terminal, nothing elsewhere (cron mails whatever is printed)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from digest.interfaces import GeneratesText, Summariser

Advance = Callable[[], None]
Tokens = Callable[[], int]
"""How many tokens a model has written so far."""


class Track(Protocol):
    """`track(label, total)` gives a bar; with `tokens` it shows their speed, too."""

    def __call__(self, label: str, total: int | None, tokens: Tokens | None = None) -> _Bar: ...


class _Bar:
    """One bar as a context manager that gives the function to call after each unit of work."""

    def __init__(self, label: str, total: int | None, tokens: Tokens | None, *, shown: bool) -> None:
        self._bar = _drawn(label, total, tokens) if shown and total != 0 else _silent()

    def __enter__(self) -> Advance:
        return self._bar.__enter__()

    def __exit__(self, *error: object) -> None:
        self._bar.__exit__(None, None, None)


def tracker(*, quiet: bool = False) -> Track:
    """`track(label, total)` gives a bar on stderr, or a silent one if stderr is no terminal or `quiet` is asked for."""
    shown = sys.stderr.isatty() and not quiet
    return lambda label, total, tokens=None: _Bar(label, total, tokens, shown=shown)


def tokens_of(engine: Summariser) -> Tokens | None:
    """How an engine's tokens are counted, if it writes any."""
    return (lambda: engine.generated) if isinstance(engine, GeneratesText) else None


def speed(tokens: int, seconds: float) -> str:
    """For example "12.5 tokens/s"; empty as long as nothing was written."""
    return f"{tokens / seconds:.1f} tokens/s" if tokens > 0 and seconds > 0 else ""


@contextmanager
def _silent() -> Iterator[Advance]:
    yield lambda: None


@contextmanager
def _drawn(label: str, total: int | None, tokens: Tokens | None) -> Iterator[Advance]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Speed(ProgressColumn):
        """Tokens a second since the bar began."""

        def render(self, task: Task) -> Text:
            return Text(speed(tokens() - before if tokens else 0, task.elapsed or 0.0))

    columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn(), Speed(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        before = tokens() if tokens else 0
        task = progress.add_task(label, total=total)
        yield lambda: progress.advance(task)
