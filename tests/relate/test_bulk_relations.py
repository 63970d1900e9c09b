"""Related pairs are found among many statements, whatever their order, and every statement is compared with those like it."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

from digest.records import RelationKind
from digest.relate.bulk_relations import MAX_ALIKE, MAX_STATEMENTS, related_pairs
from digest.relate.compared_text import ComparedText
from digest.relate.pair_relation import WINDOW
from tests.relate.pairs import DAY, GERMAN, TEXT, text

WORDS = (
    "harbour treaty minister vessel quota north council agreed talks summer border crew spoke about their joint office".split()
)


def prose(seed: int, length: int = 120) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def found(texts: list[ComparedText]) -> dict[tuple[str, str], RelationKind]:
    return {(texts[pair.one].id, texts[pair.other].id): pair.relation.kind for pair in related_pairs(texts)}


def several() -> list[ComparedText]:
    others = [text(prose(number), f"On subject {number}", name=f"other-{number}") for number in range(30)]
    return [
        text(TEXT, name="first"),
        text(TEXT, name="mirror", published=DAY + timedelta(hours=1), source="archive"),
        text(TEXT.replace("agreement", "agreemnt"), name="misspelt", published=DAY - timedelta(hours=1)),
        text(TEXT.replace("$200", "$800"), name="figures", published=DAY + timedelta(days=2)),
        text(f"{prose(90, 900)} {TEXT}", "A briefing", name="briefing", published=DAY + timedelta(days=1)),
        text(GERMAN, "Außenministerin in Berlin", name="german"),
        *others,
    ]


EXPECTED = {
    ("first", "mirror"): RelationKind.SAME,
    ("misspelt", "first"): RelationKind.CORRECTED,
    ("misspelt", "mirror"): RelationKind.CORRECTED,
    ("first", "figures"): RelationKind.REISSUED,
    ("mirror", "figures"): RelationKind.REISSUED,
    ("misspelt", "figures"): RelationKind.REISSUED,
    ("first", "briefing"): RelationKind.CONTAINED,
    ("mirror", "briefing"): RelationKind.CONTAINED,
    ("misspelt", "briefing"): RelationKind.CONTAINED,
    ("briefing", "figures"): RelationKind.CONTAINED,
}


def test_each_related_pair_is_found_once_the_earlier_first() -> None:
    assert found(several()) == EXPECTED


def test_the_order_of_the_statements_makes_no_difference() -> None:
    for seed in range(5):
        texts = several()
        random.Random(seed).shuffle(texts)
        assert found(texts) == EXPECTED


def test_a_copy_is_found_among_many_of_one_form() -> None:
    # All have one formula, which more than MAX_STATEMENTS of them share; only what is their own can tell them apart.
    formula = prose(7, 200)
    texts = [text(f"{formula} {prose(100 + number, 40)}", name=str(number)) for number in range(2 * MAX_STATEMENTS)]
    texts.append(text(texts[11].text.replace("treaty", "treatty", 1), name="copy", published=DAY + timedelta(hours=1)))
    assert ("11", "copy") in found(texts)


def test_of_many_copies_each_is_related_to_the_first() -> None:
    texts = [text(TEXT, name=f"{number:03}") for number in range(MAX_ALIKE + 20)]
    pairs = found(texts)
    assert pairs == {("000", f"{number:03}"): RelationKind.SAME for number in range(1, MAX_ALIKE + 20)}


def test_no_statements_and_one_have_no_pairs() -> None:
    assert found([]) == {}
    assert found([text(TEXT)]) == {}


def test_a_copy_of_a_copy_is_found_though_the_first_of_them_is_long_ago() -> None:
    misspelt = TEXT.replace("agreement", "agreemnt")
    texts = [
        text(TEXT, name="long ago", published=DAY - timedelta(days=90)),
        text(TEXT, name="again"),
        text(misspelt, name="misspelt", published=DAY + timedelta(days=1)),
    ]
    assert found(texts) == {("again", "misspelt"): RelationKind.CORRECTED}


def test_the_last_moment_of_the_window_is_within_it_and_a_statement_without_a_day_is_near_to_all() -> None:
    misspelt = TEXT.replace("agreement", "agreemnt")
    late = text(misspelt, name="late", published=DAY + WINDOW)
    assert found([text(TEXT, name="first"), late]) == {("first", "late"): RelationKind.CORRECTED}
    assert not found([text(TEXT, name="first"), replace(late, published=DAY + WINDOW + timedelta(seconds=1))])
    assert len(found([text(TEXT, name="first"), replace(late, published=None)])) == 1
