"""Says where watched phrases are used, and where one is missing that earlier statements of the series had. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from digest.records import PhraseStatus, PhraseUse, Span, Statement, WatchedPhrase
from digest.text.phrases import find_phrase

_MIN_SHARE = 0.5
"""Share of the earlier statements with a phrase from which it is missed."""


def watched_uses(later: Statement, earlier: Sequence[Statement], watched: Sequence[WatchedPhrase]) -> tuple[PhraseUse, ...]:
    """Return the watched phrases that `later` has, and those that it lacks though the latest of `earlier` and most have them.

    A phrase that is watched of one issuer only is looked for in the statements of that issuer.
    """
    found = (_use(each.phrase, later, earlier) for each in watched if _is_of(later, each.issuer))
    return tuple(use for use in found if use)


def _use(phrase: str, later: Statement, earlier: Sequence[Statement]) -> PhraseUse | None:
    holders = [(statement, place) for statement in earlier if (place := find_phrase(phrase, statement.text))]
    use = PhraseUse(phrase, PhraseStatus.USED, None, uses=len(holders), looked_at=len(earlier), watched=True)
    if holders:
        last, place = holders[0]
        day = last.day or (last.published.date() if last.published else None)
        use = replace(use, before=sentence_at(last, place).of(last.text), title=last.title, link=last.link, day=day)
    if place := find_phrase(phrase, later.text):
        is_back = bool(holders) and holders[0][0] is not earlier[0]
        return replace(use, status=PhraseStatus.BACK if is_back else PhraseStatus.USED, after=sentence_at(later, place))
    is_missed = bool(holders) and holders[0][0] is earlier[0] and len(holders) >= _MIN_SHARE * len(earlier)
    return replace(use, status=PhraseStatus.ABSENT) if is_missed else None


def sentence_at(statement: Statement, place: Span) -> Span:
    """Return the sentence that holds a place in the text, or the place itself if none does."""
    return next((span for span in statement.sentences if span.start <= place.start < span.end), place)


def _is_of(statement: Statement, issuer: str) -> bool:
    """Whether a statement is of an issuer, by a part of the name of its issuer, speaker, source or one of its parties."""
    names = (statement.issuer, statement.speaker, statement.source, *statement.parties)
    return not issuer or any(issuer.casefold() in name.casefold() for name in names)
