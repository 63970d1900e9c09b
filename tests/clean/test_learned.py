"""Standing lines of one source are found by counting; sentences of substance stay however often they are repeated."""

from __future__ import annotations

from digest.clean.boilerplate import Rules
from digest.clean.cleaner import StatementCleaner
from digest.clean.learned import MIN_STATEMENTS, learned_rules, standing_lines
from digest.records import Profile, RawStatement
from tests.clean.conftest import FETCHED

CONTACT = "The press office answers on working days between nine and five."
SUBSTANCE = "The United States stands with the people of Ukraine."
NAMES = ("Albania", "Belgium", "Canada", "Denmark", "Estonia", "Finland", "Greece", "Hungary", "Iceland", "Japan")
STATEMENTS = [
    [
        f"The minister met the President of {name} in the capital and spoke of trade.",
        f"{name} will host the next round.",
        SUBSTANCE,
        CONTACT,
    ]
    for name in NAMES
]


def test_a_standing_line_about_the_publication_is_believed() -> None:
    found = {line.text: line for line in standing_lines(STATEMENTS)}
    assert found[CONTACT].believed
    assert found[CONTACT].statements == len(NAMES)


def test_a_standing_sentence_of_substance_is_shown_but_not_believed() -> None:
    found = {line.text: line for line in standing_lines(STATEMENTS)}
    assert not found[SUBSTANCE].believed
    assert "the world" in found[SUBSTANCE].reason


def test_a_line_that_is_not_common_is_not_standing() -> None:
    assert standing_lines(STATEMENTS[: MIN_STATEMENTS - 1]) == ()


def test_what_was_learned_of_one_source_is_taken_from_its_statements_only(rules: Rules) -> None:
    known = Rules(rules.rules + learned_rules("gov.uk", standing_lines(STATEMENTS)).rules)
    cleaner = StatementCleaner(known)
    content = "\n\n".join(STATEMENTS[0]).encode()

    def text(source: str) -> str:
        return cleaner.clean(RawStatement(source, "k", "", content, "text/plain", FETCHED, title="T"), Profile()).text

    assert CONTACT not in text("gov.uk")
    assert SUBSTANCE in text("gov.uk")
    assert CONTACT in text("state.gov")
