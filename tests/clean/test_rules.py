"""Every shipped rule removes its examples and keeps its look-alikes; an invalid rule is refused with its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.clean.document import Line
from digest.clean.rules.apply import apply_rules
from digest.clean.rules.load import load_rules
from digest.clean.rules.rule import Action, Condition, Rule, Zone
from digest.errors import ConfigError

PATH = Path(__file__).parents[2] / "config" / "boilerplate.yaml"
SHIPPED = load_rules(PATH.read_text(encoding="utf-8"), PATH.name)
READY = SHIPPED.for_source("any source")
BY_ID = {rule.id: rule for rule in SHIPPED.rules}

BODY = [
    Line(f"The ministers agreed in round {number} that the talks, which began last year, must lead to a lasting peace.")
    for number in range(1, 9)
]
EXAMPLES = [(rule, text) for rule in SHIPPED.rules for text in rule.examples]
STAYS = [(rule, text) for rule in SHIPPED.rules for text in rule.stays]


def name(value: object) -> str:
    """Return a short test id."""
    return value.id if isinstance(value, Rule) else str(value)[:40]


def neighbour(rule: Rule) -> list[Line]:
    """Return the neighbouring line that the rule needs, if it needs one."""
    beside = sorted(rule.beside - {rule.id})
    if not beside:
        return []
    if Condition.TWIN in rule.needs:
        return [Line(BY_ID["caption-signed"].examples[0])]
    first = BY_ID["place" if "place" in beside else beside[0]]
    return [*(neighbour(first) if first.zone is Zone.HEADER else []), Line(first.examples[0])]


def placed(rule: Rule, text: str, *, linked: bool) -> list[Line]:
    """Return a statement that has `text` where the rule applies."""
    line = Line(text, linked=linked and Condition.LINKED in rule.needs)
    match rule.zone:
        case Zone.HEADER:
            below = [Line("A headline that is repeated")] if Condition.ABOVE_HEADLINE in rule.needs else []
            below += [Line("3:18 P.M. EDT")] if Condition.ABOVE_CLOCK in rule.needs else []
            below += [Line(f"{text.rstrip('…')} and to go on with it.")] if Condition.TRUNCATED in rule.needs and linked else []
            return [*neighbour(rule), line, *below, *BODY]
        case Zone.FOOTER:
            return [*BODY, line, *reversed(neighbour(rule))]
        case Zone.BODY:
            below = [Line("MODERATOR: Let us go to the next question.")] if Condition.ABOVE_TURN in rule.needs else []
            return [*BODY[:4], *neighbour(rule), line, *below, *BODY[4:]]


def title_for(rule: Rule) -> str:
    """Return a headline with which the conditions of `rule` hold."""
    if rule.needs & {Condition.HEADLINE, Condition.PART_OF_HEADLINE}:
        return f"The Minister {rule.examples[0]}" if Condition.PART_OF_HEADLINE in rule.needs else rule.examples[0]
    return "A headline that is repeated"


@pytest.mark.parametrize(("rule", "text"), EXAMPLES, ids=name)
def test_a_rule_removes_its_example(rule: Rule, text: str) -> None:
    lines = placed(rule, text, linked=True)
    outcome = apply_rules(lines, READY, title_for(rule))
    assert not outcome.warnings
    if rule.action is Action.STRIP:
        assert any(line.lead and line.text == text for line in outcome.lines)
    elif rule.action is Action.LABEL:
        assert any(line.role is rule.role and line.text == text for line in outcome.lines)
    else:
        assert (rule.id, text) in [(removal.rule, removal.text) for removal in outcome.removed]
        assert [line for line in outcome.lines if line in BODY] == BODY


@pytest.mark.parametrize(("rule", "text"), STAYS, ids=name)
def test_a_rule_keeps_its_look_alike(rule: Rule, text: str) -> None:
    lines = placed(rule, text, linked=False)
    outcome = apply_rules(lines, READY, title_for(rule))
    assert text in [line.text for line in outcome.lines]
    assert not any(line.lead or line.role is rule.role is not None for line in outcome.lines if line.text == text)


def test_a_rule_for_one_source_is_not_used_for_others() -> None:
    text = """
rules:
  - {id: motto, says: A motto., zone: body, action: delete, line: per aspera, sources: [af.mil], examples: [a], stays: [b]}
"""
    rules = load_rules(text, "own.yaml")
    lines = [Line("Per aspera"), *BODY]
    assert list(apply_rules(lines, rules.for_source("af.mil"), "").lines) == BODY
    assert list(apply_rules(lines, rules.for_source("state.gov"), "").lines) == lines


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ("{id: x, says: a, zone: body, action: delete, line: '(', examples: [a], stays: [b]}", "is no regular expression"),
        ("{id: x, says: a, zone: body, action: delete, line: '[[a]', examples: [a], stays: [b]}", "is no regular expression"),
        (
            "{id: x, says: a, zone: body, action: delete, line: 'a{99999999999}', examples: [a], stays: [b]}",
            "is no regular expression",
        ),
        ("{id: x, says: a, zone: nowhere, action: delete, line: a, examples: [a], stays: [b]}", "zone"),
        ("{id: x, says: a, zone: body, action: delete, line: a, examples: [], stays: [b]}", "examples"),
        ("{id: x, says: a, zone: header, action: delete, line: a, examples: [a], stays: [b]}", "needs `within`"),
        ("{id: x, says: a, zone: body, action: move, line: a, examples: [a], stays: [b]}", "needs `into`"),
        ("{id: x, says: a, zone: body, action: delete, line: '%moon%', examples: [a], stays: [b]}", "no part %moon%"),
        ("{id: x, says: a, zone: body, action: delete, line: a, beside: [y], examples: [a], stays: [b]}", "no rule 'y'"),
        ("{id: x, says: a, zone: body, action: delete, line: a, colour: red, examples: [a], stays: [b]}", "colour"),
    ],
)
def test_an_invalid_rule_is_refused_with_its_file_and_id(entry: str, complaint: str) -> None:
    with pytest.raises(ConfigError, match=r"own\.yaml: rule 'x'") as refused:
        load_rules(f"rules:\n  - {entry}\n", "own.yaml")
    assert complaint in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_file_that_is_not_yaml_is_refused_with_its_name() -> None:
    with pytest.raises(ConfigError, match=r"own\.yaml:2: not YAML"):
        load_rules("rules: [", "own.yaml")


def test_if_too_much_would_be_deleted_the_text_stays_with_a_warning() -> None:
    lines = [
        Line("The talks go on today."),
        Line("Follow the ministry on Twitter and on Facebook for all its news and updates."),
    ]
    outcome = apply_rules(lines, READY, "")
    assert list(outcome.lines) == lines
    assert "the text stays as it was" in outcome.warnings[0]


def test_the_last_line_of_a_text_is_never_removed() -> None:
    lines = [Line("Office of the Spokesperson")]
    outcome = apply_rules(lines, READY, "")
    assert list(outcome.lines) == lines
    assert outcome.warnings
