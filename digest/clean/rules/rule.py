"""What a rule is: frozen data about which line is no part of a statement.

Which rules there are is in `config/boilerplate.yaml`; they are applied by `removing.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from digest.records import Role


class Zone(StrEnum):
    """Where a rule looks: a number of lines from the top, from the bottom, or everywhere."""

    HEADER = "header"
    BODY = "body"
    FOOTER = "footer"


class Action(StrEnum):
    """What becomes of a line that a rule fits.

    DELETE it; CUT it and all that follows; MOVE it into a field of the statement; STRIP: its start belongs to no sentence;
    LABEL: it and all that follows get the rule's role.
    """

    DELETE = "delete"
    CUT = "cut"
    MOVE = "move"
    STRIP = "strip"
    LABEL = "label"


class Field(StrEnum):
    """The fields of a statement that a line may move into."""

    ISSUER = "issuer"
    SPEAKER = "speaker"
    PLACE = "place"
    EMBARGO = "embargo"
    PUBLISHED = "published"
    TYPE = "type"
    NOTE = "note"


class Evidence(StrEnum):
    """What must be seen besides the words of the line itself.

    HEADLINE: it says what the headline says. PART_OF_HEADLINE: its words stand in the headline, in their order.
    ABOVE_HEADLINE: the headline is repeated below it. ABOVE_CLOCK: a time of day stands below it. ABOVE_TURN: the line
    below it begins with the label of a speaker, so nobody's words are given to another when it goes. ALONE: it is not one
    of a list of such lines. TRUNCATED: a later line begins with it. TWIN: the line beside it, which went as a caption, says
    the same. LINKED: every word is a link.
    """

    HEADLINE = "headline"
    PART_OF_HEADLINE = "part_of_headline"
    ABOVE_HEADLINE = "above_headline"
    ABOVE_CLOCK = "above_clock"
    ABOVE_TURN = "above_turn"
    ALONE = "alone"
    TRUNCATED = "truncated"
    TWIN = "twin"
    LINKED = "linked"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, as `config/boilerplate.yaml` explains it; `line` must fit a whole line, for STRIP its start.

    `within` counts lines from the edge of the zone (0: no limit), `beside` names rules one of which took the line just outside
    of this one, `rest` is the most words that a CUT may take. A `sure` rule takes what can be nothing else.
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
    needs: frozenset[Evidence] = frozenset()
    into: Field | None = None
    role: Role | None = None
    sources: frozenset[str] = frozenset()
    examples: tuple[str, ...] = ()
    stays: tuple[str, ...] = ()

    @property
    def is_harmless(self) -> bool:
        """Nothing of substance can be lost by it."""
        said_by_headline = self.needs & {Evidence.HEADLINE, Evidence.PART_OF_HEADLINE}
        return self.sure or self.action not in (Action.DELETE, Action.CUT) or bool(said_by_headline)


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules in the order in which they are tried."""

    rules: tuple[Rule, ...]

    def of(self, source: str) -> Ruleset:
        """The rules for statements of `source`, made ready."""
        rules = [rule for rule in self.rules if not rule.sources or source in rule.sources]
        return Ruleset.of(rules, Ruleset.of(rule for rule in rules if rule.is_harmless))


@dataclass(frozen=True, slots=True)
class ZoneRules:
    """The removing rules of one zone. `gate` fits every line that a rule fits which is not `ungated`, so what it does not fit
    need not be tried on these one by one. `for_long` are the rules that may fit a line of more than LONG words."""

    rules: tuple[Rule, ...]
    ungated: tuple[Rule, ...]
    gate: re.Pattern[str]
    reach: int
    for_long: ZoneRules | None = None

    @classmethod
    def of(cls, rules: tuple[Rule, ...]) -> ZoneRules:
        """Sort `rules` for lines of any length, and again for long ones, which few rules admit and which take long to try."""
        return replace(cls._gated(rules), for_long=cls._gated(tuple(r for r in rules if not 0 < r.words <= LONG)))

    @classmethod
    def _gated(cls, rules: tuple[Rule, ...]) -> ZoneRules:
        """Gate the rules that need nothing but the line; the others mostly fail for what stands around it, at no cost."""
        gated = [rule for rule in rules if not (rule.needs or rule.beside or _BACK_REFERENCE.search(rule.line.pattern))]
        sources = [_NAMED_GROUP.sub("(?:", rule.line.pattern) for rule in gated]
        return cls(
            rules=rules,
            ungated=tuple(rule for rule in rules if rule not in gated),
            gate=re.compile("|".join(f"(?:{source})" for source in sources) or r"(?!)", re.IGNORECASE),
            reach=max((rule.within for rule in rules), default=0),
        )

    def worth_trying(self, text: str, words: int) -> tuple[Rule, ...]:
        """The rules that may fit `text`, which has so many `words`."""
        kept = self.for_long if self.for_long and words > LONG else self
        return kept.rules if kept.gate.fullmatch(text) else kept.ungated


LONG = 45
"""Words. Most rules take no longer line, and half of the lines of an article are longer."""


_NAMED_GROUP = re.compile(r"\(\?P<\w+>")
_BACK_REFERENCE = re.compile(r"\\[1-9]|\(\?P=|\(\?\(")


@dataclass(frozen=True, slots=True)
class Ruleset:
    """The rules for the statements of one source: the removing ones by zone, and those that only mark lines.

    `harmless` are those that cannot remove anything of substance. `repeated_lines` are the folded lines that the
    REPEATED_LINE rule removes at the top and at the foot.
    """

    zones: Mapping[Zone, ZoneRules]
    marking: tuple[Rule, ...]
    harmless: Ruleset | None = None
    repeated_lines: frozenset[str] = frozenset()

    @classmethod
    def of(cls, rules: Iterable[Rule], harmless: Ruleset | None = None) -> Ruleset:
        """Sort `rules`, keeping their order."""
        kept = tuple(rules)
        removing = [rule for rule in kept if rule.action not in (Action.STRIP, Action.LABEL)]
        zones = {zone: ZoneRules.of(tuple(rule for rule in removing if rule.zone is zone)) for zone in Zone}
        return cls(
            MappingProxyType(zones), tuple(rule for rule in kept if rule.action in (Action.STRIP, Action.LABEL)), harmless
        )


def straight(text: str) -> str:
    """`text` with typewriter quotation marks, as the patterns have them; no longer and no shorter."""
    if text.isascii():
        return text
    for curly in "’‘‛ʼ":
        text = text.replace(curly, "'")
    for curly in "“”„":
        text = text.replace(curly, '"')
    return text
