"""Reads who makes a joint statement off its title, its lead and its signature: countries, bodies, ministries, persons. Pure.

A list of parties goes on over articles, conjunctions, offices and names of persons, and ends at any other word. It counts
where an office or a word such as "by" stands before it, where dashes join it in a title, or where the statement begins with it.
What a statement is about ("on Belarus") is no party.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from digest.records import Span, Statement, StatementType
from digest.text.countries import Mention, mentions
from digest.text.lang.language_words import PartyWords
from digest.text.word_kinds import language_words

_LEAD_RULE = "joint-lead"
"""The boilerplate rule that removes the line which says by whom a statement was released."""

_GROUPS_OF_TWO_LETTERS = frozenset({"G7", "E3"})
"""Codes of bodies that look like those of countries."""

MAX_PARTIES = 200
"""Parties of a statement; the United Nations have 193 members."""

_LEAD_SENTENCES = 3
_MAX_LEAD = 3_000
_MAX_GAP = 160
"""Characters between two parties of a list: an office and the name of who holds it."""
_MAX_SHORT_GAP = 12
"""The same in a language whose words between parties are not known."""
_MAX_LABEL = 60
"""Characters at the beginning of a paragraph in which words say that it lists who signed."""
_MIN_SHARE = 0.6
"""Share of a paragraph that names fill, if it is a list of who signed."""
_MAX_TAIL = 4_000
"""Characters at the end of a text in which the signature is looked for."""

_WORD = re.compile(r"[^\W\d_]+(?:[’'.-][^\W\d_]+)*\.?", re.UNICODE)
_BREAK = re.compile(r"[.!?:](?=\s|$)|[;]{2}")
_INITIAL = re.compile(r"\b(?:[A-Z]|Jr|Sr|Dr|Mr|Mrs|Ms|St|Hon|H\.E|Rt)\.")
_SUFFIX = re.compile(r",( (?:Jr|Sr)\b)")
_ON_BEHALF = re.compile(r"\b(?:on behalf|im Namen|au nom|en nombre|a nome|em nome) (of|der|des|von|de|du|del|di|do|da)\b")
_DASHED = re.compile(r"\s*[-‐‑–—/+]\s*(?:the\s+)?")
_SIGNED = re.compile(
    r"\b(?:(?:co-)?signator(?:y|ies)|signed by|signed:|joined by|endorsed by|endorsing|"
    r"following (?:countries|states|governments|partners)|"
    r"unterzeichne\w+|signataires?|signé par|signatarios?|firmado por|suscri\w+|firmatari|signatários)(?!\w)",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:Department|Ministry|Treasury|Commission|Council|Office|Agency|Committee|Board|Bank|Secretariat|Coalition|Alliance|"
    r"\w*[Mm]inisterium|Auswärtiges Amt|Auswärtigen Amt\w*|Ministère|Ministerio|Ministero|Ministério|Comisión|Consejo)\b"
)
_FRIENDS_OF = re.compile(r"\bFriends of (?:the )?$")
_FRIENDS = re.compile(r"\b(?:Friends of (?:the )?[A-Z]\w+|Global Coalition (?:to|against) (?:[A-Z]\w+ )?[A-Z/]\w+)")


@dataclass(frozen=True, slots=True)
class _Chain:
    """Names that follow each other as a list; `joined` if dashes stand between them."""

    names: tuple[Mention, ...]
    joined: bool

    @property
    def start(self) -> int:
        return self.names[0].start

    @property
    def end(self) -> int:
        return self.names[-1].end


def parties_of(statement: Statement, sentences: Iterable[Span], language: str) -> tuple[str, ...]:
    """Return who makes a statement jointly; empty for one that is not joint.

    `sentences` are those of its text, of which only the first are asked for. `language` is that of the text.
    A line above the text that says by whom the statement was released is removed from the text, but tells it best.
    """
    if statement.type is not StatementType.JOINT_STATEMENT and not _names_body_first(statement.title, language):
        return ()
    above = [removal.text for removal in statement.removed if removal.rule == _LEAD_RULE]
    lead = [span.of(statement.text) for span in islice(sentences, _LEAD_SENTENCES)]
    return parties(statement.title, [*above, *lead], statement.text, language)


def _names_body_first(title: str, language: str) -> bool:
    """Whether a title says that a body of countries states something: "AUKUS Leaders Statement", "Statement by the G7"."""
    words = language_words(language).parties
    first = next(iter(mentions(title, language)), None)
    if first is None or (len(first.code) == 2 and first.code not in _GROUPS_OF_TWO_LETTERS):
        return False
    before, after = _lower(title[: first.start]), _lower(title[first.end :])
    is_first = not before and any(word in words.issuers for word in after[:2])
    return is_first or (before[:1] == ["statement"] and before[1:] in (["by"], ["by", "the"], ["of", "the"], ["from", "the"]))


def parties(title: str, sentences: Sequence[str], text: str, language: str) -> tuple[str, ...]:
    """Return the parties of a joint statement, those of the title first, each once; empty if none is named.

    `sentences` are those of the `text`. A country is named as the CLDR names it in the language of the text.
    """
    words = language_words(language).parties
    lead = [sentence[:_MAX_LEAD] for sentence in sentences[:_LEAD_SENTENCES]]
    found = [
        *_named_in_title(title, language, words),
        *_named_in_leads(lead, language, words),
        *_named_in_signature(text, language),
    ]
    return tuple(_once(found))[:MAX_PARTIES]


def _once(found: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield each name once. A code stands for a country or body under whatever name."""
    seen: set[str] = set()
    for code, name in found:
        if code not in seen:
            seen.add(code)
            yield name


