"""`digest init`: suggested time zone, piped answers, addresses with names."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from digest.cli.init import ask, configuration, local_zone
from digest.cli.parser import main
from digest.config.delivery_settings import MailDeliverySettings
from digest.config.loader import load_settings
from digest.errors import UsageError


@pytest.mark.parametrize(
    ("variable", "timezone", "link", "found"),
    [
        ("Asia/Tokyo", "Europe/Brussels", "/usr/share/zoneinfo/Asia/Kolkata", "Asia/Tokyo"),
        (":America/New_York", "", "", "America/New_York"),
        ("", "Europe/Brussels\n", "/usr/share/zoneinfo/Asia/Kolkata", "Europe/Brussels"),
        ("EST5EDT,M3.2.0,M11.1.0", "", "/usr/share/zoneinfo/Asia/Kolkata", "Asia/Kolkata"),
        ("", "", "../usr/share/zoneinfo/America/Argentina/Ushuaia", "America/Argentina/Ushuaia"),
        ("", "no/zone", "/elsewhere/clock", "UTC"),
        ("", "", "", "UTC"),
    ],
)
def test_the_suggested_zone_is_that_of_the_machine(variable: str, timezone: str, link: str, found: str, tmp_path: Path) -> None:
    if timezone:
        (tmp_path / "timezone").write_text(timezone, "utf-8")
    if link:
        (tmp_path / "localtime").symlink_to(link)
    assert local_zone({"TZ": variable}, tmp_path) == found


def test_the_question_for_the_zone_suggests_it() -> None:
    asked: list[str] = []

    def question(text: str) -> str:
        asked.append(text)
        return ""

    assert ask(question, "Europe/Brussels").timezone == "Europe/Brussels"
    assert "time zone of the readers [Europe/Brussels]: " in asked


def test_answers_may_be_piped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = (
        "state.gov\nEurope/Brussels\n7:15\nPress Office <press@example.org>\nsmtp.example.org\nThe Digest <d@example.org>\n"
    )
    monkeypatch.setattr("sys.stdin", io.StringIO(answers))
    assert main(["init", str(tmp_path / "digest.yaml")]) == 0
    settings = load_settings(tmp_path / "digest.yaml")
    digest = settings.digests["morning"]
    assert (str(digest.at), digest.timezone) == ("07:15:00", "Europe/Brussels")
    assert settings.mail is not None
    assert (settings.mail.host, settings.mail.sender, settings.mail.name) == ("smtp.example.org", "d@example.org", "The Digest")
    mail = digest.deliver[-1]
    assert isinstance(mail, MailDeliverySettings)
    assert [recipient.to for recipient in mail.email] == ["press@example.org"]


def test_piped_answers_that_end_early_take_the_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("state.gov\n"))
    assert main(["init", str(tmp_path / "digest.yaml")]) == 0
    assert [source.name for source in load_settings(tmp_path / "digest.yaml").sources] == ["state.gov"]


def test_a_piped_answer_that_is_not_valid_is_an_error_that_names_the_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("state.gov\nBrussels\n"))
    assert main(["init", str(tmp_path / "digest.yaml")]) == 64
    assert "time zone of the readers: no such time zone: 'Brussels'" in capsys.readouterr().err
    assert not (tmp_path / "digest.yaml").exists()


@pytest.mark.parametrize("written", ["Press <press@", "Press press@example.org", "<>", "a@b@c"])
def test_what_is_no_address_is_asked_for_again(written: str) -> None:
    with pytest.raises(UsageError, match="mail it to"):
        ask(lambda text: written if "mail it" in text else "", is_piped=True)


@pytest.mark.parametrize(
    ("written", "name"),
    [('"Office: Press" <p@example.org>', "Office: Press"), ("Büro #1 <p@example.org>", "Büro #1"), ("p@example.org", "digest")],
)
def test_the_name_of_a_sender_is_written_as_yaml(written: str, name: str, tmp_path: Path) -> None:
    text = configuration(ask(lambda text: written if "mail it" in text or "sender" in text else ""))
    (tmp_path / "digest.yaml").write_text(text, "utf-8")
    settings = load_settings(tmp_path / "digest.yaml")
    assert settings.mail is not None
    assert (settings.mail.sender, settings.mail.name) == ("p@example.org", name)
