"""Whole days, end to end: a web site with a feed, an index page and pages, a dead source, a database file, the packaged
model, a mail server, and two recipients."""

from __future__ import annotations

import email
import email.policy
import re
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from digest.app import build
from digest.cli.progress import tracker
from digest.config.loader import load_settings
from digest.pipeline.preview import next_preview, sealed_preview
from digest.pipeline.report import RunReport
from digest.pipeline.run import run_once
from digest.records import Format
from tests.fetch.web import Page, Site

SAMPLE = Path(__file__).parents[2] / "config" / "sample"
MORNING = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
READERS = ("press@example.org", "desk@example.org")
FEED_ITEM = "World Day Against Child Labor"
PAGE_TITLE = "Presidential Executive Order on Imposing Additional Sanctions with Respect to North Korea"

CONFIGURATION = """\
store: digest.db
sources:
  - {{name: feed, title: Department of State, feed: "{site}/feed", site: state.gov}}
  - {{name: pages, title: White House, page: "{site}/news", links: "h3 a", body: div.forall-body}}
  - {{name: dead, title: Ministry of Silence, feed: "{dead}/feed"}}
fetch: {{pause: 0, deadline: 5, allow_private: [127.0.0.0/8], robots: false}}
digests:
  morning:
    title: Morning digest
    at: "07:00"
    deliver:
      - email: [{readers}]
      - file: out/{{day}}.md
mail: {{host: 127.0.0.1, port: {port}, security: none, from: digest@example.org}}
"""


class Mailbox:
    """Keeps every message by recipient."""

    def __init__(self) -> None:
        self.messages: dict[str, list[bytes]] = {}

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        for reader in envelope.rcpt_tos:
            self.messages.setdefault(reader, []).append(envelope.content)
        return "250 kept"

    def parts(self, reader: str, number: int) -> tuple[str, str, str]:
        """Subject, plain text and HTML of the message with that number."""
        message = email.message_from_bytes(self.messages[reader][number], policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        plain, html = message.get_body(("plain",)), message.get_body(("html",))
        assert plain is not None
        assert html is not None
        return message["Subject"], squeezed(plain.get_content()), squeezed(html.get_content())


def squeezed(text: str) -> str:
    """`text` with every run of white space replaced by one space, because the plain part is wrapped."""
    return " ".join(text.split())


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, int]]:
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield box, controller.port
    controller.stop()


@pytest.fixture
def site() -> Iterator[Site]:
    pages = {"/order": "2017-09-21-executive-order-sanctions-north-korea", "/call": "2017-10-06-readout-call-president-macron"}
    with Site() as site:
        for path, name in pages.items():
            site.pages[path] = Page((SAMPLE / "whitehouse.gov-2017" / f"{name}.html").read_bytes())
        links = "".join(f'<h3><a href="{path}">a statement</a></h3>' for path in pages)
        site.pages["/news"] = Page(f"<html><body>{links}<a href='/about'>About</a></body></html>".encode())
        site.pages["/feed"] = Page(
            (SAMPLE / "state.gov" / "2021-06-12-press-releases.rss").read_bytes(), "application/rss+xml", tagged=True
        )
        yield site


def configured(folder: Path, site: Site, port: int) -> Path:
    dead = f"http://127.0.0.1:{free_port()}"
    path = folder / "digest.yaml"
    path.write_text(CONFIGURATION.format(site=site.url(""), dead=dead, readers=", ".join(READERS), port=port), "utf-8")
    return path


def run_at(moment: datetime, configuration: Path) -> RunReport:
    with build(load_settings(configuration)) as app:
        return run_once(app.pipeline, lambda: moment, tracker())


