"""Tells the news of an announcement of appointments, who gets which office, from what these people did before. Pure, English.

It does not choose: `standalone.py` shows what is background only where there is nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from digest.records import Statement
from digest.summarise.candidates import Candidate

_APPOINTS = re.compile(r"\b(?:nominat|appoint|nominee|personnel announcement|key additions)", re.IGNORECASE)
_APPOINTS_THESE = re.compile(r"\b(?:nominat|appoint)\w* the following\b", re.IGNORECASE)
_NOMINATION = re.compile(
    r"^(?P<name>[A-Z][^,:]{3,60}?)"
    r"(?:(?:, .{0,160})?(?:, to be (?:an? |the )?[A-Z]|[,:] (?:Nominee|Appointee) (?:for|to|as) )"
    r"| of [A-Z][\w ]{2,40} to be (?:an? |the )?[A-Z])"
)
_NOMINEE = re.compile(r"\b(?:nominate|appoint) (?P<name>[A-Z][\w.’'-]*(?:,? [A-Z][\w.’'-]*){1,4})")
_SUFFIX = re.compile(r",? (?:Jr|Sr|II|III|IV|Esq)\.?$")
_IS_NEWS = re.compile(
    r"(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!\bpreviously )(?<!\bhis )(?<!\bher )\b(?:nominat|appoint)"
    r"|\b(?:nominee|announc|designat|select|would be|will (?:be|serve|become|lead)|arrest|withdr[ae]w|resign|died|dismiss"
    r"|suspend|sworn)",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:he|she|his|her)\b", re.IGNORECASE)
_WORD = re.compile(r"\w+(?:-\w+)*")
_EARLIER = re.compile(
    r"(?:(?:In|Since|From|Until|During) \d{4}|Before|Prior to|Previously|Earlier|Most recently|Nominated by|Appointed (?:by|to)"
    r"|As an?)\b[^,]{0,120}, "
)
_BIOGRAPHY = re.compile(
    r"(?:(?:Mr|Ms|Mrs|Dr|Prof|Gen|Adm|Col|Lt|Maj|Capt|Sen|Rep|Ambassador|General|Admiral|Judge|He|She)\b\.?"
    r"|(?!(?:The|This|These|Our|We|It|I|In|At|On)\b)[A-Z][\w’'-]+(?: [A-Z][\w.’'-]*){0,4},?)(?:[^.;:]{0,40}?|, [^.;:]{3,160}?,)"
    r" (?:is|was|has|had|earned|received|served|serves|began|holds"
    r"|held|grew|currently|previously|most recently|joined|worked|lives|spent|graduated)\b"
)


def is_nomination(text: str) -> bool:
    """Whether a line says who is to have which office, without a verb: "Ana Ruiz, of Ferro, to be Director of the Mint"."""
    return bool(_NOMINATION.match(text))


def background(statement: Statement, sentences: Sequence[Candidate]) -> frozenset[int]:
    """The rows of the sentences on what people did before; none in a statement that appoints nobody."""
    texts = [sentence.text for sentence in sentences]
    if not _APPOINTS.search(statement.title) and not any(map(_APPOINTS_THESE.search, texts)):
        return frozenset()
    names = frozenset(filter(None, (_last_name(text) for text in texts)))
    return frozenset(row for row, text in enumerate(texts) if _is_background(text, names))


def _last_name(text: str) -> str:
    """The last name of whoever is appointed; empty if nobody is."""
    match = _NOMINATION.match(text) or _NOMINEE.search(text)
    return _SUFFIX.sub("", match["name"].strip(" ,")).split()[-1] if match else ""


def _is_background(text: str, names: frozenset[str]) -> bool:
    said = _EARLIER.sub("", text, count=1)
    if _IS_NEWS.search(said) or is_nomination(said):
        return False
    return bool(_BIOGRAPHY.match(said)) or not names.isdisjoint(_WORD.findall(said)) or bool(_PRONOUN.search(said))
