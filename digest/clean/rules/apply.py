"""Applies boilerplate rules to the lines of a statement, with guards against removing text. Pure.

Header rules remove lines from the top, footer rules from the bottom, body rules anywhere. All three repeat until nothing more
is removed, so cleaning a cleaned text removes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import accumulate
from types import MappingProxyType

from digest.clean.contact_lines import is_press_office, says_whom_to_ask
from digest.clean.document import Line
from digest.clean.rules.repeated_lines import EDGE_LINES
from digest.clean.rules.rule import Action, Condition, Rule, SourceRules, TargetField, Zone, straighten_quotes
from digest.records import REPEATED_LINE, Removal, Role
from digest.text.date_lines import DateLineKind, date_line
from digest.text.unicode import folded, word_count

MAX_DELETED_SHARE = 0.35
"""Largest share of the words that rules may delete. Lines that move into a field do not count (field study, section 7)."""

MAX_LINE_CHARACTERS = 1_200
"""A longer line is text: the longest line that a rule removes, the signatories of a joint statement, has 900."""

_MIN_KEPT_WORDS = 3  # with fewer words left, the statement itself is gone
_MAX_ROUNDS = 30  # real statements need two
_MIN_LIST_LINES = 4  # lines of one shape that make a list; up to three speakers may be named above one text
_MIN_TWIN_SHARE = 0.6  # of the words: the alternative text of a picture shares 11 of 13 words with the caption below it
_MAX_HEADLINE_DISTANCE = 6  # lines
_MAX_CLOCK_DISTANCE = 3  # lines
_MIN_TITLE = 20  # characters of a headline beside which a date may stand in one line
_SEPARATORS = " :：|–—-·•"

_CLOCK_LINE = re.compile(r"\(?\d{1,2}:\d{2} ?[AP]\.? ?M\.?.{0,14}", re.IGNORECASE)
# "Press release: Minister's visit to Kyiv" is the headline "Minister's visit to Kyiv" with its type
_TYPE_PREFIX = re.compile(
    r"(?:(?:press|news|media) (?:release|statement|note|advisory)|statement|readout|fact sheet|remarks|transcript|updated?)"
    r"\s*[:|–-]\s*",
    re.IGNORECASE,
)
_TURN = re.compile(r"Q(?: |:)|[A-Z][A-Z .,'#\d()-]{1,60}:")
# matches no line by its words: repeated lines are known from the profile of their source
_CELLS = " | "  # between the cells of a row
_REPEATED_LINE_RULE = Rule(REPEATED_LINE, Zone.FOOTER, Action.DELETE, re.compile(r"(?!)"))


_CONDITION_OF_DATE = {
    DateLineKind.LABELLED: Condition.DATED,
    DateLineKind.ALONE: Condition.DATED,
    DateLineKind.PLACED: Condition.PLACED,
    DateLineKind.CHANGED: Condition.CHANGE_DATED,
}

_CONTACTS = {Condition.CONTACT: says_whom_to_ask, Condition.PRESS_OFFICE: is_press_office}


@dataclass(frozen=True, slots=True)
class RuleResult:
    """The lines that stay, what was removed by which rule, what moved into which field, and warnings of a guard."""

    lines: tuple[Line, ...]
    removed: tuple[Removal, ...] = ()
    moved: Mapping[TargetField, str] = field(default_factory=lambda: MappingProxyType({}))
    warnings: tuple[str, ...] = ()


def apply_rules(lines: Iterable[Line], rules: SourceRules, title: str) -> RuleResult:
    """Remove from `lines` what `rules` match; `title` is the headline.

    If a guard rejects the result, only the harmless rules are applied, and the result carries a warning. If these leave no
    text either, all lines stay.
    """
    original = tuple(lines)
    run = _RuleRun(list(original), rules, title)
    run.remove_all()
    warning = _guard_warning(original, run)
    if not warning:
        return RuleResult(tuple(run.marked_lines()), tuple(run.removed), run.moved)
    if rules.harmless is None:
        return RuleResult(original, warnings=(warning,))
    harmless = _RuleRun(list(original), rules.harmless, title)
    harmless.remove_all()
    if not _is_enough(harmless.lines):
        return RuleResult(original, warnings=(warning,))
    return RuleResult(tuple(harmless.marked_lines()), tuple(harmless.removed), harmless.moved, (warning,))


def _guard_warning(original: tuple[Line, ...], run: _RuleRun) -> str:
    """Return why the removals cannot be trusted; empty if they can."""
    total = sum(word_count(line.text) for line in original) if run.deleted_words else 0
    if run.deleted_words > MAX_DELETED_SHARE * total:
        return f"the rules would have deleted {run.deleted_words} of {total} words: the text stays as it was"
    if original and not _is_enough(run.lines):
        return "the rules would have left no text: the text stays as it was"
    return ""


def _is_enough(lines: Iterable[Line]) -> bool:
    return any(count >= _MIN_KEPT_WORDS for count in accumulate(word_count(line.text) for line in lines))


class _RuleRun:
    """The lines of one statement while rules are applied to them."""

    def __init__(self, lines: list[Line], rules: SourceRules, title: str) -> None:
        self.lines = lines
        self.removed: list[Removal] = []
        self.moved: dict[TargetField, str] = {}
        self.deleted_words = 0
        self._title = title if len(title) >= _MIN_TITLE else ""
        self._headline = folded(title)
        self._headline_forms = {self._headline, folded(_TYPE_PREFIX.sub("", title))} - {""}
        self._rules = rules
        self._prepared_lines: dict[str, tuple[str, int]] = {}

    def remove_all(self) -> None:
        """Apply the removing rules until a whole round removes nothing."""
        for _ in range(_MAX_ROUNDS):
            before = len(self.removed)
            self._remove_header()
            self._remove_footer()
            self._remove_in_body()
            if before == len(self.removed):
                return

    def _remove_header(self) -> None:
        reach = max(self._rules.zones[Zone.HEADER].reach, EDGE_LINES)
        position, above = 0, ""
        while position < min(reach, len(self.lines)):
            rule = self._first_match(Zone.HEADER, position, position, above)
            if rule:
                self._remove(rule, position)
            position, above = position + (not rule), rule.id if rule else ""

    def _remove_footer(self) -> None:
        reach = max(self._rules.zones[Zone.FOOTER].reach, EDGE_LINES)
        distance, below = 0, ""
        while distance < min(reach, len(self.lines)):
            position = len(self.lines) - 1 - distance
            rule = self._first_match(Zone.FOOTER, position, distance, below)
            if rule:
                self._remove(rule, position)
                distance -= self._remove_under(rule, position)
            distance, below = distance + (not rule), rule.id if rule else ""

    def _remove_under(self, heading: Rule, position: int) -> int:
        """Remove the lines at `position` that belong to the heading that stood above them; return how many."""
        count, above = 0, heading.id
        while position < len(self.lines):
            rule = self._first_match(Zone.FOOTER, position, len(self.lines) - 1 - position, above)
            if not rule or not rule.beside:
                break
            self._remove(rule, position)
            count, above = count + 1, rule.id
        return count

    def _remove_in_body(self) -> None:
        position, above = 0, ""
        while position < len(self.lines):
            rule = self._first_match(Zone.BODY, position, 0, above)
            if rule:
                self._remove(rule, position)
            position, above = position + (not rule), rule.id if rule else ""

    def _first_match(self, zone: Zone, position: int, distance: int, beside: str) -> Rule | None:
        """Return the first rule that matches the line at `position`, `distance` lines from the edge of its zone.

        `beside` is the id of the rule that just removed the neighbouring line, or empty.
        """
        line = self.lines[position]
        if len(line.text) > MAX_LINE_CHARACTERS:
            return None
        text, words = self._prepared(line.text)
        for rule in self._rules.zones[zone].rules:
            if (
                not (rule.within and distance >= rule.within)
                and not (rule.words and words > rule.words)
                and not (rule.beside and beside not in rule.beside)
                and rule.line.fullmatch(text)
                and not (rule.unless and rule.unless.search(text))
                and all(self._holds(condition, position, rule) for condition in rule.needs)
                and not (rule.action is Action.CUT and self._words_from(position, rule.rest) > rule.rest)
            ):
                return rule
        at_edge = zone is not Zone.BODY and distance < EDGE_LINES
        is_repeated = at_edge and self._rules.repeated_lines and folded(line.text) in self._rules.repeated_lines
        return _REPEATED_LINE_RULE if is_repeated else None

    def _prepared(self, line: str) -> tuple[str, int]:
        """Return the line with straight quotes, and its word count; cached, as each round asks again."""
        known = self._prepared_lines.get(line)
        if not known:
            text = straighten_quotes(line)
            known = self._prepared_lines[line] = text, word_count(text)
        return known

    def _words_from(self, position: int, limit: int) -> int:
        """Count the words from `position` to the end, and stop when they exceed `limit`."""
        total = 0
        for line in self.lines[position:]:
            total += word_count(line.text)
            if total > limit:
                break
        return total

    def _holds(self, condition: Condition, position: int, rule: Rule) -> bool:
        line = self.lines[position]
        match condition:
            case Condition.HEADLINE:
                return self._is_headline(line.text)
            case Condition.PART_OF_HEADLINE:
                return folded(line.text) in self._headline
            case Condition.ABOVE_HEADLINE:
                below = self._below(position, _MAX_HEADLINE_DISTANCE)
                return bool(self._headline) and any(folded(later.text) == self._headline for later in below)
            case Condition.ABOVE_CLOCK:
                return any(_CLOCK_LINE.fullmatch(later.text) for later in self._below(position, _MAX_CLOCK_DISTANCE))
            case Condition.ABOVE_TURN:
                return position + 1 == len(self.lines) or bool(_TURN.match(straighten_quotes(self.lines[position + 1].text)))
            case Condition.ALONE:
                below = self._below(position, _MIN_LIST_LINES - 1)
                alike = [later for later in below if rule.line.fullmatch(straighten_quotes(later.text))]
                return len(alike) < _MIN_LIST_LINES - 1
            case Condition.TRUNCATED:
                start = folded(line.text)
                return any(folded(later.text[: len(line.text) + 40]).startswith(start) for later in self.lines[position + 1 :])
            case Condition.TWIN:
                return bool(self.removed) and _shared_words(line.text, self.removed[-1].text) >= _MIN_TWIN_SHARE
            case Condition.LINKED | Condition.UNLISTED:
                return line.linked if condition is Condition.LINKED else not self._is_listed(position, rule)
            case _:
                return self._says(condition, position)

    def _is_headline(self, text: str) -> bool:
        """Whether a line says the same as the headline, perhaps with a date before or behind it: "27.01.2026Berg in Oslo"."""
        before, found, behind = text.partition(self._title) if self._title else ("", "", "")
        beside = f"{before} {behind}".strip(_SEPARATORS) if found else ""
        return folded(text) in self._headline_forms or (_dated(beside) is Condition.DATED if beside else False)

    def _says(self, condition: Condition, position: int) -> bool:
        """Whether a line says in words of any language whom to ask, or when the text was published."""
        line = self.lines[position]
        if condition in _CONTACTS:
            return line.role is not Role.ITEM and _CONTACTS[condition](line.text)
        return not self._is_row(position) and condition is _dated(line.text)

    def _is_listed(self, position: int, rule: Rule) -> bool:
        """Whether a line is an item of a list, and an item that the rule does not match stands beside it."""
        if self.lines[position].role is not Role.ITEM:
            return False
        beside = (*self.lines[max(position - 1, 0) : position], *self._below(position, 1))
        items = (other.text for other in beside if other.role is Role.ITEM)
        return not all(rule.line.fullmatch(straighten_quotes(text)) for text in items)

    def _is_row(self, position: int) -> bool:
        """Whether a line is one of several rows of a table, whose dates belong to the text."""
        around = (self.lines[position], *self.lines[max(position - 1, 0) : position], *self._below(position, 1))
        return _CELLS in around[0].text and any(_CELLS in line.text for line in around[1:])

    def _below(self, position: int, count: int) -> list[Line]:
        return self.lines[position + 1 : position + 1 + count]

    def _remove(self, rule: Rule, position: int) -> None:
        taken = self.lines[position:] if rule.action is Action.CUT else [self.lines[position]]
        del self.lines[position : position + len(taken)]
        self.removed.extend(Removal(rule.id, line.text) for line in taken)
        if rule.action is Action.MOVE and rule.into:
            self._move(rule, rule.into, taken[0].text)
        elif not rule.is_harmless:
            self.deleted_words += sum(word_count(line.text) for line in taken)

    def _move(self, rule: Rule, into: TargetField, text: str) -> None:
        """Move the named group `value` of the pattern, or the whole line, into a field. The first value of a field stays."""
        match = rule.line.fullmatch(straighten_quotes(text))
        value = text[slice(*match.span("value"))] if match and "value" in rule.line.groupindex and match["value"] else text
        self.moved.setdefault(into, value.strip(" :*_()[]"))

    def marked_lines(self) -> list[Line]:
        """Return the lines that stay, marked by the STRIP and LABEL rules."""
        lines = list(self.lines)
        for rule in self._rules.marking:
            for position in self._positions_of(rule):
                text, _ = self._prepared(lines[position].text)
                match = rule.line.match(text) if rule.action is Action.STRIP else rule.line.fullmatch(text)
                if not match or (rule.unless and rule.unless.search(text)):
                    continue
                if rule.action is Action.STRIP:
                    lines[position] = replace(lines[position], lead=match.end())
                    self._move_stripped(rule, match)
                elif rule.role:
                    lines[position:] = [replace(line, role=rule.role) for line in lines[position:]]
                break
        return lines

    def _move_stripped(self, rule: Rule, match: re.Match[str]) -> None:
        if rule.into and "value" in rule.line.groupindex:
            self.moved.setdefault(rule.into, match["value"].strip())

    def _positions_of(self, rule: Rule) -> range:
        count = len(self.lines)
        reach = min(rule.within or count, count)
        return range(reach) if rule.zone is not Zone.FOOTER else range(count - reach, count)


@lru_cache(maxsize=256)  # several rules ask it of one line
def _dated(line: str) -> Condition | None:
    """Return whether a line names the day of publication or of a change; None if it does neither for certain."""
    dated = date_line(line)
    return _CONDITION_OF_DATE.get(dated.kind) if dated else None


def _shared_words(one: str, other: str) -> float:
    """Return the share of the words of `one` that `other` contains, from 0 to 1."""
    words = [folded(word) for word in one.split()]
    there = {folded(word) for word in other.split()}
    return sum(word in there for word in words) / max(len(words), 1)
