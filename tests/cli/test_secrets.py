"""A secret is read when it is needed and not before: commands that deliver nothing work without the mail password."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest.cli.parser import main

TEXT = "Statement a\n\nThe ministers met in Paris on Monday. They agreed to meet again in June.\n"
MAIL = """\
mail:
  {host: 127.0.0.1, port: 1, security: none, from: digest@example.org, username: digest, password_env: NOT_SET,
   on_uncertain: probe, probe: {imap: 127.0.0.1, copy_to: copies@example.org, username: copies, password_env: NOT_SET_EITHER},
   dkim: {selector: s1, key_file: no-such-key.pem}}
"""
SERVER = "summarise: {engine: server, url: 'http://127.0.0.1:1/v1', name: some-model, key_env: NOT_SET}\n"
MISSING = "mail: password: the environment variable NOT_SET is not set"


def configured(folder: Path, sections: str) -> list[str]:
    """A configuration with one source, a digest by mail and file, and `sections`; returned as the option that names it."""
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(TEXT, "utf-8")
    path = folder / "digest.yaml"
    targets = "[{email: [a@example.org]}, {file: 'out/{day}.md'}]" if "mail:" in sections else "[{file: 'out/{day}.md'}]"
    path.write_text(
        f"sources: [{{name: folder, files: in/*.txt}}]\ndigests: {{morning: {{at: '00:00', deliver: {targets}}}}}\n{sections}",
        "utf-8",
    )
    return ["--config", str(path)]


@pytest.fixture
def today() -> str:
    return datetime.now(UTC).date().isoformat()


def test_a_preview_needs_no_password(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preview", *configured(tmp_path, MAIL)]) == 0
    assert "They agreed to meet again" in capsys.readouterr().out


def test_collecting_and_looking_back_need_no_password(tmp_path: Path, today: str, capsys: pytest.CaptureFixture[str]) -> None:
    config = configured(tmp_path, MAIL)
    assert main(["run", "--only", "collect,summarise", *config]) == 0
    assert main(["status", *config]) == 0
    capsys.readouterr()
    assert main(["status", "--day", today, *config]) == 0
    assert capsys.readouterr().out.startswith(f"day      morning {today}: 1 waiting")


def test_a_run_delivers_by_the_other_channels_before_it_names_the_missing_password(
    tmp_path: Path, today: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    config = configured(tmp_path, MAIL.replace(",\n   dkim: {selector: s1, key_file: no-such-key.pem}", ""))
    assert main(["run", *config]) == 78
    assert MISSING in capsys.readouterr().err
    assert (tmp_path / "out" / f"{today}.md").exists()
    assert main(["outbox", *config]) == 0
    assert f" pending morning {today} email a@example.org\n" in capsys.readouterr().out
    monkeypatch.setenv("NOT_SET", "secret")
    assert main(["run", *config]) == 75
    assert "127.0.0.1" in capsys.readouterr().out


def test_an_edition_is_not_sealed_without_its_key(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = configured(tmp_path, MAIL)
    assert main(["run", *config]) == 78
    assert "no-such-key.pem: cannot be read" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_service_names_the_missing_password_at_its_start(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", *configured(tmp_path, MAIL)]) == 78
    assert MISSING in capsys.readouterr().err
    assert not (tmp_path / "var").exists()


def test_check_names_every_secret_that_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = configured(tmp_path, MAIL)
    for options in ([], ["--offline"]):
        assert main(["check", *options, *config]) == 78
        shown = capsys.readouterr().out
        assert f"failed  mail: {MISSING}\n" in shown
        assert "failed  mail probe: mail: password: the environment variable NOT_SET_EITHER is not set\n" in shown
        assert "no-such-key.pem: cannot be read" in shown


def test_status_needs_no_key_of_the_model_server(tmp_path: Path, today: str, capsys: pytest.CaptureFixture[str]) -> None:
    config = configured(tmp_path, SERVER)
    assert main(["run", "--only", "collect", *config]) == 0
    assert main(["status", *config]) == 0
    assert main(["status", "--day", today, *config]) == 0
    capsys.readouterr()
    assert main(["run", *config]) == 78
    assert "summarise: key: the environment variable NOT_SET is not set" in capsys.readouterr().err


def test_a_missing_key_counts_as_no_attempt_at_a_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = configured(tmp_path, SERVER)
    for _ in range(4):
        assert main(["run", *config]) == 78
    assert "attempts failed" not in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
