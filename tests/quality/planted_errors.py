"""Plants errors in true sentences (one number, name, date or negation changed) and makes honest shortenings of them.

Every change draws from a seeded generator, and takes another name from the same statement: the hardest swap to find.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

from digest.records import Statement
from digest.text import names
from digest.text.lang.en import MONTHS, WEEKDAYS

Change = Callable[[str, Statement, random.Random], str | None]
"""Returns the changed sentence, or None if there is nothing to change."""

_AUXILIARY = "will|must|should|may|can|is|are|was|were|has|have"


def change_number(sentence: str, statement: Statement, chance: random.Random) -> str | None:
    """One digit of one number changed."""
    found = list(re.finditer(r"(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?![\w.,-]*\d)", sentence))
    if not found:
        return None
    match = chance.choice(found)
    digits = match.group()
    place = chance.choice([i for i, character in enumerate(digits) if character.isdigit()])
    digit = chance.choice([d for d in "123456789" if d != digits[place]])
    return sentence[: match.start()] + digits[:place] + digit + digits[place + 1 :] + sentence[match.end() :]


def change_date(sentence: str, statement: Statement, chance: random.Random) -> str | None:
    """The first month, or else the first weekday, replaced by another."""
    for known in (MONTHS, WEEKDAYS):
        capitalised = [word.capitalize() for word in known]
        found = re.findall(rf"\b(?:{'|'.join(capitalised)})\b", sentence)
        if found and found[0] != "May":
            return sentence.replace(found[0], chance.choice([word for word in capitalised if word != found[0]]), 1)
    return None


def change_name(sentence: str, statement: Statement, chance: random.Random) -> str | None:
    """The last name replaced by another name of the same statement, so that no name is foreign to the text."""
    here = _plain_names(sentence)
    elsewhere = sorted(set(_plain_names(statement.text)) - set(here))
    if not here or not elsewhere:
        return None
    return re.sub(rf"\b{here[-1]}\b", chance.choice(elsewhere), sentence, count=1)


def change_negation(sentence: str, statement: Statement, chance: random.Random) -> str | None:
    """The first negated verb asserted, or the first asserted one negated."""
    if re.search(rf"\b(?:{_AUXILIARY}) not\b", sentence):
        return re.sub(rf"\b({_AUXILIARY}) not\b", r"\1", sentence, count=1)
    match = re.search(rf"\b(?:{_AUXILIARY})\b(?! not)", sentence)
    return sentence[: match.end()] + " not" + sentence[match.end() :] if match else None


CHANGES: tuple[Change, ...] = (change_number, change_date, change_name, change_negation)


def shortenings(sentence: str) -> Iterator[str]:
    """The sentence without a bracketed remark, without a relative clause between commas, and without an opening connective."""
    for pattern in (
        r"\s*\([^()]*\)",
        r",\s+(?:who|which|including|such as)\s[^,;]*(?=,\s)",
        r"^(?:However|In addition|Today),\s+",
    ):
        shorter = re.sub(pattern, "", sentence, count=1)
        if shorter != sentence and len(shorter.split()) >= 6:
            yield shorter[:1].upper() + shorter[1:]


def _plain_names(text: str) -> list[str]:
    return [name for name in names.names(text) if name.isalpha() and not name.isupper()]
