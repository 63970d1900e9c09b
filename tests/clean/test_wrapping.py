"""Rows of wrapped text are joined, whatever the width; lists, verses, addresses and tables are not."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.clean.wrapping import join, paragraphs_of, read_rows
from tests.clean.conftest import Clean

ONE = (
    "The harbour board of Aldmouth today published its plan for the quays of the old town, which will be closed to cars from "
    "the first of May and opened to walkers, cyclists and small boats in the course of the summer."
)
TWO = (
    "Mayor Ada Quill said that the plan follows the advice of the engineers and thanked the people of the northern quarter for "
    "their patience during a long and noisy winter of works."
)
CHINESE = "港务局今天公布了新的码头计划，市长说工程将于明年春天开始，预计在两年之内完成，居民可以在市政厅查看图纸。"


def paragraphs(text: str) -> list[str]:
    return [paragraph for block in paragraphs_of(read_rows(text)) for paragraph in block]


def wrapped(text: str, width: int) -> str:
    return textwrap.fill(text, width, break_on_hyphens=False, break_long_words=False)


@pytest.mark.parametrize("width", [28, 34, 45, 60, 72, 80, 99, 110, 132])
def test_rows_are_joined_at_any_width(width: int) -> None:
    assert paragraphs(f"{wrapped(ONE, width)}\n\n{wrapped(TWO, width)}") == [ONE, TWO]


@given(st.integers(25, 140), st.permutations(ONE.split()))
def test_no_word_is_lost_or_made_by_joining(width: int, order: list[str]) -> None:
    text = " ".join(order)
    assert " ".join(paragraphs(wrapped(text, width))).split() == text.split()


@pytest.mark.parametrize("mark", ["> ", ">", "> > ", ">> "])
def test_the_marks_of_a_quoted_mail_are_left_out(mark: str) -> None:
    quoted = "\n".join(mark + row for row in f"{wrapped(ONE, 66)}\n\n{wrapped(TWO, 66)}".split("\n"))
    assert paragraphs(quoted) == [ONE, TWO]
    assert paragraphs(f"Ada Quill wrote:\n\n{quoted}") == ["Ada Quill wrote:", ONE, TWO]


def test_a_sign_at_the_start_of_a_row_alone_is_no_quotation() -> None:
    assert paragraphs(f"{ONE}\n\n> 5 % of the cars are lorries.\n\n{TWO}")[1] == "> 5 % of the cars are lorries."


@pytest.mark.parametrize("width", [40, 66, 78])
def test_rows_with_an_empty_row_between_them_are_joined(width: int) -> None:
    double = "\n\n\n".join("\n\n".join(wrapped(text, width).split("\n")) for text in (ONE, TWO))
    assert paragraphs(f"Plan for the quays\n\n\n{double}") == ["Plan for the quays", ONE, TWO]


def test_a_long_address_between_wrapped_rows_does_not_set_the_width() -> None:
    address = "https://port.example/plans/2026/quays/the-plan-for-the-quays-of-the-old-town-with-all-its-maps-and-tables.pdf"
    text = f"{wrapped(ONE, 70)}\n\nRead the plan at\n{address}\n\n{wrapped(TWO, 70)}"
    assert paragraphs(text) == [ONE, f"Read the plan at {address}", TWO]


def test_paragraphs_of_two_widths_are_joined() -> None:
    assert paragraphs(f"{wrapped(ONE, 76)}\n\n{wrapped(TWO, 50)}") == [ONE, TWO]


def test_a_paragraph_that_was_never_wrapped_does_not_set_the_width() -> None:
    assert paragraphs(f"{ONE}\n\n{wrapped(TWO, 60)}") == [ONE, TWO]


def test_rows_of_a_script_without_spaces_are_joined_without_one() -> None:
    rows = "\n".join(textwrap.wrap(CHINESE, 20))
    assert paragraphs(f"码头计划\n\n{rows}") == ["码头计划", CHINESE]


@pytest.mark.parametrize(
    ("left", "right", "known", "joined"),
    [
        ("closed for the sum-", "mer season", "", "closed for the summer season"),
        ("a long-", "term plan", "", "a long-term plan"),
        ("the state-of-the-", "art crane", "", "the state-of-the-art crane"),
        ("the Anglo-", "Norse pact", "", "the Anglo-Norse pact"),
        ("short-", "and long-term plans", "", "short- and long-term plans"),
        ("die Ein-", "und Ausfuhr", "", "die Ein- und Ausfuhr"),
        ("a new ice-", "breaker", "ice-breaker", "a new ice-breaker"),
        ("a new ice-", "breaker", "icebreaker", "a new icebreaker"),
        ("the tug-", "boat came", "tug boat", "the tug-boat came"),
        ("from 2024-", "2026", "", "from 2024-2026"),
        ("it rose –", "and fell", "", "it rose – and fell"),
        ("港务局于2026", "年公布", "", "港务局于2026年公布"),
    ],
)
def test_a_word_that_was_broken_is_whole_again_and_a_hyphen_of_its_spelling_stays(
    left: str, right: str, known: str, joined: str
) -> None:
    assert join(left, right, known.split()) == joined


def test_soft_hyphens_at_the_end_of_a_row_vanish_with_it() -> None:
    assert paragraphs("The har\u00ad\nbour is closed.") == ["The harbour is closed."]


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("The board has a long-\nterm plan.", "The board has a long-term plan."),
        ("The har\u2010\nbour is closed.", "The harbour is closed."),
        ("The pier is a 40-\nmetre one.", "The pier is a 40-metre one."),
        ("This is the plan of the\nHarbour Board.", "This is the plan of the Harbour Board."),
        ("Le maire a dit que\nPaul Morin paiera.", "Le maire a dit que Paul Morin paiera."),
    ],
)
def test_a_row_that_ends_inside_a_word_or_with_an_article_goes_on_at_any_width(text: str, joined: str) -> None:
    assert paragraphs(f"{ONE if 'The' in text or 'This' in text else 'Le port est dans la ville.'}\n\n{text}")[1:] == [joined]


@pytest.mark.parametrize(
    "rows",
    [
        ["Harbour Board", "12 Quay Street", "Aldmouth AM1 2QS", "Norland"],
        ["- the northern quay, which is closed from May", "- the southern quay, which stays open all year", "- the pier"],
        ["1. The northern quay is closed from the first of May", "2. The southern quay stays open to all in summer"],
        ["The sea is grey, the sea is wide,", "The gulls cry out above the tide,", "The ships come home on every day,",
         "And lay their nets along the quay."],
        ["MAYOR QUILL: We will open the quays to all who walk", "REPORTER: When will the cars be gone from the town?"],
        ["Quay      Length    Opened", "North     240 m     1901", "South     180 m     1923", "East      95 m      1967"],
        ["Terms of 2025-", "Harbour Board", "Annex A", "Aldmouth"],
        ["Members: Ada Quill", "Ben Orr", "Cay Dunn", "Dee Ellis"],
    ],
)  # fmt: skip
@pytest.mark.parametrize("around", [False, True])
def test_lists_verses_addresses_and_tables_keep_their_rows(rows: list[str], around: bool) -> None:
    text = "\n".join(rows)
    kept = [" ".join(row.split()) for row in rows]
    if around:
        assert paragraphs(f"{wrapped(ONE, 72)}\n\n{text}\n\n{wrapped(TWO, 72)}") == [ONE, *kept, TWO]
    else:
        assert paragraphs(text) == kept


def test_an_item_may_end_with_a_semicolon_and_a_conjunction() -> None:
    items = [
        "On Monday, May 4, 2026, the Mayor signed:",
        "Order 62, which names Ada Quill as a member of the board of the harbour of Aldmouth for a term of four years;",
        "Order 63, which names John Roe as a member of the board of the harbour of Aldmouth for a term of four years; and",
        "Order 64, which names Jane Poe as a member of the board of the harbour of Aldmouth for a term of four years.",
    ]
    assert paragraphs("\n\n".join(items)) == items


def test_wrapped_items_of_a_list_are_items() -> None:
    items = [f"{number}. {text}" for number, text in enumerate((ONE, TWO), 1)]
    rows = "\n".join(textwrap.fill(item, 64, subsequent_indent="   ") for item in items)
    assert paragraphs(rows) == items


def test_a_row_that_begins_with_a_date_is_no_item() -> None:
    rows = [
        "Der Hafen wird für die Arbeiten an den Mauern der alten Stadt am",
        "5. Mai für Autos und Busse geschlossen und erst zu Beginn des",
    ]
    assert paragraphs("\n".join([*rows, "Sommer wieder geöffnet."])) == [" ".join([*rows, "Sommer wieder geöffnet."])]


@pytest.mark.parametrize(
    "opening", ["A strong answer came from", "Q fever was found by", "A. Quill brought that news to", "Quills were made by"]
)
def test_a_row_that_begins_with_the_letter_of_a_question_or_answer_may_be_text(opening: str) -> None:
    first = "The harbour board of Aldmouth put the question to all towns of the coast,"
    text = f"{first} {opening} the engineers of the northern quarter, who had studied it for a year and more. {TWO}"
    rows = wrapped(text, len(first) + 1)
    assert rows.split("\n")[1].startswith(opening)
    assert paragraphs(rows) == [text]


def test_an_article_behind_a_full_stop_at_the_end_of_a_row_begins_no_paragraph() -> None:
    rows = [
        "The harbour board of Aldmouth put the question to all towns of the coast.",
        "A strong answer came from the engineers of the northern quarter, who had",
        "studied it for a year and more, and read the board a report last winter.",
    ]
    assert paragraphs("\n".join(rows)) == [" ".join(rows)]


@pytest.mark.parametrize("labels", [("Q:", "A:"), ("Q.", "A."), ("Q)", "A)")])
def test_a_question_and_its_answer_are_two_paragraphs(labels: tuple[str, str]) -> None:
    question = f"{labels[0]} When will the quays of the old town be closed to the cars of the people?"
    answer = f"{labels[1]} {ONE}"
    assert paragraphs(f"{wrapped(question, 48)}\n{wrapped(answer, 48)}") == [question, answer]


def test_an_indented_row_begins_a_paragraph() -> None:
    text = "\n".join(textwrap.fill(paragraph, 66, initial_indent="    ") for paragraph in (ONE, TWO))
    assert paragraphs(text) == [ONE, TWO]


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        (["The Ministry of", "Harbours opened the", "Northern quay."], ["The Ministry of Harbours opened the Northern quay."]),
        (["It costs", "12 Quay Street", "Aldmouth"], ["It costs", "12 Quay Street", "Aldmouth"]),
        (["the northern quay, and", "(b) the southern quay"], ["the northern quay, and", "(b) the southern quay"]),
        (["ANNEX A", "Quays of the town"], ["ANNEX A", "Quays of the town"]),
        (["Plans of the 5 quays", "https://port.example/"], ["Plans of the 5 quays", "https://port.example/"]),
        (["See Orr to", "", "Quill"], ["See Orr to", "Quill"]),
    ],
)
def test_breaks_of_a_page_inside_a_sentence_end_no_line(rows: list[str], lines: list[str], clean: Clean) -> None:
    body = f"<p>{ONE}</p><p>{'<br>'.join(rows)}</p><p>{TWO}</p>"
    text = clean(body, "text/html", fragment=True, title="T").text
    assert text.removeprefix(f"{ONE}\n\n").removesuffix(f"\n\n{TWO}").split("\n\n") == lines


def test_a_wrapped_text_in_a_page_is_joined_by_its_width(clean: Clean) -> None:
    body = "<p>" + "<br>\n<br>\n".join(wrapped(text, 60).replace("\n", "<br>\n") for text in (ONE, TWO)) + "</p>"
    assert clean(body, "text/html", fragment=True, title="T").text == f"{ONE}\n\n{TWO}"
