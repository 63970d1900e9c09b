"""An edition speaks one language, the one of its digest, and statements keep their own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes, policy

import pytest
from lxml import html

from digest.compile.email import EmailRenderer
from digest.compile.html import HtmlRenderer
from digest.compile.markdown import MarkdownRenderer
from digest.compile.notification import NotificationRenderer
from digest.compile.plain_text import TextRenderer
from digest.compile.warning_notes import warning_note
from digest.locale.catalogue import ENGLISH, catalogue, languages
from digest.records import Edition, Layout
from tests.compile.editions import FILE, READER, a_statement, an_edition, an_entry
from tests.compile.rich_edition import SUMMARY_WARNINGS, WARNINGS, rich_edition
from tests.compile.test_email import SENDER
from tests.locale.messages import messages

ENGLISH_WORDS = frozenset(
    "the and of with this these that which was were are is be been by for not or its it has have had had if to "
    "statement statements updated sentence sentences point points edition read source sources page more new last "
    "word words".split()
)
SHARED_WORDS = {"de": {"was"}, "fr": {"source", "sources", "page", "points", "point", "phrase", "edition"}, "es": set()}


def _page(source: bytes | str) -> str:
    document = html.document_fromstring(source.encode() if isinstance(source, str) else source)
    for quoted in document.xpath("//style"):
        quoted.drop_tree()
    said = [document.text_content(), *document.xpath("//@title | //@aria-label | //@alt")]
    return " ".join(said)


def mail_parts(edition: Edition) -> tuple[str, str]:
    message = message_from_bytes(EmailRenderer(SENDER).render(edition, READER), policy=policy.default)
    plain, page = (part.get_content() for part in message.iter_parts())  # type: ignore[union-attr]
    return f"{message['Subject']}\n{plain}", page


FORMATS: dict[str, Callable[[Edition], str]] = {
    "markdown": lambda edition: MarkdownRenderer().render(edition, FILE).decode(),
    "text": lambda edition: TextRenderer().render(edition, FILE).decode(),
    "notification": lambda edition: NotificationRenderer().render(edition, FILE).decode(),
    "page": lambda edition: _page(HtmlRenderer().render(edition, FILE)),
    "plain part": lambda edition: mail_parts(edition)[0],
    "HTML part": lambda edition: _page(mail_parts(edition)[1]),
}
translated = pytest.mark.parametrize("language", [code for code in languages() if code != "en"])
every_format = pytest.mark.parametrize("form", FORMATS)


def without_addresses(text: str) -> str:
    return re.sub(r"https?://\S+|[\w-]+\.example|%[0-9A-F]{2}", " ", text)


@translated
@every_format
def test_no_english_is_left_in_an_edition_in_another_language(language: str, form: str) -> None:
    for edition in (
        rich_edition(language),
        an_edition(sources=(), layout=Layout(language)),
        replace(an_edition(sources=(), layout=Layout(language)), filtered_out=2),
    ):
        said = without_addresses(FORMATS[form](replace(edition, title="Lage"))).lower()
        found = ENGLISH_WORDS - SHARED_WORDS[language] & set(re.findall(r"[^\W\d_]+", said))
        assert found & set(re.findall(r"[^\W\d_]+", said)) == set()


@translated
def test_the_rich_edition_says_most_of_what_an_edition_can_say(language: str) -> None:
    """Guards the test above: what no edition says cannot be found wanting."""
    said = " ".join(" ".join(render(rich_edition(language)) for render in FORMATS.values()).replace("\\", "").split()).lower()
    words = catalogue(language)
    spoken = messages(("compile", "locale"))
    silent = [message.id for message in spoken if message.id and not _is_said(message.id, said, words.translations.gettext)]
    assert len(silent) < 35, silent


def _is_said(message: object, said: str, translate: Callable[[str], str]) -> bool:
    texts = [translate(message)] if isinstance(message, str) else [translate(str(message[0]))]  # type: ignore[index]
    chunks = [chunk.strip().lower() for text in texts for chunk in re.split(r"{\w+}", text)]
    return all(" ".join(chunk.split()) in said for chunk in chunks)


@every_format
def test_the_same_edition_in_english_is_found_to_be_english(form: str) -> None:
    said = without_addresses(FORMATS[form](rich_edition("en"))).lower()
    assert ENGLISH_WORDS & set(re.findall(r"[^\W\d_]+", said))


@pytest.mark.parametrize("language", languages())
def test_the_pages_and_the_header_name_the_language_and_statements_keep_their_own(language: str) -> None:
    entries = (
        an_entry(a_statement("Der Rat tagte.", title="Beschluss", language="de", link="https://a.example/1")),
        an_entry(a_statement("قال الوزير.", title="بيان", language="ar", link="https://a.example/2")),
        an_entry(a_statement("Ohne Sprache.", title="Unbekannt", language="", link="https://a.example/3")),
    )
    edition = an_edition(*entries, layout=Layout(language))
    message = message_from_bytes(EmailRenderer(SENDER).render(edition, READER))
    assert message["Content-Language"] == language
    unknown = [] if language == "en" else ["und"]
    for source in (HtmlRenderer().render(edition, FILE).decode(), mail_parts(edition)[1]):
        document = html.document_fromstring(source)
        assert document.get("lang") == language
        assert document.get("dir") == "ltr"
        assert document.xpath("//h3[contains(., 'بيان')]/@lang") == ["ar"]
        assert document.xpath("//h3[contains(., 'بيان')]/@dir") == ["rtl"]
        assert document.xpath("//h3[contains(., 'Beschluss')]/@lang") == ([] if language == "de" else ["de"])
        assert document.xpath("//h3[contains(., 'Unbekannt')]/@lang") == unknown


@pytest.mark.parametrize("code", ["ar", "fa", "he", "ur"])
def test_statements_from_right_to_left_are_marked_in_points_and_titles(code: str) -> None:
    text = {
        "ar": "قال الوزير إن الاتفاق قائم.",
        "fa": "وزیر گفت توافق پابرجاست.",
        "he": "השר אמר שההסכם בתוקף.",
        "ur": "وزیر نے کہا معاہدہ قائم ہے۔",
    }
    edition = an_edition(an_entry(a_statement(text[code], title=text[code], language=code)), layout=Layout("de"))
    for source in (HtmlRenderer().render(edition, FILE).decode(), mail_parts(edition)[1]):
        document = html.document_fromstring(source)
        assert document.xpath(f"//ul[@lang='{code}'][@dir='rtl']")
        assert document.xpath(f"//h3[@lang='{code}'][@dir='rtl']")
        assert document.xpath("//ul[@lang]//a[@lang='de'][@dir='ltr']"), (
            "the words of the edition inside it are marked as its own"
        )


@pytest.mark.parametrize("warning", [*WARNINGS, *SUMMARY_WARNINGS])
def test_a_warning_is_a_sentence_for_readers(warning: str) -> None:
    note = warning_note(warning, ENGLISH)
    assert note[0].isupper() or note[0].isdigit()
    assert note.endswith(".")
    assert "row by row" not in note
    assert warning_note(warning, catalogue("de")) != note


def test_a_warning_names_a_language_by_its_name() -> None:
    assert "does not read French." in warning_note(SUMMARY_WARNINGS[5], ENGLISH)
    assert "Ukrainisch" in warning_note(SUMMARY_WARNINGS[6], catalogue("de"))


def test_a_warning_of_another_kind_is_shown_as_it_is() -> None:
    assert warning_note("the clock\u202e of its server is wrong", ENGLISH) == "The clock of its server is wrong."
