"""Progress bars on a terminal, nothing elsewhere: cron mails whatever is printed. Imports rich only when a bar is drawn."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

from digest.interfaces import Advance, Tokens, Track


def tracker(*, quiet: bool = False) -> Track:
    """A Track that draws bars on stderr, or nothing if stderr is not a terminal or `quiet` is true."""
    is_drawn = sys.stderr.isatty() and not quiet

    def track(label: str, total: int | None, tokens: Tokens | None = None) -> AbstractContextManager[Advance]:
        return _bar(label, total, tokens) if is_drawn and total != 0 else nullcontext(lambda: None)

    return track


def speed(tokens: int, seconds: float) -> str:
    """For example "12.5 tokens/s"; empty if no token was generated yet."""
    return f"{tokens / seconds:.1f} tokens/s" if tokens > 0 and seconds > 0 else ""


@contextmanager
def _bar(label: str, total: int | None, tokens: Tokens | None) -> Iterator[Advance]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Speed(ProgressColumn):
        """Tokens per second since the bar was drawn."""

        def render(self, task: Task) -> Text:
            return Text(speed(tokens() - before if tokens else 0, task.elapsed or 0.0))

    columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn(), Speed(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        before = tokens() if tokens else 0
        task = progress.add_task(label, total=total)
        yield lambda: progress.advance(task)
