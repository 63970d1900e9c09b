"""PDFs are read in a worker of their own: a hostile one costs itself, and the next one is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from digest.clean.isolated import CLEAN_LIMITS, DOCUMENT_LIMITS, IsolatingCleaner
from digest.config.shipped_files import shipped_file
from digest.errors import UnreadableDocumentError
from digest.records import Profile, RawStatement
from tests.clean.pdf_writer import Text, write_pdf
from tests.clean.test_isolated import NoCleaner
from tests.hostile.pdf_bombs import BOMBS, damaged

GOOD = write_pdf([Text(72, 100, "The Port Authority closes the inner harbour of Lund from 4 May.")], title="Harbour")
SLOW = frozenset({"five hundred pages of dense text", "fragments all over a page"})


@pytest.fixture(scope="module")
def isolating() -> Iterator[IsolatingCleaner]:
    """Return a cleaner that can clean only in its workers."""
    limits = replace(DOCUMENT_LIMITS, wall_seconds=300)
    with IsolatingCleaner(NoCleaner(), [shipped_file("boilerplate.yaml")], CLEAN_LIMITS, limits) as cleaner:
        yield cleaner


def raw(content: bytes) -> RawStatement:
    return RawStatement("s", "a.gov/x", "https://a.gov/x.pdf", content, "application/pdf", datetime(2026, 11, 23, tzinfo=UTC))


def refusal(cleaner: IsolatingCleaner, content: bytes) -> str:
    """Why a PDF is not read; empty if it is."""
    try:
        cleaner.clean(raw(content), Profile())
    except UnreadableDocumentError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("name", sorted(BOMBS.keys() - SLOW))
def test_a_hostile_pdf_is_read_or_refused_and_the_next_one_is_read(isolating: IsolatingCleaner, name: str) -> None:
    refused = refusal(isolating, BOMBS[name]())
    assert not refused or refused.startswith(
        ("a.gov/x: is a PDF", "a.gov/x: is a damaged PDF", "a.gov/x: cannot be read as PDF")
    )
    assert isolating.clean(raw(GOOD), Profile()).text.startswith("The Port Authority")


def test_a_damaged_pdf_is_read_or_refused(isolating: IsolatingCleaner) -> None:
    for content in damaged([GOOD], 60):
        refused = refusal(isolating, content)
        assert not refused or refused.startswith("a.gov/x: ")


def test_too_much_time_is_a_reason(isolating: IsolatingCleaner) -> None:
    hasty = replace(DOCUMENT_LIMITS, cpu_seconds=1, wall_seconds=300)
    with (
        IsolatingCleaner(NoCleaner(), [shipped_file("boilerplate.yaml")], CLEAN_LIMITS, hasty) as cleaner,
        pytest.raises(UnreadableDocumentError, match=r"cannot be read as PDF: reading it took more than 1 s of CPU time"),
    ):
        cleaner.clean(raw(BOMBS["fragments all over a page"]()), Profile())
