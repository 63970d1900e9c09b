"""A chat message from the configuration to a real HTTP server: outbox row, retries, the policy in doubt, and the secret."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from digest.app import build
from digest.cli.parser import main
from digest.cli.progress import tracker
from digest.config.loader import load_settings
from digest.pipeline.report import RunReport
from digest.pipeline.run import run_once
from digest.records import OutboxState
from tests.deliver.http_server import HANG_UP, Webhook, webhook

MORNING = datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
CANARY = "canary-4711"
TEXT = "Ministers meet\n\nThe ministers met in Paris on Monday. They agreed to meet again in June.\n"


def configured(folder: Path, hook: Webhook, **fields: str) -> Path:
    """A configuration with one statement, one file and one webhook, whose address is in a file."""
    (folder / "in").mkdir(exist_ok=True)
    (folder / "in" / "a.txt").write_text(TEXT, "utf-8")
    (folder / "chat-url").write_text(f"json://user:{CANARY}@127.0.0.1:{hook.port}/{CANARY}\n", "utf-8")
    service = json.dumps({"notify_file": "chat-url", "name": "team", **fields})
    path = folder / "digest.yaml"
    path.write_text(
        "store: digest.db\nsources: [{name: folder, files: in/*.txt}]\n"
        f"digests: {{morning: {{at: '07:00', deliver: [{{file: 'out/{{day}}.md'}}, {service}]}}}}\n",
        "utf-8",
    )
    return path


def run(path: Path, hours: float = 0) -> RunReport:
    with build(load_settings(path)) as app:
        return run_once(app.pipeline, lambda: MORNING + timedelta(hours=hours), tracker(quiet=True))


def rows(path: Path) -> dict[str, tuple[OutboxState, str]]:
    """State and detail of each row, by its channel and address."""
    with build(load_settings(path)) as app:
        return {f"{row.target.channel} {Path(row.target.address).name}": (row.state, row.detail) for row in app.store.outbox()}


def test_the_message_names_edition_statement_and_link(tmp_path: Path) -> None:
    with webhook() as hook:
        path = configured(tmp_path, hook, link="https://example.org/{day}.html")
        run(path)
        run(path, 1)
    (sent,) = map(json.loads, hook.bodies)
    assert sent["title"] == "Statements, 23 November 2026: 1 statement"
    assert sent["message"].startswith("• Ministers meet: ")
    assert sent["message"].endswith("\n\nhttps://example.org/2026-11-23.html")
    assert rows(path)["notify team"] == (OutboxState.SENT, "")
    assert rows(path)["file 2026-11-23.md"][0] is OutboxState.SENT


def test_a_server_error_is_tried_again_and_a_refusal_is_final(tmp_path: Path) -> None:
    with webhook(500, 503, 200) as hook:
        path = configured(tmp_path, hook)
        run(path)
        assert rows(path)["notify team"] == (OutboxState.PENDING, "HTTP 500 Internal Server Error")
        run(path, 3)
        run(path, 9)
        assert rows(path)["notify team"][0] is OutboxState.SENT
    assert len(set(hook.bodies)) == 1
    with webhook(403) as hook:
        (tmp_path / "b").mkdir()
        path = configured(tmp_path / "b", hook)
        assert run(path).exit_code == 74
        run(path, 9)
        assert rows(path)["notify team"] == (OutboxState.FAILED, "HTTP 403 Forbidden")
    assert len(hook.bodies) == 1


@pytest.mark.parametrize(("policy", "requests"), [("resend", 2), ("hold", 1)])
def test_in_doubt_the_policy_of_the_service_decides(tmp_path: Path, policy: str, requests: int) -> None:
    with webhook(HANG_UP, 200) as hook:
        path = configured(tmp_path, hook, on_uncertain=policy)
        run(path)
        assert rows(path)["notify team"][0] is OutboxState.UNCERTAIN
        run(path, 3)
    assert len(hook.bodies) == requests
    assert rows(path)["notify team"][0] is (OutboxState.SENT if policy == "resend" else OutboxState.UNCERTAIN)


def test_without_the_address_nothing_else_is_held_up_and_the_row_waits(tmp_path: Path) -> None:
    with webhook() as hook:
        path = configured(tmp_path, hook)
        (tmp_path / "chat-url").rename(tmp_path / "elsewhere")
        assert main(["--config", str(path), "--quiet", "preview"]) == 0
        with pytest.raises(Exception, match="deliver: notify: "):
            run(path)
        assert rows(path)["file 2026-11-23.md"][0] is OutboxState.SENT
        (tmp_path / "elsewhere").rename(tmp_path / "chat-url")
        run(path, 1)
    assert rows(path)["notify team"][0] is OutboxState.SENT


def test_the_address_is_never_stored_logged_or_printed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG), webhook(500) as hook:
        path = configured(tmp_path, hook)
        path.write_text(
            path.read_text().replace('"notify_file": "chat-url"', f'"notify": "json://a:{CANARY}@127.0.0.1:{hook.port}/"')
        )
        run(path)
        for command in (["check", "--offline"], ["status"], ["outbox"], ["preview", "--format", "notification"]):
            main(["--config", str(path), "--log-level", "debug", *command])
        configured(tmp_path, hook)
        run(path, 1)
        main(["--config", str(path), "--log-level", "debug", "check", "--offline"])
    printed = "".join(capfd.readouterr())
    assert "notify team: JSON, not contacted" in printed
    assert CANARY not in printed + caplog.text
    stored = b"".join(file.read_bytes() for file in tmp_path.glob("digest.db*"))
    assert CANARY.encode() not in stored
