"""The languages of an edition: complete catalogues, dates and plurals by the rules of each language, names of languages."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from digest.locale.catalogue import catalogue, language_code, language_name, languages
from tests.locale.messages import ROOT, catalogues, messages

PLACEHOLDER = re.compile(r"{(\w*)}")
TRANSLATED = dict(catalogues())

each_translated = pytest.mark.parametrize("language", TRANSLATED)


def ids(known: Catalog) -> set[object]:
    return {message.id for message in known if message.id}


def strings(message: Message) -> list[str]:
    return list(message.string) if isinstance(message.string, list | tuple) else [str(message.string)]


def sources(message: Message) -> list[str]:
    return list(message.id) if isinstance(message.id, list | tuple) else [str(message.id)]


def test_editions_are_written_in_at_least_four_languages() -> None:
    assert {"en", "de", "fr", "es"} <= set(languages())


@each_translated
def test_a_catalogue_has_each_message_of_the_code_and_no_other(language: str) -> None:
    assert ids(TRANSLATED[language]) == ids(messages()), "run python -m tests.locale.messages"


def called(path: Path) -> set[object]:
    """The first arguments of all calls that translate; a reader of tokens would see none that is in an f-string."""
    calls = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
    translating = (call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr in ("gettext", "ngettext"))
    return {call.args[0].value for call in translating if call.args and isinstance(call.args[0], ast.Constant)}


def test_no_message_of_the_code_escapes_the_catalogues() -> None:
    known = {sources(message)[0] for message in messages()}
    modules = [path for package in ("compile", "locale", "cli") for path in (ROOT / "digest" / package).rglob("*.py")]
    assert set().union(*map(called, modules)) <= known


@each_translated
def test_a_catalogue_translates_every_form_of_every_message(language: str) -> None:
    known = TRANSLATED[language]
    for message in known:
        if message.id:
            assert len(strings(message)) == (known.num_plurals if message.pluralizable else 1), message.id
            assert all(text.strip() for text in strings(message)), message.id
            assert not message.fuzzy, message.id


@each_translated
def test_a_translation_has_the_placeholders_of_its_message(language: str) -> None:
    for message in TRANSLATED[language]:
        expected = set(PLACEHOLDER.findall(sources(message)[-1])) if message.id else set()
        assert all(set(PLACEHOLDER.findall(text)) == expected for text in strings(message) if message.id), message.id


@each_translated
def test_a_translation_ends_as_its_message_does(language: str) -> None:
    """A sentence stays a sentence and a label a label: they are put together with other texts."""
    for message in TRANSLATED[language]:
        marks = {source.rstrip("}")[-1:] for source in sources(message)} & set(".:")
        for text in strings(message):
            assert {text.rstrip("}")[-1:]} & set(".:") == marks, message.id


@pytest.mark.parametrize(
    ("language", "day", "weekday", "time", "number"),
    [
        ("en", "1 March 2026", "Sunday, 1 March 2026", "1 March 2026, 12:30 CET", "12,040"),
        ("de", "1. März 2026", "Sonntag, 1. März 2026", "1. März 2026, 12:30 CET", "12.040"),
        ("fr", "1 mars 2026", "Dimanche 1 mars 2026", "1 mars 2026, 12:30 CET", "12\u202f040"),
        ("es", "1 de marzo de 2026", "Domingo, 1 de marzo de 2026", "1 de marzo de 2026, 12:30 CET", "12.040"),
    ],
)
def test_dates_and_numbers_are_those_of_the_language(language: str, day: str, weekday: str, time: str, number: str) -> None:
    words = catalogue(language)
    assert words.day(date(2026, 3, 1)) == day
    assert words.weekday(date(2026, 3, 1)) == weekday
    assert words.local_time(datetime(2026, 3, 1, 11, 30, tzinfo=UTC), "Europe/Brussels") == time
    assert words.number(12_040) == number


@pytest.mark.parametrize(
    ("language", "number", "expected"),
    [
        ("en", 0, "0 statements"),
        ("de", 1, "1 Erklärung"),
        ("de", 0, "0 Erklärungen"),
        ("fr", 0, "0 déclaration"),  # French counts nothing in the singular
        ("fr", 2, "2 déclarations"),
        ("es", 1, "1 declaración"),
    ],
)
def test_plurals_are_those_of_the_language(language: str, number: int, expected: str) -> None:
    assert catalogue(language).ngettext("{number} statement", "{number} statements", number) == expected


@pytest.mark.parametrize(
    ("code", "around", "name"),
    [("fr", "en", "French"), ("fr", "de", "Französisch"), ("pt-BR", "en", "Brazilian Portuguese"), ("xx", "en", "xx")],
)
def test_a_language_has_a_name(code: str, around: str, name: str) -> None:
    assert language_name(code, around) == name
    assert catalogue(around).language_name(code) == name


def test_the_name_of_a_language_leads_back_to_its_code() -> None:
    assert [language_code(language_name(code)) for code in ("fr", "uk", "zh", "nothing")] == ["fr", "uk", "zh", "nothing"]


def test_braces_in_a_value_are_text() -> None:
    assert catalogue("de").gettext("Unsubscribe from {title}", title="{secret} %s") == "{secret} %s abbestellen"


def test_an_unknown_language_falls_back_to_english() -> None:
    assert catalogue("tlh").language == "en"


def test_the_locale_of_the_machine_makes_no_difference() -> None:
    code = "from digest.locale.catalogue import catalogue; print(catalogue('fr').gettext('Updated'))"
    environment = os.environ | {"LC_ALL": "es_ES.UTF-8", "LANGUAGE": "es", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "Mise à jour"


def test_a_wheel_carries_the_catalogues(tmp_path: Path) -> None:
    build = "import sys, hatchling.build as build; print(build.build_wheel(sys.argv[1]))"
    pytest.importorskip("hatchling", reason="hatchling is not installed here")
    subprocess.run([sys.executable, "-c", build, str(tmp_path)], cwd=ROOT, check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")
    inside = zipfile.ZipFile(wheel).namelist()
    assert {f"digest/locale/po/{language}.po" for language in TRANSLATED} <= set(inside)
