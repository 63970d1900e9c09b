"""A PDF is read as its readers see it: paragraphs in order, without what stands around the text of the pages."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.errors import InputError
from digest.records import Role, Span, Statement
from tests.clean.conftest import Clean
from tests.clean.pdf_writer import Text, below, paragraph, write_pdf, write_unicode_pdf

HARBOUR = (
    "The Port Authority of Lund closes the inner harbour from the fourth of May because the northern quay has to be rebuilt. "
    "Ferries will use the outer pier for six weeks, and fishing boats may land at the old mole between six and nine."
)
THANKS = (
    "The Authority thanks the crews of the ferries for their patience in this spring, and all residents who have accepted the "
    "noise of the works. The council has promised to pay for new windows in the houses along the quay."
)
COSTS = (
    "The works cost two million crowns, of which the region pays a half. The rest is paid from the fees of the harbour, which "
    "remain as they are until the end of next year. A report on the costs will follow in autumn, said the treasurer."
)


def read(clean: Clean, *pages: list[Text], title: str = "", rotate: int = 0) -> Statement:
    """The statement in a PDF of these pages."""
    return clean(write_pdf(*pages, title=title, rotate=rotate), "application/pdf", link="https://a.gov/x.pdf")


def paragraphs(statement: Statement) -> list[str]:
    return [statement.text[part.start : part.end] for part in statement.paragraphs]


def removed(statement: Statement, rule: str) -> list[str]:
    return [removal.text for removal in statement.removed if removal.rule == rule]


def stacked(*texts: str, x: float = 72, width: float = 450, size: float = 11, top: float = 100) -> list[Text]:
    """Paragraphs below each other, with a gap between them."""
    page: list[Text] = []
    for text in texts:
        page += paragraph(text, x, below(page) if page else top, width, size)
    return page


def test_rows_become_paragraphs(clean: Clean) -> None:
    assert paragraphs(read(clean, stacked(HARBOUR, COSTS, THANKS))) == [HARBOUR, COSTS, THANKS]


def test_paragraphs_that_only_an_indent_or_a_short_row_separates_stay_apart(clean: Clean) -> None:
    page: list[Text] = []
    for text in (HARBOUR, COSTS, THANKS):
        rows = paragraph(f"____{text}", 72, below(page, 14.3) if page else 100, 450)
        page += [Text(rows[0].x + 20, rows[0].y, rows[0].text.strip("_")), *rows[1:]]
    assert paragraphs(read(clean, page)) == [HARBOUR, COSTS, THANKS]


def test_columns_are_read_one_after_the_other_below_the_headline(clean: Clean) -> None:
    headline = [Text(72, 80, "Harbour of Lund closes for six weeks in spring", 20, bold=True)]
    left = stacked(HARBOUR, COSTS, x=72, width=210, top=130)
    right = stacked(THANKS, HARBOUR.replace("Lund", "Malmo"), x=320, width=210, top=130)
    mixed = [text for pair in zip(left, right, strict=False) for text in pair] + left[len(right) :] + right[len(left) :]
    statement = read(clean, headline + mixed)
    assert paragraphs(statement)[-4:] == [HARBOUR, COSTS, THANKS, HARBOUR.replace("Lund", "Malmo")]
    assert statement.title == "Harbour of Lund closes for six weeks in spring"


def test_a_paragraph_goes_on_over_the_foot_of_its_page(clean: Clean) -> None:
    rows = paragraph(HARBOUR, 72, 100, 450)
    first, rest = rows[:2], [Text(72, 60 + 14 * n, row.text) for n, row in enumerate(rows[2:])]
    header = [Text(72, 30, "Port Authority of Lund", 8)]
    statement = read(
        clean, header + stacked(COSTS) + [Text(72, 400 + 14 * n, row.text) for n, row in enumerate(first)], header + rest
    )
    assert paragraphs(statement) == [COSTS, HARBOUR]
    start = statement.text.index(rest[0].text)
    assert statement.page_of(Span(start - 5, start - 1)) == 1
    assert statement.page_of(Span(start, start + 5)) == 2
    assert "".join(statement.text[page.start : page.end] for page in statement.pages).replace("\n\n", "") == COSTS + HARBOUR


def test_what_stands_around_the_text_of_the_pages_is_recorded_apart(clean: Clean) -> None:
    pages = [
        [
            Text(72, 40, "UNRESTRICTED", 9),
            Text(250, 40, f"Report of the harbour {number}", 9),
            *stacked(text, THANKS.replace("spring", f"year {number}")),
            Text(290, 800, f"- {number} -", 11),
        ]
        for number, text in enumerate((HARBOUR, COSTS, HARBOUR.replace("Lund", "Malmo")), 1)
    ]
    statement = read(clean, *pages)
    assert len(paragraphs(statement)) == 6
    assert "UNRESTRICTED" not in statement.text
    assert "- 2 -" not in statement.text
    assert sum("UNRESTRICTED" in text for text in removed(statement, "page-furniture")) == 3
    assert sum(text.startswith("- ") for text in removed(statement, "page-furniture")) == 3


def test_a_year_or_a_vote_in_the_middle_of_a_page_is_no_page_number(clean: Clean) -> None:
    page = [*stacked(HARBOUR), Text(72, 300, "2026"), *stacked(THANKS, top=340), Text(290, 800, "7")]
    statement = read(clean, page)
    assert "2026" in paragraphs(statement)
    assert removed(statement, "page-furniture") == ["7"]


def test_a_sentence_that_two_pages_repeat_in_their_text_stays(clean: Clean) -> None:
    pages = [stacked(text, "The decision takes effect at once.", THANKS, top=300) for text in (HARBOUR, COSTS)]
    assert paragraphs(read(clean, *pages)).count("The decision takes effect at once.") == 2


def test_the_numbers_of_the_rows_are_left_out(clean: Clean) -> None:
    rows = [Text(130, 100 + 24 * n, row.text) for n, row in enumerate(paragraph(HARBOUR, 130, 0, 380))]
    numbers = [Text(90, row.y, str(n)) for n, row in enumerate(rows, 1)]
    more = [Text(90, rows[-1].y + 24 * n, str(len(rows) + n)) for n in range(1, 4)]
    assert paragraphs(read(clean, numbers + more + rows)) == [HARBOUR]


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (["The inter-", "national court"], "The international court"),
        (["A Franco-", "German plan"], "A Franco-German plan"),
        (["talks on self-", "determination"], "talks on self-determination"),
        (["for troop- and", "police-contributing states"], "for troop- and police-contributing states"),
        (["for short-", "and long-term loans"], "for short- and long-term loans"),
        (["a well-known quay near the well-", "known pier"], "a well-known quay near the well-known pier"),
        (["from the year 2019-", "20 onwards"], "from the year 2019-20 onwards"),
        (["Landes- und", "Bundesrecht"], "Landes- und Bundesrecht"),
    ],
)
def test_hyphens_at_the_ends_of_rows(clean: Clean, rows: list[str], text: str) -> None:
    page = [Text(72, 100 + 14 * n, row) for n, row in enumerate(rows)]
    assert text in read(clean, page).text


def test_footnotes_stand_at_the_end_and_their_marks_are_no_figures(clean: Clean) -> None:
    rows = stacked("The region pays a half of the works, as it did in the year of the last great flood", THANKS)
    mark = Text(rows[0].x + 408, rows[0].y - 4, "1", 6)
    note = [Text(72, 760, "1 Regional budget for the harbours of the south coast, chapter four.", 8)]
    statement = read(clean, [*rows, mark, *note], stacked(COSTS))
    assert paragraphs(statement)[-1] == note[0].text
    assert statement.paragraphs[-1].role is Role.NOTES
    assert statement.page_of(Span(statement.paragraphs[-1].start, statement.paragraphs[-1].end)) == 1
    assert not any(text.endswith("flood1") for text in paragraphs(statement))


def test_a_table_is_read_row_by_row_with_a_warning(clean: Clean) -> None:
    table = [
        Text(x, 300 + 16 * n, cell)
        for n, row in enumerate(
            (("Year", "Boats", "Fish"), ("2024", "17", "311"), ("2025", "19", "298"), ("2026", "21", "305"))
        )
        for x, cell in zip((90, 250, 400), row, strict=True)
    ]
    statement = read(clean, [*stacked(HARBOUR), *table, *stacked(THANKS, top=420)])
    assert "2025 | 19 | 298" in paragraphs(statement)
    assert "tables on page 1 are read row by row" in statement.warnings


def test_list_items_and_speakers_start_paragraphs(clean: Clean) -> None:
    rows = ["CHAIR DOE. Good afternoon.", "MARY ROE. Thank you. Will the harbour", "stay closed?", "CHAIR DOE. It will."]
    items = ["• a new quay for the ferries of the north", "• a longer mole"]
    page = [Text(72, 100 + 14 * n, row) for n, row in enumerate([*rows, *items])]
    statement = read(clean, [*page, *stacked(HARBOUR, top=300)])
    assert paragraphs(statement)[:3] == [rows[0], f"{rows[1]} {rows[2]}", rows[3]]
    assert [part.speaker for part in statement.paragraphs[:3]] == ["CHAIR DOE", "MARY ROE", "CHAIR DOE"]
    assert "a longer mole" in paragraphs(statement)


def test_a_turned_page_is_read_as_it_is_shown_and_a_stamp_across_it_is_left_out(clean: Clean) -> None:
    stamp = Text(200, 700, "DRAFT", 60, angle=(1, 1, -1, 1))
    assert paragraphs(read(clean, [*stacked(HARBOUR), stamp])) == [HARBOUR]
    turned = [Text(row.y, 842 - row.x, row.text, angle=(0, 1, -1, 0)) for row in paragraph(HARBOUR, 72, 100, 450)]
    assert paragraphs(read(clean, turned)) == [HARBOUR]
    assert paragraphs(read(clean, turned, rotate=90)) == [HARBOUR]


LETTERHEAD = [
    Text(72, 50, "MINISTRY OF HARBOURS", 16, bold=True),
    Text(430, 50, "No. 14/2026", 9),
    Text(72, 66, "Press Office", 9),
    Text(72, 120, "PRESS RELEASE", 11, bold=True),
    Text(72, 150, "Minister opens the new quay of Lund and thanks the crews of", 14, bold=True),
    Text(72, 167, "the ferries", 14, bold=True),
]
FOOT = [Text(72, 800, "Ministry of Harbours, Quay Street 1, Lund", 7), Text(72, 809, "Tel. 1234 5678, press@port.example", 7)]


def test_a_letterhead_is_no_title_and_the_address_at_the_foot_is_no_text(clean: Clean) -> None:
    statement = read(clean, [*LETTERHEAD, *stacked(HARBOUR, COSTS, top=200), *FOOT])
    assert statement.title == "Minister opens the new quay of Lund and thanks the crews of the ferries"
    assert removed(statement, "page-furniture") == [FOOT[1].text, FOOT[0].text]
    assert paragraphs(statement)[-2:] == [HARBOUR, COSTS]


def test_the_kind_of_a_document_belongs_to_its_title(clean: Clean) -> None:
    titles = [
        Text(240, 80, "COUNCIL DECISION", 12, bold=True),
        Text(180, 110, "on the harbour agreement of Lund", 12, bold=True),
    ]
    assert read(clean, [*titles, *stacked(HARBOUR, top=160)]).title == "COUNCIL DECISION on the harbour agreement of Lund"


def test_a_row_in_print_with_wide_gaps_is_no_table(clean: Clean) -> None:
    words = "Ferries sail again from Friday on".split()
    wide = [Text(72 + 70 * n, 100, word) for n, word in enumerate(words)]
    statement = read(clean, [*wide, *stacked(HARBOUR, top=140)])
    assert paragraphs(statement)[0] == " ".join(words)
    assert not statement.warnings


def test_a_transcript_in_double_spacing_keeps_its_turns(clean: Clean) -> None:
    def page(number: int, *turns: str) -> list[Text]:
        texts = [Text(72, 40, "June 15, 2026", 10), Text(250, 40, "Chair Doe's Press Conference", 10)]
        place = 100.0
        for turn in turns:
            rows = paragraph(f"_______{turn}", 72, place, 450, 12, pitch=2.3)
            texts += [Text(108, place, rows[0].text.strip("_"), 12), *rows[1:]]
            place = below(rows, 27.6)
        return [*texts, Text(270, 810, f"Page {number} of 3", 10)]

    first, second = f"CHAIR DOE. {HARBOUR}", f"ANN POE. {THANKS}"
    statement = read(clean, page(1, first, COSTS), page(2, second), page(3, f"CHAIR DOE. {COSTS}"))
    assert paragraphs(statement) == [first, COSTS, second, f"CHAIR DOE. {COSTS}"]
    assert [part.speaker for part in statement.paragraphs] == ["CHAIR DOE", "CHAIR DOE", "ANN POE", "CHAIR DOE"]


CHINESE = (
    "隆德港务局宣布，内港将从五月四日起关闭，因为北码头需要重建。渡轮将在六周内使用外码头，渔船可以在早上六点到九点之间停靠在旧防波堤。",
    "港务局感谢渡轮船员在今年春天的耐心，并感谢所有接受施工噪音的居民。市议会承诺为码头沿线的房屋支付新窗户的费用。",
)
HEBREW = (
    "רשות הנמל סוגרת את הנמל הפנימי החל מהרביעי במאי מכיוון שהרציף הצפוני צריך להיבנות מחדש. המעבורות ישתמשו ברציף החיצוני.",
    "הרשות מודה לצוותי המעבורות על סבלנותם באביב הזה, ולכל התושבים שקיבלו את רעש העבודות.",
)


def test_scripts_without_spaces_are_joined_without_spaces(clean: Clean) -> None:
    starts = ((72, 100), (72, 200))
    rows = [
        Text(x, y + 18 * n, text[i : i + 30], 12)
        for (x, y), text in zip(starts, CHINESE, strict=True)
        for n, i in enumerate(range(0, len(text), 30))
    ]
    assert paragraphs(clean(write_unicode_pdf(rows, 1.0), "application/pdf")) == list(CHINESE)


def test_scripts_from_right_to_left_are_read_from_right_to_left(clean: Clean) -> None:
    rows = [row for text in HEBREW for row in textwrap.wrap(text, 60)]
    page = [Text(520 - 6 * len(row), 100 + 16 * n, row[::-1], 12) for n, row in enumerate(rows)]
    assert paragraphs(clean(write_unicode_pdf(page), "application/pdf")) == list(HEBREW)


def test_the_title_of_the_file_counts_only_if_readers_see_it(clean: Clean) -> None:
    page = [Text(72, 80, "Harbour of Lund closes", 18), *stacked(HARBOUR, THANKS, top=130)]
    assert read(clean, page, title="Harbour of Lund closes").title == "Harbour of Lund closes"
    assert read(clean, page, title="Microsoft Word - final2.doc").title == "Harbour of Lund closes"
    assert read(clean, page, title="Annual programme of another office").title == "Harbour of Lund closes"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (write_pdf([]), "is a PDF without text"),
        (b"%PDF-1.7\n" + b"\x00\x01nothing", "is a damaged PDF"),
        (write_pdf(*[[]] * 501), "is a PDF of 501 pages; at most 500 are read"),
    ],
)
def test_a_pdf_that_cannot_be_read_is_refused_by_name(clean: Clean, content: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=rf"^a-statement: {reason}"):
        clean(content, "application/pdf")


def test_a_page_without_text_among_others_is_told(clean: Clean) -> None:
    assert "no text on page 2 of the PDF" in read(clean, stacked(HARBOUR), [], stacked(THANKS)).warnings


WORDS = st.lists(st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyz"), min_size=2, max_size=12), min_size=8, max_size=120)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, min_size=1, max_size=4))
def test_no_word_of_a_text_is_lost_and_none_changes_its_place(clean: Clean, texts: list[list[str]]) -> None:
    sentences = [f"Report {' '.join(words)}." for words in texts]
    statement = read(clean, stacked(*sentences))
    assert " ".join(statement.text.split()) == " ".join(sentences)
