"""Titles, links and wishes tell the type of a statement in many languages, and their look-alikes do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.records import StatementType
from digest.text.lang import LANGUAGES
from digest.text.statement_kinds import is_phrase, says, statement_words, type_in_link, type_in_title

REMARKS, NOTICE, JOINT = StatementType.REMARKS, StatementType.NOTICE, StatementType.JOINT_STATEMENT


@pytest.mark.parametrize(
    ("title", "language", "kind"),
    [
        ("Rede der Ministerin Berg vor dem Landtag", "de", REMARKS),
        ("Ministerin Berg: Rede zum Haushalt", "de", REMARKS),
        ("Redezeiten im Landtag werden kürzer", "de", None),
        ("Anrede und Gruß in Briefen der Behörden", "de", None),
        ("Pressemitteilung Nr. 12", "de-AT", StatementType.PRESS_RELEASE),
        ("Discours de la ministre à l'ouverture du salon", "fr", REMARKS),
        ("Le discours public et ses limites", "fr", None),
        ("Communiqué conjoint de la France et du Maroc", "fr", JOINT),
        ("Comunicado conjunto sobre la pesca", "es", JOINT),
        ("Mensaje de Navidad de la Presidenta", "es", StatementType.GREETING),
        ("Palabras de la ministra en el foro", "es-MX", REMARKS),
        ("Las palabras claves del presupuesto", "es", None),
        ("Discurso do Presidente da República", "pt-BR", REMARKS),
        ("Nota de pesar", "pt", StatementType.STATEMENT),
        ("Tal av statsministern", "sv", REMARKS),
        ("Talang får stöd", "sv", None),
        ("Выступление министра на форуме", "ru", REMARKS),
        ("Указ Президента о рыболовстве", "ru", StatementType.ORDER),
        ("Указатели на дорогах обновлены", "ru", None),
        ("بيان مشترك حول الصيد", "ar", JOINT),
        ("בצל הודעה", "he", None),
        ("הודעה חשובה לציבור", "he", NOTICE),
        ("漁業に関する大臣談話", "ja", StatementType.STATEMENT),
        ("談話室の利用時間", "ja", None),
        ("外交部发言人答记者问", "zh", StatementType.TRANSCRIPT),
        ("ขอเชิญชวนประชาชนร่วมงาน", "th", NOTICE),
        ("Le discours de haine recule en ligne", "fr", None),
        ("Dichiarazione dei redditi: novità per i pescatori", "it", None),
        ("Заявление на субсидию можно подать онлайн", "ru", None),
        ("Alerta temprana salva vidas", "es", None),
        ("Alerta por tormenta", "es", NOTICE),
        ("Toespraak over de visserij", "nl", REMARKS),
        ("Verklaring omtrent het gedrag wordt duurder", "nl", None),
        ("Entretien téléphonique du Président avec le Premier ministre", "fr", StatementType.READOUT),
        ("Entretien de la ministre avec un journal", "fr", StatementType.TRANSCRIPT),
        ("漁業大臣記者会見概要", "ja", StatementType.TRANSCRIPT),
        ("Tale av statsråden", "nb-NO", REMARKS),
        ("Rede der Ministerin", "en", None),
        ("Rede der Ministerin", "und", None),
        ("", "de", None),
    ],
)
def test_a_title_names_the_type_in_its_language(title: str, language: str, kind: StatementType | None) -> None:
    assert type_in_title(title, language) is kind


def test_every_phrase_names_its_type_or_one_that_stands_above_it() -> None:
    names = [name for name in type(statement_words("de")).__dataclass_fields__ if name in set(StatementType)]
    for language in LANGUAGES:
        for place, name in enumerate(names):
            for phrase in getattr(language.statements, name):
                kind = type_in_title(phrase.strip("*"), language.code)
                assert kind is not None, (language.code, phrase)
                assert names.index(kind) <= place, (language.code, phrase)


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        ("https://ministerium.example/aktuelles/pressemitteilungen/2026/fisch", StatementType.PRESS_RELEASE),
        ("https://ministerium.example/presse/reden/fisch.html", REMARKS),
        ("https://gov.example/releases/2026-000012", StatementType.PRESS_RELEASE),
        ("https://gov.example/PressReleasePage.aspx?id=12", StatementType.PRESS_RELEASE),
        ("https://gov.example/actualités/fisch", StatementType.PRESS_RELEASE),
        ("https://gov.example/theme/expression/fish", None),
        ("https://gov.example/theme/fishers-release-their-nets", None),
        ("https://gov.example/fishers-release-of-their-nets/annex", None),
        ("https://presse.example/", None),
        ("http://[", None),
        ("", None),
    ],
)
def test_a_link_names_the_type_by_its_last_known_section(link: str, kind: StatementType | None) -> None:
    assert type_in_link(link) is kind


def test_an_office_is_found_in_a_compound_but_not_in_another_word() -> None:
    words = statement_words("de")
    assert says("Das Fischereiministerium hat entschieden", words.bodies)
    assert not says("Der Ministeriumssprecher war da", ("*ministerium",))
    assert not says("Frohe Stunden im Advent", words.wishes)


def test_an_office_that_is_asked_for_as_a_whole_does_not_take_the_words_before_it() -> None:
    assert is_phrase("Bundeskanzler", ("*kanzler",))
    assert not is_phrase("trifft Kanzler", ("*kanzler",))


@given(st.text(max_size=80), st.sampled_from([language.code for language in LANGUAGES]))
def test_any_title_and_link_can_be_asked_about(text: str, language: str) -> None:
    type_in_title(text, language)
    type_in_link(text)
