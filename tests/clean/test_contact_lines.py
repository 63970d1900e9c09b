"""Lines and blocks that say whom to ask, in many languages, and the names of press offices."""

from __future__ import annotations

import pytest

from digest.clean.contact_lines import is_contact_label, is_contact_line, is_press_office
from digest.clean.plain_text_parser import parse_plain_text

TEXT = "The northern grounds are closed from Monday until the end of March. Boats have to leave the area by Friday."


@pytest.mark.parametrize("line", ["Pressekontakt:", "Контакты для СМИ:", "【照会先】", "Media contacts", "Liên hệ:"])
def test_a_label_of_contacts_is_known_in_any_language(line: str) -> None:
    assert is_contact_label(line)


@pytest.mark.parametrize("line", ["Kontakt zu den Fischern", "Contact was lost", "Первые контакты", ""])
def test_a_line_that_says_more_is_no_label(line: str) -> None:
    assert not is_contact_label(line)


@pytest.mark.parametrize(
    "line",
    [
        "Contact: press@ministry.example, +47 22 00 00 00",
        "담당 부서: 유럽국 서유럽과 (02-0000-0000)",
        "สอบถามข้อมูลเพิ่มเติม โทร. 02 000 0000",
        "לפרטים נוספים: דוברות המשרד, 02-0000000",
        "संपर्क: press@ministry.example, फोन 011-00000000",
    ],
)
def test_a_label_with_a_number_or_an_address_is_a_contact(line: str) -> None:
    assert is_contact_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "Contact with the ship was lost on 3 November 2026.",
        "Kontakt: ein Programm für 40 kleine Häfen",
        "Call +47 22 00 00 00 when the siren sounds",
        "Информация о контактах двух министров",
    ],
)
def test_a_sentence_or_a_label_without_a_number_is_no_contact(line: str) -> None:
    assert not is_contact_line(line)


@pytest.mark.parametrize(
    "line", ["Biuro Rzecznika Prasowego", "Пресс-служба Министерства рыболовства", "Pressestelle", "広報課"]
)
def test_a_press_office_is_known_alone_or_with_its_body(line: str) -> None:
    assert is_press_office(line)


@pytest.mark.parametrize("line", ["Пресс-служба сообщила о встрече", "Die Pressestelle zieht um.", "Press office closes early"])
def test_what_a_press_office_does_is_no_name(line: str) -> None:
    assert not is_press_office(line)


def test_a_block_of_contacts_above_a_text_is_left_out() -> None:
    contacts = "Contact:\nJane Dole\n(202) 555-0100\npress@harbours.example"
    parsed = parse_plain_text(f"FOR IMMEDIATE RELEASE\n\n{contacts}\n\nHarbour grants for ten towns\n\n{TEXT}", headline=True)
    assert parsed.title == "Harbour grants for ten towns"
    assert [removal.rule for removal in parsed.removed] == ["contact-block"] * 4
    assert parsed.lines[-1].text == TEXT


@pytest.mark.parametrize(
    "block", ["Contact:\nThe crew lost all contact on Monday.\nIt was found at 12 0000 0000.", "Contact lost"]
)
def test_a_block_of_sentences_stays(block: str) -> None:
    assert parse_plain_text(f"{block}\n\n{TEXT}", headline=True).removed == ()


def test_a_text_of_nothing_but_contacts_stays() -> None:
    assert parse_plain_text("Contact:\nJane Dole\n(202) 555-0100", headline=True).removed == ()
