"""Tests: no secret is printed, logged, stored or written, even when everything fails. Every place for a secret has a canary."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fetch.web import Page, Site

CANARY = "canary-4711"
FEED = (
    "<rss version='2.0'><channel><item><title>One</title><link>{link}</link><description>"
    "<p>The Minister met his counterpart today in Paris. They agreed to go on with the talks.</p></description></item>"
    "</channel></rss>"
)
CONFIGURATION = """\
store: digest.db
sources:
  - {{feed: "{site}/feed?token={canary}-1"}}
  - {{feed: "{site}/broken?api_key={canary}-2"}}
  - {{feed: "{site}/moved?x=1&auth={canary}-3"}}
  - {{page: "{site}/missing?session={canary}-4", links: a}}
  - {{feed: "http://127.0.0.1:1/nobody?secret={canary}-5"}}
fetch: {{pause: 0, deadline: 5, allow_private: [127.0.0.0/8], robots: false}}
summarise: {{engine: server, url: "{site}/v1", name: m, {key}, fallback: none}}
digests:
  morning: {{at: "00:00", deliver: [{{email: [a@example.org]}}, {{file: "out/{{day}}.md"}}, {{file: "out/{{day}}.eml"}}]}}
mail: {{host: 127.0.0.1, port: 1, security: none, from: d@example.org, username: d, {password}}}
"""


@pytest.fixture
def site() -> Site:
    site = Site()
    site.pages[f"/feed?token={CANARY}-1"] = Page(FEED.format(link="https://a.gov/x").encode(), "application/xml")
    site.pages[f"/broken?api_key={CANARY}-2"] = Page(b"no feed", "application/xml")
    site.pages[f"/moved?x=1&auth={CANARY}-3"] = Page(status=302, headers={"Location": f"http://10.0.0.1/?auth={CANARY}-3"})
    return site


@pytest.mark.parametrize(
    ("place", "commands"),
    [
        ("env: SECRET", ["run", "status", "outbox", "preview"]),
        ("file: held/secret", ["check"]),
        ("credential: secret", ["run", "run"]),
    ],
)
def test_no_secret_is_in_what_is_printed_logged_stored_or_written(
    tmp_path: Path, site: Site, place: str, commands: list[str]
) -> None:
    configuration, file = tmp_path / "digest.yaml", tmp_path / "held" / "secret"
    file.parent.mkdir()
    file.write_text(f"{CANARY}-6\n")
    environment = {**os.environ, "SECRET": f"{CANARY}-7", "CREDENTIALS_DIRECTORY": str(file.parent)}
    places = {"password": f"password_{place}", "key": f"key_{place}"}
    with site:
        configuration.write_text(CONFIGURATION.format(site=site.url(""), canary=CANARY, **places))
        for command in commands:
            call = [sys.executable, "-m", "digest", "--config", str(configuration), "--log-level", "debug", command]
            done = subprocess.run(call, capture_output=True, text=True, env=environment, cwd=tmp_path, timeout=120)
            assert done.returncode not in (70, 78), done.stderr
            assert CANARY not in done.stdout + done.stderr, command
            assert command not in ("run", "check") or "debug: http://127.0.0.1" in done.stderr
    assert any(CANARY in path for path in site.paths())
    written = [path for path in tmp_path.rglob("*") if path.is_file() and path not in (configuration, file)]
    assert len(written) > 1 or "run" not in commands
    assert [path for path in written if CANARY.encode() in path.read_bytes()] == []
