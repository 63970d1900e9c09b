"""No paragraph of an unknown page is lost between two others, whatever its publisher calls it or sets it in."""

from __future__ import annotations

import pytest

from tests.clean.conftest import Clean

LEAD = "The Council of Harbours of Aldmark set the fees of the coming year on Monday. The fee for a berth is 480 marks."
INSIDE = "Boats under nine metres pay half of the fee, and the guard of the harbour counts them on the first of each month."
LAST = "Harbourmaster Ida Brandt said the fee follows the advice of the fleet. She thanked the crews for their patience."


def page(inside: str) -> str:
    return (
        f"<!doctype html><html><body><main><h1>Fees of the harbours</h1><p>{LEAD}</p>{inside}<p>{LAST}</p></main></body></html>"
    )


@pytest.mark.parametrize(
    "markup",
    [
        f'<div class="elementor-widget"><p>{INSIDE}</p></div>',
        f'<p class="embargoed-part">{INSIDE}</p>',
        f'<p class="message">{INSIDE}</p>',
        f'<div class="slide-in"><div>{INSIDE}</div></div>',
        f"<div>{INSIDE}</div>",
        f"<center>{INSIDE}</center>",
        f"<form><p>{INSIDE}</p></form>",
        f"<harbour-text>{INSIDE}</harbour-text>",
        f"<figure><blockquote><p>{INSIDE}</p></blockquote></figure>",
        f'<p>{INSIDE[:60]}<span style="display:none">each of the many thousand </span>{INSIDE[60:]}</p>',
    ],
)
def test_a_paragraph_between_two_others_is_kept_whatever_it_is_set_in(markup: str, clean: Clean) -> None:
    assert clean(page(markup), "text/html").text == f"{LEAD}\n\n{INSIDE}\n\n{LAST}"


@pytest.mark.parametrize(
    "markup",
    [
        f'<div class="related-news"><p>{INSIDE}</p></div>',
        f'<p class="newsletter-signup">{INSIDE}</p>',
        f'<div class="share"><div>{INSIDE}</div></div>',
        f'<p class="photo-caption">{INSIDE}</p>',
        f"<aside><p>{INSIDE}</p></aside>",
        f'<div><a href="/fees">{INSIDE}</a></div>',
        '<div class="widget"><p>Menu</p><p>Harbours</p></div>',
        f'<div class="slide"><p>{LAST}</p></div>',
    ],
)
def test_what_is_beside_the_article_stays_out_of_it(markup: str, clean: Clean) -> None:
    assert clean(page(markup), "text/html").text == f"{LEAD}\n\n{LAST}"


def test_prose_behind_the_article_is_no_part_of_it(clean: Clean) -> None:
    source = page("").replace("</main>", f'</main><div class="banner"><p>{INSIDE}</p></div>')
    assert INSIDE not in clean(source, "text/html").text


@pytest.mark.parametrize(
    "markup",
    [
        f"<blockquote><p>{INSIDE}</p><footer>Jon Holm, mayor</footer></blockquote>",
        f"<blockquote><p>{INSIDE}</p><cite>Jon Holm, mayor</cite></blockquote>",
        f"<figure><blockquote><p>{INSIDE}</p></blockquote><figcaption><cite>Jon Holm, mayor</cite></figcaption></figure>",
    ],
)
def test_the_name_below_a_quotation_stays_with_it(markup: str, clean: Clean) -> None:
    assert clean(page(markup), "text/html").text == f"{LEAD}\n\n{INSIDE}\n\nJon Holm, mayor\n\n{LAST}"


def test_the_heading_of_a_section_stays_and_the_caption_of_a_picture_goes(clean: Clean) -> None:
    section = f"<section><header><h2>Small boats</h2></header><p>{INSIDE}</p></section>"
    picture = '<figure><img src="a.jpg"><figcaption>A boat at the northern pier of the harbour.</figcaption></figure>'
    assert clean(page(section + picture), "text/html").text == f"{LEAD}\n\nSmall boats\n\n{INSIDE}\n\n{LAST}"


def test_the_last_paragraphs_in_bare_elements_are_kept(clean: Clean) -> None:
    paragraphs = f"<p>{LEAD}</p><p>{LAST}</p><p>{LAST.replace('fee', 'toll')}</p>"
    source = f"<!doctype html><html><body><main><h1>Fees</h1>{paragraphs}<div>{INSIDE}</div>%s</main></body></html>"
    assert clean(source % "", "text/html").text.endswith(INSIDE)
    named = source % '<div class="share"><p>Read the letter of the harbour every week, with all fees and all dates.</p></div>'
    assert clean(named, "text/html").text.endswith(INSIDE)


def test_a_short_sentence_between_paragraphs_is_kept_and_a_short_label_is_not(clean: Clean) -> None:
    assert clean(page("<div>We agree.</div>"), "text/html").text == f"{LEAD}\n\nWe agree.\n\n{LAST}"
    for label in ("<div>Share this</div>", '<div class="share">Print it.</div>', '<div><a href="/p">Print it.</a></div>'):
        assert clean(page(label), "text/html").text == f"{LEAD}\n\n{LAST}"


def test_a_paragraph_in_a_script_without_full_stops_is_kept(clean: Clean) -> None:
    inside = "เรือที่มีความยาวต่ำกว่าเก้าเมตรจ่ายค่าธรรมเนียมครึ่งหนึ่ง และเจ้าหน้าที่ท่าเรือจะนับเรือทุกวันที่หนึ่งของเดือน"
    first = "สภาท่าเรือกำหนดค่าธรรมเนียมของปีหน้าเมื่อวันจันทร์ ค่าธรรมเนียมสำหรับที่จอดเรือหนึ่งที่คือสี่ร้อยแปดสิบมาร์ก"
    last = "นายท่าเรือกล่าวว่าค่าธรรมเนียมเป็นไปตามคำแนะนำของกองเรือ และขอบคุณลูกเรือสำหรับความอดทนในฤดูหนาว"
    source = f'<!doctype html><html><body><main><h1>ท่าเรือ</h1><p>{first}</p><p class="message">{inside}</p><p>{last}</p></main>'
    assert inside in clean(source, "text/html").text
