"""Repeated lines of one source are found by counting; a sentence with content stays however often it is repeated."""

from __future__ import annotations

import pytest

from digest.clean.rules.repeated_lines import MIN_STATEMENTS, find_repeated_lines, learn_repeated_lines
from digest.records import REPEATED_LINE, Profile, Removal, RevisionLines
from tests.clean.conftest import Clean

CONTACT = "The press office answers on working days between nine and five."
SUBSTANCE = "The United States stands with the people of Ukraine."
NAMES = ("Albania", "Belgium", "Canada", "Denmark", "Estonia", "Finland", "Greece", "Hungary", "Iceland", "Japan")
STATEMENTS = [
    RevisionLines(
        (
            f"The minister met the President of {name} in the capital and spoke of trade.",
            f"{name} will host the next round.",
            SUBSTANCE,
            CONTACT,
        )
    )
    for name in NAMES
]


def test_a_repeated_line_about_the_publication_is_boilerplate() -> None:
    found = {line.text: line for line in find_repeated_lines(STATEMENTS)}
    assert found[CONTACT].is_boilerplate
    assert found[CONTACT].statements == len(NAMES)


def test_a_repeated_sentence_with_content_is_found_but_not_boilerplate() -> None:
    found = {line.text: line for line in find_repeated_lines(STATEMENTS)}
    assert not found[SUBSTANCE].is_boilerplate
    assert "the world" in found[SUBSTANCE].reason


def test_a_line_in_few_statements_is_not_repeated() -> None:
    assert find_repeated_lines(STATEMENTS[: MIN_STATEMENTS - 1]) == ()


def test_a_line_that_was_removed_before_stays_learned() -> None:
    taken = [RevisionLines(tuple(line for line in lines.text if line != CONTACT), (CONTACT,)) for lines in STATEMENTS]
    assert learn_repeated_lines(taken) == learn_repeated_lines(STATEMENTS) == (CONTACT,)


@pytest.mark.parametrize(
    "line",
    [
        "(ii) the functions of the Director of the Office of Management and Budget relating to budgetary proposals.",
        "Under Secretary Nuland attends meetings and briefings, from the Department of State.",
        "Freedom of the media is the foundation of every democracy.",
        "The immediate release of all those who were detained is overdue.",
        "For more information on the hostages we call on all to help.",
        "Conclusion",
    ],
)
def test_a_line_that_may_be_news_is_never_learned(line: str) -> None:
    assert learn_repeated_lines(RevisionLines((*lines.text, line)) for lines in STATEMENTS) == (CONTACT,)


@pytest.mark.parametrize(
    "line",
    [
        "Pressekontakt: presse@example.org",
        "Office of the Spokesperson",
        "Follow us on the channels of the Ministry.",
        "Sign up for e-mails from the Department at https://example.gov/news.",
        "Media enquiries 030 1234 5678",
        "*** THE SCHEDULE IS SUBJECT TO CHANGE ***",
    ],
)
def test_contacts_and_pointers_are_learned(line: str) -> None:
    assert learn_repeated_lines(RevisionLines((*lines.text, line)) for lines in STATEMENTS) == (CONTACT, line)


def test_repeated_lines_are_removed_at_the_top_and_at_the_bottom(clean: Clean) -> None:
    body = [f"In chapter {number} the report tells of the bridge number {number}." for number in range(14)]
    in_the_middle = [*body[:7], CONTACT, *body[7:]]
    profile = Profile(repeated_lines=(CONTACT.upper(),))
    cleaned = clean("\n\n".join([CONTACT, *in_the_middle, CONTACT]), profile=profile)
    assert cleaned.text == "\n\n".join(in_the_middle)
    assert cleaned.removed == (Removal(REPEATED_LINE, CONTACT),) * 2


def test_repeated_lines_never_remove_a_whole_statement(clean: Clean) -> None:
    cleaned = clean(f"They met.\n\n{CONTACT}", profile=Profile(repeated_lines=(CONTACT,)))
    assert CONTACT in cleaned.text
    assert cleaned.warnings
