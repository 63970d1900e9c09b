"""Takes the boilerplate out of the lines of a statement, by the rules and with their guards. Pure.

The header is peeled from the top, the footer from the bottom, the body line by line, and all three again until nothing more
goes: so cleaning a cleaned text removes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from digest.clean.document import Line
from digest.clean.rules.repeated_lines import EDGE_LINES
from digest.clean.rules.rule import Action, Evidence, Field, Rule, Ruleset, Zone, straight
from digest.records import REPEATED_LINE, Removal
from digest.text.unicode import folded, word_count

MAX_SHARE = 0.35
"""The most of the words that may be deleted; what moves to a field of the statement does not count (field study, section 7)."""

_CLOCK_LINE = re.compile(r"\(?\d{1,2}:\d{2} ?[AP]\.? ?M\.?.{0,14}", re.IGNORECASE)
# "Press release: Minister's visit to Kyiv" says the headline "Minister's visit to Kyiv"
_KIND_OVER = re.compile(
    r"(?:(?:press|news|media) (?:release|statement|note|advisory)|statement|readout|fact sheet|remarks|transcript|updated?)"
    r"\s*[:|–-]\s*",
    re.IGNORECASE,
)
_TURN = re.compile(r"Q(?: |:)|[A-Z][A-Z .,'#\d()-]{1,60}:")
_STANDING = Rule(REPEATED_LINE, Zone.FOOTER, Action.DELETE, re.compile(r"(?!)"))  # it goes by its source, not by its words
_LIST = 4  # so many lines of one shape are a list; three speakers may stand over one text
_MIN_KEPT_WORDS = 3  # a text of which less is left has lost its statement
MAX_CHARACTERS = 1_200
"""A longer line is text: the longest one that a rule takes, who signed a joint statement, has 900."""

_MOST_ROUNDS = 30  # real statements need two


@dataclass(frozen=True, slots=True)
class RuleResult:
    """The lines that stay, what went by which rule, what moved into which field, and why a guard put lines back."""

    lines: tuple[Line, ...]
    removed: tuple[Removal, ...] = ()
    moved: Mapping[Field, str] = field(default_factory=lambda: MappingProxyType({}))
    warnings: tuple[str, ...] = ()


def apply_rules(lines: Iterable[Line], rules: Ruleset, title: str) -> RuleResult:
    """Take out of `lines` what `rules` find. Where a guard trips, everything but the moved lines stays, with a warning."""
    original = tuple(lines)
    work = _Work(list(original), rules, title)
    work.until_nothing_goes()
    warning = _guard(original, work)
    if not warning:
        return RuleResult(tuple(work.marked()), tuple(work.removed), work.moved)
    if rules.harmless is None:
        return RuleResult(original, warnings=(warning,))
    careful = _Work(list(original), rules.harmless, title)
    careful.until_nothing_goes()
    if not _is_enough(careful.lines):
        return RuleResult(original, warnings=(warning,))
    return RuleResult(tuple(careful.marked()), tuple(careful.removed), careful.moved, (warning,))


def _guard(original: tuple[Line, ...], work: _Work) -> str:
    """Why the removals cannot be trusted, or nothing."""
    total = sum(word_count(line.text) for line in original)
    if work.deleted_words > MAX_SHARE * total:
        return f"the rules would have deleted {work.deleted_words} of {total} words: the text stays as it was"
    if original and not _is_enough(work.lines):
        return "the rules would have left no text: the text stays as it was"
    return ""


def _is_enough(lines: Iterable[Line]) -> bool:
    return sum(word_count(line.text) for line in lines) >= _MIN_KEPT_WORDS


class _Work:
    """The lines of one statement while rules are applied to them."""

    def __init__(self, lines: list[Line], rules: Ruleset, title: str) -> None:
        self.lines = lines
        self.removed: list[Removal] = []
        self.moved: dict[Field, str] = {}
        self.deleted_words = 0
        self._headline = folded(title)
        self._said_by_headline = {self._headline, folded(_KIND_OVER.sub("", title))} - {""}
        self._rules = rules
        self._lines_read: dict[tuple[Zone, str], tuple[str, int, tuple[Rule, ...]]] = {}

    def until_nothing_goes(self) -> None:
        """Apply the removing rules until a whole round finds nothing."""
        for _ in range(_MOST_ROUNDS):
            before = len(self.removed)
            self._peel_header()
            self._peel_footer()
            self._sift_body()
            if before == len(self.removed):
                return

    def _peel_header(self) -> None:
        reach = max(self._rules.zones[Zone.HEADER].reach, EDGE_LINES)
        position, above = 0, ""
        while position < min(reach, len(self.lines)):
            rule = self._first_fitting(Zone.HEADER, position, position, above)
            if rule:
                self._take(rule, position)
            position, above = position + (not rule), rule.id if rule else ""

    def _peel_footer(self) -> None:
        reach = max(self._rules.zones[Zone.FOOTER].reach, EDGE_LINES)
        distance, below = 0, ""
        while distance < min(reach, len(self.lines)):
            position = len(self.lines) - 1 - distance
            rule = self._first_fitting(Zone.FOOTER, position, distance, below)
            if rule:
                self._take(rule, position)
            distance, below = distance + (not rule), rule.id if rule else ""

    def _sift_body(self) -> None:
        position, above = 0, ""
        while position < len(self.lines):
            rule = self._first_fitting(Zone.BODY, position, 0, above)
            if rule:
                self._take(rule, position)
            position, above = position + (not rule), rule.id if rule else ""

    def _first_fitting(self, zone: Zone, position: int, distance: int, beside: str) -> Rule | None:
        line = self.lines[position]
        if len(line.text) > MAX_CHARACTERS:
            return None
        text, words, worth_trying = self._read(zone, line.text)
        for rule in worth_trying:
            if (
                not (rule.within and distance >= rule.within)
                and not (rule.words and words > rule.words)
                and not (rule.beside and beside not in rule.beside)
                and rule.line.fullmatch(text)
                and not (rule.unless and rule.unless.search(text))
                and all(self._seen(evidence, position, rule) for evidence in rule.needs)
                and not (rule.action is Action.CUT and self._words_from(position, rule.rest) > rule.rest)
            ):
                return rule
        at_edge = zone is not Zone.BODY and distance < EDGE_LINES
        return _STANDING if at_edge and self._rules.repeated_lines and folded(line.text) in self._rules.repeated_lines else None

    def _read(self, zone: Zone, line: str) -> tuple[str, int, tuple[Rule, ...]]:
        """A line as the patterns have it, its words and the rules worth trying: kept, since each round comes to it again."""
        known = self._lines_read.get((zone, line))
        if not known:
            text = straight(line)
            words = word_count(text)
            known = self._lines_read[zone, line] = text, words, self._rules.zones[zone].worth_trying(text, words)
        return known

    def _words_from(self, position: int, most: int) -> int:
        total = 0
        for line in self.lines[position:]:
            total += word_count(line.text)
            if total > most:
                break
        return total

    def _seen(self, evidence: Evidence, position: int, rule: Rule) -> bool:
        line = self.lines[position]
        match evidence:
            case Evidence.HEADLINE:
                return folded(line.text) in self._said_by_headline
            case Evidence.PART_OF_HEADLINE:
                return folded(line.text) in self._headline
            case Evidence.ABOVE_HEADLINE:
                below = self.lines[position + 1 : position + 7]
                return bool(self._headline) and any(folded(later.text) == self._headline for later in below)
            case Evidence.ABOVE_CLOCK:
                below = self.lines[position + 1 : position + 4]
                return any(_CLOCK_LINE.fullmatch(later.text) for later in below)
            case Evidence.ABOVE_TURN:
                return position + 1 == len(self.lines) or bool(_TURN.match(straight(self.lines[position + 1].text)))
            case Evidence.ALONE:
                below = self.lines[position + 1 : position + _LIST]
                alike = [later for later in below if rule.line.fullmatch(straight(later.text))]
                return len(alike) < _LIST - 1
            case Evidence.TRUNCATED:
                start = folded(line.text)
                return any(folded(later.text[: len(line.text) + 40]).startswith(start) for later in self.lines[position + 1 :])
            case Evidence.TWIN:
                return bool(self.removed) and _overlap(line.text, self.removed[-1].text) >= _TWIN_SHARE
            case Evidence.LINKED:
                return line.linked

    def _take(self, rule: Rule, position: int) -> None:
        taken = self.lines[position:] if rule.action is Action.CUT else [self.lines[position]]
        del self.lines[position : position + len(taken)]
        self.removed.extend(Removal(rule.id, line.text) for line in taken)
        if rule.action is Action.MOVE and rule.into:
            self._move(rule, taken[0].text)
        elif not rule.is_harmless:
            self.deleted_words += sum(word_count(line.text) for line in taken)

    def _move(self, rule: Rule, text: str) -> None:
        """The named group `value` of the rule's pattern moves, or the whole line. The first line to arrive stays."""
        match = rule.line.fullmatch(straight(text))
        value = text[slice(*match.span("value"))] if match and "value" in rule.line.groupindex and match["value"] else text
        if rule.into:
            self.moved.setdefault(rule.into, value.strip(" :*_()[]"))

    def marked(self) -> list[Line]:
        """The lines that stay, with what STRIP and LABEL rules say of them."""
        lines = list(self.lines)
        for rule in self._rules.marking:
            for position in self._reach_of(rule):
                text = straight(lines[position].text)
                match = rule.line.match(text) if rule.action is Action.STRIP else rule.line.fullmatch(text)
                if not match or (rule.unless and rule.unless.search(text)):
                    continue
                if rule.action is Action.STRIP:
                    lines[position] = replace(lines[position], lead=match.end())
                    self._strip_into(rule, match)
                elif rule.role:
                    lines[position:] = [replace(line, role=rule.role) for line in lines[position:]]
                break
        return lines

    def _strip_into(self, rule: Rule, match: re.Match[str]) -> None:
        if rule.into and "value" in rule.line.groupindex:
            self.moved.setdefault(rule.into, match["value"].strip())

    def _reach_of(self, rule: Rule) -> range:
        count = len(self.lines)
        reach = min(rule.within or count, count)
        return range(reach) if rule.zone is not Zone.FOOTER else range(count - reach, count)


_TWIN_SHARE = 0.6  # the seed's alt text shares 11 of 13 words with the caption below it


def _overlap(one: str, other: str) -> float:
    """The share of the words of `one` that are in `other`."""
    words = [folded(word) for word in one.split()]
    there = {folded(word) for word in other.split()}
    return sum(word in there for word in words) / max(len(words), 1)
