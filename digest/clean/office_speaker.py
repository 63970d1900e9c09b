"""Finds who speaks in languages but English: a person with an office whom title or text name.

Knows no words: they stand with each language in `digest/text/lang`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from digest.clean.document import Line
from digest.text.lang import LANGUAGES
from digest.text.lang.language_words import StatementWords
from digest.text.statement_kinds import is_phrase, says, statement_words
from digest.text.unicode import is_east_asian

_PARTICLES = frozenset(word for language in LANGUAGES for word in language.name_particles)
_CONJUNCTIONS = frozenset(word for language in LANGUAGES for word in language.conjunctions)
_ARTICLES = frozenset(word for language in LANGUAGES for word in language.articles)
_MAX_KIND = 7  # words of the kind of a speech: "discurso de toma de posesión"
_MAX_SPOKEN = 14  # words up to the kind of a speech that stands behind its speaker
_MAX_BETWEEN = 3  # words between the two: "açılış konuşması"
_MAX_VENUE = 24  # characters of where a speech was held
_MAX_REALM = 3  # words of what an office is for, in lower case: "министра иностранных дел"
_MAX_EAST_ASIAN_NAME = 4  # characters
_MIN_NAMES = 2  # of a person
_MAX_SPEAKER = 160  # characters
_MAX_NAME = 5  # words of the name of a person in front of a colon, and of an office with a name
_MAX_HEADLINE = 400  # characters of a title that are looked at
_MAX_START = 1000  # characters of a line in which it does
_LINES = 8  # first lines in which a title's name stands in full
_EDGE = 3  # first lines in which somebody of an office speaks
# "Presidente da República em exercício, José Sarney, durante ..."
_AFTER_COMMA = re.compile(r"(?P<office>[^,;:]{3,90}), (?P<name>[^,;:]{3,60})")
_CUT = re.compile(r"[,;:–—|(]")


def find_office_speaker(title: str, lines: Sequence[Line], language: str) -> str:
    """Return who speaks a statement in a language with words; empty if nobody is named, and for English.

    The first of these that names somebody decides: the title, the name before a colon in it and its office in the text, and
    the first words of the text.
    """
    words = statement_words(language)
    if not words.offices:
        return ""
    headline = (title or (lines[0].text if lines else ""))[:_MAX_HEADLINE]
    found = _after_kind(headline, words) or _before_kind(headline, words) or _before_ending(headline, words)
    who = found or _before_verb(headline, words) or _before_colon(headline, lines, words) or _in_first_lines(lines, words)
    article, _, rest = who.partition(" ")
    return rest if rest and article.lower() in _ARTICLES else who


def _after_kind(title: str, words: StatementWords) -> str:
    """Return the speaker whom a title names behind the kind of the speech: "Rede von Bundespräsidentin Anna Berg zum ..."."""
    tokens = title.split()
    sizes = range(min(_MAX_KIND, len(tokens) - 1), 0, -1)
    kinds = (size for size in sizes if is_phrase(" ".join(tokens[:size]), _kinds(words)))
    found = (_speaker_at_start(_without_by(tokens[size:], words), words) for size in kinds)
    return next(filter(None, found), "")


def _before_kind(title: str, words: StatementWords) -> str:
    """Return the office, with the name beside it, that stands before the kind of a speech, as in East Asia: "林大臣会見"."""
    found = _east_asian(words).match(title) if title and is_east_asian(title[0]) else None
    return found["who"].strip() if found else ""


def _before_ending(title: str, words: StatementWords) -> str:
    """Return the office, with its name, that stands before the kind of a speech: "राम शर्मा का भाषण", "Ali Demir'in konuşması".

    What joins the two is a word of its own, or the ending of a name behind an apostrophe.
    """
    tokens = title.replace("’", "'").split()[:_MAX_SPOKEN]
    for place, token in enumerate(tokens):
        name, mark, ending = token.rpartition("'")
        if mark and name and is_phrase(mark + ending, words.by):
            who = " ".join([*tokens[:place], name])
        elif place and not _is_cased(title) and is_phrase(token, words.by):
            who = " ".join(tokens[:place])
        else:
            continue
        if says(who, words.offices) and _has_kind(tokens[place + 1 :], words):
            return who if _is_cased(title) else _behind_venue(who, words)
    return ""


def _behind_venue(who: str, words: StatementWords) -> str:
    """Return what stands behind the last particle: "ऊर्जा सम्मेलन में प्रधानमंत्री सुनील राव" was said at a conference."""
    tokens = who.split()
    ends = [place for place, token in enumerate(tokens[:-1], start=1) if is_phrase(token, words.says)]
    rest = " ".join(tokens[ends[-1] :]) if ends else who
    return rest if says(rest, words.offices) else who


def _has_kind(tokens: Sequence[str], words: StatementWords) -> bool:
    """Whether the kind of a speech stands at the start of `tokens`, or behind some words: "açılış konuşması"."""
    starts = range(min(_MAX_BETWEEN + 1, len(tokens)))
    return any(is_phrase(" ".join(tokens[start:end]), _kinds(words)) for start in starts for end in (start + 1, start + 2))


@cache
def _east_asian(words: StatementWords) -> re.Pattern[str]:
    offices, by, kinds = (
        "|".join(map(_alternative, sorted(phrases, key=len, reverse=True)))
        for phrases in (words.offices, words.by, _kinds(words))
    )
    return re.compile(
        rf"(?P<who>[^、，,：:（(「“]{{0,12}}?(?:{offices})(?: ?[^\s、，,：:（(]{{2,4}}?)??)(?: ?(?:{by}))? ?(?:{kinds})"
    )


def _alternative(phrase: str) -> str:
    """Return the expression of a phrase; a joining one that ends with * goes up to the kind: "在...上的"."""
    open_end = f"[^、，,：:（(「“]{{1,{_MAX_VENUE}}}?" if phrase.endswith("*") and not phrase.startswith("*") else ""
    return re.escape(phrase.strip("*")) + open_end


def _kinds(words: StatementWords) -> tuple[str, ...]:
    return (*words.remarks, *words.statement, *words.greeting, *words.transcript)


def _without_by(tokens: list[str], words: StatementWords) -> str:
    for size in (3, 2, 1):
        if is_phrase(" ".join(tokens[:size]), words.by):
            return " ".join(tokens[size:])
    return " ".join(tokens)


def _speaker_at_start(text: str, words: StatementWords) -> str:
    """Return the office and the name with which `text` begins; empty if it begins with no office."""
    if (parts := _AFTER_COMMA.match(text)) and says(parts["office"], words.offices):
        name = _name_at_start(parts["name"].split())
        if len(name) > 1:
            return f"{parts['office']}, {' '.join(name)}"
    if (parts := _AFTER_COMMA.match(text)) and _begins_with(parts["name"], words.offices):
        name = parts["office"].split()
        if 1 < len(name) <= _MAX_NAME and _office_run(name, words) == name:
            return f"{parts['office']}, {parts['name']}"
    tokens = _CUT.split(text)[0].split()
    if not _is_cased(text):
        return next(_up_to_verb(text, words, min_words=1), "")
    run = _office_run(tokens, words, realms=True)
    is_office = says(" ".join(run), words.offices) and any(token[:1].isupper() for token in run)
    return " ".join(run)[:_MAX_SPEAKER] if is_office else ""


def _office_run(tokens: Sequence[str], words: StatementWords, *, realms: bool = False) -> list[str]:
    """Return the words of an office and a name: capitalised, or the office itself, or particles between them.

    With `realms`, also words in lower case between the two, of what the office is for: "министра рыболовства Ивана Соколова".
    """
    run: list[str] = []
    while len(run) < len(tokens):
        rest = tokens[len(run) :]
        office = next((size for size in (3, 2, 1) if is_phrase(" ".join(rest[:size]), words.offices)), 0)
        size = office or (1 if rest[0][:1].isupper() or rest[0].lower() in _PARTICLES else 0)
        if not size and realms and run:
            size = _realm_size(rest, words)
        if not size:
            break
        run.extend(rest[:size])
    return _trimmed(run)


def _realm_size(tokens: Sequence[str], words: StatementWords) -> int:
    """Return how many words in lower case stand before a name of two words; 0 if many do, or one that begins a topic."""
    size = next((place for place, token in enumerate(tokens) if token[:1].isupper()), 0)
    is_named = len(tokens) >= size + _MIN_NAMES and all(token[:1].isupper() for token in tokens[size : size + _MIN_NAMES])
    return size if size <= _MAX_REALM and is_named and not any(is_phrase(token, words.says) for token in tokens[:size]) else 0


def _name_at_start(tokens: Sequence[str]) -> list[str]:
    """Return the name of a person with which `tokens` begin, without titles in lower case: "doña Ana Ruiz"."""
    rest = list(tokens[1:] if tokens and tokens[0].islower() and tokens[0] not in _PARTICLES else tokens)
    name: list[str] = []
    for token in rest:
        if not (token[:1].isupper() or token in _PARTICLES):
            break
        name.append(token)
    return _trimmed(name)


def _trimmed(run: list[str]) -> list[str]:
    while run and run[-1].lower() in _PARTICLES:
        run.pop()
    return run


def _before_verb(title: str, words: StatementWords) -> str:
    """Return the office and the name with which a title begins, if what they do follows: "Ministerin Anna Berg besucht ..."."""
    run = _office_run(_CUT.split(title)[0].split(), words)
    if len(run) < 2 or not _is_cased(title) or not says(" ".join(run[:2]), words.offices):
        return ""
    rest = title.split()[len(run) :]
    name = " ".join(run)
    is_followed = not rest or _CUT.match(title[len(name) :].lstrip()) or is_phrase(rest[0], (*words.says, *_kinds(words)))
    is_short = len(run) <= _MAX_NAME and _CONJUNCTIONS.isdisjoint(run) and not is_phrase(run[0], _kinds(words))
    is_title_case = not rest and not _PARTICLES.isdisjoint(run)
    return name if is_followed and is_short and not is_title_case and _names_person(run, words) else ""


def _names_person(run: Sequence[str], words: StatementWords) -> bool:
    """Whether an office is followed by the name of a person, and not only of a country or realm: "Premier van België".

    A name has two words. Behind a particle the first of three or more is that of the realm: "für Verkehr Anna Berg".
    """
    names, is_realm = 0, False
    for token in run:
        if token.lower() in _PARTICLES:
            names, is_realm = 0, True
        elif says(token, words.offices) or says(token, words.bodies) or token.lower() in _ARTICLES:
            names, is_realm = 0, False
        else:
            names += 1
            if names >= _MIN_NAMES + is_realm:
                return True
    return False


def _before_colon(title: str, lines: Sequence[Line], words: StatementWords) -> str:
    """Return the person before a colon in the title, as the text names them with their office: "Berg: Mehr Fisch für alle"."""
    name, colon, _ = title.partition(":")
    tokens = name.split()
    if not colon or len(tokens) > _MAX_NAME or not all(token[:1].isupper() for token in tokens) or not _is_cased(name):
        return ""
    full = re.compile(rf"((?:[\w.'’-]+ ){{1,{_MAX_NAME}}}){re.escape(name)}(?!\w)")
    for line in lines[:_LINES]:
        for found in full.finditer(line.text[:_MAX_START]):
            before = found[1].split()
            offices = [place for place, token in enumerate(before) if says(token, words.offices)]
            if offices and all(token[:1].isupper() for token in before[offices[-1] + 1 :]):
                return " ".join([*before[offices[-1] :], name])
    return ""


def _in_first_lines(lines: Sequence[Line], words: StatementWords) -> str:
    """Return who speaks at the start, in scripts without capitals: an office with what follows, up to a colon or a verb."""
    starts = [line.text for line in lines[:_EDGE] if line.text and not _is_cased(line.text)]
    for end in (_alone, _up_to_verb, _up_to_colon):
        found = next((who for text in starts for who in end(text, words) if who), "")
        if found:
            return found
    return ""


def _alone(text: str, words: StatementWords) -> Iterator[str]:
    """Yield an office and a name that are all of a line, as below the headline of a speech in China: "国务院总理 陈国强"."""
    office, space, name = text.strip().rpartition(" ")
    if space and is_east_asian(name[:1]) and len(name) <= _MAX_EAST_ASIAN_NAME and office.endswith(words.offices):
        yield text.strip()


def _up_to_verb(text: str, words: StatementWords, min_words: int = 2) -> Iterator[str]:
    """Yield the office with which `text` begins, and the name behind it, if a verb follows behind `min_words` or some more."""
    tokens = text.split()[: 2 * _MAX_NAME]
    verb = next((place for place, token in enumerate(tokens) if is_phrase(token, words.says)), 0)
    who = " ".join(tokens[:verb])
    if (
        verb > min_words - _is_short(tokens, words)
        and _begins_with(who, words.offices)
        and not _CUT.search(who.replace("(", ""))
    ):
        yield who.rstrip("،")


def _is_short(tokens: Sequence[str], words: StatementWords) -> bool:
    """Whether the first word is the whole office."""
    return bool(tokens) and is_phrase(tokens[0], words.offices)


def _up_to_colon(text: str, words: StatementWords) -> Iterator[str]:
    """Yield the office and the name right before the first colon: "قال وزير الخارجية، سالم حداد:"."""
    before, colon, _ = text.partition(":")
    tokens = before.split()[-2 * _MAX_NAME :]
    for place in range(len(tokens) if colon else 0):
        who = " ".join(tokens[place:])
        is_start = place == 0 or is_phrase(tokens[place - 1], words.says)
        if any(is_phrase(token, words.says) for token in tokens[place + 1 :]):
            continue
        if is_start and len(tokens) - place > 1 and _begins_with(who, words.offices):
            yield who


def _begins_with(text: str, phrases: tuple[str, ...]) -> bool:
    tokens = text.split()
    return any(is_phrase(" ".join(tokens[:size]), phrases) for size in (1, 2))


def _is_cased(text: str) -> bool:
    """Whether the script has capitals."""
    return any(letter.isupper() or letter.islower() for letter in text[:80])
