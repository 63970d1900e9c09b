"""The search indexes follow the pages: an update indexes what has changed. Without Pagefind there is a site without search."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.website import publisher, state
from digest.website.search_index import BUNDLES, INSTALL_HINT, pagefind_program
from tests.website.history import History, a_statement, files_of

needs_pagefind = pytest.mark.skipif(pagefind_program() is None, reason="the package pagefind-bin is not installed")


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    made = History(tmp_path)
    yield made
    made.store.close()


def tell(history: History, *names: str) -> None:
    history.tell(*(a_statement(name, f"The council decided on {name}. It ended there.") for name in names))


def pages(folder: Path) -> dict[str, bytes]:
    """All that Pagefind has not written: two runs of it differ in the names of some files."""
    return {path: content for path, content in files_of(folder).items() if not path.startswith("search/") or path == BUNDLES}


def bundles(folder: Path) -> list[str]:
    return [each["path"].split("/")[1] for each in json.loads((folder / BUNDLES).read_bytes())["bundles"]]


def test_without_pagefind_the_site_has_no_search_and_says_so(
    history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publisher, "pagefind_program", lambda: None)
    tell(history, "fish")
    assert INSTALL_HINT in str(history.publish(tmp_path / "site", search=True))
    shown = files_of(tmp_path / "site")
    assert not [path for path in shown if path.startswith("search")]
    assert b"search.html" not in shown["index.html"]
    assert INSTALL_HINT not in str(history.publish(tmp_path / "site"))


@needs_pagefind
def test_an_update_indexes_the_bundle_that_has_changed(
    history: History, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state, "BUNDLE_SIZE", 2)
    tell(history, "fish", "oil")
    history.publish(tmp_path / "site", search=True)
    (first,) = bundles(tmp_path / "site")
    tell(history, "gas", "coal", "wind")
    history.publish(tmp_path / "site", search=True)
    assert len(bundles(tmp_path / "site")) == 3
    assert bundles(tmp_path / "site")[-1] == first
    history.withdraw("fish")
    tell(history, "sun")
    history.publish(tmp_path / "site", search=True)
    assert first not in bundles(tmp_path / "site")
    words = json.loads((tmp_path / "site" / BUNDLES).read_bytes())["words"].split("/")[1]
    assert {path.name for path in (tmp_path / "site" / "search").glob("*/")} == {*bundles(tmp_path / "site"), words}


@needs_pagefind
def test_updates_day_by_day_and_after_a_kill_make_the_same_indexes(history: History, tmp_path: Path) -> None:
    for name in ("fish", "oil"):
        tell(history, name)
        history.publish(tmp_path / "daily", search=True)
        (tmp_path / "daily" / ".search-part" / "pages").mkdir(parents=True)  # as an update that was killed leaves it
    history.publish(tmp_path / "daily", search=True)
    history.publish(tmp_path / "once", search=True)
    assert bundles(tmp_path / "daily") == bundles(tmp_path / "once")
    assert pages(tmp_path / "daily") == pages(tmp_path / "once")
    assert not [path for path in files_of(tmp_path / "daily") if "worker" in path or "-ui." in path]


@needs_pagefind
def test_a_search_that_is_switched_off_is_gone(history: History, tmp_path: Path) -> None:
    tell(history, "fish")
    history.publish(tmp_path / "site", search=True)
    history.publish(tmp_path / "site")
    shown = files_of(tmp_path / "site")
    assert not [path for path in shown if path.startswith("search")]
    assert b"search.html" not in shown["index.html"]
