"""The first paragraph of an unknown page is never lost without a word, and nothing else takes its place."""

from __future__ import annotations

import pytest

from digest.clean.html_parser import parse_html, read_visible
from digest.clean.page_lead import Lead, missing_lead, page_descriptions

HEADLINE = "Harbour plan for the north coast"
LEAD = "The ministry opens eight small harbours on the north coast to fishing boats next spring."
BODY = "".join(
    f"<p>BODY {number}: the harbours get new piers, and the boats that use them pay no fee.</p>" for number in range(4)
)


def found_in(page: str) -> tuple[list[str], str]:
    """Return the lines that are added to those with BODY, and the doubtful one."""
    root = parse_html(f"<html><body>{page}</body></html>")
    assert root is not None
    text = read_visible(root)
    chosen = frozenset(number for number, line in enumerate(text.lines) if "BODY" in line.text)
    lead: Lead = missing_lead(text, chosen, [HEADLINE], page_descriptions(root))
    return [text.lines[number].text for number in lead.lines], lead.doubtful


def described(text: str) -> str:
    return f'<meta property="og:description" content="{text}">'


@pytest.mark.parametrize(
    "box",
    [
        f'<div class="content-banner overlay"><div class="box"><h1>{HEADLINE}</h1><p>{LEAD}</p></div></div>',
        f'<header class="stage"><h1>{HEADLINE}</h1><div class="text"><p>{LEAD}</p></div></header>',
        f'<div class="top"><h1>{HEADLINE}</h1></div><div><p class="article-intro">{LEAD}</p></div>',
        f'<div class="top"><h1>{HEADLINE}</h1><p>3 November 2026</p><p><b>{LEAD}</b></p></div>',
    ],
)
def test_a_paragraph_in_the_box_of_the_headline_is_added(box: str) -> None:
    assert found_in(f"{box}<article>{BODY}</article>") == ([LEAD], "")


@pytest.mark.parametrize("ending", ["", " ...", "…", " [...]"])
def test_a_line_that_the_page_describes_itself_with_is_added_where_it_stands(ending: str) -> None:
    far = f"<div><div><div><div><p>{LEAD} It costs nothing.</p></div></div></div></div>"
    page = f"<h1>{HEADLINE}</h1>{far}<article>{BODY}</article>"
    assert found_in(described(LEAD[:70] + ending) + page) == ([f"{LEAD} It costs nothing."], "")


def test_a_description_that_no_reader_of_the_page_sees_is_not_added() -> None:
    assert found_in(described(LEAD) + f"<h1>{HEADLINE}</h1><article>{BODY}</article>") == ([], "")


@pytest.mark.parametrize(
    "place",
    [
        "<h1>{headline}</h1><article>{body}</article><footer><p>{lead}</p></footer>",
        "<div><p>{lead}</p></div><h1>{headline}</h1><article>{body}</article>",
        "<h1>{headline}</h1><aside><p>{lead}</p></aside><article>{body}</article>",
        '<h1>{headline}</h1><div class="related-news"><p>{lead}</p></div><article>{body}</article>',
        '<h1>{headline}</h1><p><a href="/other">{lead}</a></p><article>{body}</article>',
    ],
)
def test_what_describes_the_site_or_another_page_is_not_added(place: str) -> None:
    assert found_in(described(LEAD) + place.format(headline=HEADLINE, lead=LEAD, body=BODY)) == ([], "")


@pytest.mark.parametrize(
    "line",
    [
        "We use cookies to improve this site and to count its visitors.",
        "Wir verwenden Cookies, um unsere Website für Sie zu verbessern und zu messen.",
        "By Anna Berg and Clara Dahl on Monday, November 3rd, 2025 at 11:08 a.m.",
        "The minister at the harbour of Lund on Monday morning (photo: ministry).",
        "Published: 3 November 2025 by the press office of the ministry.",
        "Harbours and fish",
    ],
)
def test_a_line_in_the_box_that_is_no_paragraph_of_the_statement_is_not_added(line: str) -> None:
    assert found_in(f"<div><h1>{HEADLINE}</h1><p>{line}</p></div><article>{BODY}</article>") == ([], "")


def test_a_list_of_other_pages_below_the_headline_is_not_added() -> None:
    page = f"<div><h1>{HEADLINE}</h1><p>Related posts</p><p>{LEAD}</p></div><article>{BODY}</article>"
    assert found_in(page) == ([], "")


def test_a_paragraph_that_stands_twice_is_added_once_and_one_that_was_found_not_at_all() -> None:
    page = f"<div><h1>{HEADLINE}</h1><p>{LEAD}</p><div><p>{LEAD}</p></div></div><article>{BODY}</article>"
    assert found_in(page) == ([LEAD], "")
    assert found_in(f"<div><h1>{HEADLINE}</h1><p>{LEAD}</p></div><article><p>BODY {LEAD}</p></article>") == ([], "")


def test_a_paragraph_far_from_the_headline_gives_a_warning() -> None:
    page = f"<div><h1>{HEADLINE}</h1></div><section><div><div><p>{LEAD}</p></div></div></section><article>{BODY}</article>"
    assert found_in(page) == ([], "The ministry opens eight small harbours on the north coast…")
