"""Program: lints the mail of twelve editions and prints a scoreboard; exits with 1 if a figure misses its target.

    python tests/reliability/lint.py [--caniemail caniemail-data.json] [--node-modules DIR] [--out DIR]

Sizes, lines, headers, DKIM and the equality of both parts are always checked; caniemail with its data file; html-validate and
axe with a node_modules folder that has html-validate, axe-core and jsdom; SpamAssassin (local tests) where it is installed.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

import dkim
from lxml import html

from digest.compile.email import EmailRenderer, Sender
from digest.compile.html import HtmlRenderer
from digest.compile.mail_part import mail_part, with_entries
from digest.compile.view import build_view
from digest.compile.view_model import View
from digest.deliver.dkim import DkimSigner, read_key
from digest.records import Edition
from tests.compile.editions import FILE, READER
from tests.reliability.caniemail import FALLBACKS, features, unsupported
from tests.reliability.sample_mails import editions

SENDER = Sender(
    address="digest@example.org",
    name="Morning digest",
    domain="example.org",
    secret=b"lint",
    unsubscribe_mailto="leave@example.org",
    unsubscribe_url="https://example.org/unsubscribe/{token}",
)
KEYS = Path(__file__).parents[1] / "data" / "deliver"
HEADERS = (
    "From To Subject Date Message-ID List-Id List-Unsubscribe List-Unsubscribe-Post Auto-Submitted Precedence Content-Language"
)


@dataclass(frozen=True)
class Mail:
    """One rendered edition: its view, the message, both parts of it, and the page."""

    name: str
    shown: View
    content: bytes
    plain: str
    page: str
    file: str


@dataclass(frozen=True)
class Column:
    """One figure of the scoreboard: its heading, how it is measured, and its maximum."""

    heading: str
    figure: Callable[[Mail], float]
    maximum: float


def main() -> int:
    """Print the scoreboard; return 1 if a figure is above its maximum."""
    arguments = _arguments()
    mails = [_mail(name, make()) for name, make in editions().items()]
    folder = Path(arguments.out or tempfile.mkdtemp())
    for mail in mails:
        stem = _stem(mail.name)
        (folder / f"{stem}.eml").write_bytes(mail.content)
        (folder / f"{stem}.mail.html").write_text(mail.page, "utf-8")
        (folder / f"{stem}.page.html").write_text(mail.file, "utf-8")
    columns = list(_columns(arguments, folder))
    good = _print_scoreboard(mails, columns)
    print(f"mails and pages are in {folder}")
    return 0 if good else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="lints the mail of twelve editions")
    parser.add_argument("--caniemail", type=Path, metavar="FILE", help="caniemail-data.json")
    parser.add_argument("--node-modules", type=Path, metavar="DIR", help="folder with html-validate, axe-core and jsdom")
    parser.add_argument("--out", metavar="DIR", help="where the rendered editions are written")
    return parser.parse_args()


def _mail(name: str, edition: Edition) -> Mail:
    content = EmailRenderer(SENDER).render(edition, READER)
    message = BytesParser(EmailMessage, policy=policy.default).parsebytes(content)
    plain, page = (part.get_content() for part in message.iter_parts())
    return Mail(
        name,
        mail_part(build_view(edition), edition.layout.words),
        content,
        plain,
        page,
        HtmlRenderer().render(edition, FILE).decode(),
    )


def _columns(arguments: argparse.Namespace, folder: Path) -> Iterator[Column]:
    yield Column("html bytes", lambda mail: len(mail.page.encode()), 95_000)
    yield Column("longest line", lambda mail: max(map(len, mail.content.split(b"\r\n"))), 998)
    yield Column("wrong headers", _wrong_headers, 0)
    yield Column("dkim", _dkim_faults, 0)
    yield Column("items left out", _items_left_out, math.inf)
    yield Column("not in plain", _missing_in_plain, 0)
    yield Column("not in html", _missing_in_html, 0)
    if arguments.caniemail:
        data = json.loads(arguments.caniemail.read_text("utf-8"))
        yield Column("caniemail", lambda mail: len(_without_fallback(data, mail)), 0)
    if shutil.which("spamassassin"):
        yield Column("spam points", _spam_points, 1.5)
    if arguments.node_modules:
        found = _lint_pages(folder, arguments.node_modules)
        yield Column("mail: validate", lambda mail: len(found(mail, "mail", "errors")), 0)
        yield Column("mail: axe", lambda mail: len(found(mail, "mail", "findings")), 0)
        yield Column("page: validate", lambda mail: len(found(mail, "page", "errors")), 0)
        yield Column("page: axe", lambda mail: len(found(mail, "page", "findings")), 0)


def _print_scoreboard(mails: list[Mail], columns: list[Column]) -> bool:
    good = True
    print(f"{'':36}" + "".join(f"{column.heading:>16}" for column in columns))
    for mail in mails:
        figures = [column.figure(mail) for column in columns]
        missed = [figure > column.maximum for figure, column in zip(figures, columns, strict=True)]
        cells = (f"{figure:>14,.10g}{'! ' if bad else '  '}" for figure, bad in zip(figures, missed, strict=True))
        print(f"{mail.name:36}" + "".join(cells))
        good = good and not any(missed)
    print(f"{'at most':36}" + "".join(f"{column.maximum:>14,.10g}  " for column in columns))
    return good


def _wrong_headers(mail: Mail) -> int:
    names = message_from_bytes(mail.content, policy=policy.compat32).keys()
    return len(set(names) ^ {"MIME-Version", "Content-Type", *HEADERS.split()}) + len(names) - len(set(names))


def _dkim_faults(mail: Mail) -> int:
    """1 if the signed message does not verify, plus 1 for each header of one-click unsubscribing that is not signed."""
    signed = DkimSigner("example.org", "s1", read_key(KEYS / "dkim-private.pem")).sign(mail.content)
    names = signed.split(b"h=", 1)[1].split(b";", 1)[0].lower().split(b":")
    covered = {name.strip() for name in names}
    valid: Any = dkim.verify(signed, dnsfunc=_published_key)
    return (not valid) + len({b"list-unsubscribe", b"list-unsubscribe-post"} - covered)


def _published_key(name: bytes, timeout: int = 5) -> bytes:
    key = re.sub(r"-----[^-]+-----|\s", "", (KEYS / "dkim-public.pem").read_text("ascii"))
    return f"v=DKIM1; k=rsa; p={key}".encode()


def _items_left_out(mail: Mail) -> int:
    return len(mail.shown.lines) - mail.page.count("<h3")


def _texts(shown: View) -> list[str]:
    return [
        text for item in shown.all_entries for text in (item.title, *item.facts, *item.notes, *_points(item), *_quotes(item))
    ]


def _points(item: Any) -> list[str]:
    return [point.text for point in item.points if not point.change]


def _quotes(item: Any) -> list[str]:
    return [quote.text for point in item.points for quote in point.quotes]


def _missing_in_plain(mail: Mail) -> int:
    text = _without_spaces(re.sub(r"(?m)^ *> ", "", mail.plain))
    return sum(_without_spaces(part) not in text for part in _texts(mail.shown))


def _missing_in_html(mail: Mail) -> int:
    text = _without_spaces(
        html.document_fromstring(mail.page.encode(), parser=html.HTMLParser(encoding="utf-8")).text_content()
    )
    return sum(
        _without_spaces(part) not in text
        for part in _texts(with_entries(mail.shown, mail.shown.all_entries[: mail.page.count("<h3")]))
    )


def _without_spaces(text: str) -> str:
    return "".join(text.split())


def _without_fallback(data: dict[str, Any], mail: Mail) -> list[str]:
    known = frozenset(feature["slug"] for feature in data["data"])
    found = [f"{name} ({client})" for name, client in unsupported(data, features(mail.page, known)) if name not in FALLBACKS]
    _print_findings(mail, "caniemail", found)
    return found


def _spam_points(mail: Mail) -> float:
    command = ["spamassassin", "-L", "-t"]
    report = subprocess.run(command, input=mail.content, capture_output=True, check=True).stdout.decode("utf-8", "replace")
    status = re.search(r"X-Spam-Status: .*?score=(-?[\d.]+).*?tests=([^ ]*(?:\s+[A-Z_0-9,]+)*)", report, re.DOTALL)
    if status is None:
        raise RuntimeError("spamassassin gave no score")
    _print_findings(mail, "spamassassin", ["".join(status[2].split())])
    return float(status[1])


def _lint_pages(folder: Path, modules: Path) -> Callable[[Mail, str, str], list[str]]:
    """Run html-validate and axe once on all files; return a function that looks up the findings of one mail."""
    files = sorted(map(str, folder.glob("*.html")))
    command = ["node", str(Path(__file__).with_name("pages.cjs")), *files]
    answer = subprocess.run(command, capture_output=True, check=True, env=os.environ | {"NODE_PATH": str(modules)})
    found: dict[str, dict[str, list[str]]] = json.loads(answer.stdout)

    def of(mail: Mail, kind: str, what: str) -> list[str]:
        name = folder / f"{_stem(mail.name)}.{kind}.html"
        _print_findings(mail, f"{kind} {what}", found[str(name)][what])
        return found[str(name)][what]

    return of


def _stem(name: str) -> str:
    return re.sub(r"\W+", "-", name)


def _print_findings(mail: Mail, linter: str, found: list[str]) -> None:
    for finding in found:
        print(f"{mail.name}: {linter}: {finding}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
