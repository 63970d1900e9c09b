"""`digest init`: a few questions, and a commented configuration that runs as it is. Overwrites nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from digest.config.fields import Web, unfit
from digest.config.settings import Address, Clock, Zone, known_sources, nearest
from digest.errors import DeliveryError, UsageError

USUAL_SOURCES = ("state.gov", "war.gov", "whitehouse.gov", "gov.uk-fcdo")


@dataclass(frozen=True, slots=True)
class Answers:
    """What `ask` found out; an empty `recipient` means that the edition is a file only."""

    sources: tuple[str, ...] = USUAL_SOURCES
    timezone: str = "UTC"
    at: str = "06:30"
    recipient: str = ""
    host: str = "localhost"
    sender: str = "digest@localhost"


def ask(question: Callable[[str], str] | None) -> Answers:
    """The answers to a few questions, or what is usual if `question` is None; an empty answer takes what is usual.

    An answer that cannot be used is asked for again.
    """
    usual = Answers()
    if question is None:
        return usual

    def asked(text: str, otherwise: str, problem: Callable[[str], str]) -> str:
        said = question(f"{text} [{otherwise}]: ").strip() or otherwise
        while why := problem(said):
            said = question(f"{why}\n{text} [{otherwise}]: ").strip() or otherwise
        return said

    names = asked("sources: names (digest sources lists them) or addresses of feeds", " ".join(usual.sources), _no_sources)
    sources = _words(names)
    timezone = asked("time zone of the readers", usual.timezone, unfit(Zone))
    at = asked("time of the edition", usual.at, unfit(Clock))
    recipient = asked("mail it to (none: a file only)", "none", lambda said: "" if said == "none" else unfit(Address)(said))
    if recipient == "none":
        return Answers(sources, timezone, at)
    host = asked("mail server", usual.host, lambda _: "")
    sender = asked("sender's address", recipient, unfit(Address))
    return Answers(sources, timezone, at, recipient, host, sender)


def _words(names: str) -> tuple[str, ...]:
    return tuple(names.replace(",", " ").split())


def _no_sources(names: str) -> str:
    """What is wrong with one of these names or addresses; empty if nothing is."""
    known = list(known_sources())
    for name in _words(names):
        if "/" in name and (why := unfit(Web)(name)):
            return why
        if "/" not in name and name not in known:
            return f"no known source {name!r}{nearest(name, known)}"
    return ""


def configuration(answers: Answers) -> str:
    """The text of a configuration file."""
    return f"""\
# The configuration of digest. Paths are relative to this file; the README lists every key.

store: var/digest.db                # what is known between two runs

sources:                            # `digest sources` lists what is known by name
{_listed(answers.sources)}
  # - name: ministry                # any feed: RSS, Atom or JSON Feed
  #   feed: https://example.org/news.xml
  # - name: intranet                # an index page, and the CSS selector of the links on it
  #   page: https://example.org/news
  #   links: main h3 a
  # - name: folder                  # files: .html .txt .md .xml .eml
  #   files: incoming/**/*

digests:
  morning:
    title: Morning digest
    at: "{answers.at}"                     # from this time on, once a day
    timezone: {answers.timezone}
    deliver:
      - file: out/{{day}}.md          # .md, .html, .txt or .eml
      - file: out/{{day}}.html
{_mail(answers)}"""


def _listed(sources: tuple[str, ...]) -> str:
    return "\n".join(f"  - {'feed' if '/' in name else 'use'}: {name}" for name in sources)


def _mail(answers: Answers) -> str:
    if answers.recipient:
        mark, recipient, host, sender = "", answers.recipient, answers.host, answers.sender
    else:
        mark, recipient, host, sender = "# ", "reader@example.org", "smtp.example.org", "digest@example.org"
    lines = (
        f"      {mark}- email: [{recipient}]",
        "",
        f"{mark}mail:",
        f"{mark}  host: {host}",
        f"{mark}  security: starttls           # or tls, or none",
        f"{mark}  from: {sender}",
        "#   username: digest",
        "#   password_file: mail-password   # or password_env: NAME",
    )
    return "\n".join(lines) + "\n"


def write_new(path: Path, text: str) -> None:
    """Write `text` to `path`. Raise UsageError if something is there already, DeliveryError if it cannot be written."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise UsageError(f"{path}: is there already; name another file, or remove it") from error
    except OSError as error:
        raise DeliveryError(f"{path}: cannot be written: {error.strerror}") from error