def test_each_recipient_gets_one_message_a_day_and_an_edit_is_sent_once(
    tmp_path: Path, site: Site, mailbox: tuple[Mailbox, int]
) -> None:
    box, port = mailbox
    configuration = configured(tmp_path, site, port)

    report = run_at(MORNING, configuration)
    assert (report.new, report.read, report.exit_code) == (12, 2, 0)
    assert {reader: len(messages) for reader, messages in box.messages.items()} == dict.fromkeys(READERS, 1)
    for reader in READERS:
        subject, plain, html = box.parts(reader, 0)
        assert "12 statements" in subject
        for part in (plain, html):
            assert FEED_ITEM in part
            assert PAGE_TITLE in part
            assert "Ministry of Silence" in part

    before = (tmp_path / "out" / "2026-11-23.md").read_bytes()
    again = run_at(MORNING + timedelta(hours=1), configuration)
    assert (again.new, again.editions, again.delivered) == (0, (), ())
    assert (tmp_path / "out" / "2026-11-23.md").read_bytes() == before
    assert all(len(messages) == 1 for messages in box.messages.values())

    feed = site.pages["/feed"]
    edited = feed.content.replace(b"ratified by every member", b"ratified by nearly every member")
    assert edited != feed.content
    site.pages["/feed"] = Page(edited, feed.kind, tagged=True)
    report = run_at(MORNING + timedelta(days=1), configuration)
    assert (report.new, report.revised) == (0, 1)
    assert all(len(messages) == 2 for messages in box.messages.values())
    subject, plain, html = box.parts(READERS[0], 1)
    assert "1 statement" in subject
    assert FEED_ITEM in plain
    assert "updated" in plain.lower()
    assert "ratified by nearly every member" in re.sub(r"</?(?:ins|del)>", "", html)
    assert PAGE_TITLE not in plain

    report = run_at(MORNING + timedelta(days=2), configuration)
    assert [edition.entries for edition in report.editions] == [()]
    assert all(len(messages) == 2 for messages in box.messages.values())


def test_a_mail_server_that_is_down_loses_nothing(tmp_path: Path, site: Site) -> None:
    box, port = Mailbox(), free_port()
    configuration = configured(tmp_path, site, port)
    report = run_at(MORNING, configuration)
    assert report.exit_code == 75
    assert [receipt.state for _, receipt in report.delivered] == ["pending", "pending", "sent"]
    with build(load_settings(configuration)) as app:
        assert app.store.last_runs(1)[0].report.endswith("; 1 delivered, 2 pending")

    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        report = run_at(MORNING + timedelta(hours=1), configuration)
    finally:
        controller.stop()
    assert report.exit_code == 0
    assert {reader: len(messages) for reader, messages in box.messages.items()} == dict.fromkeys(READERS, 1)


def test_a_digest_is_postponed_if_no_source_could_be_read(tmp_path: Path, mailbox: tuple[Mailbox, int]) -> None:
    box, port = mailbox
    with Site() as gone:
        configuration = configured(tmp_path, gone, port)
    report = run_at(MORNING, configuration)
    assert (report.editions, report.unsealed, report.exit_code) == ((), ("morning",), 69)
    assert box.messages == {}


def test_a_preview_shows_the_next_edition_and_writes_nothing(tmp_path: Path, site: Site, mailbox: tuple[Mailbox, int]) -> None:
    box, port = mailbox
    configuration = configured(tmp_path, site, port)
    with build(load_settings(configuration)) as app:
        shown = next_preview(app.pipeline, app.pipeline_over, lambda: MORNING, tracker(), None, Format.MARKDOWN).decode()
    assert FEED_ITEM in shown
    assert sorted(path.name for path in tmp_path.iterdir()) == ["digest.yaml"]

    run_at(MORNING, configuration)
    stored = (tmp_path / "digest.db").read_bytes()
    with build(load_settings(configuration)) as app:
        sealed = sealed_preview(app.pipeline, "morning", MORNING.date(), Format.MARKDOWN)
    assert sealed == (tmp_path / "out" / "2026-11-23.md").read_bytes()
    assert (tmp_path / "digest.db").read_bytes() == stored
    assert all(len(messages) == 1 for messages in box.messages.values())


def test_a_statement_whose_page_is_gone_is_reported_as_withdrawn_once(
    tmp_path: Path, site: Site, mailbox: tuple[Mailbox, int]
) -> None:
    box, port = mailbox
    configuration = configured(tmp_path, site, port)
    run_at(MORNING, configuration)
    del site.pages["/order"]
    site.pages["/news"] = Page(b'<html><body><h3><a href="/call">a statement</a></h3></body></html>')
    for day in range(1, 5):
        run_at(MORNING + timedelta(days=day), configuration)
    assert [len(messages) for messages in box.messages.values()] == [2, 2]
    subject, plain, html = box.parts(READERS[0], 1)
    assert subject.endswith("1 statement withdrawn")
    assert f"WITHDRAWN --------- * {PAGE_TITLE}" in plain
    assert "In the edition of 23 November 2026; its page is gone since 24 November 2026" in html
