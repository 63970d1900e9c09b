"""The site in Chromium, from a plain web server under a strict policy: search, filters, keyboard, small screens, no script.

Needs Chromium, and the packages playwright and pagefind-bin; what needs axe-core also axe-playwright-python. What is missing is
named where the tests are skipped.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from digest.compile.site_links import edition_path, statement_path
from digest.records import StatementType
from digest.website import state
from digest.website.search_index import pagefind_program
from tests.website.history import History, a_statement, a_text
from tests.website.web import served

playwright = pytest.importorskip("playwright.sync_api", reason="the package playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
    pytest.mark.skipif(pagefind_program() is None, reason="the package pagefind-bin is not installed"),
]

CANARY = "<img src=x onerror=alert(1)><script>alert(1)</script>"
PAGES = {
    "first page": "index.html",
    "edition": edition_path("morning", History.first_slot),
    "statement": statement_path("https://state.example/a"),
    "list": "types/statement/index.html",
    "lists": "countries/index.html",
    "search": "search.html?q=truce",
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("archive")
    history = History(folder)
    tell(history)
    history.publish(folder / "site", search=True)
    history.store.close()
    with served(folder / "site") as address:
        yield address


def tell(history: History) -> None:
    """Two days: a statement that changes, one that is withdrawn, a readout, many of one kind, and a stranger's text."""
    long = a_text("The ministers of France and Germany met in Paris. It was cold.", "They agreed on a truce. " * 40)
    hostile = f"{CANARY} A zebra was seen. It ended."
    many = [a_statement(f"n{number}", f"Otters of group {number} were counted. It ended.") for number in range(25)]
    history.tell(
        a_statement("a", long, title="France and Germany agree on a truce"),
        a_statement("b", "A truce was broken in Rome. It will rain.", type=StatementType.READOUT, source="mfa"),
        a_statement("x", hostile, title=f"{CANARY} zebra", issuer=CANARY),
        *many,
    )
    history.withdraw("b")
    history.tell(a_statement("a", long.replace("cold", "warm"), title="France and Germany agree on a truce"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    """A page of a context in which nothing goes wrong: no error in the console, no dialog, no request to elsewhere."""
    context = browser.new_context(viewport={"width": 1200, "height": 900}, base_url=address)
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("dialog", lambda dialog: (wrong.append(f"dialog {dialog.message}"), dialog.dismiss()))
    opened.on("request", lambda request: None if request.url.startswith(address) else wrong.append(request.url))
    yield opened
    context.close()
    assert wrong == []


def results(page: Any, number: str) -> list[str]:
    """The titles that are found, once the number of them is told."""
    page.wait_for_function("text => document.getElementById('status').textContent === text", arg=number)
    return [str(each) for each in page.locator("#results h3").all_inner_texts()]


def test_a_search_finds_words_of_the_text_and_leads_to_the_statement(page: Any) -> None:
    page.goto("index.html")
    page.get_by_role("searchbox").fill("truce")
    page.keyboard.press("Enter")
    assert results(page, "2 statements") == ["France and Germany agree on a truce", "Statement on b"]
    assert "Withdrawn" in page.locator("#results li").nth(1).inner_text()
    assert page.locator("#results mark").first.inner_text().startswith("truce")
    page.get_by_role("link", name="France and Germany agree on a truce").click()
    assert page.locator("h1").inner_text() == "France and Germany agree on a truce"


def test_a_search_is_limited_by_source_type_country_and_date(page: Any) -> None:
    page.goto("search.html?q=truce")
    for name, value, found in (
        ("source", "Ministry of Foreign Affairs", "Statement on b"),
        ("type", "Readout", "Statement on b"),
        ("country", "Germany", "France and Germany agree on a truce"),
    ):
        page.select_option(f"#{name}", value)
        assert results(page, "1 statement") == [found]
        assert f"{name}=" in page.url
        page.select_option(f"#{name}", "")
    page.select_option("#month", "2026-11")
    assert len(results(page, "2 statements")) == 2
    page.goto("search.html?q=truce&type=Readout")
    assert results(page, "1 statement") == ["Statement on b"]
    assert page.input_value("#type") == "Readout"


def test_what_is_not_there_is_not_found_and_the_way_back_leads_to_the_search_before(page: Any) -> None:
    page.goto("search.html?q=zebra")
    assert len(results(page, "1 statement")) == 1
    page.fill("#q", "giraffe")
    page.keyboard.press("Enter")
    assert results(page, "No statement was found.") == []
    page.go_back()
    assert len(results(page, "1 statement")) == 1


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an archive of which each statement is in a search index of its own."""
    folder = tmp_path_factory.mktemp("large")
    history = History(folder)
    for number, said in enumerate(
        ("Kursk was named", "Škoda répond à la question", "Курск был назван", "NextGen began", "A ban on otters")
    ):
        history.tell(a_statement(f"p{number}", f"{said} today. The harbour is open."))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(state, "BUNDLE_SIZE", 1)
        history.publish(folder / "site", search=True)
    history.store.close()
    with served(folder / "site") as address:
        yield address


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("kursk", ["p0"]),
        ("naming", ["p0"]),
        ("SKODA", ["p1"]),
        ("courses", []),
        ("banning", ["p4"]),
        ("kurskaya", ["p0"]),
        ("Курск", ["p2"]),
        ("gen", ["p3"]),
        ("open harbours", ["p4", "p3", "p2", "p1", "p0"]),
        ('"was named today"', ["p0"]),
        ("kursk otters", []),
    ],
)
def test_only_the_indexes_that_have_the_words_are_opened(browser: Any, large: str, words: str, found: list[str]) -> None:
    context = browser.new_context(base_url=large)
    opened = context.new_page()
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url) if request.url.endswith(".pf_meta") else None)
    opened.goto("search.html")
    opened.wait_for_load_state("networkidle")
    opened.fill("#q", words)
    opened.keyboard.press("Enter")
    number = f"{len(found)} statement{'s' * (len(found) != 1)}" if found else "No statement was found."
    assert results(opened, number) == [f"Statement on {name}" for name in found]
    assert len({*asked}) <= 1 + len(found)  # the newest one is opened before anything is asked
    context.close()


def test_many_results_come_in_parts_and_by_keyboard(page: Any) -> None:
    page.goto("search.html?q=otters")
    assert len(results(page, "25 statements")) == 20
    page.locator("#more").focus()
    page.keyboard.press("Enter")
    page.locator("#results li").nth(24).wait_for()
    assert page.evaluate("document.activeElement.closest('li') === document.querySelectorAll('#results li')[20]")
    assert not page.locator("#more").is_visible()


def test_the_keyboard_reaches_the_content_first_and_the_focus_is_seen(page: Any) -> None:
    page.goto("index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.keyboard.press("Tab")
    focused = page.evaluate("[document.activeElement.tagName, getComputedStyle(document.activeElement).outlineStyle]")
    assert focused == ["A", "solid"]


def test_a_key_point_leads_to_its_sentence_in_the_text_and_back(page: Any) -> None:
    page.goto(PAGES["statement"])
    page.get_by_role("link", name="in the text").first.click()
    assert page.locator("mark:target").inner_text() == "The ministers of France and Germany met in Paris."
    page.get_by_role("link", name="Key point 1").click()
    assert page.locator("li:target").count() == 1


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_wider_than_a_small_screen(page: Any, name: str) -> None:
    for width in (360, 1200):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(PAGES[name])
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_dark_screen_gets_a_dark_page_and_paper_a_white_one_without_navigation(page: Any) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(PAGES["statement"])
    assert brightness(page, "body", "backgroundColor") < 40
    assert brightness(page, "h1", "color") > 150
    page.emulate_media(media="print", color_scheme="dark")
    assert brightness(page, "body", "backgroundColor") == 255
    assert brightness(page, "h1", "color") == 0
    assert not page.locator("header.bar").is_visible()
    assert page.locator("section.text").is_visible()


def brightness(page: Any, selector: str, name: str) -> int:
    """The mean of red, green and blue of a colour."""
    script = f"getComputedStyle(document.querySelector('{selector}')).{name}.match(/\\d+/g).slice(0, 3).map(Number)"
    return int(sum(page.evaluate(script)) / 3)


def test_without_scripts_all_but_the_search_works(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address)
    opened = context.new_page()
    opened.goto("index.html")
    opened.get_by_role("link", name="Countries").click()
    opened.get_by_role("link", name="Germany").click()
    opened.get_by_role("link", name="France and Germany agree on a truce").click()
    assert opened.locator("section.text").is_visible()
    opened.goto("search.html?q=truce")
    assert "The search needs JavaScript." in opened.locator("noscript").text_content()
    context.close()


def test_a_strangers_text_stays_text_in_the_pages_and_in_the_results(page: Any) -> None:
    for path in ("search.html?q=zebra", statement_path("https://state.example/x"), PAGES["edition"], PAGES["list"]):
        page.goto(path)
        page.wait_for_timeout(100)
        if path.startswith("search"):
            assert results(page, "1 statement")[0].startswith("<img src=x")
        assert page.locator("main img, main script").count() == 0
        assert "<script>alert(1)</script>" in page.locator("main").inner_text()


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(page: Any, name: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(PAGES[name])
        found = axe.Axe().run(page).response["violations"]
        serious = [each for each in found if each["impact"] in ("serious", "critical")]
        assert [(each["id"], each["nodes"][0]["html"]) for each in serious] == []
