"""The mail on a phone, in Chromium: how much of it the first screens show, and that nothing is wider than they are.

Needs Chromium and the package playwright; the tests are skipped where they are missing.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from digest.compile.email_html import html_part
from digest.compile.mail_part import mail_part
from digest.compile.view import build_view
from digest.records import Edition, Entry, Grouping, Layout, StatementType
from tests.compile.editions import a_statement, an_edition, an_entry, verbatim

playwright = pytest.importorskip("playwright.sync_api", reason="the package playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")

WIDTH, HEIGHT = 390, 844
LIST_END = (
    """Math.max(...[...document.querySelectorAll(".list, .one, .also")].map((part) => part.getBoundingClientRect().bottom))"""
)
COUNTRIES = "Albania Bolivia Cambodia Denmark Ecuador Ghana Honduras Iceland Jordan Kenya Laos Malta Nepal Oman Peru".split()
LONG = "Donaudampfschifffahrtsgesellschaftskapitän" * 12


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


def entry(number: int) -> Entry:
    """A readout on one of many countries, most of which are named once or twice; every tenth entry is routine."""
    country = COUNTRIES[number % len(COUNTRIES)] if number < 40 else "the regions"
    said = f"The ministers agreed on port {number} of {country} after two days of talks in the capital."
    kind = StatementType.GREETING if number % 10 == 9 else StatementType.READOUT
    title = f"Meeting of the Minister with {'officials and shipowners of ' * (number % 3)}{country}"
    statement = a_statement(said, title=title, link=f"https://www.state.gov/{number}/", type=kind, language="en")
    return an_entry(statement, verbatim(statement, said))


def places(browser: Any, edition: Edition) -> tuple[float, int]:
    """Where the list of a mail ends on a phone, and how wide the mail is there."""
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    page.set_content(html_part(mail_part(build_view(edition), edition.layout.words)))
    end = page.evaluate(LIST_END)
    width = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    return end, width


def test_the_lead_and_the_list_of_60_statements_are_on_the_first_three_screens_of_a_phone(browser: Any) -> None:
    made = an_edition(*(entry(number) for number in range(60)), layout=Layout(group=Grouping.COUNTRY))
    end, width = places(browser, made)
    assert 2 * HEIGHT < end <= 3 * HEIGHT
    assert width == WIDTH


@pytest.mark.parametrize("title", [LONG, f"{LONG} {'צ' * 300}", "x" * 10_000], ids=["long word", "right to left", "endless"])
def test_no_title_makes_a_mail_wider_than_a_phone(browser: Any, title: str) -> None:
    statement = a_statement(f"{title} came. It ended.", title=title, issuer=title, speaker=title)
    _, width = places(browser, an_edition(*[an_entry(statement)], *(entry(number) for number in range(4)), title=title))
    assert width == WIDTH
