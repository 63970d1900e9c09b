"""Editions say what changed since the previous statement of a series, and where watched phrases are used or missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.cli.parser import main

CONFIGURATION = """
sources:
  - {name: bank, title: Central Bank, files: "in/*.html"}
digests:
  morning:
    at: "00:00"
    watch: ["price stability", {phrase: forward guidance, issuer: bank}, {phrase: the capital, issuer: Ministry}]
    deliver: [{file: "{day}.md"}, {file: "{day}.html"}, {file: "{day}.txt", format: text}]
"""
PAGE = """<html><head><title>{title}</title><meta property="article:published_time" content="{day}T10:00:00Z"></head><body>
<article><h1>{title}</h1><p>The Board of the Bank met today in the capital.</p><p>The Board decided to {decision}.
Inflation remains above the target of 2 percent. {last}</p><p>Unemployment is low in most regions.</p></article></body></html>
"""
GUIDANCE = "The Board gives forward guidance on rates and on price stability."


class Bank:
    """A folder that a central bank fills, and the editions over it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "in").mkdir()
        (folder / "digest.yaml").write_text(CONFIGURATION, "utf-8")

    def publish(self, day: str, decision: str, last: str, title: str = "Rate decision") -> None:
        page = PAGE.format(title=f"{title}, {day}", day=day, decision=decision, last=last)
        (self.folder / "in" / f"{title}-{day}.html").write_text(page, "utf-8")

    def edition(self, day: str, form: str = "md") -> str:
        assert main(["--config", str(self.folder / "digest.yaml"), "--quiet", "run", "--day", day]) == 0
        return (self.folder / f"{day}.{form}").read_text("utf-8")


@pytest.fixture
def bank(tmp_path: Path) -> Bank:
    bank = Bank(tmp_path)
    bank.publish("2026-05-12", "keep the rate at 4.5 percent", GUIDANCE)
    bank.publish("2026-06-10", "keep the rate at 4.5 percent", GUIDANCE.replace("gives", "still gives"))
    bank.edition("2026-11-20")
    return bank


def test_an_entry_shows_what_changed_since_the_previous_statement_of_its_series(bank: Bank) -> None:
    bank.publish("2026-07-09", "cut the rate to 4.25 percent", "Oil is <b>cheap</b>.")
    told = bank.edition("2026-11-21")
    assert "Changed since “Rate decision, 2026-06-10”, 10 June 2026:" in told
    changed = told.partition("Changed since")[2]
    assert "- The Board decided to ~~keep~~ **cut** the rate ~~at 4.5~~ **to 4.25** percent." in changed
    assert "- ~~The Board still gives forward guidance on rates and on price stability.~~" in changed
    assert "Unemployment is low" not in changed


def test_every_format_shows_it_and_a_preview_of_the_sealed_edition_shows_the_same(
    bank: Bank, capsys: pytest.CaptureFixture[str]
) -> None:
    bank.publish("2026-07-09", "cut the rate to 4.25 percent", GUIDANCE)
    told = bank.edition("2026-11-21")
    for form in ("html", "txt"):
        text = (bank.folder / f"2026-11-21.{form}").read_text("utf-8")
        assert "Changed since “Rate decision, 2026-06-10”" in " ".join(text.split())
    capsys.readouterr()
    assert main(["--config", str(bank.folder / "digest.yaml"), "preview", "--day", "2026-11-21"]) == 0
    assert capsys.readouterr().out.strip() == told.strip()


def test_a_statement_with_another_name_in_its_title_is_of_another_series(bank: Bank) -> None:
    bank.publish("2026-07-09", "cut the rate to 4.25 percent", GUIDANCE, title="Liquidity decision")
    assert "Changed since" not in bank.edition("2026-11-21")


def test_a_statement_that_arrives_late_is_compared_with_those_before_its_date(bank: Bank) -> None:
    bank.publish("2026-05-30", "keep the rate at 4.75 percent", GUIDANCE)
    assert "Changed since “Rate decision, 2026-05-12”" in bank.edition("2026-11-21")


def test_watched_phrases_are_told_where_they_are_used_and_where_they_are_missing(bank: Bank) -> None:
    bank.publish("2026-07-09", "cut the rate to 4.25 percent", "The Board wants price-stability.")
    told = bank.edition("2026-11-21")
    assert "Watched: “price stability” is used: “The Board wants price-stability.”" in told
    assert "Watched: “forward guidance” is not used." in told
    assert "It is in 2 of the 2 earlier statements of this series, last in “Rate decision, 2026-06-10”, 10 June 2026" in told
    assert "the capital” is" not in told


def test_a_phrase_that_was_never_used_is_not_missed(bank: Bank) -> None:
    bank.publish("2026-07-09", "cut the rate to 4.25 percent", "Oil is cheap.", title="Liquidity decision")
    assert "Watched" not in bank.edition("2026-11-21")
