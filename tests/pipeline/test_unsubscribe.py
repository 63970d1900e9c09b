"""A reader who leaves gets nothing more, by a link that only this house can have made."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from digest.cli.parser import main
from digest.cli.progress import tracker
from digest.compile.unsubscribe_token import unsubscribe_token
from digest.pipeline.run import run_once
from tests.reliability.installation import MORNING, READERS, House, mail_server
from tests.reliability.simulation import SLUG, World


def test_who_has_left_gets_no_further_edition_and_the_others_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with mail_server() as (mails, port):
        house = House.furnish(tmp_path / "house", port, "resend")
        house.go_on()
        assert len(mails.accepted) == 3
        with house.app() as app:
            token = unsubscribe_token(app.store.secret(), "morning", READERS[0])
        configuration = ["--config", str(house.folder / "digest.yaml")]
        assert main(["unsubscribe", token, *configuration]) == 0
        assert main(["unsubscribe", f"{token}x", *configuration]) == 65
        capsys.readouterr()
        assert main(["status", *configuration]) == 0
        assert f"left     morning: {READERS[0]} has unsubscribed\n" in capsys.readouterr().out
        house.publish(7)
        with house.app() as app:
            run_once(app.pipeline, lambda: MORNING + timedelta(days=2), tracker(quiet=True))
        rows = house.rows("SELECT address FROM outbox WHERE slot = '2026-11-25' AND channel = 'email'")
        assert {address for (address,) in rows} == set(READERS[1:])
        assert len(mails.accepted) == 5


def test_a_file_of_tokens_is_honoured_by_the_next_run_and_a_damaged_line_stops_nobody(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with mail_server() as (mails, port):
        house = House.furnish(tmp_path / "house", port, "resend")
        path = house.folder / "digest.yaml"
        path.write_text(path.read_text("utf-8").replace("on_uncertain", "unsubscribe_file: left.txt, on_uncertain"), "utf-8")
        with house.app() as app:
            token = unsubscribe_token(app.store.secret(), "morning", READERS[0])
        (house.folder / "left.txt").write_bytes(f"not a token\n\xff\n\n{token}\n{token}\n".encode("latin-1"))
        house.go_on()
        assert len(mails.accepted) == 2
        assert "left.txt:1: the unsubscribe link is damaged" in caplog.text
        assert house.rows("SELECT address FROM unsubscribed") == [(READERS[0],)]


def test_who_has_left_stays_away_however_the_address_is_written_and_nobody_is_written_to_twice(tmp_path: Path) -> None:
    world = World(tmp_path, "resend", "one")
    world.publisher.pages[1] = "Page 1 says it. It says no more."
    world.readers = ["Press@Example.org", "desk@example.org", "Desk@example.org"]
    with world.app() as app:
        app.store.unsubscribe(SLUG, "press@example.org", world.now)
    world.round()
    assert [address for _, address in world.post.was_delivered] == ["desk@example.org"]
