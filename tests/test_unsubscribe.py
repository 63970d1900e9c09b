"""A reader who leaves gets nothing more, by a link that only this house can have made."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from digest.cli import main
from digest.compile.unsubscribe import unsubscribe_token
from digest.progress import tracker
from digest.rounds import logged_round
from tests.reliability.house import MORNING, READERS, House, mail_server


def test_who_has_left_gets_no_further_edition_and_the_others_do(tmp_path: Path) -> None:
    with mail_server() as (mails, port):
        house = House.furnish(tmp_path / "house", port, "resend")
        house.go_on()
        assert len(mails.accepted) == 3
        with house.app() as app:
            token = unsubscribe_token(app.store.secret(), "morning", READERS[0])
        configuration = ["--config", str(house.folder / "digest.yaml")]
        assert main(["unsubscribe", token, *configuration]) == 0
        assert main(["unsubscribe", f"{token}x", *configuration]) == 65
        house.publish(7)
        with house.app() as app:
            logged_round(app, lambda: MORNING + timedelta(days=2), tracker(quiet=True))
        rows = house.rows("SELECT address FROM outbox WHERE slot = '2026-11-25' AND channel = 'email'")
        assert {address for (address,) in rows} == set(READERS[1:])
        assert len(mails.accepted) == 5
