"""What every format shows: nothing of a stranger's text is so long that it drowns the rest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest.compile.email import EmailRenderer
from digest.compile.entry_view import display_title
from digest.compile.html import HtmlRenderer
from digest.compile.json_edition import JsonRenderer
from digest.compile.markdown import MarkdownRenderer
from digest.compile.plain_text import TextRenderer
from digest.compile.view import build_view
from digest.compile.view_model import EntryView
from digest.interfaces import Renderer
from digest.records import Format, Statement, Target
from tests.compile.editions import a_statement, an_edition, an_entry
from tests.compile.test_email import SENDER


def test_a_real_sentence_is_shown_whole_and_an_endless_one_is_seen_to_be_cut() -> None:
    longest, endless = "Whereas " * 390 + "it ends.", "Whereas " * 100_000
    whole, cut = build_view(
        an_edition(an_entry(a_statement(longest)), an_entry(a_statement(endless, link="https://a.gov/2")))
    ).entries
    assert whole.points[0].text == longest
    assert cut.points[0].text.endswith("Whereas…")
    assert len(cut.points[0].text) <= 4_000


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Joint Statement by the Quad Foreign Ministers\n\nWe met today.", "Joint Statement by the Quad Foreign Ministers"),
        ("We met today.\n\nIt was late.", "We met today. It was late."),
        ("Statement\n\nWe met today.", "Statement We met today."),
        ("A line that ends nowhere", "A line that ends nowhere"),
        ("", "Statement without a title"),
    ],
)
def test_what_has_no_title_borrows_the_headline_of_its_text_or_its_beginning(text: str, title: str) -> None:
    assert display_title(a_statement(text, title="")) == title


@pytest.mark.parametrize(
    ("renderer", "form"),
    [
        (EmailRenderer(SENDER), Format.EMAIL),
        (HtmlRenderer(), Format.HTML),
        (MarkdownRenderer(), Format.MARKDOWN),
        (TextRenderer(), Format.TEXT),
        (JsonRenderer(), Format.JSON),
    ],
    ids=["email", "html", "markdown", "text", "json"],
)
def test_a_statement_of_megabytes_makes_no_edition_of_megabytes(renderer: Renderer, form: Format) -> None:
    endless = "<" * 3_000_000
    entry = an_entry(a_statement(endless, key="endless", title=endless, speaker=endless, issuer=endless))
    assert len(renderer.render(an_edition(entry), Target("file", "x", form))) < 100_000


def test_the_parties_of_a_joint_statement_are_a_fact_and_very_many_are_cut() -> None:
    few = replace(a_statement(), parties=("France", "Germany\u202e", "European Union"))
    assert "France, Germany, European Union" in view_of(few).facts
    many = replace(a_statement(), parties=tuple(f"Country {number}" for number in range(40)))
    assert any(fact.startswith("Country 0, ") and fact.endswith("Country 24, …") for fact in view_of(many).facts)


def view_of(statement: Statement) -> EntryView:
    (entry,) = build_view(an_edition(an_entry(statement))).entries
    return entry
