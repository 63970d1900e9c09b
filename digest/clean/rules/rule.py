"""Boilerplate rules as frozen data: which line is not part of a statement, and what happens to it.

The rules themselves are in `config/boilerplate.yaml`; `load.py` reads them and `apply.py` applies them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from digest.records import Role


class Zone(StrEnum):
    """Where a rule applies: to the first lines, to the last lines, or to any line."""

    HEADER = "header"
    BODY = "body"
    FOOTER = "footer"


class Action(StrEnum):
    """What happens to a line that a rule matches.

    DELETE removes the line. CUT removes it with everything below it. MOVE moves it into a field of the statement. STRIP keeps
    the line, but its start belongs to no sentence. LABEL gives the line and everything below it the role of the rule.
    """

    DELETE = "delete"
    CUT = "cut"
    MOVE = "move"
    STRIP = "strip"
    LABEL = "label"


class TargetField(StrEnum):
    """The fields of a statement that a line can move into."""

    ISSUER = "issuer"
    SPEAKER = "speaker"
    PLACE = "place"
    EMBARGO = "embargo"
    PUBLISHED = "published"
    RELEASED = "released"
    TYPE = "type"
    NOTE = "note"


class Condition(StrEnum):
    """What must be true of a line besides its own words. The values are those of `needs` in boilerplate.yaml.

    HEADLINE: it says the same as the headline.
    PART_OF_HEADLINE: the headline contains it.
    ABOVE_HEADLINE: the headline is repeated within the next six lines.
    ABOVE_CLOCK: one of the next three lines is a time of day.
    ABOVE_TURN: the next line starts with a speaker label, or there is none. Then no words move to another speaker.
    ALONE: it is not followed by three more lines that the rule matches, which would be a list.
    TRUNCATED: a later line starts with it.
    TWIN: most of its words are in the line that was removed last.
    LINKED: every word is a link.
    UNLISTED: it is no item of a list, or stands beside items that the rule matches only.
    DATED: it dates the text: it is a date, with or without a label of publication, in any language.
    PLACED: it is a place and a date, in any language.
    CHANGE_DATED: it names the day of the last change, in any language.
    CONTACT: it says whom to ask, by a label of any language: alone, or with a number or an address behind it.
    PRESS_OFFICE: it names a press office, in any language.
    """

    CONTACT = "contact"
    PRESS_OFFICE = "press_office"
    HEADLINE = "headline"
    PART_OF_HEADLINE = "part_of_headline"
    ABOVE_HEADLINE = "above_headline"
    ABOVE_CLOCK = "above_clock"
    ABOVE_TURN = "above_turn"
    ALONE = "alone"
    TRUNCATED = "truncated"
    TWIN = "twin"
    LINKED = "linked"
    UNLISTED = "unlisted"
    DATED = "dated"
    PLACED = "placed"
    CHANGE_DATED = "change_dated"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; the fields are the keys of `config/boilerplate.yaml`, which explains them.

    `line` matches a whole line, or its start if the action is STRIP. `within` is the number of lines from the edge of the
    zone in which the rule applies (0: no limit), `words` the maximum length of the line (0: no limit), `rest` the maximum
    number of words that CUT may remove. `beside` holds ids of rules; one of them must have removed the neighbouring line
    on the outer side. A `sure` rule matches nothing that could be text, so its words do not count as deleted.
    """

    id: str
    zone: Zone
    action: Action
    line: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    within: int = 0
    words: int = 0
    rest: int = 0
    sure: bool = False
    beside: frozenset[str] = frozenset()
    needs: frozenset[Condition] = frozenset()
    into: TargetField | None = None
    role: Role | None = None
    sources: frozenset[str] = frozenset()
    examples: tuple[str, ...] = ()
    stays: tuple[str, ...] = ()
    file: str = ""

    @property
    def is_harmless(self) -> bool:
        """Whether the rule can never lose content: it deletes nothing, repeats the headline, or is sure."""
        repeats_headline = self.needs & {Condition.HEADLINE, Condition.PART_OF_HEADLINE}
        return self.sure or self.action not in (Action.DELETE, Action.CUT) or bool(repeats_headline)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All rules, in the order in which they are tried."""

    rules: tuple[Rule, ...]

    @property
    def named_sources(self) -> frozenset[str]:
        """The sources for which there are rules of their own."""
        return frozenset(source for rule in self.rules for source in rule.sources)

    def for_source(self, source: str) -> SourceRules:
        """Return the rules for statements of `source`, ready to apply."""
        rules = [rule for rule in self.rules if not rule.sources or source in rule.sources]
        return SourceRules.of(rules, SourceRules.of(rule for rule in rules if rule.is_harmless))


@dataclass(frozen=True, slots=True)
class ZoneRules:
    """The removing rules of one zone. `reach` is the largest `within` of them."""

    rules: tuple[Rule, ...]
    reach: int

    @classmethod
    def of(cls, rules: Iterable[Rule]) -> ZoneRules:
        """The rules of one zone, in order."""
        kept = tuple(rules)
        return cls(kept, max((rule.within for rule in kept), default=0))


@dataclass(frozen=True, slots=True)
class SourceRules:
    """The rules for the statements of one source: removing rules by zone, and rules that only mark lines.

    `harmless` holds the rules that cannot lose content. `repeated_lines` are folded lines that are removed at the top and at
    the bottom under the id REPEATED_LINE.
    """

    zones: Mapping[Zone, ZoneRules]
    marking: tuple[Rule, ...]
    harmless: SourceRules | None = None
    repeated_lines: frozenset[str] = frozenset()

    @classmethod
    def of(cls, rules: Iterable[Rule], harmless: SourceRules | None = None) -> SourceRules:
        """Sort `rules` by what they do and where; they keep their order."""
        kept = tuple(rules)
        removing = [rule for rule in kept if rule.action not in (Action.STRIP, Action.LABEL)]
        marking = tuple(rule for rule in kept if rule.action in (Action.STRIP, Action.LABEL))
        zones = {zone: ZoneRules.of(rule for rule in removing if rule.zone is zone) for zone in Zone}
        return cls(MappingProxyType(zones), marking, harmless)


def straighten_quotes(text: str) -> str:
    """Return `text` with typewriter quotation marks, as the patterns use them. The length stays the same."""
    if text.isascii():
        return text
    for curly in "’‘‛ʼ":
        text = text.replace(curly, "'")
    for curly in "“”„":
        text = text.replace(curly, '"')
    return text
