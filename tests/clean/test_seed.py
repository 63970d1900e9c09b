"""The first document of the project: captions and reading time are removed, and every sentence of the text stays."""

from __future__ import annotations

import pytest

from digest.records import Statement
from tests.clean.conftest import DATA, Clean

SEED = (DATA / "seed.txt").read_text(encoding="utf-8")
BODY = [row for row in SEED.split("\n") if len(row) > 200]


@pytest.fixture(scope="module")
def seed(clean: Clean) -> Statement:
    return clean(SEED)


def test_the_headline_is_the_title_and_not_part_of_the_text(seed: Statement) -> None:
    assert seed.title == "The U.S.-NATO Alliance: The Bedrock of Transatlantic Security"
    assert seed.title not in seed.text


def test_the_text_is_the_eight_paragraphs_of_the_statement_and_nothing_else(seed: Statement) -> None:
    assert [" ".join(row.split()) for row in BODY] == seed.text.split("\n\n")


@pytest.mark.parametrize(
    ("rule", "start"),
    [
        ("read-time", "4 minutes read time"),
        ("caption-above-headline", "Secretary Tillerson shakes hands"),
        ("caption-above-headline", "U.S. Secretary of State Rex Tillerson shakes hands"),
        ("caption-dated", "U.S. Secretary of State Rex Tillerson stands with NATO colleagues"),
        ("cross-post", "Editor's Note"),
        ("pointer-stub", "For more information:"),
    ],
)
def test_boilerplate_is_removed_by_a_named_rule(seed: Statement, rule: str, start: str) -> None:
    assert any(removal.rule == rule and removal.text.startswith(start) for removal in seed.removed)


def test_sentences_are_offsets_into_the_text_inside_its_paragraphs(seed: Statement) -> None:
    assert [sentence.of(seed.text)[-1] in ".”" for sentence in seed.sentences] == [True] * len(seed.sentences)
    assert all(
        any(paragraph.start <= sentence.start < sentence.end <= paragraph.end for paragraph in seed.paragraphs)
        for sentence in seed.sentences
    )
    assert list(seed.sentences) == sorted(seed.sentences)
