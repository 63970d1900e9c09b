"""A page that stands in the place of a statement is a failure, and is asked for until the statement is there.

Meanwhile the text of the feed stands in for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from digest.app import build
from digest.cli.progress import tracker
from digest.config.loader import load_settings
from digest.pipeline.report import RunReport
from digest.pipeline.run import run_once
from tests.fakes import FirstSentence
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


BODY = (
    "The Port Authority closes the inner harbour of Lund from 4 May, and ferries use the outer pier for six weeks. "
    "The works cost two million crowns. The Authority thanks the crews of the ferries for their patience in this spring."
)
STUB = "<html><h1>Harbour of Lund closes</h1><p>The Port Authority closes the harbour of Lund from 4 May.</p></html>"
RSS = f'<rss version="2.0"><channel><title>T</title>{ITEM.replace("</item>", f"<description>{BODY}</description></item>")}'
REFUSED = {
    "status 403": Page(status=403),
    "status 404": Page(status=404),
    "which cannot be read": Page(b"\x89PNG\r\n ...", "image/png"),
    "is not a statement": Page(WALL.encode()),
    "less text than its feed": Page(STUB.encode()),
    "robots.txt": Page(STATEMENT.encode()),
}


def install(folder: Path, site: Site, more: str = "") -> None:
    (folder / "digest.yaml").write_text(
        f"store: digest.db\nfetch: {{allow_private: [127.0.0.0/8], pause: 0, recheck_days: 7}}\n"
        f"sources: [{{name: port, feed: '{site.url('/feed')}'{more}}}]\n"
        f"digests: {{d: {{at: '07:00', empty: send, deliver: [{{file: '{{day}}.md'}}]}}}}\n",
        "utf-8",
    )


def run(folder: Path, day: int) -> str:
    """The edition of `day`."""
    with build(load_settings(folder / "digest.yaml")) as built:
        app = replace(built, summariser=FirstSentence(), fallback=None)
        now = NIGHT + timedelta(days=day, hours=7)
        run_once(app.pipeline, lambda: now, tracker(quiet=True))
    return (folder / f"{now.date()}.md").read_text("utf-8")


@pytest.mark.parametrize("why", REFUSED)
def test_the_text_of_the_feed_is_told_with_a_note_until_the_page_comes(why: str, site: Site, tmp_path: Path) -> None:
    site.pages |= {"/feed": Page(f"{RSS}</channel></rss>".encode(), "application/rss+xml", tagged=True), "/a": REFUSED[why]}
    if why == "robots.txt":
        site.pages["/robots.txt"] = Page(b"User-agent: *\nDisallow: /a", "text/plain")
    install(tmp_path, site)
    first = run(tmp_path, 0)
    assert "The Port Authority closes the inner harbour of Lund" in first
    assert "Its page could not be read" in first
    assert why in first.partition("**Failed**")[2]
    for day in (1, 2, 3):
        later = run(tmp_path, day)
        assert why not in later  # a failure is told once
        assert "Withdrawn" not in later
    site.pages.pop("/robots.txt", None)
    site.html("/a", STATEMENT.replace("six weeks", "seven weeks"))
    last = run(tmp_path, 5)
    assert "~~six~~ **seven** weeks" in last
    assert "Its page could not be read" not in last


def test_without_a_text_in_the_feed_a_refused_page_is_no_statement(site: Site, tmp_path: Path) -> None:
    other = f"<item><title>Harbour of Lund opens</title><link>/b</link><description>{BODY}</description></item>"
    feed = FEED.content.replace(b"</channel>", f"{other}</channel>".encode())
    site.pages |= {"/feed": replace(FEED, content=feed), "/a": Page(status=403)}
    site.html("/b", STATEMENT.replace("closes", "opens"))
    install(tmp_path, site)
    first = run(tmp_path, 0)
    assert "In this edition: 1 new" in first
    assert "status 403" in first
    assert "status 403" not in run(tmp_path, 1)
    with build(load_settings(tmp_path / "digest.yaml")) as app:
        assert [failure.reason for failure in app.store.open_failures(("port",))] == ["status 403"]


def test_a_wall_in_the_place_of_a_page_that_was_read_is_no_failure(site: Site, tmp_path: Path) -> None:
    site.pages["/feed"] = FEED
    site.html("/a", STATEMENT)
    (tmp_path / "digest.yaml").write_text(
        f"store: digest.db\nfetch: {{allow_private: [127.0.0.0/8], pause: 0, robots: false, recheck_days: 0}}\n"
        f"sources: [{{name: port, feed: '{site.url('/feed')}'}}]\n"
        "digests: {d: {at: '07:00', deliver: [{file: '{day}.md'}]}}\n",
        "utf-8",
    )
    assert collect(tmp_path, 0).new == 1
    site.html("/a", WALL)
    walled = collect(tmp_path, 1)
    assert (walled.new, walled.revised, walled.failures) == (0, 0, ())
    site.html("/a", STATEMENT.replace("4 May", "5 May"))
    assert [collect(tmp_path, hour).revised for hour in (2, 3)] == [1, 0]
    site.html("/a", STATEMENT.replace("4 May", "5 May").replace("crews of the ferries", "crews of the <b>ferries</b>"))
    assert collect(tmp_path, 4).revised == 0
