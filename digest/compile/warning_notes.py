"""Says the warnings of reading and summarising in words for readers, in the language of the edition. Pure.

A warning is stored as one English sentence for operators. Each kind that is known here becomes a note for readers; any other is
shown as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from digest.compile.strings import model_label
from digest.locale.catalogue import Catalogue, capitalised, language_code
from digest.text.visible import limited_text

_MAX_WARNING = 1_000

_Note = Callable[[re.Match[str], Catalogue], str]


def warning_note(warning: str, words: Catalogue) -> str:
    """Return `warning` as a note for readers."""
    line = limited_text(warning, _MAX_WARNING)
    for pattern, note in _NOTES:
        if found := pattern.fullmatch(line):
            return note(found, words)
    return capitalised(line) if line.endswith((".", "!", "?")) else f"{capitalised(line)}."


def _tables(found: re.Match[str], words: Catalogue) -> str:
    if not found["pages"]:
        return words.gettext("Tables of this document are shown line by line; the original has them as tables.")
    return words.gettext(
        "Tables of this document (page {pages}) are shown line by line; the original has them as tables.", pages=found["pages"]
    )


def _empty_pages(found: re.Match[str], words: Catalogue) -> str:
    return words.gettext(
        "A part of this document (page {pages}) holds no text that can be read: see there.", pages=found["pages"]
    )


def _damaged(found: re.Match[str], words: Catalogue) -> str:
    number = int(found["number"].replace(",", ""))
    return words.ngettext(
        "{number} character of this text is damaged, and shown as �.",
        "{number} characters of this text are damaged, and shown as �.",
        number,
    )


def _not_cleaned(found: re.Match[str], words: Catalogue) -> str:
    return words.gettext("Nothing was removed from this text: it may hold lines that are not part of the statement.")


def _searched(found: re.Match[str], words: Catalogue) -> str:
    return words.gettext("The page of this statement is built in a new way: compare the key points with the original.")


def _future(found: re.Match[str], words: Catalogue) -> str:
    day = words.day(date.fromisoformat(found["day"]))
    return words.gettext("Its publisher dates it {date}, a day that had not come when it was read.", date=day)


def _text_of_feed(found: re.Match[str], words: Catalogue) -> str:
    return words.gettext("Its page could not be read; this is the text that its publisher gave with the announcement.")


def _unread_file(found: re.Match[str], words: Catalogue) -> str:
    return words.gettext("Published as {kind}, which could not be read here: open the original.", kind=found["kind"])


def _attachments(found: re.Match[str], words: Catalogue) -> str:
    return words.gettext("Documents attached to the mail are not shown here: {names}.", names=found["names"])


def _embargo(found: re.Match[str], words: Catalogue) -> str:
    return words.gettext("It names an embargo whose end is in doubt: {line}.", line=found["line"])


def _stand_in(found: re.Match[str], words: Catalogue) -> str:
    return words.gettext(
        "Its key points were selected by {model}, because {other} could not be used.",
        model=model_label(found["model"], words),
        other=model_label(found["other"], words),
    )


def _replaced(found: re.Match[str], words: Catalogue) -> str:
    return words.ngettext(
        "{number} point of {model} was not supported by the text; a sentence of the statement stands in its place.",
        "{number} points of {model} were not supported by the text; sentences of the statement stand in their place.",
        int(found["number"]),
        model=model_label(found["model"], words),
    )


def _to_models(found: re.Match[str], words: Catalogue) -> str:
    return words.ngettext(
        "{number} sentence of it addresses a language model; no key point is based on it.",
        "{number} sentences of it address a language model; no key point is based on them.",
        int(found["number"]),
    )


def _by_position(found: re.Match[str], words: Catalogue) -> str:
    if not found["language"]:
        return words.gettext("Its key points were chosen by their place in the text, because its language is not known.")
    return words.gettext(
        "Its key points were chosen by their place in the text, because the model does not read {language}.",
        language=words.language_name(language_code(found["language"])),
    )


def _no_points(found: re.Match[str], words: Catalogue) -> str:
    return words.gettext("It could not be summarised: read the original.")


_PATTERNS: tuple[tuple[str, _Note], ...] = (
    (r"tables(?: on pages? (?P<pages>.+))? are read row by row", _tables),
    (r"no text on pages? (?P<pages>.+) of the PDF", _empty_pages),
    (r"(?P<number>[\d,]+) characters? (?:is|are) damaged, and shown as �", _damaged),
    (r"the rules would have (?:deleted .+ words|left no text): the text stays as it was", _not_cleaned),
    (r"the page has no element .+: searched for the article", _searched),
    (r"its feed dates it (?P<day>\d{4}-\d\d-\d\d), which had not come when it was read", _future),
    (r"its page could not be read \(.*\): this is the text of its feed", _text_of_feed),
    (r"published as (?P<kind>.+?), which could not be read \(.*\)", _unread_file),
    (r"documents attached to the mail are not read here: (?P<names>.+)", _attachments),
    (r"an embargo is named, but its (?:moment|hour) cannot be read: (?P<line>.+?)(?:; it is kept .+)?", _embargo),
    (r"selected by (?P<model>.+?), since (?P<other>.+?) could not be used: .*", _stand_in),
    (r"(?P<number>\d+) of \d+ points of (?P<model>.+) did not stand on their evidence: .*", _replaced),
    (r"(?P<number>\d+) of its sentences speaks? to a language model: no point stands on them", _to_models),
    (r"ranked by .+: the model does not read (?:(?:the language )?'?(?P<language>[\w -]+?)'?|this script, .*)", _by_position),
    (r"no key points: .*", _no_points),
)
_NOTES = tuple((re.compile(pattern, re.DOTALL), note) for pattern, note in _PATTERNS)
