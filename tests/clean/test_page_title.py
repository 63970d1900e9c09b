"""The headline of a page is what its headings and its titles agree on; the name of the site never is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.clean.html_parser import parse_html, read_visible
from digest.clean.metadata import read_metadata

HEADLINE = "Harbour board opens the northern quay"
SITE = "Port of Aldmouth"
TEXT = "<p>The harbour board opened the northern quay on Monday. Boats may moor there from the first of May.</p>"


def title(head: str, body: str, address: str = "https://www.port.example/news/1") -> str:
    root = parse_html(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>")
    assert root is not None
    return read_metadata(root, read_visible(root), address).title


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (f"<title>{HEADLINE} | {SITE}</title>", f'<header><h1><a href="/">{SITE}</a></h1></header><h2>{HEADLINE}</h2>{TEXT}'),
        (f"<title>{HEADLINE} | {SITE}</title>", f"<header><h1>{SITE}</h1></header><main><h1>{HEADLINE}</h1>{TEXT}</main>"),
        (f"<title>{SITE} - {HEADLINE}</title>", f'<h1 class="site-title">{SITE}</h1><h1>{HEADLINE}</h1>{TEXT}'),
        (f"<title>{SITE}</title>", f"<main><h1>{HEADLINE}</h1>{TEXT}</main>"),
        (
            f'<title>{HEADLINE}</title><meta property="og:title" content="News">',
            f"<h1><span>News</span><br>{HEADLINE}</h1>{TEXT}",
        ),
        (f'<meta property="og:site_name" content="{SITE}"><title>{HEADLINE} – {SITE}</title>', TEXT),
        (f'<meta property="og:site_name" content="{SITE}"><meta property="og:title" content="{SITE} | {HEADLINE}">', TEXT),
        (f'<meta property="og:site_name" content="{SITE}"><meta property="og:title" content="{SITE}">', f"<h1>{HEADLINE}</h1>"),
        (f"<title>PORT - {HEADLINE}</title>", f"<h2>More news</h2>{TEXT}"),
        (f"<title>{HEADLINE} :: {SITE}</title>", f"<h1>Menu</h1><h1>{HEADLINE}</h1><aside><h1>{SITE}</h1></aside>{TEXT}"),
        (f"<title>{HEADLINE} | News | {SITE}</title>", f"<h1>{HEADLINE}</h1>{TEXT}<aside><h1>News</h1></aside>"),
        ("<title>Harbour board opens the &amp;lt;b&amp;gt;northern&amp;lt;/b&amp;gt; quay</title>", TEXT),
        (f"<title>Press releases | {SITE}</title>", f"<main><h1>Press releases</h1><h2>{HEADLINE}</h2>{TEXT}</main>"),
        (
            f"<title>{SITE}</title>",
            f'<h1><a href="/"><img src="a.png" alt="{SITE}"></a></h1><main><h2>{HEADLINE}</h2>{TEXT}</main>',
        ),
        (f"<title>{SITE}</title>", f"<header><h1>{SITE}</h1></header><article><h1>{HEADLINE}</h1>{TEXT}</article>"),
        (f"<title>{HEADLINE} | {SITE}</title>", f'<h1>{HEADLINE}<a class="anchor" href="#top">#</a></h1>{TEXT}'),
        ("", f"<h1><span>{HEADLINE}</span><sup><a href='#n1'>1</a></sup></h1>{TEXT}"),
    ],
)
def test_the_headline_is_found_and_the_site_is_not(head: str, body: str) -> None:
    assert title(head, body) == HEADLINE


@pytest.mark.parametrize("word", ["Statement", "Erklärung", "Заявление", "声明"])
def test_a_headline_may_have_one_word(word: str) -> None:
    assert title(f"<title>{word} | {SITE}</title>", f"<main><h1>{word}</h1>{TEXT}</main>") == word


@pytest.mark.parametrize(
    ("written", "headline"),
    [
        ("港务局今天公布新的码头计划-港务网", "港务局今天公布新的码头计划"),
        ("港务局今天公布新的码头计划_新闻_港务网", "港务局今天公布新的码头计划"),
        ("局长谈新码头的建设：费用合理", "局长谈新码头的建设：费用合理"),
        ("局长访问北方的新码头-谈费用的分担_港务网", "局长访问北方的新码头-谈费用的分担"),
        ("港湾局が新しい埠頭の計画を発表｜港湾局", "港湾局が新しい埠頭の計画を発表"),
        ("2024-2025年港务计划", "2024-2025年港务计划"),
    ],
)
def test_the_site_behind_a_headline_without_spaces_is_cut(written: str, headline: str) -> None:
    assert title(f"<title>{written}</title>", "<p>x</p>") == headline


@pytest.mark.parametrize("section", ["Press releases", "Statement", "Pressemitteilungen"])
def test_the_name_of_a_section_stays_the_title_above_a_text_with_headings(section: str) -> None:
    body = f"<main><h1>{section}</h1>{TEXT}<h2>What the northern quay will cost</h2>{TEXT}</main>"
    assert title(f"<title>{section} | {SITE}</title>", body) == section
    below = f"<main><h1>{section}</h1><h2>Summary</h2>{TEXT}</main>"
    assert title(f"<title>{section} | {SITE}</title>", below) == section


@pytest.mark.parametrize("end", ["…", " …", "..."])
def test_a_title_that_was_cut_does_not_cut_the_headline(end: str) -> None:
    cut = HEADLINE[: HEADLINE.rindex(" ")]
    assert title(f"<title>{cut}{end} | {SITE}</title>", f"<h1>{HEADLINE}</h1>{TEXT}") == HEADLINE


@pytest.mark.parametrize(
    ("shared", "headline"),
    [
        ("Statement by the Minister - Ministry of Ports", "Statement by the Minister on the flooding of the old quays"),
        ("Policy of ports", "Policy of ports fails the small towns, board admits"),
        ("Northern quays", "What the board has decided on the future of the northern quays"),
    ],
)
def test_a_title_that_was_shortened_does_not_cut_the_headline(shared: str, headline: str) -> None:
    assert title(f"<title>{shared}</title>", f"<h1>{headline}</h1>{TEXT}") == headline


def test_a_long_section_before_a_headline_is_cut() -> None:
    heading = f"Press release of the Ministry of Ports, Roads and Bridges of the Northern Provinces: {HEADLINE}"
    assert title(f"<title>{HEADLINE}</title>", f"<h1>{heading}</h1>{TEXT}") == HEADLINE


def test_a_part_of_a_headline_with_a_word_of_the_host_is_no_site() -> None:
    headline = "Minister presents plan: mental health for all"
    assert title(f"<title>{headline}</title>", TEXT, "https://www.health.example/x") == headline


def test_a_short_title_does_not_win_over_a_long_headline() -> None:
    heading = "港务局公布码头建设计划总额为三亿元"
    assert title("<title>港务局</title>", f"<main><h1>{heading}</h1></main>") == heading


@pytest.mark.parametrize("headline", ["Trade: the port and the town - a new start", "Open 9 - 5 on Sundays", "Quays | maps"])
def test_separators_inside_a_headline_stay(headline: str) -> None:
    assert title(f"<title>{headline} | {SITE}</title>", f"<h1>{headline}</h1>{TEXT}") == headline


def test_a_page_that_has_only_the_name_of_its_site_has_that_as_title() -> None:
    assert title(f"<title>{SITE}</title>", TEXT) == SITE


WORDS = st.lists(st.sampled_from("quay harbour plan boats north opens Monday board".split()), min_size=3, max_size=8).map(
    " ".join
)


@given(WORDS, st.sampled_from([" | ", " - ", " – ", " :: "]), st.booleans())
def test_the_headline_survives_any_separator_and_order(headline: str, separator: str, site_first: bool) -> None:
    whole = separator.join([SITE, headline] if site_first else [headline, SITE])
    assert title(f"<title>{whole}</title>", f"<header><h1>{SITE}</h1></header><h1>{headline}</h1>{TEXT}") == headline
