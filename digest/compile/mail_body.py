"""The body of a mail, rendered once for all recipients of the same edition: only their unsubscribe links differ.

Text and page are rendered with a stand-in of the same length as the link, so that the same part of the edition fits. In
quoted-printable each line is encoded by itself (RFC 2045, section 6.7), so for a recipient only the line with the link is.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from email.message import EmailMessage
from email.quoprimime import body_encode
from html import escape
from typing import Any

from digest.compile.email_html import html_part
from digest.compile.mail_part import mail_part
from digest.compile.plain_text import plain_part
from digest.compile.view import build_view
from digest.compile.view_model import View
from digest.records import Edition

_MAX_KEPT = 64
"""Distinct filters of recipients, and lengths of links, after which everything is rendered again."""
_CRLF = b"\r\n"


@dataclass(frozen=True, slots=True)
class _SplitText:
    """The lines before the one with the stand-in, that line, and the lines after it; the first and the last also encoded."""

    before: str
    line: str
    after: str
    encoded_before: bytes
    encoded_after: bytes

    def encoded(self, stand_in: str, link: str) -> bytes:
        """The part in quoted-printable with `link` in the place of the stand-in."""
        return self.encoded_before + _encoded(self.line.replace(stand_in, link)) + self.encoded_after


@dataclass(frozen=True, slots=True)
class MailBody:
    """The body of a mail with a stand-in for the link at which its recipient unsubscribes."""

    view: View
    stand_in: str
    text: _SplitText
    page: _SplitText

    def for_link(self, link: str) -> tuple[str, bytes]:
        """The boundary of the two parts, which is derived from them, and the body with CRLF line ends. Plain comes first."""
        texts = (self.text, link), (self.page, escape(link))
        digest = hashlib.sha256()
        for part, shown in texts:
            digest.update((part.before + part.line.replace(self.stand_in, shown) + part.after).encode())
        # "=_" cannot occur in quoted-printable text, so no content can contain the boundary.
        boundary = f"=_{digest.hexdigest()[:32]}"
        plain, html = (part.encoded(self.stand_in, shown) for part, shown in texts)
        fence = f"--{boundary}".encode()
        body = (fence, _headers("plain"), b"", plain, fence, _headers("html"), b"", html, fence + b"--", b"")
        return boundary, _CRLF.join(body)


class MailBodies:
    """Keeps what was rendered last: the views of editions, and bodies by their view and the length of the link."""

    def __init__(self) -> None:
        # By identity: what is kept stays alive, so its id is not given to another.
        self._views: dict[int, tuple[Edition, View]] = {}
        self._bodies: dict[tuple[int, int], MailBody] = {}

    def view(self, edition: Edition) -> View:
        """What of the edition stands in a mail."""
        if id(edition) not in self._views:
            _make_room(self._views)
            self._views[id(edition)] = edition, mail_part(build_view(edition), edition.layout.words)
        return self._views[id(edition)][1]

    def body(self, view: View, link: str) -> MailBody:
        """The body of `view` for links as long as `link`."""
        key = id(view), len(escape(link))
        if key not in self._bodies:
            _make_room(self._bodies)
            self._bodies[key] = _rendered(view, link)
        return self._bodies[key]


def _make_room(kept: dict[Any, Any]) -> None:
    if len(kept) >= _MAX_KEPT:
        kept.clear()


def headers_of(boundary: str) -> EmailMessage:
    """A message with the MIME headers of a body of two parts (RFC 2046, section 5.1.4), and without content."""
    message = EmailMessage()
    message["MIME-Version"] = "1.0"
    message["Content-Type"] = f'multipart/alternative; boundary="{boundary}"'
    return message


def _rendered(view: View, link: str) -> MailBody:
    stand_in = _stand_in(link)
    label = view.words.gettext("Unsubscribe:")
    text = plain_part(view) + (f"\n{label} {stand_in}\n" if link else "")
    return MailBody(view, stand_in, _part(text, stand_in), _part(html_part(view, stand_in), stand_in))


def _stand_in(link: str) -> str:
    """What stands for `link`: letters of its length in HTML, which no edition holds."""
    return "".join(hashlib.sha256(f"{number} unsubscribe".encode()).hexdigest() for number in range(len(link) // 64 + 1))[
        : len(escape(link))
    ]


def _part(text: str, stand_in: str) -> _SplitText:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n").split("\n")
    place = next((number for number, line in enumerate(lines) if stand_in and stand_in in line), 0)
    before, after = "".join(f"{line}\n" for line in lines[:place]), "\n".join(["", *lines[place + 1 :], ""])
    return _SplitText(before, lines[place], after, _encoded(before), _encoded(after))


def _encoded(text: str) -> bytes:
    return body_encode(text.encode().decode("latin-1")).encode("ascii").replace(b"\n", _CRLF)


def _headers(subtype: str) -> bytes:
    lines = f'Content-Type: text/{subtype}; charset="utf-8"', "Content-Transfer-Encoding: quoted-printable", "MIME-Version: 1.0"
    return _CRLF.join(line.encode() for line in lines[: 2 if subtype == "plain" else 3])
