"""The day of a page is that of its statement: from its metadata and the neighbourhood of its headline, never from beside it."""

from __future__ import annotations

import json

import pytest

from tests.clean.conftest import Clean

HEADLINE = "Harbour board opens the northern quay"
TEXT = (
    "<p>The harbour board of Aldmouth opened the northern quay of the old town on Monday, after two years of works that cost "
    "less than was planned. Boats may moor there.</p><p>Mayor Ada Quill thanked the people of the quarter for their patience "
    "during a long winter of noise, dust and closed streets.</p>"
)
DAY = "2025-05-05"


def day_of(clean: Clean, body: str, head: str = "", lang: str = "en") -> str | None:
    page = f"<!doctype html><html lang={lang}><head><title>{HEADLINE}</title>{head}</head><body>{body}</body></html>"
    published = clean(page, "text/html").published
    return published.date().isoformat() if published else None


def article(before: str = "", after: str = "", end: str = "") -> str:
    return f"<main><article>{before}<h1>{HEADLINE}</h1>{after}{TEXT}{end}</article></main>"


@pytest.mark.parametrize(
    "name",
    [
        "dcterms.issued",
        "dcterms:issued",
        "DC.date.issued",
        "article:published_time",
        "publication_date",
        "date",
        "DC.date.created",
    ],
)
def test_the_date_is_read_from_metadata(clean: Clean, name: str) -> None:
    assert day_of(clean, article(), f'<meta name="{name}" content="{DAY}">') == DAY


@pytest.mark.parametrize(
    "line",
    [
        "<p>5 May 2025</p>",
        "<p>Oslo, 5 May 2025</p>",
        "<p>San Marino, Monday 5 May 2025</p>",
        "<div><span>Published</span> <span>5 May 2025</span> | <a href='/news'>News</a></div>",
        "<time itemprop='datePublished' datetime='2025-05-05T09:00:00+02:00'>today</time>",
        "<p>Press release <time datetime='2025-05-05'>5 May 2025</time></p>",
        "<meta itemprop='datePublished' content='2025-05-05'>",
        "<p>Last updated: 9 May 2025</p><p>Published: 5 May 2025</p>",
        "<span property='dc:date dc:created' content='2025-05-05T09:00:00+02:00'>this week</span>",
        "<span property='schema:datePublished' content='2025-05-05T09:00:00+02:00'>this week</span>",
        "<abbr class='published' title='2025-05-05T09:00:00+02:00'>this week</abbr>",
        "<p><time class='updated' datetime='2025-05-09'></time><time class='published' datetime='2025-05-05'></time></p>",
        "<time class='dateModified' datetime='2025-05-09'></time><time datetime='2025-05-05'></time>",
        "<time class='entry-date published updated' datetime='2025-05-05'>5 May</time>",
        "<p>Date of issue: 5 May 2025</p><p>Next report: 9 June 2025</p>",
        "<p>ALDMOUTH, May 5, 2025 — The harbour board of Aldmouth opened the northern quay of the old town.</p>",
    ],
)
def test_the_date_is_read_near_the_headline(clean: Clean, line: str) -> None:
    assert day_of(clean, article(after=line)) == DAY
    assert day_of(clean, f"<aside><time datetime='2025-01-01'>1 January 2025</time></aside>{article(after=line)}") == DAY


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("de", "Montag, 5. Mai 2025"), ("fr", "lundi 5 mai 2025"), ("es", "Lima, lunes 5 de mayo de 2025"),
        ("it", "Roma, 5 maggio 2025"), ("pt", "Publicado em 05/05/2025 18h38"), ("nl", "maandag 5 mei 2025"),
        ("pl", "Warszawa, dnia 5 maja 2025 r."), ("ru", "5 мая 2025 года"), ("zh", "2025年5月5日"),
        ("ja", "公開日：2025年5月5日"), ("th", "วันจันทร์ที่ 5 พฤษภาคม 2568"), ("fi", "maanantai 5.5.2025"),
    ],
)  # fmt: skip
def test_the_date_near_the_headline_is_read_in_any_language(clean: Clean, lang: str, line: str) -> None:
    assert day_of(clean, article(after=f"<p>{line}</p>"), lang=lang) == DAY


def test_a_date_above_the_headline_counts_if_it_stands_with_it(clean: Clean) -> None:
    assert day_of(clean, article(before="<h3>05.05.2025</h3>"), lang="de") == DAY
    assert day_of(clean, f"<header><p>1 January 2025</p></header>{article()}") is None


