"""What a sentence loses that is no news of its statement."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from digest.records import Role, StatementType
from digest.summarise.candidates import all_sentences
from digest.summarise.extractive.background import EARLIER_COST, FORMULA_COST, NOTES_COST, background_costs
from tests.summarise.fakes import statement

NEWS = "The Council of Ferro closed two ports in the north."


def costs(*paragraphs: str | tuple[str, Role], year: int | None = 2026) -> list[float]:
    published = datetime(year, 3, 1, tzinfo=UTC) if year else None
    given = replace(statement(*paragraphs), published=published)
    return background_costs(all_sentences(given), given)


@pytest.mark.parametrize(
    "text",
    [
        "The candidate countries Ferro and Lunta align themselves with this declaration.",
        "As a result, all property and interests in property of these persons that are in Ferro are blocked.",
        "Violations of the sanctions of Ferro may lead to civil or criminal penalties.",
        "The Council stands ready to adjust all of its instruments.",
        "Click on the list to read more about the persons named here.",
    ],
)
def test_a_formula_that_every_document_of_a_kind_repeats_gives_way(text: str) -> None:
    assert costs(text) == [FORMULA_COST]


@pytest.mark.parametrize(
    "text",
    [
        NEWS,
        "The Council blocked the property of nine persons who arm the militia.",
        "Ferro will align its visa rules with those of its neighbours by May.",
        "The Council adjusted two of its instruments and raised the rate to 3 percent.",
        "Violations of the ceasefire killed nine people near Ferro on Monday.",
        "Violations of the new ban on fishing carry a penalty of up to 5,000 crowns.",
    ],
)
def test_news_in_the_words_of_a_formula_loses_nothing(text: str) -> None:
    assert costs(text) == [0.0]


def test_an_order_blocks_property_by_the_words_that_elsewhere_are_a_formula() -> None:
    given = replace(statement("All property and interests in property of these persons are blocked."), type=StatementType.ORDER)
    assert background_costs(all_sentences(given), given) == [0.0]


@pytest.mark.parametrize(
    "heading", ["Quick facts", "Notes to editors", "Note to Editors:", "Background", "About the Harbour Fund"]
)
def test_what_stands_below_a_heading_of_notes_gives_way_up_to_the_next_heading(heading: str) -> None:
    found = costs(NEWS, heading, NEWS, ("Next steps", Role.HEADING), NEWS)
    assert [found[0], found[2], found[4]] == [0.0, NOTES_COST, 0.0]


def test_a_sentence_that_begins_with_a_word_of_such_a_heading_is_none() -> None:
    assert costs("Background checks will be free from May.", NEWS) == [0.0, 0.0]


def test_an_earlier_year_at_the_start_is_background_and_a_coming_one_is_not() -> None:
    texts = [
        "In 2021, Ferro closed two ports.",
        "In March 2026, Ferro closed two ports.",
        "By 2030, Ferro will close two ports.",
    ]
    assert costs(*texts) == [EARLIER_COST, 0.0, 0.0]


def test_without_a_date_the_last_year_that_the_text_names_is_the_present_one() -> None:
    assert costs("In 2021, Ferro closed two ports.", "From 2023 all ports are open.", year=None) == [EARLIER_COST, 0.0]
