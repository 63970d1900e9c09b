"""What the readers of a document see: dialogues, hidden text, text that a script uncovers, JSON-LD, HTML escaped twice."""

from __future__ import annotations

import html
import json

import pytest

from tests.clean.conftest import Clean

STORY = (
    "The council of the harbour met on Monday and published its plan for the quays of the old town.",
    "No quay will be closed before the summer, and the ferry keeps its place beside the northern pier.",
    "Masters must report each landing within six hours, and the guard will check all vessels in the port.",
)
TEXT = "\n\n".join(STORY)
BODY = "".join(f"<p>{sentence}</p>" for sentence in STORY)
ASKS = "We use cookies to measure our traffic, and share what you do on our site with partners in advertising. "
ASKING = "".join(f"<p>{ASKS * 2}Cookies of kind {number} are stored for a year.</p>" for number in range(6))


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    "opening",
    [
        '<div role="dialog">', '<section aria-modal="true" role="alertdialog">', '<div id="cookie-bar">', '<div class="gdpr">',
        '<aside aria-label="Consent">', '<div class="site-overlay">', '<div id="popup-1">',
        '<div role="dialog"><h1>Your choice</h1></div><div role="dialog">',
    ],
)  # fmt: skip
def test_a_dialogue_that_asks_for_consent_is_not_the_article(clean: Clean, opening: str) -> None:
    closing = f"</{opening.split()[0].strip('<>')}>"
    asking = ASKING if "dialog" in opening else ASKS
    for source in (
        f"{opening}{asking}{closing}<main><h1>Quays</h1>{BODY}</main>",
        f"<h1>Quays</h1>{BODY}{opening}{asking}{closing}",
    ):
        assert clean(page(source), "text/html", title="Quays").text == TEXT


@pytest.mark.parametrize("name", ["content-banner", "overlay", "modal-body", "consent-law"])
def test_a_box_with_the_headline_is_no_dialogue_although_it_speaks_of_consent(name: str, clean: Clean) -> None:
    lead = "No hospital may pass on data of patients without their consent, and none may store cookies on their devices."
    source = page(f'<div class="{name}"><h1>New law on data</h1><p>{lead}</p></div>{BODY}{BODY.replace("quay", "pier")}')
    assert clean(source, "text/html", title="New law on data").removed == ()


def test_removed_dialogues_are_told_in_the_order_of_the_page(clean: Clean) -> None:
    dialogues = "".join(f'<div role="dialog"><p>Dialogue {number}. {ASKS}</p></div>' for number in range(8))
    removed = clean(page(f"{dialogues}<main><h1>Quays</h1>{BODY}</main>"), "text/html", title="Quays").removed
    assert [removal.text[:11] for removal in removed if "Dialogue" in removal.text] == [f"Dialogue {n}." for n in range(8)]


def test_an_article_in_an_aside_or_a_dialogue_is_found(clean: Clean) -> None:
    for opening, closing in (
        ("<aside>", "</aside>"),
        ('<div role="dialog"><article>', "</article></div>"),
        ("<form>", "</form>"),
    ):
        source = page(f"<div>{opening}<h1>Quays</h1>{BODY}{closing}</div><div class='gdpr'><p>{ASKS}</p></div>")
        assert clean(source, "text/html", title="Quays").text == TEXT


def test_an_article_about_cookies_stays(clean: Clean) -> None:
    ruling = "".join(
        f"<p>The authority fined the firm for cookies without consent in case {number} of this year.</p>" for number in range(5)
    )
    source = page(f'<main class="privacy"><h1>Ruling on cookies</h1><div class="cookie-ruling">{ruling}</div></main>')
    assert "in case 4" in clean(source, "text/html", title="Ruling on cookies").text


@pytest.mark.parametrize(
    "opening",
    [
        '<div class="wow fadeIn" style="visibility:hidden">', '<div data-aos="fade-up" style="opacity:0">',
        '<section style="opacity: 0; transform: translateY(20px)">', '<div style="display:none">', "<div hidden>",
        '<div aria-hidden="true">', '<div hidden="until-found">',
    ],
)  # fmt: skip
def test_the_text_that_a_script_uncovers_stays(clean: Clean, opening: str) -> None:
    body = f"{opening}{BODY}</{opening[1:].split()[0].strip('>')}><p>Ask the harbour office for the plan.</p>"
    assert TEXT in clean(body, "text/html", fragment=True, title="Quays").text
    assert TEXT in clean(page(f"<main><h1>Quays</h1>{body}</main>"), "text/html", title="Quays").text


