"""Bulk input without `media_type` is looked at, and dates may be written as mail and RSS write them."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime

import pytest

from digest.cli.documents import bulk_documents
from digest.errors import InputError
from digest.records import RawStatement

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def read(**fields: object) -> RawStatement:
    (document,) = bulk_documents(io.BytesIO(json.dumps({"id": "1", **fields}).encode()), NOW)
    return document.open()


@pytest.mark.parametrize(
    "content",
    [
        "<p>The Minister resigned on Monday.</p>",
        "<!DOCTYPE html><html><body>The Minister resigned.</body></html>",
        "Remarks by the Minister <p class='x'>The Minister resigned.</p>",
        "The Minister resigned.<br>She thanked her staff.<br/>She left.",
        "<section><h2>Talks</h2>They met.</section>",
        "They met in <strong>Paris</strong> on Monday.",
    ],
)
def test_html_is_read_as_html(content: str) -> None:
    assert read(content=content).media_type == "text/html"
    assert read(content=content, media_type=None).media_type == "text/html"


@pytest.mark.parametrize(
    "content",
    [
        "The Minister resigned on Monday in Paris.",
        "Inflation was < 2 % and growth > 1 % in the euro area.",
        "The page lacks the <p> tag, said the Court of Auditors.",
        "Write to <press@example.org> or <https://example.org/p>.",
        "# Talks\n\nThey met in **Paris**.",
        "",
    ],
)
def test_what_is_not_html_is_read_as_text(content: str) -> None:
    assert read(content=content).media_type == "text/plain"


def test_a_media_type_that_is_given_counts() -> None:
    assert read(content="<p>The Minister resigned.</p>", media_type="text/plain").media_type == "text/plain"


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-23T10:00:00Z",
        "2026-11-23T11:00:00+01:00",
        "Mon, 23 Nov 2026 10:00:00 GMT",
        "Mon, 23 Nov 2026 05:00:00 -0500",
        "23 Nov 2026 10:00:00 +0000",
        "Mon, 23 Nov 26 10:00:00 -0000",
        "Mon, 23 Nov 2026 05:00:00 EST",
    ],
)
def test_a_time_is_read_in_iso_8601_and_in_rfc_822(written: str) -> None:
    assert read(content="They met.", published=written).published == datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.mark.parametrize("written", ["yesterday", "23/11/2026", "Mon, 45 Nov 2026 10:00:00 GMT", "Nov"])
def test_what_is_no_time_fails_its_document_only(written: str) -> None:
    with pytest.raises(InputError, match="published"):
        read(content="They met.", published=written)
