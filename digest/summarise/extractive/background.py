"""Tells what is no news of a statement, however well it is written: standing formulas, notes to editors, earlier years. Pure.

English only. It does not choose: `choice.py` takes what `background_costs` gives from the scores of the sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from digest.records import Role, Statement, StatementType
from digest.summarise.candidates import Candidate
from digest.summarise.standalone import MAX_CHARACTERS

FORMULA_COST = 1.2
"""What a sentence loses that an institution repeats in every document of a kind: it names nothing of this one. An order may do
by these words what others only tell: "All property and interests in property of these persons are blocked"."""
NOTES_COST = 0.5
"""What a sentence below a heading such as "Notes to editors" loses."""
EARLIER_COST = 0.3
"""What a sentence loses that begins with an earlier year. Of 16,076 labelled sentences 79 begin so: the ranker gives those that
it likes best .4 more than the labels do (30 November 2026)."""

_MAX_HEADING_WORDS = 8
_NOTES = re.compile(
    r"(?:quick|key|fast) facts?|(?:further |additional |general )?background(?: (?:information|note|to editors))?"
    r"|(?:editor['’]?s['’]? )?notes?(?: (?:to|for) (?:the )?(?:editors?|media|journalists?|newsdesks?))?"
    r"|(?:further|more|additional) (?:information|reading|resources)|(?:associated|related|useful) links?|(?:media )?contacts?"
    r"|about (?:the |us\b|this )?[\w’' -]{0,60}|sanctions implications",
    re.IGNORECASE,
)
_FORMULA = re.compile(
    # Who joins a statement of the European Union.
    r"\balign(?:s|ed)? (?:themselves|itself) with (?:this|the) (?:statement|declaration)\b"
    # What follows from every designation.
    r"|\ball property and interests in property\b.{0,300}\b(?:blocked|frozen|reported)\b"
    r"|\bentit(?:y|ies) that (?:are|is) owned, directly or indirectly\b|\bowned\b.{0,120}\b50 percent or more\b"
    r"|\bstrict liability\b|^Violations of\b.{0,40}\bsanctions\b.{0,120}\bpenalt"
    r"|\bthe (?:ultimate )?goal of (?:\w+ ){0,2}sanctions is\b"
    r"|\bthe power and integrity of\b.{0,40}\bsanctions\b|\bseeking removal from\b.{0,60}\blist\b"
    # What a council says of every attack, and of every peace operation.
    r"|\bterrorism in all its forms and manifestations constitutes\b|\binviolability of diplomatic\b"
    r"|\breiterated their full support for the (?:Special|Personal) (?:Representative|Envoy)\b"
    # What a central bank says at every meeting.
    r"|\bstands? ready to adjust (?:all of )?(?:its|the) (?:instruments|policy|stance)\b|\bnot pre-?committing to\b"
    r"|\b(?:prepared|ready) to adjust the stance of\b|\bassessments will take into account a wide range\b"
    r"|\bdata-dependent and meeting-by-meeting\b|\bcarefully assess incoming data\b"
    r"|\bstrongly committed to\b.{0,80}\b(?:percent|%) (?:objective|target|goal)\b"
    r"|\bnext Article IV consultation\b|\bseeks to achieve maximum employment\b|\battentive to the risks to both sides\b"
    # Invitations to look elsewhere.
    r"|^(?:Click|See|Read|Visit|Find out|Learn) .{0,60}\b(?:here|below|more)\b"
)
_YEAR = re.compile(
    r"(?:In|Since|Between|From|Until|By|As of) (?:[A-Z][a-z]+,? |early |late |the \w+ of )?(?P<year>(?:19|20)\d\d)\b"
)
_ANY_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def background_costs(sentences: Sequence[Candidate], statement: Statement) -> list[float]:
    """What the score of each sentence loses, 0 for most. `sentences` are all of the statement."""
    now = _year_of(sentences, statement)
    acts = statement.type is StatementType.ORDER
    return [
        (NOTES_COST if in_notes else 0.0) + _cost(sentence.text[:MAX_CHARACTERS], now, acts=acts)
        for sentence, in_notes in zip(sentences, _in_notes(sentences), strict=True)
    ]


def _year_of(sentences: Sequence[Candidate], statement: Statement) -> int:
    """The year of a statement; if it has no date, the last year that it names."""
    if statement.published is not None:
        return statement.published.year
    return max((int(year) for sentence in sentences for year in _ANY_YEAR.findall(sentence.text)), default=0)


def _cost(text: str, now: int, *, acts: bool) -> float:
    if not acts and _FORMULA.search(text):
        return FORMULA_COST
    begun = _YEAR.match(text)
    return EARLIER_COST if begun is not None and int(begun["year"]) < now else 0.0


def _in_notes(sentences: Sequence[Candidate]) -> Iterator[bool]:
    """For each sentence whether it stands below a heading of notes: up to the next heading."""
    in_notes = False
    for sentence in sentences:
        text = sentence.text.strip(" :")
        is_notes = sentence.words <= _MAX_HEADING_WORDS and _NOTES.fullmatch(text) is not None
        if is_notes or sentence.role == Role.HEADING:
            in_notes = is_notes
        yield in_notes
