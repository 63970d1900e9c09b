"""A Summariser of two extractive engines: the packaged one for English, the multilingual one for every other language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from digest.records import Failure, Model, Statement, Summary, joint_name
from digest.summarise.extractive.engine import ExtractiveSummariser, Shortlist
from digest.summarise.windows import windows

REVISION_CHARACTERS = 32


class ByLanguage:
    """Asks `english` about what it reads, and `other` about the rest. Each loads its model at the first statement that it gets.

    Both answer under one `model`, so that a summary is found again whatever the language is. `Summary.chosen_by` is the one
    that chose.
    """

    def __init__(self, english: ExtractiveSummariser, other: ExtractiveSummariser) -> None:
        self._english = english
        self._other = other

    @property
    def model(self) -> Model:
        """Both models. Raise ModelError if the weights of one cannot be read."""
        one, two = self._english.model, self._other.model
        loaded = [each.device for each in (one, two) if each.device != "auto"]
        return Model(
            joint_name(one.name, two.name),
            f"{one.revision[:REVISION_CHARACTERS]}+{two.revision[:REVISION_CHARACTERS]}",
            loaded[0] if loaded else "auto",
            f"{one.settings}; {two.settings}",
        )

    def summarise(self, statements: Iterable[Statement], points: int | None = None) -> Iterator[Summary | Failure]:
        """One answer a statement, in order. Reads at most one window ahead."""
        for made in self.shortlists(statements, points):
            yield made if isinstance(made, Failure) else made.own_summary(self.model)

    def shortlists(
        self, statements: Iterable[Statement], points: int | None = None, breadth: int = 1
    ) -> Iterator[Shortlist | Failure]:
        """What each engine decides, as `ExtractiveSummariser.shortlists`."""
        for window in windows(statements):
            is_english = [self._english.reads(statement) for statement in window]
            answers = {
                mine: engine.shortlists([s for s, own in zip(window, is_english, strict=True) if own is mine], points, breadth)
                for mine, engine in ((True, self._english), (False, self._other))
            }
            for own in is_english:
                yield next(answers[own])
