"""The decision table of digest/fetch/README.md: one row, one test."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from digest.text.identity import Marks, is_same_statement

NOON = datetime(2026, 11, 3, 12, tzinfo=UTC)
TOLL = (
    "The toll on the bridge of Kelm falls to 14,500 crowns a month from the first of May, nine hundred less than today. "
    "The Minister of Roads said that the hauliers of the valley had waited four years - in vain - for this decision."
)
EDITED = TOLL.replace("14,500", "14,050")
LAMP = (
    "The lighthouse of Orsa gets a new lamp in July, the Coast Board announced after its meeting in the town hall. "
    "Work takes eleven days, and the old lamp goes to the museum, where children may switch it on."
)
STORED = Marks(frozenset({"https://kelm.example/n/1"}), frozenset({"q-1"}), "Toll of Kelm falls", NOON, TOLL)


def read(
    link: str = "https://kelm.example/n/1",
    guid: str = "q-1",
    title: str = "Toll of Kelm falls",
    published: datetime | None = NOON,
    text: str = TOLL,
) -> Marks:
    return Marks(frozenset({link}), frozenset({guid} - {""}), title, published, text)


OTHER_LINK = "https://kelm.example/en/press/1"
LATER = NOON + timedelta(days=1)

SAME = {
    "the same again": read(),
    "1: same GUID, same link, edited": read(text=EDITED),
    "1: same GUID, same link, rewritten": read(text=LAMP, title="New lamp", published=LATER),
    "2: new GUID, same link, same words": read(guid="q-9", published=LATER, title="Toll"),
    "3: new GUID, same link, same moment, edited": read(guid="q-9", text=EDITED, title="Toll"),
    "5: no GUID, same link, edited": read(guid="", text=EDITED, title="Toll", published=LATER),
    "5: no GUID, same link, rewritten under its title": read(guid="", text=LAMP, published=LATER),
    "5: no GUID, same link, rewritten, same moment": read(guid="", text=LAMP, title="New lamp"),
    "7: same GUID, other link, same words": read(OTHER_LINK, title="Toll", published=LATER),
    "7: same GUID, other link, edited": read(OTHER_LINK, text=EDITED, title="Toll", published=LATER),
    "7: same GUID, other link, rewritten under its title and date": read(OTHER_LINK, text=LAMP),
    "9: other link, same words, title and moment": read(OTHER_LINK, guid="q-9"),
    "9: other link, no GUID, other typography": read(OTHER_LINK, guid="", text=TOLL.replace("-", "–")),
    "9: other link, no date": read(OTHER_LINK, guid="", published=None),
}
DIFFERENT = {
    "4: new GUID, same link, same title, another day": read(guid="q-9", text=LAMP, published=LATER),
    "4: new GUID, same link, edited, another day": read(guid="q-9", text=EDITED, published=LATER),
    "4: new GUID, same link, no date, other words": read(guid="q-9", text=EDITED, published=None),
    "4: new GUID, same link, same moment and title, nothing in common": read(guid="q-9", text=LAMP),
    "4: new GUID, same link, same moment, nothing in common": read(guid="q-9", text=LAMP, title="New lamp"),
    "6: no GUID, same link, nothing in common": read(guid="", text=LAMP, title="New lamp", published=LATER),
    "8: a GUID that is used again": read(OTHER_LINK, text=LAMP, title="New lamp"),
    "10: a notice that is repeated the next day": read(OTHER_LINK, guid="q-9", published=LATER),
    "10: a notice with another title": read(OTHER_LINK, guid="q-9", title="Toll of Orsa falls"),
    "10: other link, edited": read(OTHER_LINK, guid="", text=EDITED),
    "10: nothing in common": read(OTHER_LINK, guid="q-9", text=LAMP, title="New lamp"),
}


@pytest.mark.parametrize("reading", SAME.values(), ids=SAME)
def test_two_readings_of_one_statement(reading: Marks) -> None:
    assert is_same_statement(STORED, reading)
    assert is_same_statement(reading, STORED)


@pytest.mark.parametrize("reading", DIFFERENT.values(), ids=DIFFERENT)
def test_readings_of_two_statements(reading: Marks) -> None:
    assert not is_same_statement(STORED, reading)
    assert not is_same_statement(reading, STORED)


def test_every_link_and_guid_so_far_counts() -> None:
    moved = replace(STORED, documents=STORED.documents | {OTHER_LINK}, guids=STORED.guids | {"q-9"})
    assert is_same_statement(moved, read(OTHER_LINK, guid="q-9", text=EDITED, published=LATER))
