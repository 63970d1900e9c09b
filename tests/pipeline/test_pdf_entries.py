"""A PDF behind a link is a statement; one that cannot be read is an entry that names it, told once."""

from __future__ import annotations

from pathlib import Path

import pytest

from digest.app import build
from digest.config.loader import load_settings
from digest.records import FetchState
from tests.clean.pdf_writer import Text, write_pdf
from tests.fetch.web import Page, Site
from tests.pipeline.test_refused_pages import install, run

ITEM = "<item><title>Report on the harbour of Lund</title><link>/report.pdf</link></item>"
FEED = Page(f'<rss version="2.0"><channel><title>T</title>{ITEM}</channel></rss>'.encode(), "application/rss+xml", tagged=True)
PAGES = (
    [Text(72, 100, "The Port Authority closes the inner harbour of Lund from 4 May.")],
    [Text(72, 100, "Ferries use the outer pier for six weeks while the works go on.")],
)
SCAN = write_pdf([])
STATEMENT = (
    "The inner harbour of Lund is closed from the fourth of May, and ferries use the outer pier for six weeks while the works "
    "go on. The Port Authority has told all masters, and will publish the new timetable before the end of the month."
)
UNREADABLE = {
    "is a PDF without text": SCAN,
    "is a damaged PDF": b"%PDF-1.7 " + b"x" * 900,
}


@pytest.mark.parametrize("media_type", ["application/pdf", "application/octet-stream", "text/html"])
def test_a_pdf_behind_a_link_is_read_with_its_pages(media_type: str, site: Site, tmp_path: Path) -> None:
    site.pages |= {"/feed": FEED, "/report.pdf": Page(write_pdf(*PAGES), media_type)}
    install(tmp_path, site)
    edition = run(tmp_path, 0)
    assert "The Port Authority closes the inner harbour of Lund from 4 May." in edition
    assert f"({site.url('/report.pdf')}#page=1)" in edition
    assert "Failed" not in edition


@pytest.mark.parametrize("reason", UNREADABLE)
def test_a_pdf_that_cannot_be_read_is_an_entry_that_is_told_once(reason: str, site: Site, tmp_path: Path) -> None:
    site.pages |= {"/feed": FEED, "/report.pdf": Page(UNREADABLE[reason], "application/pdf", tagged=True)}
    install(tmp_path, site)
    first = run(tmp_path, 0)
    assert f"[Report on the harbour of Lund]({site.url('/report.pdf')})" in first
    assert "Published as PDF: Report on the harbour of Lund" in first
    assert "Published as PDF, which could not be read here" in first
    for day in (1, 2):
        assert "could not be read" not in run(tmp_path, day)
    with build(load_settings(tmp_path / "digest.yaml")) as app:
        assert app.store.open_failures(("port",)) == ()
        assert app.store.fetch_states(["port"])["port"] != FetchState()
        assert not app.store.fetch_states(["port"])["port"].awaited


def test_a_scan_that_is_replaced_by_a_text_is_told_as_an_update(site: Site, tmp_path: Path) -> None:
    site.html("/list", '<html><body><main><a href="/report.pdf">Report</a></main></body></html>')
    site.pages["/report.pdf"] = Page(SCAN, "application/pdf", tagged=True)
    (tmp_path / "digest.yaml").write_text(
        f"store: digest.db\nfetch: {{allow_private: [127.0.0.0/8], pause: 0, robots: false, recheck_days: 0}}\n"
        f"sources: [{{name: port, page: '{site.url('/list')}', links: main a}}]\n"
        f"digests: {{d: {{at: '07:00', empty: send, deliver: [{{file: '{{day}}.md'}}]}}}}\n",
        "utf-8",
    )
    assert "[report.pdf]" in run(tmp_path, 0)
    site.pages["/report.pdf"] = Page(write_pdf(*PAGES), "application/pdf", tagged=True)
    assert "The Port Authority closes" in run(tmp_path, 2)


def test_the_text_of_a_feed_stands_in_for_a_pdf_that_cannot_be_read(site: Site, tmp_path: Path) -> None:
    text = "The Port Authority closes the inner harbour of Lund from 4 May, and ferries use the outer pier. " * 3
    item = ITEM.replace("</item>", f"<description>{text}</description></item>")
    feed = f'<rss version="2.0"><channel><title>T</title>{item}</channel></rss>'
    site.pages |= {"/feed": Page(feed.encode(), "application/rss+xml"), "/report.pdf": Page(SCAN, "application/pdf")}
    install(tmp_path, site)
    edition = run(tmp_path, 0)
    assert "The Port Authority closes the inner harbour of Lund" in edition
    assert "Its page could not be read" in edition
    assert "is a PDF without text" in edition


def test_a_pdf_in_a_folder_that_cannot_be_read_is_named_by_its_file(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "Harbour plan.pdf").write_bytes(SCAN)
    (tmp_path / "digest.yaml").write_text(
        "store: digest.db\nsources: [{name: port, files: 'in/*'}]\n"
        "digests: {d: {at: '07:00', empty: send, deliver: [{file: '{day}.md'}]}}\n",
        "utf-8",
    )
    edition = run(tmp_path, 0)
    assert "Harbour plan.pdf" in edition
    assert "Published as PDF, which could not be read here" in edition


def test_an_unreadable_pdf_with_the_title_of_an_error_page_costs_no_other_statement(site: Site, tmp_path: Path) -> None:
    items = (
        "<item><title>Page not found</title><link>/report.pdf</link></item>"
        f"<item><title>Harbour of Lund closed</title><link>/closed</link><description>{STATEMENT}</description></item>"
    )
    feed = f'<rss version="2.0"><channel><title>T</title>{items}</channel></rss>'
    site.pages |= {"/feed": Page(feed.encode(), "application/rss+xml"), "/report.pdf": Page(SCAN, "application/pdf")}
    site.html("/closed", f"<html><body><main><h1>Harbour of Lund closed</h1><p>{STATEMENT}</p></main></body></html>")
    install(tmp_path, site)
    assert "The inner harbour of Lund is closed" in run(tmp_path, 0)


def test_a_statement_whose_page_turns_into_a_scan_keeps_its_text(site: Site, tmp_path: Path) -> None:
    site.pages["/feed"] = FEED
    site.html("/report.pdf", f"<html><body><main><h1>Report on the harbour of Lund</h1><p>{STATEMENT}</p></main></body></html>")
    install(tmp_path, site)
    assert "The inner harbour of Lund is closed" in run(tmp_path, 0)
    site.pages["/report.pdf"] = Page(SCAN, "application/pdf")
    for day in (1, 2):
        assert "Published as PDF" not in run(tmp_path, day)