def _named_in_title(title: str, language: str, words: PartyWords) -> list[tuple[str, str]]:
    chains = _chains(title, language, words, is_title=True)
    speaking = [chain for chain in chains if _is_named_as_party(title, chain, words)]
    chosen = speaking or [chain for chain in chains if chain.joined]
    friends = [(each[0].casefold(), each[0]) for each in _FRIENDS.finditer(title)]
    return _codes(chosen) + list(_persons_and_bodies(title, language, words)) + friends


def _named_in_leads(lead: Sequence[str], language: str, words: PartyWords) -> list[tuple[str, str]]:
    """Return the names of the first sentence that names parties; the later ones tell what these did and with whom."""
    for place, sentence in enumerate(lead):
        if found := _named_in_lead(sentence, language, words, is_first=not place):
            return found
    return []


def _named_in_lead(sentence: str, language: str, words: PartyWords, *, is_first: bool) -> list[tuple[str, str]]:
    sentence = _ON_BEHALF.sub(r"\1", _SUFFIX.sub(r"\1", sentence))
    chains = _chains(sentence, language, words)
    return _codes([chain for chain in chains if _speaks_in_lead(sentence, chain, words, is_first=is_first)])


def _named_in_signature(text: str, language: str) -> list[tuple[str, str]]:
    """Return the names of paragraphs at the end that hold hardly anything else, that say who signed, or that follow such."""
    found: list[tuple[str, str]] = []
    is_list = False
    for paragraph in filter(None, (line.strip() for line in text[-_MAX_TAIL:].split("\n"))):
        named = mentions(paragraph, language)
        share = sum(each.end - each.start for each in named) / len(paragraph)
        if is_list:
            found += [(each.code, each.name) for each in named[:1]]
        elif named and (share > _MIN_SHARE or (len(named) >= 3 and _SIGNED.search(paragraph, 0, _MAX_LABEL))):
            found += [(each.code, each.name) for each in named]
        is_list = paragraph.endswith((":", ";", ",")) and (is_list or bool(_SIGNED.search(paragraph)))
    return found if len(found) > 1 else []


def _codes(chains: Sequence[_Chain]) -> list[tuple[str, str]]:
    return [(each.code, each.name) for chain in chains for each in chain.names]


def _chains(text: str, language: str, words: PartyWords, *, is_title: bool = False) -> list[_Chain]:
    """Return the lists of names in a text. In a title a name that only describes a noun ("the Syria Envoy") is left out."""
    chains: list[list[Mention]] = []
    joined: list[bool] = []
    found = mentions(text, language)
    for mention in [each for each in found if not _is_aside(text, each, words, is_title=is_title)]:
        gap = text[chains[-1][-1].end : mention.start] if chains else ""
        is_dashed = bool(chains) and bool(_DASHED.fullmatch(gap))
        if chains and (is_dashed or _goes_on(gap, words)):
            chains[-1].append(mention)
            joined[-1] |= is_dashed
        else:
            chains.append([mention])
            joined.append(False)
    return [_Chain(tuple(chain), dashed) for chain, dashed in zip(chains, joined, strict=True)]


def _goes_on(gap: str, words: PartyWords) -> bool:
    """Whether a list of parties goes on over what stands between two names."""
    if len(gap) > _MAX_GAP or _BREAK.search(_INITIAL.sub("", gap)) or gap.startswith(("'s", "’s")):
        return False
    if not words.links:
        return len(gap) <= _MAX_SHORT_GAP and not _BREAK.search(gap) and "。" not in gap
    lower = _lower(gap)
    if not re.search(r"[,;&]", gap) and not any(word in words.links or word in words.issuers for word in lower):
        return False
    return all(word[0].isupper() or _is_link(word, words) for word in _WORD.findall(gap))


def _is_link(word: str, words: PartyWords) -> bool:
    parts = re.split(r"[’'-]", word.lower())
    return all(not part or part in words.links or part in words.issuers for part in parts)


def _lower(text: str) -> list[str]:
    return [part for word in _WORD.findall(text) for part in re.split(r"[’'-]", word.lower()) if part]


def _is_named_as_party(title: str, chain: _Chain, words: PartyWords) -> bool:
    """Whether the title says that the list makes the statement: it begins with it, or "by", "between" stand before."""
    if _owns(title, chain):
        return False
    if not words.openers:
        return len(chain.names) > 1
    before = _lower(title[: chain.start])
    while before and (before[-1] in words.issuers or before[-1] in words.links) and before[-1] not in words.openers:
        before.pop()
    if not before:
        return True
    if before[-1] not in words.openers:
        return False
    is_named = len(chain.names) > 1 or before[-1] not in words.links
    return is_named or any(word in words.issuers for word in _lower(title[: chain.start])[-3:])


