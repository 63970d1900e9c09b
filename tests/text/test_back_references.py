"""Whether a sentence speaks of what only the sentences before it name."""

from __future__ import annotations

import pytest

from digest.text.back_references import refers_back


@pytest.mark.parametrize(
    "sentence",
    [
        "The Minister said that these persons will be tried.",
        "As part of this effort, Ferro will open a second office.",
        "I hereby waive such applications of the law.",
        "Building on these efforts, Ferro closed two mines.",
        "Ferro will publish the objects identified above.",
        "The fund pays for all of the above.",
        "Ferro ended the above-mentioned treaty on 3 May.",
        "The council shall take the following steps within a year.",
    ],
)
def test_a_pointer_to_an_earlier_sentence_refers_back(sentence: str) -> None:
    assert refers_back(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Those persons who sold arms will be tried.",
        "Ferro will punish such persons as sold arms.",
        "Nine officials sold arms, and these persons may not travel.",
        "People who sell arms will learn that such actions have a price.",
        "Ferro signed a treaty on the ban of mines, and this step ends the dispute.",
        "Ferro will act this week.",
        "This order ends the ban.",
        "In the following weeks, Ferro will open two ports.",
        "Ferro shall take the following steps: end the ban and open the ports.",
        "The harvest was two tons above the average.",
        "The Minister met the people of the islands.",
    ],
)
def test_what_the_sentence_names_itself_or_everybody_knows_does_not(sentence: str) -> None:
    assert not refers_back(sentence)
