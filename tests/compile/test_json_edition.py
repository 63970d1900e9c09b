"""The JSON edition tells programs all that the other formats tell readers, in the shape that the README describes."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from digest.compile.json_edition import MAX_CHANGES, JsonRenderer, edition_json
from digest.records import (
    Change,
    Entry,
    EntryRelation,
    Format,
    PhraseStatus,
    PhraseUse,
    RelationKind,
    SeriesChange,
    StatementRelation,
    Target,
    Wording,
)
from tests.compile.editions import a_statement, an_edition, an_entry, span
from tests.compile.rich_edition import rich_edition

TEXT = "The Bank cuts the rate to 4.25 percent. Oil is cheap. It met in the capital."
STATEMENT = a_statement(TEXT, title="Rate decision", link="https://bank.example/2", key="b2")


def rendered(*entries: Entry) -> dict[str, Any]:
    content = JsonRenderer().render(an_edition(*entries), Target("file", "x.json", Format.JSON))
    found: dict[str, Any] = json.loads(content)
    return found


def statement(entry: Entry) -> dict[str, Any]:
    (found,) = rendered(entry)["statements"]
    return dict(found)


def test_a_statement_has_its_points_with_the_sentences_and_links_they_stand_on() -> None:
    found = statement(an_entry(STATEMENT))
    assert (found["id"], found["url"], found["updated"], found["changes"]) == ("b2", "https://bank.example/2", False, None)
    (point,) = found["points"]
    assert point["evidence"][0]["text"] == TEXT
    assert point["evidence"][0]["link"].startswith("https://bank.example/2#:~:text=")


def test_the_changes_of_a_series_name_the_previous_statement_and_mark_each_word_once() -> None:
    changes = (
        Change(span(STATEMENT, "The Bank cuts the rate to 4.25 percent."), "The Bank cuts the rate to 4.5 percent."),
        Change(span(STATEMENT, "Oil is cheap.")),
        Change(None, "Gas is dear."),
    )
    wording = Wording(SeriesChange("Rate decision", "https://bank.example/1", date(2026, 6, 10), changes))
    found = statement(replace(an_entry(STATEMENT), wording=wording))["changes"]
    assert found["since"] == "previous statement"
    assert found["statement"] == {"title": "Rate decision", "url": "https://bank.example/1", "day": "2026-06-10"}
    (edited,) = found["edited"]
    assert [piece["text"] for piece in edited["words"] if piece["edit"] != "same"] == ["4.5", "4.25"]
    assert (found["new"], found["dropped"], found["more"]) == (["Oil is cheap."], ["Gas is dear."], 0)


def test_an_update_says_what_changed_since_the_earlier_edition() -> None:
    changed = tuple(Change(None, f"Sentence {number}.") for number in range(MAX_CHANGES + 3))
    found = statement(replace(an_entry(STATEMENT), updated=True, changed=changed))["changes"]
    assert (found["since"], len(found["dropped"]), found["more"]) == ("earlier edition", MAX_CHANGES, 3)


def test_a_relation_names_the_other_statement_and_the_passages_that_differ() -> None:
    relation = StatementRelation(RelationKind.REISSUED, "a number differs", (("$800", "$200"),))
    other = EntryRelation(relation, "bank", "Grants", "javascript:alert(1)", date(2026, 11, 2), key="b1")
    (found,) = statement(replace(an_entry(STATEMENT), relations=(other,)))["relations"]
    assert (found["relation"], found["id"], found["edition"], found["url"]) == ("reissued", "b1", "2026-11-02", None)
    assert found["changed"] == [{"here": "$800", "there": "$200"}]


def test_a_phrase_says_where_it_was_last_and_where_it_is_now() -> None:
    use = PhraseUse("in the capital", PhraseStatus.ABSENT, None, "It met in the capital.", "Rate decision", "", None, 3, 4)
    (found,) = statement(replace(an_entry(STATEMENT), wording=Wording(None, (use,))))["phrases"]
    assert (found["status"], found["sentence"], found["last"]["sentence"]) == ("absent", None, "It met in the capital.")


def test_everything_that_an_edition_can_tell_is_json_and_in_the_readme() -> None:
    found = edition_json(rich_edition("en"))
    text = (Path(__file__).parents[2] / "digest" / "compile" / "README.md").read_text("utf-8")
    section = text.partition("## The JSON edition")[2].partition("\n## ")[0]
    documented = set(re.findall(r"`(\w+)`", section))
    assert set(found) <= documented
    assert set().union(*found["statements"]) <= documented
    assert len(found["withdrawn"]) >= 1
    assert sorted(each["number"] for each in found["statements"]) == list(range(1, len(found["statements"]) + 1))


def test_half_a_character_is_escaped() -> None:
    content = JsonRenderer().render(an_edition(an_entry(a_statement("Half \ud800."))), Target("file", "x", Format.JSON))
    assert json.loads(content)["statements"][0]["points"][0]["text"] == "Half \ud800."
