"""Planted errors: one number, name, date or negation of a true sentence changed, with a seed; and honest shortenings.

What a change needs of the statement is in it: another name is one of the same text, the hardest swap.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

from digest.records import Statement
from digest.summarise.faithfulness import names
from digest.text.lang.en import MONTHS, WEEKDAYS

Change = Callable[[str, Statement, random.Random], str | None]


def change_number(sentence: str, statement: Statement, chance: random.Random) -> str | None:
    found = list(re.finditer(r"(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?![\w.,-]*\d)", sentence))
    if not found:
        return None
    match = chance.choice(found)
    digits = match.group()
    place = chance.choice([i for i, character in enumerate(digits) if character.isdigit()])
    digit = chance.choice([d for d in "123456789" if d != digits[place]])
    return sentence[: match.start()] + digits[:place] + digit + digits[place + 1 :] + sentence[match.end() :]


def change_date(sentence: str, statement: Statement, chance: random.Random) -> str | None:
    for known in (MONTHS, WEEKDAYS):
        capital = [word.capitalize() for word in known]
        found = re.findall(rf"\b(?:{'|'.join(capital)})\b", sentence)
        if found and found[0] != "May":
            return sentence.replace(found[0], chance.choice([word for word in capital if word != found[0]]), 1)
    return None


def change_name(sentence: str, statement: Statement, chance: random.Random) -> str | None:
    """Another name of the same statement takes the place of one: the hardest swap, nothing in it is foreign."""
    here = [name for name in names.names(sentence) if name.isalpha() and not name.isupper()]
    elsewhere = sorted({name for name in names.names(statement.text) if name.isalpha() and not name.isupper()} - set(here))
    if not here or not elsewhere:
        return None
    return re.sub(rf"\b{here[-1]}\b", chance.choice(elsewhere), sentence, count=1)


def change_negation(sentence: str, statement: Statement, chance: random.Random) -> str | None:
    if re.search(r"\b(?:will|must|should|may|can|is|are|was|were|has|have) not\b", sentence):
        return re.sub(r"\b(will|must|should|may|can|is|are|was|were|has|have) not\b", r"\1", sentence, count=1)
    match = re.search(r"\b(?:will|must|should|may|can|is|are|was|were|has|have)\b(?! not)", sentence)
    return sentence[: match.end()] + " not" + sentence[match.end() :] if match else None


CHANGES: tuple[Change, ...] = (change_number, change_date, change_name, change_negation)


def shortenings(sentence: str) -> Iterator[str]:
    """Honest ones: without a bracketed remark, without what stands between two commas, without an opening connective."""
    for pattern in (
        r"\s*\([^()]*\)",
        r",\s+(?:who|which|including|such as)\s[^,;]*(?=,\s)",
        r"^(?:However|In addition|Today),\s+",
    ):
        shorter = re.sub(pattern, "", sentence, count=1)
        if shorter != sentence and len(shorter.split()) >= 6:
            yield shorter[:1].upper() + shorter[1:]
