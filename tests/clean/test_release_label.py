"""A line above a text that calls it a press release makes it one, unless something tells its type better."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime

import pytest

from digest.builders.cleaner_builder import build_cleaner
from digest.clean.release_label import is_called_release
from digest.cli.documents import bulk_documents, clean_all
from digest.records import Statement, StatementType


def cleaned(label: str, title: str = "Port of Corland to Reopen") -> Statement:
    """The statement of a text file that begins with `label`."""
    text = f"{label}\n\n{title}\n\nThe Port Authority will reopen the harbour.\n\nShips may enter from six in the morning."
    row = json.dumps({"id": "a", "content": text, "media_type": "text/plain", "language": "en"})
    with build_cleaner(None) as cleaner:
        (result,) = clean_all(bulk_documents(io.BytesIO(row.encode()), datetime(2026, 5, 3, tzinfo=UTC)), cleaner)
    return result.cleaned


@pytest.mark.parametrize(
    "label",
    ["FOR IMMEDIATE RELEASE", "PRESS RELEASE No. 45/2026", "Press Release | 12 May 2026", "For immediate release: May 3, 2026"],
)
def test_a_document_that_is_called_a_press_release_is_one(label: str) -> None:
    statement = cleaned(label)
    assert statement.type is StatementType.PRESS_RELEASE
    assert label not in statement.text


def test_its_title_tells_more() -> None:
    title = "Statement by Minister Corr on the Harbour"
    assert cleaned("FOR IMMEDIATE RELEASE", title).type is StatementType.STATEMENT


def test_a_document_without_such_a_line_is_none() -> None:
    assert cleaned("Volume 3").type is StatementType.OTHER


@pytest.mark.parametrize(
    "line",
    ["For immediate release of the prisoners we ask", "Press release of the Ministry", "Media releases", "Harbour"],
)
def test_a_line_that_says_something_is_no_label(line: str) -> None:
    assert not is_called_release([line], "en")


@pytest.mark.parametrize(("line", "language"), [("Pressemitteilung Nr. 12", "de"), ("Communiqué de presse", "fr")])
def test_labels_are_known_in_the_language_of_the_text(line: str, language: str) -> None:
    assert is_called_release([line], language)
    assert not is_called_release([f"{line} {'und so weiter ' * 9}"], language)
