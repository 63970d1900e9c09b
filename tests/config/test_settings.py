"""The configuration says what is wrong: the file, the line, the key, and the nearest known one."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from digest.config.known_sources import known_sources
from digest.config.loader import load_settings
from digest.config.settings import Settings
from digest.config.source_settings import FilesSettings
from digest.errors import ConfigError
from digest.records import Format
from digest.secrets import Secret, read_secret

GOOD = """\
sources:
  - name: here
    files: incoming/*.txt
digests:
  morning:
    deliver:
      - file: out/{day}.md
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "digest.yaml"
    path.write_text(text, "utf-8")
    return path


def problem(folder: Path, text: str) -> str:
    with pytest.raises(ConfigError) as caught:
        load_settings(written(folder, text))
    return str(caught.value)


def test_what_is_not_said_has_a_usual_value(tmp_path: Path) -> None:
    settings = load_settings(written(tmp_path, GOOD))
    assert settings.digests["morning"].at == time(6)
    assert settings.digests["morning"].deliver[0].written_as is Format.MARKDOWN
    assert settings.resolve(settings.store) == tmp_path / "var/digest.db"


def test_an_unknown_key_is_named_with_its_line_and_the_nearest_known_one(tmp_path: Path) -> None:
    text = GOOD.replace("    deliver:", "    tiemzone: UTC\n    deliver:")
    assert problem(tmp_path, text) == (
        f"{tmp_path}/digest.yaml:6: unknown key 'digests.morning.tiemzone'; did you mean 'timezone'?"
    )


def test_every_mistake_is_named_not_only_the_first(tmp_path: Path) -> None:
    text = GOOD.replace("files: incoming/*.txt", "feeds: x") + "fetch:\n  workers: many\n"
    lines = problem(tmp_path, text).splitlines()
    assert [line.split(": ")[0].rpartition(":")[2] for line in lines] == ["3", "9"]
    assert "did you mean 'feed'?" in lines[0]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("deliver:", "timezone: Europe/Bruxelles\n    deliver:", "digest.yaml:6: digests.morning.timezone: no such time zone"),
        (
            "deliver:",
            "language: deutsch\n    deliver:",
            "digests.morning.language: there is no edition in the language 'deutsch': write one of de (German), en (English), ",
        ),
        ("deliver:", "at: 25:00\n    deliver:", "at: '25:00' is not a time of day"),
        (
            "file: out/{day}.md",
            "file: out/today.md",
            ":7: digests.morning.deliver.0: the name of the file must contain",
        ),
        ("file: out/{day}.md", "file: out/{day}.pdf", "the format of 'out/{day}.pdf' is unknown: use the suffix"),
        ("file: out/{day}.md", "email: [reader]", "'reader' is not a mail address"),
        ("file: out/{day}.md", "email: reader@example.org", "digest.yaml:7: mail needs a section `mail`"),
        ("digests:", "  - {name: here, files: b}\ndigests:", "digest.yaml:4: two sources are called 'here'"),
        ("files: incoming/*.txt", "use: stat.gov", "no known source 'stat.gov'; did you mean 'state.gov'?"),
        ("files: incoming/*.txt", "page: https://example.org", "a page needs `links`"),
        ("  - name: here\n    files: incoming/*.txt", "  name: here", "digest.yaml:1: sources: expected a list"),
        ("deliver:", "sources: [hre]\n    deliver:", "digest.yaml:6: no source is called 'hre'; did you mean 'here'?"),
        ("morning:", "Morning Digest:", "is not a name"),
        (GOOD, GOOD + "summarise: {nli: models/nli}\n", "`nli` belongs to the engine seq2seq or chat or server"),
        (GOOD, "sources: [", ": not YAML: "),
        (GOOD, "just words", "not a configuration"),
        (
            "- file: out/{day}.md",
            "- out/{day}.md",
            "digest.yaml:7: digests.morning.deliver.0: expected keys and values, such as",
        ),
        (
            "files: incoming/*.txt",
            "files: a\n    kolour: x",
            "unknown key 'sources.0.kolour' (known: backfill, body, browser, continent, days, feed, files,",
        ),
        (GOOD, "a: &a [1]\nb: *a", "digest.yaml:2: YAML aliases are not used here: a word that begins with *"),
        ("sources:", "sourcs:", "'sources' is missing; is 'sourcs' a misspelling of it?"),
        (GOOD, "digests: {}", "'sources' is missing"),
        ("files: incoming/*.txt", "feed: 127.0.0.1/feed.xml", "an address begins with http:// or https://"),
        (
            GOOD,
            GOOD + "fetch: {allow_private: [localhost]}\n",
            "fetch.allow_private.0: 'localhost' is not a network (for example",
        ),
        (
            GOOD,
            GOOD + "summarise: {model: a/b, revision: main}\n",
            "summarise.revision: 'main' is not a commit: give the 40 hexadecimal",
        ),
        (GOOD, "a: 1\nb: !!timestamp soon", "digest.yaml:2: YAML tags are not used"),
        (GOOD, "a: " + "[" * 100_000, "digest.yaml:1: nested more than 20 deep"),
        (GOOD, "{a: 1, a: 2}", "digest.yaml:1: 'a' is here and in line 1"),
        (GOOD, "a: 2026-13-45", "not YAML: month must be in 1..12"),
        ("deliver:", "at: '7:00'\n    at: '8:00'\n    deliver:", "digest.yaml:7: 'at' is here and in line 6"),
    ],
)
def test_a_mistake_is_said_in_one_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    found = problem(tmp_path, GOOD.replace(old, new))
    assert said in found
    assert found.count("\n") == 0


@pytest.mark.parametrize("address", ["https://joe:canary-4711@example.org/feed", "https:\\\\joe:canary-4711@example.org"])
def test_an_address_with_a_password_is_refused_without_showing_it(tmp_path: Path, address: str) -> None:
    said = problem(tmp_path, GOOD.replace("    files: incoming/*.txt", f"    feed: '{address}'"))
    assert "holds a user name or password" in said
    assert "canary" not in said


def test_a_source_that_is_called_by_its_address_is_not_called_by_its_secret(tmp_path: Path) -> None:
    path = tmp_path / "digest.yaml"
    path.write_text(
        "sources: [{feed: 'https://a.gov/x?token=canary-4711&y=1'}]\ndigests: {d: {deliver: [{file: '{day}.md'}]}}\n"
    )
    assert load_settings(path).sources[0].name == "https://a.gov/x?token=...&y=1"


def test_one_network_needs_no_list(tmp_path: Path) -> None:
    settings = load_settings(written(tmp_path, GOOD + "fetch: {allow_private: 127.0.0.0/8}\n"))
    assert [str(network) for network in settings.fetch.allow_private] == ["127.0.0.0/8"]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"nowhere\.yaml: while reading the configuration: No such file"):
        load_settings(tmp_path / "nowhere.yaml")


def test_an_hour_without_quotation_marks_is_the_hour_that_was_meant(tmp_path: Path) -> None:
    settings = load_settings(written(tmp_path, GOOD.replace("deliver:", "at: 10:30\n    deliver:")))
    assert settings.digests["morning"].at == time(10, 30)


def test_a_known_source_is_taken_by_name_and_can_be_read_from_a_folder(tmp_path: Path) -> None:
    known = known_sources()["state.gov"]
    text = GOOD.replace(
        "  - name: here\n    files: incoming/*.txt", "  - use: state.gov\n  - use: nato.int\n    files: a/*.html"
    )
    state, nato = load_settings(written(tmp_path, text)).sources
    assert (type(state), state.name, state.address) == (type(known), "state.gov", known.address)
    assert state.timezone == known.timezone
    assert (type(nato), nato.name, nato.address) == (FilesSettings, "nato.int", "a/*.html")
    assert nato.timezone == known_sources()["nato.int"].timezone


def test_the_password_comes_from_the_environment_or_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mail = "mail: {host: h, from: a@b.org, username: u, password_env: DIGEST_TEST_PASSWORD}\n"
    settings = load_settings(written(tmp_path, GOOD + mail))
    assert settings.mail is not None
    with pytest.raises(ConfigError, match="DIGEST_TEST_PASSWORD is not set"):
        settings.mail.password(settings.root)
    monkeypatch.setenv("DIGEST_TEST_PASSWORD", "open sesame")
    assert settings.mail.password(settings.root) == Secret("open sesame")
    assert "sesame" not in repr(settings)


@pytest.mark.parametrize(
    "section",
    ["mail: {host: h, from: a@b.org, username: u, password_", "summarise: {engine: server, url: http://h/v1, name: m, key_"],
)
def test_a_secret_stands_in_a_file_beside_the_configuration_or_is_a_credential_of_systemd(
    section: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "held").mkdir()
    (tmp_path / "held" / "word").write_text("open sesame\n")
    from_file = load_settings(written(tmp_path, f"{GOOD}{section}file: held/word}}\n"))
    assert secret_of(from_file) == Secret("open sesame")
    handed = load_settings(written(tmp_path, f"{GOOD}{section}credential: word}}\n"))
    with pytest.raises(ConfigError, match="systemd passed none"):
        secret_of(handed)
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path / "held"))
    assert secret_of(handed) == Secret("open sesame")
    assert "not several" in problem(tmp_path, f"{GOOD}{section}file: held/word, {section.rpartition(' ')[2]}env: A}}\n")
    with pytest.raises(ConfigError):
        load_settings(written(tmp_path, f"{GOOD}{section}credential: ../held/word}}\n"))


def secret_of(settings: Settings) -> Secret:
    return settings.mail.password(settings.root) if settings.mail else settings.summarise.key(settings.root)


def test_a_secret_that_cannot_be_read_is_an_error_that_does_not_show_what_was_read(tmp_path: Path) -> None:
    (tmp_path / "word").write_bytes(b"sesame \xff")
    for name in ("word", "nowhere"):
        with pytest.raises(ConfigError) as caught:
            read_secret("mail: password", file=tmp_path / name)
        assert str(caught.value).startswith("mail: password: ")
        assert caught.value.__cause__ is None or "sesame" not in repr(caught.value.__cause__)


def test_the_shipped_configuration_is_right() -> None:
    settings = load_settings(Path(__file__).parents[2] / "config" / "digest.yaml")
    assert len(settings.sources) == 5
