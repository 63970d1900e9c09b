"""`digest init`: asks a few questions and writes a commented configuration that works as it is. Never overwrites a file."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.utils import parseaddr
from functools import partial
from pathlib import Path

from digest.config.fields import MailAddress, TimeOfDay, TimeZoneName, WebUrl, validation_problem
from digest.config.known_sources import known_sources
from digest.config.messages import did_you_mean
from digest.errors import DeliveryError, UsageError

DEFAULT_SOURCES = ("whitehouse.gov", "gov.uk-fcdo", "un.org", "ecb.europa.eu")
"""Read in 2026 by others, and open to programs that say who they are."""
NO_RECIPIENT = "none"


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers to the questions. An empty `recipient` means that the edition is written to files only."""

    sources: tuple[str, ...] = DEFAULT_SOURCES
    timezone: str = "UTC"
    at: str = "06:30"
    recipient: str = ""
    host: str = "localhost"
    sender: str = "digest@localhost"
    sender_name: str = ""


def ask(question: Callable[[str], str] | None, zone: str = "UTC", *, is_piped: bool = False) -> Answers:
    """Ask each question with `question` until the answer is valid; an empty answer, or none at all, takes the default.

    Return the defaults if `question` is None. `zone` is the suggested time zone. Piped answers are asked for once: raise
    UsageError for one that is not valid.
    """
    if question is None:
        return Answers(timezone=zone)
    asked, usual = partial(_answer, question, is_piped=is_piped), Answers()
    names = asked("sources: names (digest sources lists them) or addresses of feeds", " ".join(usual.sources), _sources_problem)
    timezone = asked("time zone of the readers", zone, validation_problem(TimeZoneName))
    at = asked("time of the edition", usual.at, validation_problem(TimeOfDay))
    recipient = asked("mail it to (none: files only)", NO_RECIPIENT, _recipient_problem)
    if recipient == NO_RECIPIENT:
        return Answers(_words(names), timezone, at)
    host = asked("mail server", usual.host, lambda _: "")
    sender = asked("address of the sender", recipient, _address_problem)
    name, address = parseaddr(sender)
    return Answers(_words(names), timezone, at, parseaddr(recipient)[1], host, address, name)


def _answer(question: Callable[[str], str], text: str, default: str, problem: Callable[[str], str], *, is_piped: bool) -> str:
    given = _given(question, f"{text} [{default}]: ") or default
    while error := problem(given):
        if is_piped:
            raise UsageError(f"init: {text}: {error}")
        given = _given(question, f"{error}\n{text} [{default}]: ") or default
    return given


def _given(question: Callable[[str], str], text: str) -> str:
    """The answer; empty at the end of piped answers."""
    try:
        return question(text).strip()
    except EOFError:
        return ""


def local_zone(environment: Mapping[str, str], etc: Path = Path("/etc")) -> str:
    """The time zone of this machine, by its IANA name: of the variable TZ, or as /etc says; UTC if it is not known."""
    is_wrong = validation_problem(TimeZoneName)
    named = [environment.get("TZ", "").removeprefix(":")]
    with suppress(OSError):
        named.append((etc / "timezone").read_text("utf-8").strip())
    with suppress(OSError):
        named.append(str((etc / "localtime").readlink()).partition("zoneinfo/")[2])
    return next((name for name in named if name and not is_wrong(name)), "UTC")


def _words(names: str) -> tuple[str, ...]:
    return tuple(names.replace(",", " ").split())


def _sources_problem(names: str) -> str:
    """What is wrong with the first invalid name or address; empty if all are valid."""
    known = list(known_sources())
    for name in _words(names):
        if "/" in name and (problem := validation_problem(WebUrl)(name)):
            return problem
        if "/" not in name and name not in known:
            return f"no known source {name!r}{did_you_mean(name, known)}"
    return ""


def _recipient_problem(recipient: str) -> str:
    return "" if recipient == NO_RECIPIENT else _address_problem(recipient)


def _address_problem(written: str) -> str:
    """What is wrong with a mail address, which may have a name before it: "Press Office <press@example.org>"."""
    _, address = parseaddr(written)
    return validation_problem(MailAddress)(address if "<" in written else written)


def configuration(answers: Answers) -> str:
    """The text of the configuration file."""
    return f"""\
# The configuration of digest. Paths are relative to this file; config/README.md of the project explains every key.

store: var/digest.db                # the database

sources:                            # `digest sources` lists the known names, `digest sources test NAME` tries one
{_source_lines(answers.sources)}
  # - name: ministry                # any feed: RSS, Atom or JSON Feed
  #   feed: https://example.org/news.xml
  # - name: intranet                # an index page, and the CSS selector of the links on it
  #   page: https://example.org/news
  #   links: main h3 a
  # - name: court                   # a sitemap, and a part of the addresses wanted
  #   sitemap: https://example.org/sitemap.xml
  #   pattern: /press-releases/
  # - name: folder                  # files: .html .mhtml .txt .md .pdf .docx .odt .xml .rss .eml
  #   files: incoming/**/*

digests:
  morning:
    title: Morning digest
    at: "{answers.at}"                     # from this time on, once a day
    timezone: {answers.timezone}
    deliver:
      - file: out/{{day}}.md          # .md, .html, .txt or .eml
      - file: out/{{day}}.html
{_mail_lines(answers)}"""


def _source_lines(sources: tuple[str, ...]) -> str:
    return "\n".join(f"  - {'feed' if '/' in name else 'use'}: {name}" for name in sources)


def _mail_lines(answers: Answers) -> str:
    """The mail settings, commented out if there is no recipient."""
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
        *([f"{mark}  name: {json.dumps(answers.sender_name, ensure_ascii=False)}"] if answers.sender_name else []),
        "#   username: digest",
        "#   password_file: mail-password   # or password_env: NAME",
        "",
        "# admin: [ops@example.org]      # is told when something is wrong for too long, and when it is well again",
        "# heartbeat: https://hc-ping.com/ID    # is called after each good run",
    )
    return "\n".join(lines) + "\n"


def write_new(path: Path, text: str) -> None:
    """Write `text` to `path`, which only its owner may read: it holds addresses.

    Raise UsageError if the file exists, DeliveryError if it cannot be written.
    """
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            os.fchmod(file.fileno(), 0o600)  # the umask may have taken something away
            file.write(text)
    except FileExistsError as error:
        raise UsageError(f"{path}: is there already; name another file, or remove it") from error
    except OSError as error:
        raise DeliveryError(f"{path}: cannot be written: {error.strerror}") from error
