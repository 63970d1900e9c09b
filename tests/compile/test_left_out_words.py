"""A key point that lost words of its sentence bears one mark, the same in every format, and leads to the whole sentence."""

from __future__ import annotations

import pytest

from digest.compile.email_html import html_part
from digest.compile.html import HtmlRenderer
from digest.compile.mail_part import mail_part
from digest.compile.markdown import MarkdownRenderer
from digest.compile.plain_text import TextRenderer, plain_part
from digest.compile.selection_notes import selection_notes
from digest.compile.view import build_view
from digest.records import Edition, Entry, KeyPoint, Span
from tests.compile.editions import FILE, a_statement, an_edition, an_entry

MARK = "(verbatim but for words left out)"
SENTENCE = "And so, as I said, the harbour closes on Monday."
FORMATS = {
    "mail": lambda edition: html_part(mail_part(build_view(edition), 1_200), ""),
    "mail in plain text": lambda edition: plain_part(mail_part(build_view(edition), 1_200)),
    "page": lambda edition: HtmlRenderer().render(edition, FILE).decode(),
    "Markdown": lambda edition: MarkdownRenderer().render(edition, FILE).decode(),
    "text": lambda edition: TextRenderer().render(edition, FILE).decode(),
}


def an_entry_that_lost_words(link: str) -> Entry:
    point = KeyPoint("The harbour closes on Monday.", (Span(0, len(SENTENCE)),), verbatim=False)
    return an_entry(a_statement(SENTENCE, link=link), point)


def rendered(form: str, edition: Edition) -> str:
    return " ".join(FORMATS[form](edition).split())


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("link", ["https://www.state.gov/harbour/", ""], ids=["with a link", "without a link"])
def test_the_mark_is_the_same_in_every_format_and_stands_once(form: str, link: str) -> None:
    shown = rendered(form, an_edition(an_entry_that_lost_words(link)))
    assert shown.count(MARK) == shown.count("but for words") == 1


@pytest.mark.parametrize("form", FORMATS)
def test_the_whole_sentence_is_behind_the_link_or_below_the_point(form: str) -> None:
    assert SENTENCE not in rendered(form, an_edition(an_entry_that_lost_words("https://www.state.gov/harbour/")))
    assert SENTENCE in rendered(form, an_edition(an_entry_that_lost_words("")))


@pytest.mark.parametrize(
    ("links", "told"),
    [
        (("https://www.state.gov/harbour/",), "Where words are left out, a link leads to the whole sentence."),
        (("",), "Where words are left out, the whole sentence stands below."),
        (("https://www.state.gov/a/", ""), "Where words are left out, a link leads to the whole sentence, or it stands below."),
    ],
    ids=["links", "no links", "some links"],
)
def test_the_note_tells_where_the_whole_sentences_are(links: tuple[str, ...], told: str) -> None:
    (note,) = selection_notes([an_entry_that_lost_words(link) for link in links])
    assert note.endswith(told)


def test_an_edition_whose_points_lost_no_words_tells_nothing_of_it() -> None:
    assert "left out" not in " ".join(selection_notes([an_entry(a_statement(SENTENCE))]))