@pytest.mark.parametrize(
    "hidden",
    ['<p style="visibility:hidden">Secret words.</p>', "<p hidden>Secret words.</p>", '<p style="opacity:0">Secret.</p>'],
)
def test_what_stays_hidden_is_no_text(clean: Clean, hidden: str) -> None:
    assert clean(f"{BODY}{hidden}", "text/html", fragment=True, title="Quays").text == TEXT


@pytest.mark.parametrize(
    "heading",
    [
        "<h2><button>Who must report a landing</button></h2>",
        "<h3><button aria-expanded='false'><b>Who must report a landing</b></button></h3>",
        "<button aria-expanded='false' aria-controls='p1'>Who must report a landing</button>",
    ],
)  # fmt: skip
def test_the_heading_of_a_panel_is_text_although_it_is_a_button(clean: Clean, heading: str) -> None:
    body = f"<p>{STORY[0]}</p>{heading}<div id='p1' hidden><p>{STORY[1]}</p></div><p>{STORY[2]}</p>"
    expected = "\n\n".join([STORY[0], "Who must report a landing", *STORY[1:]])
    if "aria-controls" not in heading:
        body = body.replace(" hidden", "")
    assert clean(body, "text/html", fragment=True, title="Quays").text == expected


def test_other_buttons_are_no_text(clean: Clean) -> None:
    body = f"{BODY}<button aria-expanded='false'>Menu</button><p><button>Share this page now</button></p>"
    assert clean(body, "text/html", fragment=True, title="Quays").text == TEXT


@pytest.mark.parametrize(
    "opening",
    [
        '<h3><a role="button" href="#one">What masters must know</a></h3><div id="one" style="display:none">',
        '<a data-bs-toggle="collapse" data-bs-target="#one">More</a><div id="one" hidden>',
        '<div class="accordion-toggle" href="#one">More</div><div id="one" style="display: none">',
        '<button>What masters must know</button><div style="display:none">',
    ],
)
def test_the_panel_of_a_button_is_text(clean: Clean, opening: str) -> None:
    body = page(
        f"<main><h1>Quays</h1>{BODY}{BODY}{opening}<p>Masters of tugs report to the lock in the week before.</p></div></main>"
    )
    assert "report to the lock" in clean(body, "text/html", title="Quays").text


@pytest.mark.parametrize("marker", ["hidden", 'style="display:none"'])
def test_the_rest_of_a_text_behind_a_button_is_text(clean: Clean, marker: str) -> None:
    rest = f"<span {marker}>Tugs keep their berths at the old lock until then.</span>"
    body = f"{BODY}<p>The lock stays open. {rest} <button>Read more</button></p>"
    assert "The lock stays open. Tugs keep" in clean(body, "text/html", fragment=True, title="Quays").text
    label = f"<p>Ask us.<span {marker}>Leave this empty</span><button>Send</button></p>"
    assert "Leave this" not in clean(f"{BODY}{label}", "text/html", fragment=True, title="Quays").text


@pytest.mark.parametrize("shape", ["plain", "graph", "html", "rows", "text", "cdata"])
def test_the_text_in_json_ld_is_used_where_a_script_draws_the_page(clean: Clean, shape: str) -> None:
    body = {"html": BODY, "rows": "\n".join(STORY)}.get(shape, " ".join(STORY))
    article = {"@type": "Report", "text": body} if shape == "text" else {"@type": "NewsArticle", "articleBody": body}
    data = {"@graph": [{"@type": "WebSite"}, article]} if shape == "graph" else article
    written = json.dumps(data).replace("</", "<\\/")
    written = f"//<![CDATA[\n{written}\n//]]>" if shape == "cdata" else written
    script = f'<script type="application/ld+json">{written}</script>'
    shell = '<div id="app"><p>Loading…</p></div><footer>Harbour office</footer>'
    text = clean(page(shell, script), "text/html", title="Quays").text
    assert text.replace("\n\n", " ") == " ".join(STORY)


def test_the_text_in_json_ld_is_not_used_where_the_page_has_the_article(clean: Clean) -> None:
    data = {
        "@type": "NewsArticle",
        "articleBody": f"{' '.join(STORY)} Listen to this article with our player, which reads all.",
    }
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    assert clean(page(f"<main><h1>Quays</h1>{BODY}</main>", script), "text/html", title="Quays").text == TEXT


