"""Which lines date a text: by a label, by a place, or because they are nothing but a date."""

from __future__ import annotations

from datetime import date

import pytest

from digest.text.date_lines import DateLineKind, date_line, date_of_adoption, date_of_place, date_of_title
from digest.text.dates import DateContext, find_date

LABELLED, ALONE, PLACED, BESIDE, CHANGED = DateLineKind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Published: 5 May 2026", LABELLED),
        ("Posted On: 05 MAY 2026 12:45PM by the press office", LABELLED),
        ("By Ada Quill, Harbour Board Public Affairs / Published May 5, 2026", LABELLED),
        ("Veröffentlicht am 5. Mai 2026", LABELLED),
        ("Pressemitteilung Nr. 12/2026 vom 5. Mai 2026", LABELLED),
        ("publicado 05/05/2026 18h38, última modificação 07/05/2026 20h10", LABELLED),
        ("发布时间：2026年5月5日", LABELLED),
        ("5 May 2026", ALONE),
        ("(Tuesday, May 5, 2026 at 5:00 PM)", ALONE),
        ("Dienstag, 5. Mai 2026", ALONE),
        ("wtorek, 5 maja 2026 r.", ALONE),
        ("วันอังคารที่ 5 พฤษภาคม 2569", ALONE),
        ("Oslo, 5 May 2026", PLACED),
        ("New York, Tuesday 5 May 2026", PLACED),
        ("Washington, D.C., May 5, 2026", PLACED),
        ("Paris, le 5 mai 2026", PLACED),
        ("Lima, martes 5 de mayo de 2026", PLACED),
        ("Москва, 5 мая 2026 года", PLACED),
        ("Београд, 5. мај 2026. године", PLACED),
        ("नई दिल्ली, 5 मई 2026", PLACED),
        ("تهران‌شهر، ۱۵ اردیبهشت ۱۴۰۵", PLACED),
        ("北京，2026年5月5日", PLACED),
        ("Aldmouth, 5 May 2026 — Press release", PLACED),
        ("5 May 2026 Posted in News", BESIDE),
        ("Harbour | 5 May 2026 | Aldmouth", ALONE),
        ("Last updated: 5 May 2026", CHANGED),
        ("Stand: 05.05.2026", CHANGED),
        ("This page was last updated on 5 May 2026", CHANGED),
        ("Diese Seite wurde zuletzt geändert am 5. Mai 2026", CHANGED),
        ("La page a été mise à jour le 5 mai 2026", CHANGED),
        ("最終更新日：2026年5月5日", CHANGED),
    ],
)
def test_a_line_that_dates_its_text_is_known_in_any_language(line: str, kind: DateLineKind) -> None:
    dated = date_line(line)
    assert dated is not None
    assert dated.kind is kind
    found = find_date(dated.written, DateContext(language="pt" if "publicado" in line else "th" if "ที่" in line else "en-US"))
    assert found is not None
    assert f"{found.day or found.moment.date()}" == "2026-05-05"


@pytest.mark.parametrize(
    "line",
    [
        "The rules take effect on 5 May 2026.",
        "On 5 May 2026 the ministers met in Oslo and agreed on the plan for the harbour of the town.",
        "5 May 2026 was a day that nobody in the town will forget.",
        "Next sitting: 14 May 2026",
        "Our national climate plan was last updated on 5 May 2026.",
        "The list of protected wetlands, updated on 5 May 2026",
        "Der Klimaplan wurde zuletzt aktualisiert am 5. Mai 2026",
        "Oslo Agreement, 5 May 2026",
        "Treaty of Rome, 25 March 1957",
        "Genfer Abkommen, 5. Mai 2026",
        "Accord de Paris, 12 décembre 2015",
        "Bundeskanzlerin Berg, 5. Mai 2026",
        "President Joan R. Quill, 5 May 2026",
        "Minister Holt, 5 May 2026",
        "On Friday, May 5, 2026, the President signed into law:",
        "Election of 14 May 2026",
        "Open day at the institute, 14 May 2026",
        "Tel. 020 7008 3100",
        "12 of 45 boats, 30 %",
        "May 2026",
        "",
    ],
)
def test_a_date_in_a_sentence_or_of_an_event_dates_no_text(line: str) -> None:
    assert date_line(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "ALDMOUTH, May 5, 2026 — The harbour board opened the quay.",
        "ALDMOUTH, Norland, May 5, 2026 /Newswire/ -- The harbour board opened the quay.",
        "Lima, 5 de mayo de 2026.- El ministerio abre el muelle.",
        "Paris, le 5 mai 2026 – Le ministère ouvre le quai.",
        "Bonn, 5. Mai 2026 (Amt) - Das Amt öffnet den Kai.",
    ],
)
def test_the_date_behind_the_place_that_opens_a_text_is_found(line: str) -> None:
    found = find_date(date_of_place(line), DateContext())
    assert found is not None
    assert f"{found.day}" == "2026-05-05"


@pytest.mark.parametrize(
    "line",
    [
        "Aldmouth, 5 May 2026 – 4 July 2026: the fair of the boats",
        "Since Monday, 5 May 2026 - a holiday - the quay is closed.",
        "On Tuesday the board said that it closes the quay, 5 May 2026 - as before.",
        "The quay opened on 5 May 2026 - at last.",
        "Aldmouth, 5 May 2026, was full of boats.",
    ],
)
def test_a_date_in_the_first_sentence_stands_behind_no_place(line: str) -> None:
    assert date_of_place(line) == ""


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Adopted by the Security Council at its 10102nd meeting, on 20 November 2026", date(2026, 11, 20)),
        ("Done at Lisbon, 3 May 2026.", date(2026, 5, 3)),
        ("Adoptée par le Conseil de sécurité à sa 10102e séance, le 20 novembre 2026", date(2026, 11, 20)),
        ("Aprobada por el Consejo en su 10102ª sesión, celebrada el 20 de noviembre de 2026", date(2026, 11, 20)),
    ],
)
def test_a_line_of_adoption_dates_a_text(line: str, day: date) -> None:
    found = find_date(date_of_adoption(line), DateContext())
    assert found is not None
    assert found.day == day


@pytest.mark.parametrize(
    "line",
    [
        "Adopted children who came after 20 November 2026 may apply.",
        "Agreed on 20 November 2026, the plan starts in May.",
        "The plan was adopted on 20 November 2026",
        "Adoption of the agenda, 20 November 2026",
    ],
)
def test_a_sentence_about_an_adoption_dates_no_text(line: str) -> None:
    assert date_of_adoption(line) == ""


@pytest.mark.parametrize(
    "title",
    [
        "Daily Press Briefing by the Spokesperson, 25 November 2026",
        "Daily Press Briefing - November 25, 2026",
        "Weekly Bulletin (25 November 2026)",
        "Punto de prensa, miércoles 25 de noviembre de 2026",
    ],
)
def test_a_date_that_ends_a_title_apart_dates_a_text(title: str) -> None:
    found = find_date(date_of_title(title), DateContext())
    assert found is not None
    assert found.day == date(2026, 11, 25)


@pytest.mark.parametrize(
    "title",
    [
        "Statement on the attacks of 11 September 2001",
        "The agreement of 25 November 2026, one year on",
        "25 November 2026",
        "Prices from 25 November 2026",
        "Rates, October 2026",
    ],
)
def test_a_date_within_a_title_dates_no_text(title: str) -> None:
    assert date_of_title(title) == ""
