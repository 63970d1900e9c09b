"""Lines that change by themselves are found, and lines that say something are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.text.volatile import steady_text, volatile_spans

SENTENCE = "The lighthouse of Orsa gets a new lamp in July, the Coast Board announced after its meeting."


def is_volatile(line: str) -> bool:
    return bool(volatile_spans(line))


@pytest.mark.parametrize(
    "line",
    [
        "Views: 1,204",
        "Views ²",  # a digit that is no decimal one
        "1.2K views",
        "This article has been read 312 times so far",
        "Comments (3)",
        "12 Kommentare",
        "Lu 45 fois",
        "Visningar: 312",
        "Share this: Facebook 14 Twitter 3",
        "Просмотров: 120",
        "조회수 1,204회",
        "阅读 1,204 次",
    ],
)
def test_a_counter_of_readers_is_volatile(line: str) -> None:
    assert is_volatile(line)


@pytest.mark.parametrize(
    "line",
    [
        "3 hours ago",
        "Published 1 day ago",
        "Posted just now",
        "Printed on 03.11.2026 08:02",
        "Last updated: 3 November 2026, 09:00",
        "Veröffentlicht vor 3 Stunden",
        "Publicerad för 3 timmar sedan",
        "Aktualizováno před 2 hodinami",
        "Mis à jour il y a 2 heures",
        "Actualizado hace una hora",
        "Опубликовано 2 дня назад",
        "3시간 전",
        "3小时前",
    ],
)
def test_when_the_page_was_published_is_volatile(line: str) -> None:
    assert is_volatile(line)


@pytest.mark.parametrize(
    "line",
    [
        SENTENCE,
        "Total: 1,204",
        "Pro 120 a před 12",
        "1,204 people",
        "Lorries: 14,500 crowns",
        "Visits of the Minister: 3 November, Kelm",
        "Date: 3 November 2026",
        "Deadline: 3 November 2026",
        "3 November 2026",
        "The ferry left the harbour of Orsa 3 days ago.",
        "Recommended measures",
        "Comments of the Minister",
        "Updated tariff for hauliers",
        "In 2026",
        "No",
    ],
)
def test_what_says_something_is_not_volatile(line: str) -> None:
    assert not is_volatile(line)


@pytest.mark.parametrize(
    "heading", ["Related posts", "Read also:", "Most read", "Weitere Meldungen", "À lire aussi", "関連記事"]
)
def test_a_list_of_other_pages_is_volatile_up_to_the_next_sentence(heading: str) -> None:
    text = f"{SENTENCE}\n\n{heading}\n\nTown hall gets a ramp\n\nPass road opens again\n\n{SENTENCE}"
    assert steady_text(text) == f"{SENTENCE}\n{SENTENCE}"


def test_a_link_to_another_page_is_volatile_with_its_title() -> None:
    assert steady_text(f"{SENTENCE}\n\nRead also: Pass road opens again\n\n{SENTENCE}") == f"{SENTENCE}\n{SENTENCE}"


def test_a_list_under_another_heading_stays() -> None:
    text = "Recommended limits\nLorries: 14,500 crowns\nCars: 900 crowns"
    assert steady_text(text) == text


@pytest.mark.parametrize(
    ("line", "steady"),
    [
        ("Timetable (PDF) – Downloads: 131", "Timetable (PDF)"),
        ("Coast Board | 1,204 views", "Coast Board"),
        ("Kommentare: 3 · Hafen Orsa", "Hafen Orsa"),
        ("Lamps 12 | Boats 4", "Lamps 12 | Boats 4"),
        ("The vote was 14 – 9, as the Board has said before.", "The vote was 14 – 9, as the Board has said before."),
    ],
)
def test_only_the_counter_goes_from_a_short_line_that_says_more(line: str, steady: str) -> None:
    assert steady_text(line) == steady


def test_only_the_time_goes_from_a_short_line_that_says_more() -> None:
    assert steady_text("Press Office · 3 hours ago") == steady_text("Press Office · 2 days ago") == "Press Office · "


@given(st.text(alphabet="ab 19.\n:", max_size=60))
def test_what_stays_is_part_of_the_text(text: str) -> None:
    assert set(steady_text(text).split("\n")) <= {*text.split("\n"), ""}


@pytest.mark.parametrize("heading", ["\u017fee al\u017fo", "SEE ALSO: Railway", "»  See   also"])
def test_a_heading_of_other_pages_is_known_in_any_case_and_spacing(heading: str) -> None:
    assert is_volatile(heading)


@given(st.lists(st.sampled_from(["See also", "3 hours ago", "Views: 12", SENTENCE, "Quota set", "Updated 3 hours ago | Lund"])))
def test_the_steady_text_has_a_line_for_each_line_that_is_not_volatile(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert len(steady_text(text).split("\n") if steady_text(text) else []) == len(lines) - len(volatile_spans(text))