def test_the_text_in_json_ld_of_another_article_is_not_used(clean: Clean) -> None:
    data = {"@type": "NewsArticle", "headline": "Lock repaired", "articleBody": "The lock of the river is repaired. " * 30}
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    assert clean(page(f"<main><h1>Quays</h1>{BODY}</main>", script), "text/html", title="Quays").text == TEXT


@pytest.mark.parametrize("times", [1, 2])
def test_html_that_was_escaped_twice_is_read(clean: Clean, times: int) -> None:
    body = BODY
    for _ in range(times):
        body = html.escape(body)
    assert clean(body, "text/html", fragment=True, title="Quays").text == TEXT


@pytest.mark.parametrize("between", ["<br><br>", "<br/>", "<BR />"])
def test_line_breaks_that_were_escaped_twice_are_read(clean: Clean, between: str) -> None:
    text = clean(html.escape(between.join(STORY)), "text/html", fragment=True, title="Quays").text
    assert [line for line in text.split("\n") if line] == list(STORY)


def test_paragraphs_that_were_escaped_twice_may_have_a_line_before_them(clean: Clean) -> None:
    text = clean(f"Press: {html.escape(BODY)}", "text/html", fragment=True, title="Quays").text
    assert "<p>" not in text
    assert STORY[-1] in text


def test_a_text_that_shows_a_tag_keeps_it(clean: Clean) -> None:
    body = f"<p>{STORY[0]}</p><p>Forms must use the tag &lt;label&gt; for each field, says the guide of the office.</p>"
    assert "the tag <label> for" in clean(body, "text/html", fragment=True, title="Quays").text


ARTICLE = "".join(f"<P>{sentence} {sentence}" for sentence in STORY)


@pytest.mark.parametrize(
    "menu",
    [
        "<TD><A HREF=a>Home</A><BR><A HREF=b>Press</A><BR><A HREF=c>The Mayor</A></TD>",
        "<TD><TABLE><TR><TD><A HREF=a>Home</A></TD></TR><TR><TD><A HREF=b>Press releases</A></TD></TR></TABLE></TD>",
        "<TD><UL><LI><A HREF=a>Home page</A><LI><A HREF=b>Speeches</A></UL></TD>",
        "<TD><A HREF=a>Home</A> | <A HREF=b>Press</A></TD></TR><TR>",
    ],
)
def test_the_menu_of_a_page_laid_out_by_tables_is_no_text(clean: Clean, menu: str) -> None:
    page = f"<HTML><BODY><TABLE><TR>{menu}<TD><B>Quays</B>{ARTICLE}</TD></TR></TABLE></BODY></HTML>"
    assert clean(page, "text/html", title="Quays").text == "\n\n".join(f"{sentence} {sentence}" for sentence in STORY)


@pytest.mark.parametrize(
    "row",
    [
        "<A HREF=a>Home</A> &gt; <A HREF=b>Press</A> &gt; <A HREF=c>May</A>",
        "[ <A HREF=a>Home</A> | <A HREF=b>The press office</A> ]",
    ],
)
def test_a_row_of_links_around_the_text_of_an_old_page_is_no_text(clean: Clean, row: str) -> None:
    page = f"<HTML><BODY><P>{row}<HR><B>Quays</B>{ARTICLE}<HR><CENTER>{row}</CENTER></BODY></HTML>"
    assert clean(page, "text/html", title="Quays").text == "\n\n".join(f"{sentence} {sentence}" for sentence in STORY)


def test_links_at_the_start_of_a_feed_body_stay(clean: Clean) -> None:
    body = f"<p><a href=a>The plan</a></p><p><a href=b>The map</a></p>{BODY}"
    assert clean(body, "text/html", fragment=True, title="Quays").text == f"The plan\n\nThe map\n\n{TEXT}"


def test_a_row_of_data_is_one_line_with_its_cells_apart(clean: Clean) -> None:
    rows = "<tr><th>Port</th><th>2031</th></tr><tr><td><p>Holm</p></td><td><p>11,500</p><p>tonnes</p></td></tr>"
    source = f"<p>{STORY[0]}</p><table><tr><td>Long<br>name</td><td>{STORY[1]}</td></tr>{rows}</table>"
    expected = [STORY[0], f"Long name | {STORY[1]}", "Port | 2031", "Holm | 11,500 tonnes"]
    assert clean(source, "text/html", fragment=True, title="Quays").text.split("\n\n") == expected


def test_a_second_copy_of_the_article_is_no_text(clean: Clean) -> None:
    copies = "".join(f'<div class="{name}"><h1>Quays</h1>{BODY}</div>' for name in ("visible-xs", "hidden-xs"))
    statement = clean(page(f"<main>{copies}</main>"), "text/html", title="Quays")
    assert statement.text == TEXT
    assert {removal.text for removal in statement.removed if removal.rule == "repeated-text"} >= {*STORY}


