"""Test helper: fakes that implement the interfaces, for tests in which the real class would only cost time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from digest.records import Failure, KeyPoint, Model, Statement, Summary


class FirstSentence:
    """A Summariser without a model: the only key point is the first sentence. `asked` counts the statements it was given."""

    model = Model("first sentence", "1")

    def __init__(self) -> None:
        self.asked = 0

    def summarise(self, statements: Iterable[Statement], points: int | None = None) -> Iterator[Summary | Failure]:
        """One summary for each statement; a Failure if it has no sentence."""
        for statement in statements:
            self.asked += 1
            if not statement.sentences:
                yield Failure(statement.key, "summarising", "there is no sentence in the text", statement.source)
                continue
            first = statement.sentences[0]
            yield Summary((KeyPoint(first.of(statement.text), (first,)),), self.model)
