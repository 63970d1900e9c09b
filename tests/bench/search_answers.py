"""Measures in Chromium how soon the search page of a web site answers. Knows nothing of how the site was made.

Used by `tests.bench.website`. Needs Chromium and the package playwright.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.website.web import served

_TIMES = 3

_ASK = """(words) => new Promise((done) => {
  const [form, status, list] = ["search", "status", "results"].map((id) => document.getElementById(id));
  const begun = performance.now();
  let first = 0;
  form.elements.q.value = words;
  form.requestSubmit();
  const searching = status.dataset.searching;
  const look = () => {
    if (!first && list.childElementCount) first = performance.now() - begun;
    if (status.textContent === searching || !status.textContent) return requestAnimationFrame(look);
    done([first, performance.now() - begun, status.textContent]);
  };
  requestAnimationFrame(look);
})"""


@dataclass(frozen=True)
class Answer:
    """Milliseconds until the first results of a search for `words` are shown, and until all are counted, the first time and
    the best of some later ones; `found` is the count as the page says it."""

    words: str
    first: float
    whole: float
    first_again: float
    whole_again: float
    found: str

    def __str__(self) -> str:
        again = f"again {self.first_again:.0f} and {self.whole_again:.0f}"
        return f"{self.words!r}: {self.found}; first results {self.first:.0f} ms, all {self.whole:.0f} ms; {again} ms"


def can_measure() -> bool:
    """Whether what it needs is installed."""
    return find_spec("playwright") is not None and _chromium() is not None


def answers(folder: Path, searches: Iterable[str]) -> Iterator[Answer]:
    """Ask the site in `folder`, each time in a page that was just opened and had three seconds to load, as a reader has."""
    from playwright.sync_api import sync_playwright

    with served(folder) as address, sync_playwright() as started:
        browser = started.chromium.launch(executable_path=_chromium(), args=["--no-sandbox", "--disable-gpu"])
        for words in searches:
            context = browser.new_context(base_url=address)
            page = context.new_page()
            page.goto("search.html")
            page.wait_for_timeout(3_000)
            yield _answer(page, words)
            context.close()
        browser.close()


def _answer(page: Any, words: str) -> Answer:
    first, whole, found = page.evaluate(_ASK, words)
    again = [page.evaluate(_ASK, words) for _ in range(_TIMES)]
    return Answer(words, first, whole, min(one for one, _, _ in again), min(one for _, one, _ in again), found)


def _chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")
