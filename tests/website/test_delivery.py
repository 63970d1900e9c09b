"""A site is a delivery like the others: it is written in a run, before the mails, and tried again if it cannot be written."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from digest.app import build, build_channels
from digest.cli.parser import main
from digest.cli.progress import tracker
from digest.compile.email import EmailRenderer
from digest.compile.site_links import edition_path, statement_path
from digest.config.loader import load_settings
from digest.deliver.site_channel import site_channel
from digest.errors import ConfigError, OutputError
from digest.pipeline.run import run_once
from digest.records import Format, Layout, OutboxState, Outgoing, Target
from digest.store.sql_store import SqlStore
from tests.compile.editions import READER, a_statement, an_edition, an_entry
from tests.compile.test_email import SENDER
from tests.fakes import FirstSentence

DAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)


def configured(folder: Path, digests: str) -> Path:
    (folder / "in").mkdir(exist_ok=True)
    (folder / "in" / "one.txt").write_text("The minister resigned on Monday in Paris. He gave no reason.", "utf-8")
    path = folder / "digest.yaml"
    path.write_text(f"store: digest.db\nsources: [{{name: a, files: in/*}}]\ndigests:\n{digests}", "utf-8")
    return path


def run(path: Path) -> object:
    from dataclasses import replace

    with build(load_settings(path)) as app:
        return run_once(replace(app, summariser=FirstSentence(), fallback=None).pipeline, lambda: NOW, tracker(quiet=True))


def test_a_run_writes_the_site_with_the_edition(tmp_path: Path) -> None:
    path = configured(tmp_path, "  morning: {deliver: [{file: 'out/{day}.md'}, {site: site}]}\n")
    report = run(path)
    rows = [(row.target.channel, receipt.state) for row, receipt in report.delivered]  # type: ignore[attr-defined]
    assert rows == [("site", OutboxState.SENT), ("file", OutboxState.SENT)]
    assert (tmp_path / "site" / edition_path("morning", DAY)).exists()
    assert run(path).delivered == ()  # type: ignore[attr-defined]


def test_a_site_that_cannot_be_written_is_tried_again(tmp_path: Path) -> None:
    path = configured(tmp_path, "  morning: {deliver: [{site: site}]}\n")
    (tmp_path / "site").write_text("a file in the way")
    report = run(path)
    ((row, receipt),) = report.delivered  # type: ignore[attr-defined]
    assert receipt.state is OutboxState.PENDING
    assert str(tmp_path / "site") in receipt.detail
    (tmp_path / "site").unlink()
    with build(load_settings(path)) as app, app.store.lock():
        app.store.resend(row.id, NOW)
    assert [receipt.state for _, receipt in run(path).delivered] == [OutboxState.SENT]  # type: ignore[attr-defined]


def test_the_command_fills_a_site_that_was_configured_later(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = configured(tmp_path, "  morning: {deliver: [{file: 'out/{day}.md'}]}\n")
    run(path)
    assert main(["--config", str(path), "site"]) == 64
    configured(tmp_path, "  morning: {deliver: [{file: 'out/{day}.md'}, {site: site}]}\n")
    assert main(["--config", str(path), "site"]) == 0
    assert "1 statements and 1 editions written" in capsys.readouterr().out
    assert (tmp_path / "site" / edition_path("morning", DAY)).exists()


def test_a_row_of_a_site_that_the_configuration_no_longer_has_is_not_delivered() -> None:
    channel = site_channel({}, {})
    assert channel.delivery(Outgoing("morning", DAY, Target("site", "/gone", Format.SITE), b"")) is None


def test_an_error_of_the_disk_is_a_receipt() -> None:
    def fails() -> None:
        raise OutputError("/site/index.html: No space left on device")

    row = Outgoing("morning", DAY, Target("site", "/site", Format.SITE), b"")
    delivery = site_channel({"/site": fails}, {}).delivery(row)
    assert delivery is not None
    receipt = delivery.deliver(row, lambda: None)
    assert (receipt.state, receipt.detail) == (OutboxState.PENDING, "/site/index.html: No space left on device")


def test_digests_that_share_a_site_agree_on_it(tmp_path: Path) -> None:
    path = configured(
        tmp_path,
        "  morning: {site_url: 'https://a.example/', deliver: [{site: site}]}\n"
        "  noon: {site_url: 'https://b.example/', deliver: [{site: ./site}]}\n",
    )
    with pytest.raises(ConfigError, match="also the site of the digest morning"):
        load_settings(path)


def test_two_digests_of_one_site_are_not_taken_for_each_other(tmp_path: Path) -> None:
    path = configured(
        tmp_path, "  morning: {deliver: [{site: site}, {file: 'm/{day}.md'}]}\n  noon: {deliver: [{site: site}]}\n"
    )
    settings = load_settings(path)
    with build(settings) as app:
        outgoing = app.pipeline.seal.outgoing
        assert not outgoing.places(settings.digests["morning"]) & outgoing.places(settings.digests["noon"])
    assert "site" in build_channels(settings, SqlStore(tmp_path / "digest.db"))


@pytest.mark.parametrize("url", ["ftp://a.example/", "https://a.example/?q=1", "https://a.example/#top"])
def test_the_address_of_a_site_is_one_of_the_web(tmp_path: Path, url: str) -> None:
    with pytest.raises(ConfigError):
        load_settings(configured(tmp_path, f"  morning: {{site_url: '{url}', deliver: [{{site: site}}]}}\n"))


def test_a_mail_links_to_the_site() -> None:
    statement = a_statement("They met. They agreed.", link="https://www.state.gov/met/")
    edition = an_edition(an_entry(statement), layout=Layout(site_url="https://news.example/"))
    message = EmailRenderer(SENDER).render(edition, READER).decode().replace("=\r\n", "")
    assert message.count(f"https://news.example/{edition_path('morning', DAY)}") == 2
    assert message.count(f"https://news.example/{statement_path(statement.key)}") == 2
    plain = EmailRenderer(SENDER).render(an_edition(an_entry(statement)), READER).decode()
    assert "news.example" not in plain
    assert "View in browser" not in plain
