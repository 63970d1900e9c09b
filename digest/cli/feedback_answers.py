"""Reads what readers answered to the link "Not the point?": mails, JSON lines, or lines with the query of a web address.

An answer names a statement by its key, and may hold the sentence that is the point. What names no statement is no answer.
"""

from __future__ import annotations

import email
import json
import mailbox
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from email import policy
from pathlib import Path
from urllib.parse import parse_qs, unquote_plus

from digest.compile.feedback_link import STATEMENT
from digest.errors import InputError

_IN_MAIL = re.compile(rf"^[>\s]*{STATEMENT}:[ \t]*(\S.*?)\s*$", re.M)
_IN_QUERY = re.compile(r"[?&\s\"']?((?:[\w.-]+=[^\s\"'&]*&)*statement=[^\s\"']+)")
_MAX_BYTES = 100 << 20


@dataclass(frozen=True, slots=True)
class FeedbackAnswer:
    """An answer about the statement `key`; `text` may hold the sentence that is the point."""

    key: str
    text: str = ""


def read_answers(path: Path) -> Iterator[FeedbackAnswer]:
    """The answers in a file or folder: `.eml` files, a mailbox (mbox), or lines. Raise InputError if it cannot be read."""
    try:
        if path.is_dir():
            for each in sorted(path.iterdir()):
                if each.is_file():
                    yield from read_answers(each)
            return
        if path.stat().st_size > _MAX_BYTES:
            raise InputError(f"{path}: larger than {_MAX_BYTES >> 20} MiB")
        yield from _of_file(path)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error


def _of_file(path: Path) -> Iterator[FeedbackAnswer]:
    with path.open("rb") as file:
        start = file.read(5)
    if start == b"From ":
        with closing(mailbox.mbox(path, create=False)) as box:
            for message in box:
                yield from _of_mail(message.as_bytes())
    elif path.suffix.lower() == ".eml":
        yield from _of_mail(path.read_bytes())
    else:
        for line in path.read_text("utf-8", "replace").splitlines():
            yield from _of_line(line.strip())


def _of_mail(content: bytes) -> Iterator[FeedbackAnswer]:
    body = email.message_from_bytes(content, policy=policy.default).get_body(("plain", "html"))
    if body is None:
        return
    text = str(body.get_content())
    if body.get_content_subtype() == "html":
        text = re.sub(r"<[^>]*>", " ", re.sub(r"(?i)<br[^>]*>|</(?:p|div)>", "\n", text))
    if found := _IN_MAIL.search(text):
        yield FeedbackAnswer(found[1], text)


def _of_line(line: str) -> Iterator[FeedbackAnswer]:
    if line.startswith("{"):
        try:
            value = json.loads(line)
        except ValueError:
            return
        if isinstance(value.get("statement"), str):
            yield FeedbackAnswer(value["statement"], str(value.get("text") or ""))
    elif found := _IN_QUERY.search(line):
        values = parse_qs(found[1])
        yield FeedbackAnswer(values["statement"][0], " ".join(values.get("text", ())))
    elif line and " " not in line and "=" not in line:
        yield FeedbackAnswer(unquote_plus(line))
