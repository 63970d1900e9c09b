"""Groups a stream of statements into windows, the unit in which engines read ahead. Reads no text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from digest.records import Statement

WINDOW_STATEMENTS = 64
WINDOW_CHARACTERS = 400_000
"""A window ends at 64 statements or at 400,000 characters: enough sentences to fill batches of equal length, and vectors of
about 6 MB."""


def windows(statements: Iterable[Statement]) -> Iterator[list[Statement]]:
    """Consecutive statements in groups that are worth encoding together. Reads at most one window ahead."""
    window: list[Statement] = []
    size = 0
    for statement in statements:
        window.append(statement)
        size += len(statement.text)
        if len(window) >= WINDOW_STATEMENTS or size >= WINDOW_CHARACTERS:
            yield window
            window, size = [], 0
    if window:
        yield window
