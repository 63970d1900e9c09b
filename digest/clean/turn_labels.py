"""Finds the labels of speakers in languages but English: "Вопрос:", "Presidenta:", "【記者】". Pure.

`turns.py` asks it where it finds no conversation itself. Words stand with each language in `digest/text/lang`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from digest.text.lang import LANGUAGES
from digest.text.statement_kinds import is_phrase
from digest.text.unicode import word_count

_MIN_TURNS = 2
_MIN_SAID = 4  # words behind most labels; members of a body are listed as "Präsidentin: Anna Berg"
_MAX_NAME = 5  # words
_WHO = r"[^\s:：()（）【】\[\]\d][^:：()（）【】\[\]\d.;!?“”\"«»]{0,60}?"
_LABEL = re.compile(rf"(?:{_WHO}\s?[:：]|[(（]{_WHO}[)）]|【{_WHO}】)\s*(?=\S|$)")
_BRACKETS = " :：()（）【】"


def named_turns(lines: Sequence[str]) -> list[tuple[str, int] | None]:
    """Return for each line who speaks, and the length of the label; all None if the lines are no conversation.

    Two lines need a label that asks, answers or is an office, each office twice. Then names that stand twice are labels, too.
    """
    found = [_label(line) for line in lines]
    counts = Counter(label[0] for label in found if label)
    known = {who for who, count in counts.items() if asks(who) or is_phrase(who, _answers()) or (count > 1 and _is_office(who))}
    turns = [label is not None and label[0] in known for label in found]
    said = [word_count(line[label[1] :]) for line, label in zip(lines, found, strict=True) if label and label[0] in known]
    if sum(turns) < _MIN_TURNS or 2 * sum(words >= _MIN_SAID for words in said) < len(said):
        return [None] * len(lines)
    names = known | {who for who, count in counts.items() if count > 1 and _is_name(who)}
    return [label if label and label[0] in names else None for label in found]


def asks(who: str) -> bool:
    """Whether a label is that of one who asks."""
    return is_phrase(who, _questions())


def answers(who: str) -> bool:
    """Whether a label says that somebody answers, and not who: "Antwort"."""
    return is_phrase(who, _answers()) and not _is_office(who)


def _label(line: str) -> tuple[str, int] | None:
    match = _LABEL.match(line)
    return (match[0].strip().strip(_BRACKETS), match.end()) if match else None


def _is_office(who: str) -> bool:
    return is_phrase(who, _offices())


def _is_name(who: str) -> bool:
    words = who.split()
    return 1 < len(words) <= _MAX_NAME and all(word[0].isupper() for word in words)


@cache
def _questions() -> tuple[str, ...]:
    return tuple(phrase for language in LANGUAGES for phrase in language.question_labels)


@cache
def _answers() -> tuple[str, ...]:
    return tuple(phrase for language in LANGUAGES for phrase in language.answer_labels)


@cache
def _offices() -> tuple[str, ...]:
    return tuple(phrase for language in LANGUAGES for phrase in language.statements.offices)
