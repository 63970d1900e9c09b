"""Footnotes of pages stand behind the text with the role of notes, found by structure in any language."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.clean.cleaner import StatementCleaner
from digest.records import Profile, RawStatement, Role, Statement

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
TEXT = "<p>The bank lowered its rate to 2.25 per cent in September, and it stands ready to act again if the krone weakens.</p>"


def clean(cleaner: StatementCleaner, body: str, head: str = "", **more: str) -> Statement:
    page = f"<!DOCTYPE html><html><head><title>Rates</title>{head}</head><body><main><h1>Rates</h1>{body}</main></body></html>"
    raw = RawStatement("s", "k", "https://example.org/a", page.encode(), "text/html", NOW, charset="utf-8", **more)
    return cleaner.clean(raw, Profile())


def parts(statement: Statement) -> tuple[str, str]:
    """The text without its notes, and the notes."""
    notes = [paragraph for paragraph in statement.paragraphs if paragraph.role is Role.NOTES]
    start = notes[0].start if notes else len(statement.text)
    return statement.text[:start].strip(), statement.text[start:]


MARKS = [
    '<a href="#f1" id="r1"><sup>1</sup></a>',
    '<sup id="r1"><a href="#f1">[1]</a></sup>',
    '[<a href="#f1" name="r1">1</a>]',
    '<a name="r1"></a><a href="#f1"><sup>*</sup></a>',
]
NOTES = [
    '<p><a name="f1">{mark}.</a> I thank Anna Weiss for her help. <a href="#r1">Return to text</a></p>',
    '<h3>Footnotes</h3><ol><li id="f1"><p>I thank Anna Weiss for her help. <a href="#r1">↩</a></p></li></ol>',
    '<hr><div id="f1"><a href="#r1">{mark}</a> I thank Anna Weiss for her help.</div>',
    '<h2>Quellen</h2><ul><li><span id="f1"></span>I thank Anna Weiss for her help. <a href="#r1">zurück zum Text</a></li></ul>',
]


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("note", NOTES)
def test_a_note_to_which_a_mark_leads_is_behind_the_text(mark: str, note: str, cleaner: StatementCleaner) -> None:
    sign = "*" if "*" in mark else "1"
    text = TEXT.replace("September,", f"September{mark},")
    found = clean(cleaner, f"{text}{TEXT.replace('2.25', '2.50')}{note.replace('{mark}', sign)}")
    body, notes = parts(found)
    assert "in September, and it" in body
    assert "Anna" not in body
    assert "I thank Anna Weiss for her help." in notes
    assert not any(words in found.text for words in ("Return", "↩", "zurück", "[]"))


def test_a_note_of_several_paragraphs_is_taken_as_a_whole(cleaner: StatementCleaner) -> None:
    note = '<p><a id="f1">1.</a> First.</p><p>Second part of the note. <a href="#r1">Return to text</a></p>'
    body, notes = parts(clean(cleaner, TEXT.replace("krone", f"krone{MARKS[0]}") + TEXT.replace("2.25", "2.50") + note))
    assert "Second" not in body
    assert notes == "1. First.\n\nSecond part of the note."


def test_notes_below_a_block_of_contacts_or_above_it_stay(cleaner: StatementCleaner) -> None:
    contact = "<h4>Media contacts</h4><p>press@example.org</p><p>+49 69 1344 7455</p>"
    for below in (NOTES[1] + contact, contact + NOTES[1]):
        _, notes = parts(clean(cleaner, TEXT.replace("krone", f"krone{MARKS[0]}") + TEXT.replace("2.25", "2.50") + below))
        assert "Anna Weiss" in notes


@pytest.mark.parametrize(
    "body",
    [
        # a table of contents leads to headings and chapters
        '<ul><li><a href="#c1">1</a> Prices</li></ul><h2 id="c1">Prices</h2>' + TEXT,
        f'<p><a href="#c1">1</a> <a href="#c2">2</a></p><div id="c1"><h2>A</h2>{TEXT}</div><div id="c2"><p>Words.</p></div>',
        # a reference to a numbered paragraph of the text, which does not lead back
        "<p>As paragraph <a href='#p'>7</a> says, the bank acts in time.</p><p id='p'>It lowered its rate in autumn.</p>",
        # a mark without a note, and a note before its mark
        f'<p>It acts in time.<a href="#f9"><sup>1</sup></a></p>{TEXT}',
        f'<p id="f1">1 The bank acts in time.</p><p>It does so again and again.{MARKS[0]}</p>{TEXT}',
        # a page that is little else than notes
        f'<p>Rules.{MARKS[0]}</p><p id="f1">1 {"The bank lowered its rate in the autumn. " * 12}<a href="#r1">back</a></p>',
    ],
)  # fmt: skip
def test_what_only_looks_like_a_note_stays_in_the_text(body: str, cleaner: StatementCleaner) -> None:
    assert parts(clean(cleaner, body))[1] == ""


def test_a_text_of_a_feed_has_its_notes_behind_it_too(cleaner: StatementCleaner) -> None:
    content = TEXT.replace("krone", f"krone{MARKS[0]}") + NOTES[0].replace("{mark}", "1") + "<p>The end of the text.</p>"
    raw = RawStatement("s", "k", "", content.encode(), "text/html", NOW, charset="utf-8", fragment=True, title="Rates")
    statement = cleaner.clean(raw, Profile())
    assert parts(statement) == (
        "The bank lowered its rate to 2.25 per cent in September, and it stands ready to act again if the krone weakens.\n\n"
        "The end of the text.",
        "1. I thank Anna Weiss for her help.",
    )


def test_a_thousand_marks_and_notes_take_no_time_that_grows_with_their_square(cleaner: StatementCleaner) -> None:
    marks = "".join(
        f'<p>Sentence {n} of the text says so.<a id="r{n}" href="#f{n}"><sup>{n}</sup></a></p>' for n in range(1, 999)
    )
    notes = "".join(f'<p id="f{n}"><a href="#r{n}">{n}</a> Note.</p>' for n in range(1, 999))
    body, found = parts(clean(cleaner, marks + notes))
    assert found.count("Note.") == 998
    assert "Note." not in body
