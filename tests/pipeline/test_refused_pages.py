"""A page that stands in the place of a statement is a failure, and is asked for until the statement is there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from digest.app import build
from digest.cli.progress import tracker
from digest.config.loader import load_settings
from digest.pipeline.report import RunReport
from digest.pipeline.run import run_once
from tests.fetch.web import Page, Site

NIGHT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
WALL = (
    "<html><title>One moment</title><h1>One moment</h1><p>We check whether you are human. Please enable JavaScript.</p></html>"
)
STATEMENT = (
    "<html><head><title>Harbour of Lund closes</title></head><body><main><h1>Harbour of Lund closes</h1>"
    "<p>The Port Authority closes the inner harbour of Lund from 4 May. Ferries use the outer pier for six weeks.</p>"
    "<p>The Authority thanks the crews of the ferries for their patience in this spring.</p></main></body></html>"
)
ITEM = "<item><title>Harbour of Lund closes</title><link>/a</link></item>"
FEED = Page(f'<rss version="2.0"><channel><title>T</title>{ITEM}</channel></rss>'.encode(), "application/rss+xml", tagged=True)


def collect(folder: Path, hour: int) -> RunReport:
    with build(load_settings(folder / "digest.yaml")) as app:
        now = NIGHT + timedelta(hours=hour)
        return run_once(app.pipeline, lambda: now, tracker(quiet=True), steps=("collect",))


@pytest.mark.parametrize("kind", ["feed: {}/feed", "page: {}/list, links: main"])
def test_the_statement_behind_a_wall_comes_as_soon_as_the_wall_is_gone(kind: str, site: Site, tmp_path: Path) -> None:
    site.pages["/feed"] = FEED
    site.html("/list", '<html><body><main><a href="/a">Harbour</a></main></body></html>', tagged=True)
    site.html("/a", WALL, tagged=True)
    source = kind.format(site.url("").rstrip("/"))
    (tmp_path / "digest.yaml").write_text(
        f"store: digest.db\nfetch: {{allow_private: [127.0.0.0/8], pause: 0, robots: false, recheck_days: 0}}\n"
        f"sources: [{{name: port, {source}}}]\ndigests: {{d: {{at: '07:00', deliver: [{{file: '{{day}}.md'}}]}}}}\n",
        "utf-8",
    )
    for hour in (0, 1):
        refused = collect(tmp_path, hour)
        assert (refused.new, len(refused.failures)) == (0, 1)
        assert "is not a statement" in refused.failures[0].reason
    site.html("/a", STATEMENT, tagged=True)
    read = collect(tmp_path, 2)
    assert (read.new, read.revised, read.failures) == (1, 0, ())
    assert collect(tmp_path, 3).new == 0
