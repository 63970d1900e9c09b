"""The page and the HTML part of the mail: sound, whole, and with nothing in them but text and safe links."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from digest.compile.email_html import MAX_BYTES, html_part
from digest.compile.html import HtmlRenderer
from digest.compile.mail_part import mail_part
from digest.compile.view import build_view
from digest.records import Edition, Entry, KeyPoint, Layout, Span
from digest.text.visible import visible_text
from tests.compile.editions import DATA, FILE, a_statement, an_edition, an_entry, real_edition, verbatim, written

HOSTILE = (DATA / "hostile.lines").read_text("utf-8").splitlines()
ACTIVE = {
    "script",
    "iframe",
    "object",
    "embed",
    "form",
    "input",
    "button",
    "svg",
    "math",
    "base",
    "link",
    "img",
    "video",
    "audio",
}


def page(edition: Edition) -> str:
    return HtmlRenderer().render(edition, FILE).decode()


def mail(edition: Edition) -> str:
    return html_part(mail_part(build_view(edition), edition.layout.words), "https://example.org/leave/1")


both = pytest.mark.parametrize("write", [page, mail])


def parsed(source: str) -> html.HtmlElement:
    return html.document_fromstring(source.encode(), parser=html.HTMLParser(encoding="utf-8"))


def said(document: html.HtmlElement) -> str:
    return " ".join(document.body.text_content().split())


def hostile_entry(text: str) -> Entry:
    statement = a_statement(f"{text} Said.", title=text, issuer=text, speaker=text, warnings=(text,), language=text)
    return an_entry(statement, written(statement, text, "Said.", speaker=text))


def assert_harmless(source: str, template: str) -> None:
    """Nothing runs, nothing is loaded, and the elements are those of the same edition without the hostile text."""
    document, harmless = parsed(source), parsed(template)
    elements = [element for element in document.iter() if isinstance(element.tag, str)]
    assert not ACTIVE & {element.tag for element in elements}
    assert not [
        name for element in elements for name in element.attrib if name.startswith("on") or name in ("src", "background")
    ]
    assert all(href.startswith(("https://", "#")) for href in document.xpath("//@href"))
    assert "url(" not in " ".join(document.xpath("//style/text() | //@style"))
    assert [element.tag for element in elements] == [element.tag for element in harmless.iter() if isinstance(element.tag, str)]
    assert not [node for node in document.iter() if not isinstance(node.tag, str)], "a comment or instruction"


@both
def test_every_text_of_an_edition_stands_in_it(write: Callable[[Edition], str]) -> None:
    edition = real_edition()
    shown = build_view(edition)
    document = parsed(write(edition))
    text = said(document)
    for item in shown.all_entries:
        assert all(part in text for part in (item.title, *item.facts, *item.notes))
        assert all(point.text in text for point in item.points if not point.change)
        assert all(quote.text in text for point in item.points for quote in point.quotes)
    assert all(line in text for section in shown.footer for line in section.lines)
    links = set(document.xpath("//a/@href"))
    assert {item.link for item in shown.all_entries} <= links
    assert {point.link for item in shown.all_entries for point in item.points} <= links


@both
def test_headings_are_in_order_and_the_title_is_the_subject(write: Callable[[Edition], str]) -> None:
    document = parsed(write(real_edition()))
    levels = [int(heading.tag[1]) for heading in document.xpath("//h1 | //h2 | //h3")]
    assert levels.count(1) == 1
    assert all(following - level <= 1 for level, following in pairwise(levels))
    assert document.findtext(".//title") == build_view(real_edition()).subject
    assert document.get("lang") == "en"


@both
def test_nothing_is_loaded_from_anywhere(write: Callable[[Edition], str]) -> None:
    source = write(real_edition())
    assert not re.search(r"\bsrc=|url\(|@import|<link|<script", source)


def test_every_anchor_of_the_page_has_its_place() -> None:
    document = parsed(page(real_edition()))
    places = document.xpath("//@id")
    assert len(places) == len(set(places))
    assert {href[1:] for href in document.xpath("//a/@href") if href.startswith("#")} <= set(places)
    assert set(document.xpath("//@aria-labelledby")) <= set(places)


@both
def test_an_edition_with_nothing_new_says_so(write: Callable[[Edition], str]) -> None:
    assert "Nothing new has been published since the last edition." in said(parsed(write(an_edition())))


@both
@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_shown_and_does_nothing(write: Callable[[Edition], str], text: str) -> None:
    source = write(an_edition(hostile_entry(text), title=text))
    assert_harmless(source, write(an_edition(hostile_entry("harmless"), title="harmless")))
    assert " ".join(visible_text(text).split()) in said(parsed(source))


@both
@settings(max_examples=40)
@given(text=st.text(st.sampled_from("<>&\"'`=/ !-{}%#;:()[]abonsrc\n") | st.characters(exclude_categories=["Cs"]), min_size=1))
def test_no_text_brings_an_element_in(write: Callable[[Edition], str], text: str) -> None:
    text = f"x{text}"
    assert_harmless(write(an_edition(hostile_entry(text))), write(an_edition(hostile_entry("x"))))


@both
def test_what_is_written_from_right_to_left_is_marked_so(write: Callable[[Edition], str]) -> None:
    statement = a_statement("قال الوزير إن الاتفاق قائم.", title="بيان صحفي", language="ar")
    document = parsed(write(an_edition(an_entry(statement))))
    [heading] = document.xpath("//h3[@lang='ar'][@dir='rtl']")
    assert heading.text_content() == "بيان صحفي"
    assert document.xpath("//ul[@lang='ar'][@dir='rtl']")


def unlimited(*entries: Entry) -> Edition:
    """An edition whose mail may have any number of words."""
    return an_edition(*entries, layout=Layout(words=0))


def test_the_mail_ends_before_a_mail_program_would_cut_it_and_says_how_many_are_left() -> None:
    wordy = (a_statement(f"Sentence {number} says something. " * 20, title=f"Title {number}") for number in range(2_000))
    source = mail(unlimited(*(an_entry(statement) for statement in wordy)))
    whole, lines = (len(parsed(source).xpath(path)) for path in ("//h3", "//ul[@class='list']/li"))
    assert MAX_BYTES - 3_000 < len(source.encode()) <= MAX_BYTES
    assert whole > 0
    assert lines > whole
    assert f"and {2_000 - lines:,} more statements" in said(parsed(source))
    assert "About this edition" in said(parsed(source))


def test_one_statement_that_is_too_long_has_a_line_with_its_link() -> None:
    statement = a_statement("word " * 30_000)
    points = (KeyPoint(statement.text, (Span(0, len(statement.text)),)) for _ in range(30))
    source = mail(unlimited(an_entry(statement, *points)))
    assert len(source.encode()) <= MAX_BYTES
    assert parsed(source).xpath("//a[@class='t']/text()") == ["One title"]
    assert parsed(source).xpath("//a[@class='t']/@href") == ["https://www.state.gov/one/"]


def edition_of(number: int, sentences: int) -> Edition:
    """Statements of which every sentence is a key point."""
    said = [
        f"The ministers spoke of matter {n} and agreed on what is to be done before the end of the year."
        for n in range(sentences)
    ]
    statements = (a_statement(" ".join(said), title=f"Title {place}.", key=str(place)) for place in range(number))
    return unlimited(*(an_entry(statement, *(verbatim(statement, one) for one in said)) for statement in statements))


def test_what_does_not_fit_whole_keeps_its_line_and_every_point_its_link() -> None:
    source = mail(edition_of(90, 12))
    document = parsed(source)
    assert len(source.encode()) <= MAX_BYTES
    assert 20 < len(document.xpath("//h3")) < 90
    assert len(document.xpath("//ul[@class='list']/li")) == 90
    assert all(point.xpath(".//a[@class='o']") for point in document.xpath("//ul[@class='points']/li"))


@given(st.integers(0, 400), st.integers(0, 300))
@settings(max_examples=20, deadline=None)
def test_no_reader_s_link_makes_the_mail_too_long(number: int, length: int) -> None:
    shown = build_view(an_edition(*[an_entry(a_statement(title=f"Title {n}" * 9)) for n in range(number)]))
    assert len(html_part(shown, f"https://example.org/?a=1&b={'x' * length}").encode()) <= MAX_BYTES


def test_the_mail_is_a_table_of_600_pixels_with_its_styles_inline_and_a_kept_block_for_the_dark() -> None:
    source = mail(real_edition())
    [sheet] = parsed(source).xpath("//table[@width='600']")
    assert "max-width:600px" in sheet.get("style")
    assert all(table.get("role") == "presentation" for table in parsed(source).xpath("//table"))
    assert "@media (prefers-color-scheme: dark)" in source
    [preheader] = parsed(source).xpath("//div[@class='preheader']")
    assert preheader.get("style").startswith("display:none")
    assert preheader.text.strip()
    assert build_view(real_edition()).subject not in preheader.text
