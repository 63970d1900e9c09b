"""Who gets which office is news, and what they did before is not."""

from __future__ import annotations

import pytest

from digest.summarise.appointments import background, is_nomination
from digest.summarise.candidates import all_sentences
from tests.summarise.fakes import statement

NOMINATION = "Ana M. Ruiz, Jr., Nominee for Director of the Mint"


def is_background(text: str, title: str = "The Governor Announces Key Nominees") -> bool:
    given = statement(NOMINATION, text, title=title)
    return background(given, all_sentences(given)) == {1}


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz, of Ferro, to be Director of the Mint for a term of five years, vice Bo Lind, resigned.",
        NOMINATION,
        "Ana Ruiz of Ferro to be an Assistant Secretary of the Navy, Ships and Ports.",
        "Judge Bo Lind: Nominee for the Court of Appeals",
    ],
)
def test_a_line_that_names_a_person_for_an_office_is_a_nomination(text: str) -> None:
    assert is_nomination(text)


@pytest.mark.parametrize(
    "text", ["Ruiz, the nominee, spoke in Oslo.", "The Mint, of Ferro, is to be closed.", "Nominee for Director"]
)
def test_other_lines_are_no_nomination(text: str) -> None:
    assert not is_nomination(text)


@pytest.mark.parametrize(
    "text",
    [
        "Before joining the ministry, Ruiz was a professor of law in Ferro.",
        "Nominated by Governor Moss and confirmed in 2014, Ruiz served as the head of the port.",
        "Ruiz’s work combines law with the history of ports.",
        "She was previously appointed to the council of the islands.",
        "In this role, he oversees the ports of the north.",
        "Bo Lind, a career member of the foreign service, serves as the ambassador in Oslo.",
    ],
)
def test_what_a_person_did_before_is_background(text: str) -> None:
    assert is_background(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Governor is announcing her intent to nominate two judges.",
        "Governor Moss has announced the nomination of Ana Ruiz.",
        "Judge Ruiz would be the first judge from the islands.",
        "Ruiz was arrested on Monday on a charge of fraud.",
        "Ruiz has withdrawn from the process, and she is under house arrest.",
        "If confirmed, Ruiz will serve as a judge in Ferro.",
        "The Assembly has passed a law on the term of judges.",
    ],
)
def test_who_is_appointed_is_news(text: str) -> None:
    assert not is_background(text)


def test_nothing_is_background_where_nobody_is_appointed() -> None:
    assert not is_background("Sergeant Lind received a medal for the rescue.", title="Medals for personnel in Ferro")
