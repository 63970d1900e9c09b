"""Every shipped rule removes its examples and keeps its look-alikes; an invalid rule is refused with its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.clean.document import Line
from digest.clean.rules.apply import apply_rules
from digest.clean.rules.load import load_rules, read_rules
from digest.clean.rules.rule import Rule
from digest.clean.rules.rule_check import BODY, rule_problems
from digest.errors import ConfigError
from digest.records import Role

PATH = Path(__file__).parents[2] / "config" / "boilerplate.yaml"
SHIPPED = load_rules(PATH.read_text(encoding="utf-8"), PATH.name)
READY = SHIPPED.for_source("any source")


@pytest.mark.parametrize("rule", SHIPPED.rules, ids=lambda rule: rule.id)
def test_a_rule_removes_its_examples_and_keeps_its_look_alikes(rule: Rule) -> None:
    assert list(rule_problems(rule, SHIPPED)) == []


def test_a_rule_for_one_source_is_not_used_for_others() -> None:
    text = """
rules:
  - {id: motto, says: A motto., zone: body, action: delete, line: per aspera, sources: [af.mil], examples: [a], stays: [b]}
"""
    rules = load_rules(text, "own.yaml")
    lines = [Line("Per aspera"), *BODY]
    assert list(apply_rules(lines, rules.for_source("af.mil"), "").lines) == list(BODY)
    assert list(apply_rules(lines, rules.for_source("state.gov"), "").lines) == lines


def test_a_file_of_rules_that_changes_is_read_again(tmp_path: Path) -> None:
    """Rules are kept by the text of their files, not by their names or times."""
    path, other = tmp_path / "own.yaml", tmp_path / "other.yaml"
    text = "rules: [{id: motto, says: A., zone: body, action: delete, line: LINE, examples: [a], stays: [b]}]\n"
    for line in ("aaaa", "bbbb", "aaaa"):
        path.write_text(text.replace("LINE", line), "utf-8")
        assert [rule.line.pattern for rule in read_rules([path]).rules] == [line]
    other.write_text(path.read_text("utf-8"), "utf-8")
    assert [rule.file for rule in read_rules([other]).rules] == [str(other)]


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


def test_a_misspelt_key_of_a_rule_is_named_first_and_with_the_nearest_key() -> None:
    rule = "{id: a, says: b, zone: body, aktion: delete, line: c, examples: [c], stays: [d]}"
    with pytest.raises(ConfigError, match=r"rule 'a': unknown key 'aktion'; did you mean 'action'\?; 'action' is missing"):
        load_rules(f"rules:\n  - {rule}\n", "own.yaml")


@pytest.mark.parametrize("heading", ["You may also like", "Related links", "See also"])
def test_links_go_with_the_heading_above_them(heading: str) -> None:
    links = [Line("Quay opened", linked=True), Line("Ferries moved", linked=True)]
    cleaned = apply_rules([*BODY, Line(heading, role=Role.HEADING), *links], READY, "")
    assert list(cleaned.lines) == list(BODY)


def test_a_text_below_such_a_heading_stays() -> None:
    lines = [*BODY, Line("See also", role=Role.HEADING), Line("The ministers meet again in spring, as the treaty says.")]
    assert lines[-1] in apply_rules(lines, READY, "").lines


def test_the_dates_of_a_table_stay() -> None:
    rows = [Line("Quay | Opens"), Line("North | 4 May 2027"), Line("South | 9 June 2027")]
    cleaned = apply_rules([*rows, *BODY], READY, "")
    assert list(cleaned.lines) == [*rows, *BODY]
    assert not cleaned.moved


def test_a_date_between_marks_on_a_line_of_its_own_dates_the_text() -> None:
    cleaned = apply_rules([Line("Nieuwsbericht | 03-11-2026 | 09:15"), *BODY], READY, "")
    assert list(cleaned.lines) == list(BODY)


def test_what_stands_among_the_items_of_a_list_is_no_button_and_no_press_office() -> None:
    items = [Line(text, role=Role.ITEM) for text in ("Gabinete de prensa", "Teilen", "Oficina de pesca")]
    assert list(apply_rules([*BODY, *items], READY, "").lines) == [*BODY, *items]


def test_a_list_of_buttons_goes() -> None:
    items = [Line(text, role=Role.ITEM) for text in ("Facebook", "Drucken", "Teilen", "Twitter")]
    assert list(apply_rules([*BODY, *items], READY, "").lines) == list(BODY)


@pytest.mark.parametrize(
    "line", ["Our harbour plan was last updated on 3 November 2020.", "The wetlands, updated on 5 May 2021"]
)
def test_a_sentence_about_a_change_of_something_else_than_the_page_stays(line: str) -> None:
    assert Line(line) in apply_rules([Line(line), *BODY], READY, "").lines
    assert Line(line) in apply_rules([*BODY, Line(line)], READY, "").lines


@pytest.mark.parametrize(
    "line",
    [
        "27.01.2026Der Hafen von Oslo ist wieder offen",
        "Der Hafen von Oslo ist wieder offen : Datum: 26.01.2026 Pressemitteilung: 6/2026",
    ],
)
def test_a_headline_with_its_date_in_one_line_is_no_text(line: str) -> None:
    title = "Der Hafen von Oslo ist wieder offen"
    assert [removal.rule for removal in apply_rules([Line(line), *BODY], READY, title).removed][:1] == ["headline"]


@pytest.mark.parametrize(
    "line",
    [
        "Der Hafen von Oslo ist wieder offen, sagte Anna Berg am 26.01.2026",
        "Seit dem 27.01.2026 gilt: Der Hafen von Oslo ist wieder offen",
    ],
)
def test_a_sentence_with_the_words_of_the_headline_stays(line: str) -> None:
    title = "Der Hafen von Oslo ist wieder offen"
    assert apply_rules([Line(line), *BODY], READY, title).lines[0].text == line
