"""Pages as central banks write them: whose speech it is, what its title is, when it was released."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from digest.clean.cleaner import StatementCleaner
from digest.records import Profile, RawStatement, Statement, StatementType

TEXT = "".join(
    f"<p>{sentence}</p>"
    for sentence in (
        "Small open economies live by trade, and trade has grown more slowly than output for five years.",
        "The bank lowered its rate to 2.25 per cent in September and stands ready to act if the krone weakens.",
        "Households have paid down debt, and the banks hold more capital than at any time in this century.",
    )
)


def clean(cleaner: StatementCleaner, title: str, body: str, zone: str = "America/New_York") -> Statement:
    page = f"<!DOCTYPE html><html lang=en><head><title>{title}</title></head><body><main>{body}</main></body></html>"
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    raw = RawStatement("s", "k", "https://example.org/a", page.encode(), "text/html", now, charset="utf-8")
    return cleaner.clean(raw, Profile(timezone=zone))


@pytest.mark.parametrize(
    ("written", "title", "speaker"),
    [
        ("FRB: Speech, Marden--The Outlook for Prices--November 14, 2026", "The Outlook for Prices", "Marden"),
        ("FRB: Speech, Marden -- The outlook -- for prices -- November 14, 2026", "The outlook -- for prices", "Marden"),
        ("Testimony, Oster -- Rural banks", "Rural banks", "Oster"),
    ],
)
def test_the_kind_and_the_date_around_a_title_are_no_part_of_it(
    written: str, title: str, speaker: str, cleaner: StatementCleaner
) -> None:
    found = clean(cleaner, written, TEXT)
    assert (found.title, found.speaker, found.type) == (title, speaker, StatementType.REMARKS)


@pytest.mark.parametrize("written", ["Prices--and work", "Act now -- 12 November 2026 is too late"])
def test_a_double_dash_alone_cuts_nothing_that_may_be_the_title(written: str, cleaner: StatementCleaner) -> None:
    assert clean(cleaner, written, TEXT).title == written


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("Speech by Marta Lind, Member of the Board of the ECB, at a dinner", "Marta Lind, Member of the Board of the ECB"),
        ("Speech by Ms Ilse van Hal, Governor of the Bank, Brenna, 5 November 2026.", "Ilse van Hal, Governor of the Bank"),
        ("Opening remarks by Owen O'Hara at the annual dinner", "Owen O'Hara"),
        ("Keynote by Jean-Claude Le Roux, Paris", "Jean-Claude Le Roux, Paris"),
    ],
)  # fmt: skip
def test_a_line_below_the_headline_says_whose_speech_it_is(line: str, speaker: str, cleaner: StatementCleaner) -> None:
    found = clean(cleaner, "Trade and trust", f"<h1>Trade and trust</h1><h2>{line}</h2>{TEXT}")
    assert (found.speaker, found.type) == (speaker, StatementType.REMARKS)


def test_a_title_may_say_whose_speech_it_is_behind_a_dash(cleaner: StatementCleaner) -> None:
    assert clean(cleaner, "Money and weather − speech by Owen Tarrant", TEXT).speaker == "Owen Tarrant"


@pytest.mark.parametrize(
    "line",
    [
        "Speech by machines has become cheap.",
        "Hate speech by members of the council is not covered by the rules.",
        "The speech by Owen Tarrant, Governor of the Bank, was well received.",
        "Statement by European Union Ministers",
        "Remarks by the Governor are published at noon.",
    ],
)
def test_a_line_that_speaks_of_speeches_names_nobody(line: str, cleaner: StatementCleaner) -> None:
    found = clean(cleaner, "Trade and trust", f"<h1>Trade and trust</h1><p>{line}</p>{TEXT}")
    assert (found.speaker, found.type) == ("", StatementType.OTHER)


def test_the_time_of_release_belongs_to_the_date_of_the_page(cleaner: StatementCleaner) -> None:
    head = "<p>October 28, 2026</p><h1>Agencies extend the period</h1><p>For release at 2:00 p.m. EDT</p>"
    found = clean(cleaner, "Agencies extend the period", head + TEXT)
    assert (found.published, found.day) == (datetime(2026, 10, 28, 18, tzinfo=UTC), None)
    assert "For release" not in found.text


def test_a_time_of_release_without_a_date_dates_nothing(cleaner: StatementCleaner) -> None:
    head = "<h1>Agencies extend the period</h1><p>For release at 2:00 p.m. EDT</p>"
    assert clean(cleaner, "Agencies extend the period", head + TEXT).published is None


def with_feed_title(cleaner: StatementCleaner, title: str, body: str) -> Statement:
    page = f"<!DOCTYPE html><html><head><title>Speech</title></head><body><main>{body}</main></body></html>"
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    raw = RawStatement("s", "k", "https://example.org/a", page.encode(), "text/html", now, charset="utf-8", title=title)
    return cleaner.clean(raw, Profile())


@pytest.mark.parametrize(
    ("title", "line", "speaker", "left"),
    [
        ("Marden, Prices and work", "Governor Ellen R. Marden", "Governor Ellen R. Marden", False),
        ("Ilse van Hal: Prices and work", "Speech by Ilse van Hal, Governor, at a dinner", "Ilse van Hal, Governor", True),
    ],
)  # fmt: skip
def test_a_title_of_a_feed_loses_the_name_of_the_speaker_before_the_headline(
    title: str, line: str, speaker: str, left: bool, cleaner: StatementCleaner
) -> None:
    found = with_feed_title(cleaner, title, f"<h3>Prices and work</h3><p>{line}</p>{TEXT}")
    assert (found.title, found.speaker) == ("Prices and work", speaker)
    assert (line in found.text) is left
    assert "Prices and work" not in found.text


@pytest.mark.parametrize(
    ("title", "head"),
    [
        ("Norland: Statement on the elections", "<h3>Statement on the elections</h3><p>Spokesperson Ellen R. Marden</p>"),
        ("Marden, Prices and work", "<h3>Work and prices</h3><p>Governor Ellen R. Marden</p>"),
        ("Marden, Prices and work", "<h3>Prices and work</h3><p>The bank quotes Governor Ellen R. Marden in its report.</p>"),
    ],
)
def test_a_title_keeps_what_is_not_the_name_of_its_speaker(title: str, head: str, cleaner: StatementCleaner) -> None:
    assert with_feed_title(cleaner, title, head + TEXT).title == title