def test_a_date_below_the_text_counts_with_a_label(clean: Clean) -> None:
    related = (
        "<section class='related'><h2>Related</h2><p><a href='/x'>Works</a> <time datetime='2025-01-01'>1 January</time></p>"
    )
    assert day_of(clean, article(end="<p>Published 5 May 2025</p>") + related) == DAY


@pytest.mark.parametrize(
    "beside",
    [
        "<aside><p>Published: 1 January 2025</p></aside>",
        "<footer><p>Published: 1 January 2025</p></footer>",
        "<footer><p>Last modified: 1 January 2025</p></footer>",
        "<div class='comments'><p>1 January 2025</p><p itemprop='datePublished'>2025-01-01</p></div>",
        "<div class='related-news'><ul><li>1 January 2025 <a href='/a'>Board closes the southern quay</a></li></ul></div>",
        "<div class='upcoming events'><time datetime='2025-01-01'>1 January 2025</time></div>",
        "<p>Last updated: 1 January 2025</p>",
        "<nav><ul><li>Published: 1 January 2025</li></ul></nav>",
        "<ul><li><a href='/a'>Harbour board closes the southern quay</a> 1 January 2025</li></ul>",
    ],
)
def test_a_date_beside_the_statement_is_none(clean: Clean, beside: str) -> None:
    assert day_of(clean, beside + article() + beside) is None
    assert day_of(clean, beside + article(after="<p>5 May 2025</p>") + beside) == DAY


def json_ld(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


OTHER = {"@type": "NewsArticle", "headline": "Another story", "url": "/other", "datePublished": "2025-01-01"}
OWN = {"@type": "NewsArticle", "headline": HEADLINE, "datePublished": DAY}


@pytest.mark.parametrize(
    "data",
    [
        OWN,
        [OTHER, OWN],
        {"@graph": [{"@type": "WebPage", "datePublished": "2025-02-02"}, OTHER, OWN]},
        {"@type": "WebPage", "mainEntity": OWN, "hasPart": [OTHER]},
        {"@graph": [{"@type": "ItemList", "itemListElement": [OTHER]}, {"@type": "WebPage", "datePublished": DAY}]},
        [{"@type": "VideoObject", "datePublished": "2025-01-01"}, {"@type": "Article", "datePublished": DAY}],
    ],
)
def test_of_json_ld_the_main_entity_counts(clean: Clean, data: object) -> None:
    assert day_of(clean, article(), json_ld(data)) == DAY


def test_a_visible_date_counts_more_than_the_json_ld_of_another_headline(clean: Clean) -> None:
    assert day_of(clean, article(after=f"<p>Published {DAY}</p>"), json_ld(OTHER)) == DAY
    assert day_of(clean, article(), json_ld(OTHER)) == OTHER["datePublished"]


def test_marks_that_hide_a_script_are_no_part_of_json_ld(clean: Clean) -> None:
    data = json.dumps(OWN)
    for script in (f"//<![CDATA[\n{data}\n//]]>", f"/*<![CDATA[*/{data}/*]]>*/", f"<!-- {data} -->", f" {data} ;"):
        assert day_of(clean, article(), f'<script type="application/ld+json">{script}</script>') == DAY


def test_a_date_that_cannot_be_read_is_passed_over_for_the_next(clean: Clean) -> None:
    assert day_of(clean, article(after="<p>5 May 2025</p>"), '<meta name="dcterms.issued" content="soon">') == DAY


def test_a_date_in_the_address_is_none(clean: Clean) -> None:
    assert day_of(clean, article(), '<link rel="canonical" href="https://port.example/2025/05/05/quay">') is None


def test_a_date_alone_is_no_telephone_number(clean: Clean) -> None:
    for line in ("Stand: 03.03.2025", "03.03.2025", "2025-03-03", "01.03.2025 - 05.03.2025"):
        statement = clean(f"<p>{HEADLINE} today.</p>{TEXT}<p>{line}</p>", "text/html", fragment=True, title=HEADLINE)
        assert [removal.rule for removal in statement.removed if removal.rule == "contact-line"] == []


def test_a_comma_behind_the_last_part_of_json_ld_hides_no_date(clean: Clean) -> None:
    script = f'{{"@type": "NewsArticle", "headline": "{HEADLINE}", "about": "quays,]", "datePublished": "{DAY}", }}'
    assert day_of(clean, article(), f'<script type="application/ld+json">{script}</script>') == DAY


def test_the_dates_of_the_stories_in_a_list_below_are_not_that_of_the_page(clean: Clean) -> None:
    story = '<li><a href="/a">A story of the ferries</a> <span property="dc:date" content="2025-04-01">1 April</span></li>'
    assert day_of(clean, f"{article()}<ul>{story}</ul>") is None