def _is_aside(text: str, mention: Mention, words: PartyWords, *, is_title: bool) -> bool:
    """Whether a name is no party: a place or subject ("in Rome", "for Syria"), or one that only describes a noun."""
    before = _lower(text[: mention.start])
    is_pair = is_title and bool(re.match(r"\s*[-‐‑–—/+]\s*\w", text[mention.end :]))
    return bool(before and before[-1] in words.topics and not is_pair) or _describes(text, mention, words, is_title=is_title)


def _describes(title: str, mention: Mention, words: PartyWords, *, is_title: bool) -> bool:
    """Whether a name only describes the noun that follows: "the Syria Special Envoy Meeting", "U.S. Department of State".

    One that is joined to another name by a dash does not, unless the other is unknown: "UNITAMS-AU-IGAD".
    """
    before, after = title[: mention.start], title[mention.end :]
    if _FRIENDS_OF.search(before):
        return True
    if not is_title:
        return False
    if re.search(r"\w-$", before) and not _ends_with_name(before):
        return True
    noun = re.match(r"\s+([^\W\d_]+)", after)
    is_noun = noun is not None and noun[1][0].isupper() and noun[1].lower() not in words.issuers
    return is_noun and not re.search(r"\w\.?\s*[-‐‑–—/+]\s*$", before)


def _ends_with_name(before: str) -> bool:
    found = mentions(before[:-1], "en")
    return bool(found) and found[-1].end >= len(before) - 1


def _owns(title: str, chain: _Chain) -> bool:
    return title[chain.end :].startswith(("'s", "’s"))


def _speaks_in_lead(sentence: str, chain: _Chain, words: PartyWords, *, is_first: bool) -> bool:
    """Whether the list speaks: an office stands before it and nothing but the beginning of a clause before that."""
    if _owns(sentence, chain):
        return False
    if not words.openers:
        return is_first and len(chain.names) > 1 and chain.start < _MAX_GAP
    before = sentence[: chain.start]
    run = _run_before(before, words)
    opens = not before[: len(before) - len(run)].strip() or bool(re.search(r"[,:–—(“\"]\s*$", before[: len(before) - len(run)]))
    last = _lower(before[: len(before) - len(run)])[-1:]
    opens = opens or bool(last and last[0] in words.openers)
    has_office = any(word in words.issuers for word in [*_lower(before[: len(before) - len(run)])[-2:], *_lower(run)])
    is_subject = is_first and len(chain.names) > 1 and not before[: len(before) - len(run)].strip(' ,“"')
    return opens and (has_office or is_subject or (is_first and len(chain.names) > 2))


def _run_before(before: str, words: PartyWords) -> str:
    """Return the articles, offices and capitalised words that stand directly before a list."""
    end = len(before)
    for word in reversed(list(_WORD.finditer(before))):
        between = before[word.end() : end]
        is_part = word[0][0].isupper() or _is_link(word[0], words)
        if not is_part or between.strip(" ()") not in ("", "."):
            break
        end = word.start()
    return before[end:]


def _persons_and_bodies(title: str, language: str, words: PartyWords) -> Iterator[tuple[str, str]]:
    """Yield the persons and bodies that a title names behind "by" or "between": "President Doe and Minister Roe"."""
    opener = re.search(rf"\b(?:{'|'.join(sorted(words.openers - words.links) or ['by'])})\b", title, re.IGNORECASE)
    if opener is None:
        return
    end = re.compile(
        rf"\s(?:{'|'.join(sorted(words.topics) or ['on'])}|[A-Z]\w+ing)\b", re.IGNORECASE if language != "en" else 0
    )
    topic = end.search(title, opener.end())
    segment = title[opener.end() : topic.start() if topic else len(title)]
    plural = re.compile(r"\w+s (?:of|from)\b")
    ands = "|".join(sorted({"and", "und", "et", "y", "e"} & words.links)) or "and"
    for chunk in re.split(rf",\s+(?:(?:{ands})\s+)?|\s(?:{ands})\s", segment):
        named = " ".join(chunk.split()).removeprefix("the ").removeprefix("The ")
        if not plural.match(named) and (_is_body(named, language) or _is_person(named, language, words)):
            yield named.casefold(), named


def _is_body(named: str, language: str) -> bool:
    """Whether a name is that of a ministry or another body that the gazetteer does not have."""
    known = [each for each in mentions(named, language) if each.end == len(named)]
    return bool(_BODY.search(named)) and not (known and known[0].start <= 4)


def _is_person(named: str, language: str, words: PartyWords) -> bool:
    """Whether a name is an office and a person, and no country."""
    lower = _lower(named)
    has_office = any(word in words.issuers for word in lower)
    has_name = any(
        word[0].isupper() and word.lower().rstrip(".") not in words.issuers | words.links for word in _WORD.findall(named)
    )
    return has_office and has_name and 2 <= len(lower) <= 12 and not mentions(named, language)
