"""A standing page is one statement; each change of it is told with the words that changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.cli.parser import main
from tests.fetch.web import Page, Site

CONFIGURATION = """
sources:
  - {{watch: "{address}", name: advice, title: Travel advice, body: main, prune: [".share"]}}
fetch: {{deadline: 5, pause: 0, allow_private: [127.0.0.0/8]}}
digests:
  morning: {{at: "00:00", deliver: [{{file: "{{day}}.md"}}]}}
"""
FIRST = "We advise against travel to the north of the country. Borders are open. A visa is needed for a stay of any length."


class Installation:
    """An installation that watches one page, and its editions."""

    def __init__(self, folder: Path, site: Site) -> None:
        self.folder, self.site = folder, site
        (folder / "digest.yaml").write_text(CONFIGURATION.format(address=site.url("/advice")), "utf-8")

    def publish(self, text: str, title: str = "Advice for Freedonia", counter: int = 1) -> None:
        share = f"<p class='share'>Shared {counter} times in all the world</p>"
        text = f"<main><h1>{title}</h1><p>{text}</p>{share}</main>"
        page = f"<html><head><title>{title}</title></head><body><nav>Menu {counter}</nav>{text}</body></html>"
        self.site.html("/advice", page)

    def edition(self, day: str, code: int = 0) -> str:
        assert main(["--config", str(self.folder / "digest.yaml"), "--quiet", "run", "--day", day]) == code
        path = self.folder / f"{day}.md"
        return path.read_text("utf-8") if path.exists() else ""


@pytest.fixture
def watched(tmp_path: Path, site: Site) -> Installation:
    installation = Installation(tmp_path, site)
    installation.publish(FIRST)
    assert "### [Advice for Freedonia]" in installation.edition("2026-11-20")
    return installation


def test_a_dropped_and_a_changed_sentence_are_told(watched: Installation) -> None:
    watched.publish(FIRST.replace("the north", "all parts").replace(" Borders are open.", ""))
    told = watched.edition("2026-11-21")
    assert "**Updated**" in told
    assert "We advise against travel to ~~the north~~ **all parts** of the country." in told
    assert "~~Borders are open.~~" in told


def test_what_stands_around_the_text_is_no_change(watched: Installation) -> None:
    watched.publish(FIRST, counter=2)
    assert watched.edition("2026-11-21") == ""


def test_a_page_that_was_rewritten_with_another_title_is_still_the_same_page(watched: Installation) -> None:
    watched.publish("Go wherever you like. Nothing at all is needed.", title="Freedonia: all clear")
    told = watched.edition("2026-11-21")
    assert "**Updated**" in told
    assert told.count("\n### ") == 1


def test_a_page_that_fails_is_a_failure_of_its_source_and_no_change(watched: Installation) -> None:
    watched.site.pages["/advice"] = Page(b"<html>gone", status=503)
    watched.edition("2026-11-21", code=69)
    watched.publish(FIRST.replace("any length", "more than a week"))
    assert "more than a week" in watched.edition("2026-11-22")
