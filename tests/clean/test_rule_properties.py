"""Properties of the rules: in a text of real body lines and boilerplate in its zones, every body line stays."""

from __future__ import annotations

import json

from hypothesis import example, given, settings
from hypothesis import strategies as st

from digest.clean.document import Line
from digest.clean.rules.apply import MAX_DELETED_SHARE, apply_rules
from digest.clean.rules.rule import Action, Condition, Zone
from digest.text.language import language_of
from digest.text.unicode import folded, normalise, word_count
from tests.clean.conftest import DATA
from tests.clean.test_rules import READY, SHIPPED

TITLE = "A headline that stands over all of these texts"
ROWS = [json.loads(row) for row in (DATA / "labelled.jsonl").read_text(encoding="utf-8").splitlines()]
BODY = sorted(
    {
        line
        for row in ROWS
        for number, line in enumerate(row["lines"])
        if number not in row["boilerplate_lines"] and word_count(line) >= 8 and "<" not in line and line[:1].isupper()
    }
)


def catalogue(zone: Zone) -> list[str]:
    """Return the examples of the rules that look at the line alone."""
    plain = [rule for rule in SHIPPED.rules if rule.zone is zone and rule.action in (Action.DELETE, Action.MOVE)]
    return [text for rule in plain if not rule.needs and not rule.beside for text in rule.examples]


@settings(deadline=None, max_examples=200)
@given(
    st.lists(st.sampled_from(catalogue(Zone.HEADER)), max_size=3),
    st.lists(st.tuples(st.sampled_from(BODY), st.sampled_from(["", *catalogue(Zone.BODY)])), min_size=6, max_size=20),
    st.lists(st.sampled_from(catalogue(Zone.FOOTER)), max_size=3),
)
def test_every_body_line_survives(header: list[str], middle: list[tuple[str, str]], footer: list[str]) -> None:
    lines = [Line(text) for text in [*header, *(text for pair in middle for text in pair if text), *footer]]
    outcome = apply_rules(lines, READY, TITLE)
    kept = [line.text for line in outcome.lines]
    assert [text for text in kept if text in BODY] == [body for body, _ in middle]


@settings(deadline=None, max_examples=200)
@given(st.lists(st.sampled_from([*BODY[:50], *(text for zone in Zone for text in catalogue(zone))]), max_size=12))
def test_rules_applied_twice_remove_nothing_more_and_never_too_much(texts: list[str]) -> None:
    first = apply_rules([Line(text) for text in texts], READY, TITLE)
    again = apply_rules([Line(line.text) for line in first.lines], READY, TITLE)
    if not first.warnings:
        assert [line.text for line in again.lines] == [line.text for line in first.lines]
    by_id = {rule.id: rule for rule in SHIPPED.rules}
    deleted = [removal for removal in first.removed if not by_id[removal.rule].is_harmless]
    assert sum(word_count(r.text) for r in deleted) <= MAX_DELETED_SHARE * max(1, sum(map(word_count, texts)))


ODD = "\u2000\u200b\u200c\u200d\u202e\u00ad\u034f\u0301\u0323\u094d\u0915\u06cc\u1161\u1100\u212ae \r\n"


@given(st.text() | st.text(st.sampled_from(ODD)))
@example("\u2000\u200c")
@example("\u0344\u0301\u202e\u094d\u200c")
def test_normal_form_is_stable(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


def test_joiners_that_spell_a_word_stay_and_others_go() -> None:
    assert normalise("می\u200cخواهم क्\u200dष a\u200cb \u200d") == "می\u200cخواهم क्\u200dष ab "


@given(st.text())
def test_any_text_can_be_folded_and_has_a_language(text: str) -> None:
    assert folded(text) == folded(text.upper().lower()) or not text.isascii()
    assert language_of(text)


def test_every_condition_is_used_by_a_rule() -> None:
    assert {condition for rule in SHIPPED.rules for condition in rule.needs} == set(Condition)
