"""The extractive engine over whole statements, with a fake encoder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.records import Failure, Role, Statement, Summary
from digest.summarise.extractive.engine import MAX_SENTENCES, ExtractiveSummariser
from digest.summarise.extractive.mmr import point_count
from digest.summarise.windows import WINDOW_STATEMENTS, windows
from tests.summarise.evidence import problems
from tests.summarise.fakes import BagEncoder, statement

LINES = st.text(st.characters(blacklist_categories=("Cs",)), min_size=1, max_size=60).filter(lambda text: text.strip() != "")
PARAGRAPHS = st.lists(st.one_of(st.lists(LINES, min_size=1, max_size=4), st.tuples(LINES, st.sampled_from(Role))), max_size=12)


def numbered(count: int, title: str = "") -> Statement:
    return statement(*[f"Sentence {i} speaks about matter {i * i} and office {i % 7}." for i in range(count)], title=title)


def summary_of(given: Statement, points: int | None = None) -> Summary:
    (answer,) = ExtractiveSummariser(BagEncoder()).summarise([given], points)
    assert isinstance(answer, Summary)
    return answer


@given(PARAGRAPHS, st.sampled_from(["en", "", "fr", "zh-CN"]), st.one_of(st.none(), st.integers(1, 9)))
def test_any_text_gives_points_with_sound_evidence_or_a_failure(
    paragraphs: list[object], language: str, points: int | None
) -> None:
    made = statement(*paragraphs, language=language)  # type: ignore[arg-type]
    (answer,) = ExtractiveSummariser(BagEncoder()).summarise([made], points)
    if isinstance(answer, Failure):
        assert not made.sentences
        return
    assert problems(answer, made) == ()
    assert len(answer.points) <= (points or point_count(made.text))
    starts = [point.evidence[0].start for point in answer.points]
    assert starts == sorted(starts)


def test_an_empty_text_is_a_failure_that_names_the_statement() -> None:
    (answer,) = ExtractiveSummariser(BagEncoder()).summarise([statement()])
    assert str(answer) == "key: while summarising: there is no sentence in the text"


def test_two_sentences_are_enough() -> None:
    made = statement(["The minister resigned this morning in Paris.", "Parliament will elect a successor on Tuesday."])
    assert len(summary_of(made).points) == 2


def test_a_text_of_25000_words_gets_points_from_all_its_sections() -> None:
    made = statement(*[f"Matter{i} concerns thing{i} of place{i} in year{i} for cause{i} and aim{i}." for i in range(2_100)])
    points = summary_of(made, points=10).points
    assert len(points) == 10
    assert [round(10 * point.evidence[0].start / len(made.text)) for point in points][-1] >= 8


def test_a_page_that_holds_no_sentence_gets_no_point() -> None:
    assert summary_of(statement("NOTICE OF PUBLIC MEETINGS IN MAY", "The following sites are open:")).points == ()


def test_a_lead_in_is_shown_as_written_and_only_with_its_item() -> None:
    lead = "The ministers of the two countries agreed today in Oslo to do these two things:"
    made = statement(lead, ("open the harbour of Ferro to all ships;", Role.ITEM), ("end the ban on nets.", Role.ITEM))
    points = summary_of(made, points=3).points
    assert len(points) == 1
    assert points[0].text.startswith(f"{lead} ")
    assert points[0].verbatim


def test_several_items_that_say_enough_are_points_and_the_first_takes_the_lead_in() -> None:
    made = statement(
        "On Friday, May 3, the Governor signed into law:",
        "The Harbours Act of Ferro, which lifts the ban on foreign ships.",
        "The Railways and Roads Act, which pays for 300 bridges in the north.",
    )
    assert [point.text for point in summary_of(made, points=2).points] == [
        "On Friday, May 3, the Governor signed into law: The Harbours Act of Ferro, which lifts the ban on foreign ships.",
        "The Railways and Roads Act, which pays for 300 bridges in the north.",
    ]


def test_orders_give_what_is_done() -> None:
    made = statement(
        "By the authority vested in me as Governor by the laws of Ferro, it is hereby ordered as follows:",
        "Sec. 1. Ban. The sale of single-use bags is banned from 1 May.",
        "Sec. 2. Reports. The Director shall:",
        ("(a) report to the Assembly on the ban within 90 days;", Role.ITEM),
        "Sec. 3. Sections 1 and 2 of this order apply to the islands.",
        "(c) This order is not intended to, and does not, create any right or benefit.",
    )
    assert [point.text for point in summary_of(made, points=5).points] == [
        "The sale of single-use bags is banned from 1 May.",
        "The Director shall: report to the Assembly on the ban within 90 days;",
    ]


def test_only_the_beginning_of_an_endless_text_is_read_and_the_summary_says_so() -> None:
    encoder = BagEncoder()
    (answer,) = ExtractiveSummariser(encoder).summarise([numbered(MAX_SENTENCES + 1)])
    assert encoder.calls == [1 + MAX_SENTENCES]  # the title
    assert isinstance(answer, Summary)
    assert answer.truncated
    assert not summary_of(numbered(5)).truncated


def test_only_the_beginning_of_an_endless_sentence_is_read_and_the_summary_says_so() -> None:
    endless = statement("The ministers met in Paris.", "They spoke of all things and " * 1_000 + "of nothing else.")
    assert summary_of(endless).truncated
    far = statement("The ministers met in Paris.", *("Word " * 40_000 + f"{n}." for n in range(6)))
    encoder = BagEncoder()
    (answer,) = ExtractiveSummariser(encoder).summarise([far])
    assert encoder.calls == [1 + 5]  # the title, and the sentences within a million characters
    assert isinstance(answer, Summary)
    assert answer.truncated


def test_the_number_of_points_can_be_set() -> None:
    assert len(summary_of(numbered(60), points=7).points) == 7


def test_no_point_repeats_another() -> None:
    again = "The ministers agreed to end all tariffs on steel."
    made = statement(again, "The weather in the capital was fine all day.", again, again + " ")
    assert [point.text for point in summary_of(made, points=3).points].count(again) == 1


def test_a_question_is_never_a_point() -> None:
    made = statement(
        ("Can you tell us when the talks in Vienna will resume?", Role.QUESTION),
        "The talks in Vienna will resume on the ninth of March.",
    )
    assert [point.text for point in summary_of(made).points] == ["The talks in Vienna will resume on the ninth of March."]


def test_a_point_has_the_speaker_of_its_paragraph() -> None:
    made = statement("We will not negotiate in public about this.", speaker="MR PRICE")
    assert summary_of(made).points[0].speaker == "MR PRICE"


def test_the_sentence_nearest_to_the_title_is_chosen() -> None:
    plain = [f"Ordinary remark number {i} about {i} other things." for i in range(12)]
    made = statement(*plain, "Finland joins the alliance in April.", *plain, title="Finland joins the alliance")
    assert "Finland joins the alliance in April." in [point.text for point in summary_of(made).points]


@pytest.mark.parametrize(
    ("language", "text"),
    [("fr", "Le ministre a signé un accord sur le commerce."), ("", "Министр подписал сегодня новый договор о торговле.")],
)
def test_other_languages_are_ranked_by_rules_with_a_warning(language: str, text: str) -> None:
    encoder = BagEncoder()
    (answer,) = ExtractiveSummariser(encoder).summarise([statement(text, language=language)])
    assert isinstance(answer, Summary)
    assert "position and wording" in answer.warnings[0]
    assert answer.is_by_position
    assert encoder.calls == []


def test_a_multilingual_encoder_reads_every_language() -> None:
    made = statement("Le ministre a signé un accord sur le commerce.", language="fr")
    (answer,) = ExtractiveSummariser(BagEncoder(), languages=frozenset()).summarise([made])
    assert isinstance(answer, Summary)
    assert answer.warnings == ()


def test_a_document_alone_gets_the_same_points_as_in_bulk() -> None:
    many = [numbered(5 + i, title=f"matter {i}") for i in range(WINDOW_STATEMENTS + 20)]
    bulk = list(ExtractiveSummariser(BagEncoder()).summarise(many))
    assert bulk == [summary_of(one) for one in many]


def test_only_a_window_is_read_ahead() -> None:
    read = 0

    def endless() -> Iterator[Statement]:
        nonlocal read
        while True:
            read += 1
            yield numbered(3)

    next(ExtractiveSummariser(BagEncoder()).summarise(endless()))
    assert read == WINDOW_STATEMENTS


def test_a_window_ends_early_when_statements_are_long() -> None:
    long = replace(numbered(1), text="x" * 300_000)
    assert [len(window) for window in windows([long] * 5)] == [2, 2, 1]


def test_sentences_of_a_window_are_encoded_in_one_call() -> None:
    encoder = BagEncoder()
    list(ExtractiveSummariser(encoder).summarise([numbered(3), numbered(4)]))
    assert encoder.calls == [3 + 4 + 2]  # two titles
