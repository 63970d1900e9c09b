"""Uses hostile titles as mail subjects, and counts injected or lost headers and crashes. A program, not a test.

    python -m tests.hostile.subjects TITLES [COUNT]

TITLES is a JSON list of strings; COUNT (5,000) more are made of their pieces. Each is the title of a digest and of a
statement, and the name of the sender. Needs only what writes a mail (jinja2, css-inline, idna), so that it runs on any Python.
Exits with 1 if it finds one.
"""

from __future__ import annotations

import json
import platform
import random
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from pathlib import Path

from digest.compile.edition import compile_edition
from digest.compile.email import EmailRenderer, Sender
from digest.errors import DigestError
from digest.records import Entry, Format, KeyPoint, Model, Paragraph, Span, Statement, Summary, Target

SENDER = Sender("digest@example.org", "Morning digest", "example.org", b"secret", "leave@example.org")
READER = Target("email", "reader@example.org", Format.EMAIL)
SEALED = datetime(2026, 11, 23, 11, tzinfo=UTC)
PIECES = (
    "\r\n", "\n", "\r", "\r\n\r\n", "\n ", "Bcc: x@example.net", "Subject: x", "=?utf-8?q?=0D=0ABcc:=20x?=", "=?utf-8?b?DQo=?=",
    "\0", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\u202e", "\u200b", "\ufeff", "\ud800", "é", "日本", "🏛", ": ",
    "Content-Type: text/html", ";", ",", "<", ">", '"', "\\", "(", ")", " " * 80, "x" * 100, "ü" * 60, "=?", "?=", "--x", "\t",
)  # fmt: skip


def made(count: int, titles: list[str]) -> list[str]:
    """`count` titles of up to twelve pieces of `titles` and hostile characters; the same ones at every call."""
    chance = random.Random(4711)
    return ["".join(chance.choices((*PIECES, *titles), k=chance.randint(1, 12))) for _ in range(count)]


def message(title: str) -> bytes:
    """The mail of an edition in which the digest, the statement and the sender are called `title`."""
    text = "The Minister met his counterpart today."
    statement = Statement("a.gov/x", "a.gov", "https://a.gov/x", title, text, (Paragraph(0, len(text)),), (Span(0, len(text)),))
    entry = Entry(statement, Summary((KeyPoint(text, (Span(0, len(text)),)),), Model("m", "1")))
    edition = compile_edition(
        slug="morning",
        title=title,
        slot=date(2026, 11, 23),
        timezone="UTC",
        sealed=SEALED,
        entries=(entry,),
        sources=(),
    )
    return EmailRenderer(replace(SENDER, name=title)).render(edition, READER)


def main() -> int:
    """Write all mails and print the counts; the exit code."""
    titles = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    usual = message_from_bytes(message("A title"), policy=policy.compat32).keys()
    wrong, crashes, refused = 0, 0, 0
    everything = titles + made(int(sys.argv[2]) if len(sys.argv) > 2 else 5000, titles)
    for title in everything:
        try:
            found = message_from_bytes(message(title), policy=policy.compat32).keys()
        except DigestError:
            refused += 1
        except Exception as error:
            crashes += 1
            print(f"{title!r}: {type(error).__name__}: {error}", file=sys.stderr)
        else:
            wrong += found != usual
    print(f"Python {platform.python_version()}: {len(everything):,} titles, {wrong} with injected or lost headers, ", end="")
    print(f"{crashes} crashes, {refused} refused")
    return 1 if wrong or crashes else 0


if __name__ == "__main__":
    sys.exit(main())
