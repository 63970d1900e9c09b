"""Checks rules against their own examples: each must be removed, each look-alike must stay, and no expression may be able to
take exponential time. Pure.

Each text is put into a statement at a place where the rule looks for it, beside the lines that the rule needs.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from digest.clean.document import Line
from digest.clean.rules.apply import apply_rules
from digest.clean.rules.redos import ambiguous_loop
from digest.clean.rules.rule import Action, Condition, Rule, RuleSet, SourceRules, Zone

HEADLINE = "A headline that is repeated"
BODY = tuple(
    Line(f"The ministers agreed in round {number} that the talks, which began last year, must lead to a lasting peace.")
    for number in range(1, 9)
)
"""The text of the statement; no rule may remove a line of it."""

MAX_NEIGHBOURS = 100
"""Ways to put a rule beside others that are tried; a shipped rule needs at most a few."""


def rule_problems(rule: Rule, rules: RuleSet) -> Iterator[str]:
    """What is wrong with `rule`, which is one of `rules`: one message for each example, look-alike or expression."""
    if problem := expression_problem(rule):
        yield problem
        return
    ready = rules.for_source(min(rule.sources, default="any source"))
    neighbours = _working_neighbours(rule, rules, ready)
    for text in rule.examples:
        if problem := _example_problem(rule, text, neighbours, ready):
            yield f"example {text!r}: {problem}"
    for text in rule.stays:
        if not _stays(rule, text, neighbours, ready):
            yield f"look-alike {text!r}: does not stay as it is"


def expression_problem(rule: Rule) -> str:
    """Why an expression of the rule could take exponential time; empty if none can."""
    for pattern in filter(None, (rule.line, rule.unless)):
        if character := ambiguous_loop(pattern):
            return f"may take exponential time: a loop in it can read {character!r} in two ways"
    return ""


def _example_problem(rule: Rule, text: str, neighbours: tuple[Line, ...], ready: SourceRules) -> str:
    """Why the rule does not do what it should to `text`; empty if it does."""
    result = apply_rules(_statement(rule, text, neighbours, is_example=True), ready, _title(rule))
    if result.warnings:
        return result.warnings[0]
    if rule.action is Action.STRIP:
        return "" if any(line.lead and line.text == text for line in result.lines) else "its start is not stripped"
    if rule.action is Action.LABEL:
        return "" if any(line.role is rule.role and line.text == text for line in result.lines) else "it gets no role"
    if [line for line in result.lines if line in BODY] != list(BODY):
        return "the text of the statement is removed with it"
    takers = [removal.rule for removal in result.removed if removal.text == text]
    if rule.id in takers:
        return ""
    return f"the rule {takers[0]!r} removes it" if takers else "the rule does not remove it"


def _stays(rule: Rule, text: str, neighbours: tuple[Line, ...], ready: SourceRules) -> bool:
    result = apply_rules(_statement(rule, text, neighbours, is_example=False), ready, _title(rule))
    kept = [line for line in result.lines if line.text == text]
    return bool(kept) and not any(line.lead or line.role is rule.role is not None for line in kept)


def _working_neighbours(rule: Rule, rules: RuleSet, ready: SourceRules) -> tuple[Line, ...]:
    """The lines beside which the rule takes its first example: those of the first fitting rule in `beside`."""
    by_id = {known.id: known for known in rules.rules}
    choices = tuple(islice(_neighbours(rule, by_id, frozenset()), MAX_NEIGHBOURS))
    fitting = (lines for lines in choices if not _example_problem(rule, rule.examples[0], lines, ready))
    return next(fitting, choices[0] if choices else ())


def _neighbours(rule: Rule, by_id: dict[str, Rule], seen: frozenset[str]) -> Iterator[tuple[Line, ...]]:
    """The lines that may stand outside of the rule's line, from the outermost one: examples of the rules in `beside`, each with
    the neighbours that it needs itself. Rules in `seen` are left out, which would lead back to themselves."""
    others = sorted(rule.beside - seen - {rule.id})
    if not others:
        yield ()
    for other in others:
        for outer in _neighbours(by_id[other], by_id, seen | {rule.id}):
            yield from ((*outer, Line(text)) for text in by_id[other].examples)


def _statement(rule: Rule, text: str, neighbours: tuple[Line, ...], *, is_example: bool) -> list[Line]:
    """A statement with `text` where the rule looks for it. A look-alike of a rule that needs links is no link."""
    line = Line(text, linked=is_example and Condition.LINKED in rule.needs)
    match rule.zone:
        case Zone.HEADER:
            return [*neighbours, line, *_lines_below(rule, text, is_example=is_example), *BODY]
        case Zone.FOOTER:
            return [*BODY, line, *reversed(neighbours)]
        case Zone.BODY:
            below = [Line("MODERATOR: Let us go to the next question.")] if Condition.ABOVE_TURN in rule.needs else []
            return [*BODY[:4], *neighbours, line, *below, *BODY[4:]]


def _lines_below(rule: Rule, text: str, *, is_example: bool) -> Iterator[Line]:
    """The lines below a header line that its conditions look for."""
    if Condition.ABOVE_HEADLINE in rule.needs:
        yield Line(HEADLINE)
    if Condition.ABOVE_CLOCK in rule.needs:
        yield Line("3:18 P.M. EDT")
    if Condition.TRUNCATED in rule.needs and is_example:
        yield Line(f"{text.rstrip('…')} and to go on with it.")


def _title(rule: Rule) -> str:
    """The headline of the statement, made of the first example if the rule compares its line with the headline."""
    if Condition.PART_OF_HEADLINE in rule.needs:
        return f"The Minister {rule.examples[0]}"
    return rule.examples[0] if Condition.HEADLINE in rule.needs else HEADLINE
