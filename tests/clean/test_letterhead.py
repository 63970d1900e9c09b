"""The headline of a plain text below the rows of its letterhead."""

from __future__ import annotations

from datetime import date

import pytest

from digest.clean.letterhead import headline_row
from digest.clean.plain_text_parser import parse_plain_text
from tests.clean.conftest import Clean

BODY = "The northern grounds are closed from Monday until the end of March. Boats have to leave the area by Friday."
HEADLINE = "Northern grounds close for the winter season"


@pytest.mark.parametrize(
    "letterhead",
    [
        ("MINISTRY OF FISHERIES",),
        ("Ministry of Fisheries", "PRESS RELEASE", "3 November 2026"),
        ("FOR IMMEDIATE RELEASE",),
        ("SC/16342", "14 October 2026"),
        ("A/RES/80/12", "Press Statement"),
        ("Transcript",),
        ("Comunicado de prensa 214",),
        ("Media Release", "The Hon Lena Kerr MP", "Minister for Foreign Affairs"),
        ("Statement", "Prime Minister"),
        ("Press release no. 14/2026", "Oslo, 3 November 2026"),
        ("Office of the Prime Minister", "Media statement"),
        ("Communiqué de presse", "Paris, le 3 novembre 2026"),
        ("Ministerium für Fischerei", "Pressemitteilung"),
        ("Ministerium für Fischerei", "Pressestelle", "Berlin, 3. November 2026", "Pressemitteilung Nr. 112/2026"),
        ("ΥΠΟΥΡΓΕΙΟ ΑΛΙΕΙΑΣ", "ΓΡΑΦΕΙΟ ΤΥΠΟΥ", "Αθήνα, 3 Νοεμβρίου 2026", "ΔΕΛΤΙΟ ΤΥΠΟΥ"),
        ("TARIM BAKANLIĞI", "BASIN AÇIKLAMASI"),
        ("وزارة الصيد", "المركز الإعلامي", "بيان صحفي"),
        ("وزارت شیلات", "اطلاعیه مطبوعاتی", "تهران، ۱۲ آبان ۱۴۰۵"),
        ("मत्स्य मंत्रालय", "प्रेस विज्ञप्ति", "नई दिल्ली, 3 नवंबर 2026"),
        ("กระทรวงประมง", "ข่าวเพื่อสื่อมวลชน"),
        ("渔业部新闻稿", "2026年11月3日"),
    ],
)
def test_the_row_below_a_letterhead_is_the_title(letterhead: tuple[str, ...]) -> None:
    parsed = parse_plain_text("\n\n".join((*letterhead, HEADLINE, BODY)), headline=True)
    assert parsed.title == HEADLINE
    assert [line.text for line in parsed.lines[:-1]] == [*letterhead, HEADLINE]


@pytest.mark.parametrize(
    "headline",
    [
        "Ministry of Fisheries closes the northern grounds",
        "Council agrees on the quotas of the coming year",
        "Government Cuts Taxes",
        "Statement by the minister on the northern grounds",
        "Press freedom is under threat, the ombudsman warns",
    ],
)
def test_a_headline_that_begins_like_a_letterhead_is_the_title(headline: str) -> None:
    assert parse_plain_text(f"{headline}\n\nBoats leave by Friday\n\n{BODY}", headline=True).title == headline


@pytest.mark.parametrize(
    ("body", "headline"),
    [
        ("وزارة الصيد", "وزارة الصيد تغلق مناطق الشمال"),
        ("渔业部", "渔业部关闭北部渔场"),
        ("กระทรวงประมง", "กระทรวงประมงปิดน่านน้ำภาคเหนือ"),
    ],
)
def test_a_headline_that_begins_with_its_body_is_no_second_name(body: str, headline: str) -> None:
    assert parse_plain_text(f"{body}\n\n{headline}\n\n{BODY}", headline=True).title == headline


@pytest.mark.parametrize("row", ["COVID-19", "24/7", "Transcript of the briefing", "Speech recognition", "News/Events"])
def test_a_row_that_only_looks_like_a_number_or_a_kind_is_the_title(row: str) -> None:
    assert parse_plain_text("\n\n".join((row, HEADLINE, BODY)), headline=True).title == row


@pytest.mark.parametrize("headline", ["The Hon Lena Kerr opens an embassy", "Minister for Fisheries Closes Northern Grounds"])
def test_a_headline_that_begins_with_a_person_is_the_title(headline: str) -> None:
    assert parse_plain_text("\n\n".join(("Media release", headline, "3 November 2026", BODY)), headline=True).title == headline


def test_a_letterhead_above_nothing_but_a_text_stays_the_title() -> None:
    assert parse_plain_text(f"Ministry of Fisheries\n\n{BODY}", headline=True).title == "Ministry of Fisheries"
    assert headline_row(("Ministry of Fisheries", "Press release")) == 0


def test_more_rows_than_a_letterhead_has_are_no_letterhead() -> None:
    assert headline_row(("Press release",) * 8 + (HEADLINE,)) == 0


@pytest.mark.parametrize(
    ("text", "issuer", "title"),
    [
        (
            "Ministerium für Fischerei\nPressestelle\nBerlin, 3. November 2025\n\nHafen geschlossen\n\n"
            "Das Ministerium hat den Hafen am Montag geschlossen. Er bleibt bis Freitag zu.",
            "Ministerium für Fischerei",
            "Hafen geschlossen",
        ),
        (
            "渔业部\n\n2025年11月3日\n\n渔业部关闭北部渔场\n\n渔业部今天宣布，自下周一起关闭北部渔场。渔船须在周五前离开。",
            "渔业部",
            "渔业部关闭北部渔场",
        ),
    ],
)
def test_a_letterhead_is_read_as_metadata(clean: Clean, text: str, issuer: str, title: str) -> None:
    statement = clean(text)
    assert (statement.issuer, statement.title, statement.day) == (issuer, title, date(2025, 11, 3))
    assert len(statement.paragraphs) == 1


def test_a_body_that_a_page_names_in_its_text_stays(clean: Clean) -> None:
    text = "<h3>Ministerium für Fischerei</h3><p>Das Ministerium hat den Hafen am Montag geschlossen.</p>"
    page = f'<html lang="de"><body><article><h1>Der Hafen ist zu</h1>{text}</article></body></html>'
    statement = clean(page, "text/html")
    assert "Ministerium für Fischerei" in statement.text


def test_the_name_of_a_site_before_a_repeated_headline_is_no_part_of_it() -> None:
    parsed = parse_plain_text(f"Ministry-News-{HEADLINE}\n\n{HEADLINE}\n\n{BODY}", headline=True)
    assert parsed.title == HEADLINE
    assert [line.text for line in parsed.lines] == [HEADLINE, BODY]
    assert [removal.rule for removal in parsed.removed] == ["headline"]
