"""An unsubscribed recipient gets nothing more; the token of the link can only have been made with the store's secret."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from digest.cli.parser import main
from digest.cli.progress import tracker
from digest.compile.unsubscribe_token import unsubscribe_token
from digest.pipeline.run import run_once
from tests.reliability.installation import MORNING, RECIPIENTS, Installation, mail_server
from tests.reliability.simulation import SLUG, Simulation


def test_an_unsubscribed_recipient_gets_no_further_edition(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with mail_server() as (received, port):
        installation = Installation.create(tmp_path / "installation", port, "resend")
        installation.run_later()
        assert len(received.messages) == 3
        with installation.app() as app:
            token = unsubscribe_token(app.store.secret(), "morning", RECIPIENTS[0])
        configuration = ["--config", str(installation.folder / "digest.yaml")]
        assert main(["unsubscribe", token, *configuration]) == 0
        assert main(["unsubscribe", f"{token}x", *configuration]) == 65
        capsys.readouterr()
        assert main(["status", *configuration]) == 0
        assert f"left     morning: {RECIPIENTS[0]} has unsubscribed\n" in capsys.readouterr().out
        installation.publish(7)
        with installation.app() as app:
            run_once(app.pipeline, lambda: MORNING + timedelta(days=2), tracker(quiet=True))
        rows = installation.rows("SELECT address FROM outbox WHERE slot = '2026-11-25' AND channel = 'email'")
        assert {address for (address,) in rows} == set(RECIPIENTS[1:])
        assert len(received.messages) == 5


def test_the_next_run_processes_a_file_of_tokens_and_skips_invalid_lines(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with mail_server() as (received, port):
        installation = Installation.create(tmp_path / "installation", port, "resend")
        path = installation.folder / "digest.yaml"
        path.write_text(path.read_text("utf-8").replace("on_uncertain", "unsubscribe_file: left.txt, on_uncertain"), "utf-8")
        with installation.app() as app:
            token = unsubscribe_token(app.store.secret(), "morning", RECIPIENTS[0])
        (installation.folder / "left.txt").write_bytes(f"not a token\n\xff\n\n{token}\n{token}\n".encode("latin-1"))
        installation.run_later()
        assert len(received.messages) == 2
        assert "left.txt:1: the unsubscribe link is damaged" in caplog.text
        assert installation.rows("SELECT address FROM unsubscribed") == [(RECIPIENTS[0],)]


def test_addresses_are_compared_without_regard_to_case(tmp_path: Path) -> None:
    simulation = Simulation(tmp_path, "resend", "one")
    simulation.source.pages[1] = "Page 1 says it. It says no more."
    simulation.recipients = ["Press@Example.org", "desk@example.org", "Desk@example.org"]
    with simulation.app() as app:
        app.store.unsubscribe(SLUG, "press@example.org", simulation.now)
    simulation.run()
    with simulation.app() as app:
        assert [row.target.address for row in app.store.outbox()] == ["desk@example.org"]


@pytest.mark.parametrize(("scope", "number"), [("digest", 3), ("all", 2)])
def test_a_link_may_unsubscribe_from_all_digests_also_from_mail_that_waits(scope: str, number: int, tmp_path: Path) -> None:
    with mail_server() as (received, port):
        installation = Installation.create(tmp_path / "installation", port, "resend")
        path = installation.folder / "digest.yaml"
        path.write_text(path.read_text("utf-8").replace("on_uncertain", f"unsubscribe_from: {scope}, on_uncertain"), "utf-8")
        with installation.app() as app:
            run_once(app.pipeline, lambda: MORNING, tracker(quiet=True), steps=("collect", "summarise", "compile"))
            app.store.unsubscribe("an earlier one", RECIPIENTS[0].upper(), MORNING)
            run_once(app.pipeline, lambda: MORNING, tracker(quiet=True), steps=("deliver",))
        assert len(received.messages) == number


def test_the_link_of_a_mail_still_works_when_its_digest_has_another_name(tmp_path: Path) -> None:
    with mail_server() as (received, port):
        installation = Installation.create(tmp_path / "installation", port, "resend")
        installation.run_later()
        with installation.app() as app:
            token = unsubscribe_token(app.store.secret(), "morning", RECIPIENTS[0])
        path = installation.folder / "digest.yaml"
        for day, name in ((2, "dawn"), (3, "noon")):
            path.write_text(re.sub(r"\n  \w+:\n    at", f"\n  {name}:\n    at", path.read_text("utf-8")), "utf-8")
            with installation.app() as app:
                run_once(app.pipeline, lambda at=MORNING + timedelta(days=day): at, tracker(quiet=True))
        assert main(["unsubscribe", token, "--config", str(path)]) == 0
        assert installation.rows("SELECT digest, address FROM unsubscribed") == [("noon", RECIPIENTS[0])]
        assert len(received.messages) == 3