def test_a_text_may_repeat_a_passage(clean: Clean) -> None:
    refrain = "".join(f"<p>We will keep the quays open, in {place}, and we will keep them open now.</p>" for place in "AB")
    source = page(f"<main><h1>Quays</h1>{refrain}{BODY}{BODY.replace('harbour', 'port')}{refrain}</main>")
    assert clean(source, "text/html", title="Quays").text.count("We will keep the quays open, in A") == 2


def test_an_article_for_browsers_without_scripts_is_text_and_a_notice_for_them_is_not(clean: Clean) -> None:
    source = page(f'<div id="app"></div><noscript><h1>Quays</h1>{BODY}</noscript>')
    assert clean(source, "text/html", title="Quays").text == TEXT
    notice = f"<main><h1>Quays</h1>{BODY}</main><noscript>{BODY.replace('harbour', 'script')}</noscript>"
    assert clean(page(notice), "text/html", title="Quays").text == TEXT


def test_a_template_that_browsers_open_is_text_and_another_is_not(clean: Clean) -> None:
    opened = f'<main><h1>Quays</h1><x-text><template shadowrootmode="open">{BODY}</template></x-text></main>'
    assert clean(page(opened), "text/html", title="Quays").text == TEXT
    closed = f"<main><h1>Quays</h1>{BODY}<template>{BODY.replace('harbour', 'row')}</template></main>"
    assert clean(page(closed), "text/html", title="Quays").text == TEXT


def test_the_rest_of_a_paragraph_behind_a_button_is_text(clean: Clean) -> None:
    rest = f'<span id="more" style="display:none"> {STORY[1]} {STORY[2]}</span>'
    source = f'<main><h1>Quays</h1><p>{STORY[0]}{rest}</p><button onclick="more()">Read more</button></main>'
    assert clean(page(source), "text/html", title="Quays").text == " ".join(STORY)
    hint = f'<main><h1>Quays</h1>{BODY}<p>Ask us.<span style="display:none"> x</span></p><button>Send</button></main>'
    assert "x" not in clean(page(hint), "text/html", title="Quays").text.split()


@pytest.mark.parametrize(
    "attribute",
    [
        'class="govuk-visually-hidden"',
        'class="ecl-u-sr-only"',
        'class="offscreen"',
        'style="position:absolute;left:-9999px"',
        'style="position:absolute; clip: rect(0 0 0 0); width:1px"',
        'style="clip-path:inset(50%)"',
        'style="text-indent:-999em"',
    ],
)
def test_words_that_only_a_program_reads_out_are_no_words_of_a_sentence(attribute: str, clean: Clean) -> None:
    sentence = f"<p>The fee of the port is <span {attribute}>900 </span>500 marks for each boat of the fleet.</p>"
    text = "The fee of the port is 500 marks for each boat of the fleet."
    assert clean(sentence, "text/html", fragment=True, title="Quays").text == text
    assert text in clean(page(f"<main><h1>Quays</h1>{BODY}{sentence}{BODY.replace('quay', 'pier')}</main>"), "text/html").text


@pytest.mark.parametrize(
    "attribute",
    ['class="fullscreen"', 'style="text-indent:-18pt"', 'style="position:relative;top:-100px"', 'style="margin-left:-120px"'],
)
def test_a_style_that_only_moves_words_hides_none(attribute: str, clean: Clean) -> None:
    sentence = f"<p>The fee of the port is <span {attribute}>900</span> marks.</p>"
    assert clean(sentence, "text/html", fragment=True, title="Quays").text == "The fee of the port is 900 marks."


@pytest.mark.parametrize("note", ["(link is external)", "(opens in new window)", "externer Link", "[lien externe]"])
def test_where_a_link_leads_is_no_word_of_the_sentence(note: str, clean: Clean) -> None:
    inside = f'<p>The <a href="/r">report<span> {note}</span></a> says so.</p>'
    behind = f'<p>The <a href="/r">report</a> <span class="ext">{note}</span> says so.</p>'
    for markup in (inside, behind):
        assert clean(markup, "text/html", fragment=True, title="Quays").text == "The report says so."
    said = "<p>He <a href='/x'>says</a>: <span>The external link opens in a new window of the old quay</span>.</p>"
    assert "new window" in clean(said, "text/html", fragment=True, title="Quays").text
