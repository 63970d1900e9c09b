"""What a person sees and can do about a message that may have arrived, if the policy is to hold it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from digest.cli.parser import main
from digest.cli.progress import tracker
from digest.pipeline.run import run_once
from tests.reliability.installation import DROPS_REPLY, MORNING, RECIPIENTS, Installation, mail_server


def run(installation: Installation, minutes: int = 0) -> int:
    """The exit code of a run, `minutes` after the morning."""
    with installation.app() as app:
        return run_once(app.pipeline, lambda: MORNING + timedelta(minutes=minutes), tracker(quiet=True)).exit_code


def test_a_held_message_is_shown_until_a_person_decides(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with mail_server(DROPS_REPLY) as (received, port):
        installation = Installation.create(tmp_path / "installation", port, "hold")
        configuration = ["--config", str(installation.folder / "digest.yaml")]
        assert run(installation) == 75
        assert run(installation, 60) == 75
        assert len(received.messages) == 3
        assert main(["status", *configuration]) == 0
        shown = [line for line in capsys.readouterr().out.splitlines() if " uncertain " in line]
        assert sorted(line.split()[6].rstrip(":") for line in shown) == sorted(RECIPIENTS)
        assert all("no answer after the final dot" in line for line in shown)
        first, second, third = sorted(int(line.split()[1]) for line in shown)
        for row in (first, second):
            assert main(["outbox", "cancel", str(row), *configuration]) == 0
        assert main(["outbox", "resend", str(third), *configuration]) == 0
        assert run(installation, 120) == 0
        assert len(received.messages) == 4
        assert received.messages[3] in received.messages[:3]
        capsys.readouterr()
        assert main(["status", *configuration]) == 0
        assert "outbox" not in capsys.readouterr().out
