"""An edition as a whole message (RFC 5322) to one recipient: headers, plain part, HTML part. Pure; sends nothing.

The bytes depend on nothing but the edition, the recipient and the sender, Date and Message-ID included, so that a second
copy of a message can be known as one. No text of a statement enters a header.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import EmailPolicy, compat32
from email.utils import format_datetime
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

import idna

from digest.compile.email_html import letter
from digest.compile.plain_text import plain_part
from digest.compile.unsubscribe_token import unsubscribe_token
from digest.compile.view import view
from digest.errors import ConfigError, DeliveryError
from digest.net.urls import safe_url
from digest.records import Edition, Target
from digest.text.visible import shortened, visible_text

_LONGEST_VALUE = 200
_LONGEST_ADDRESS = 254  # RFC 3696, erratum 1690
_NOT_IN_ADDRESS = re.compile(r'[\s<>()\[\]\\,;:"\x00-\x1f\x7f]')


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes: the From address and its name, the domain of Message-ID and List-Id, and the secret that signs both ids.

    `unsubscribe_mailto` (an address) and `unsubscribe_url` (https) are where a reader leaves; empty when there is none.
    "{token}" in the address becomes the signed word of the recipient.
    """

    address: str
    name: str
    domain: str
    secret: bytes = field(repr=False)
    unsubscribe_mailto: str = ""
    unsubscribe_url: str = ""


@dataclass(frozen=True, slots=True)
class EmailRenderer:
    """Implements Renderer for Format.EMAIL."""

    sender: Sender

    def render(self, edition: Edition, target: Target) -> bytes:
        """The message, lines ended by CRLF. For a file it is addressed to the sender.

        Raise ConfigError if an address is not one, DeliveryError if the finished message has other headers than intended.
        """
        recipient = target.address if target.channel == "email" else self.sender.address
        # The body comes first: making parts of a message moves its Content-Language away.
        message = _body(edition, next(self._ways_out(edition, recipient), ""))
        for name, value in self._headers(edition, recipient):
            message[name] = value
        international = not all(address.addr_spec.isascii() for address in (_address(recipient), _address(self.sender.address)))
        content = message.as_bytes(policy=_Folding(linesep="\r\n", utf8=international))
        _check(content, message.keys(), recipient)
        return content

    def _headers(self, edition: Edition, recipient: str) -> Iterator[tuple[str, str | Address]]:
        """All headers but those of MIME, in the order in which they are written."""
        sender, slug = self.sender, _slug(edition.digest)
        yield "From", _address(sender.address, header_text(sender.name))
        yield "To", _address(recipient)
        yield "Subject", header_text(view(edition).subject)
        yield "Date", format_datetime(edition.sealed.astimezone(ZoneInfo(edition.timezone)))
        yield "Message-ID", f"<{edition.slot}.{slug}.{self._identity(edition, recipient)}@{_domain(sender.domain)}>"
        yield "List-Id", f"<{slug}.{_domain(sender.domain)}>"
        ways = [f"<{way}>" for way in self._ways_out(edition, recipient)]
        if ways:
            yield "List-Unsubscribe", ", ".join(ways)
        if sender.unsubscribe_url:
            yield "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"  # RFC 8058
        yield "Auto-Submitted", "auto-generated"  # RFC 3834: no out-of-office answers
        yield "Precedence", "bulk"
        yield "Content-Language", "en"

    def _identity(self, edition: Edition, recipient: str) -> str:
        named = "\n".join((edition.digest, edition.slot.isoformat(), recipient)).encode()
        return hmac.digest(self.sender.secret, named, hashlib.sha256).hex()[:16]

    def _ways_out(self, edition: Edition, recipient: str) -> Iterator[str]:
        """The addresses at which `recipient` leaves this digest, the one-click address first."""
        token = unsubscribe_token(self.sender.secret, edition.digest, recipient)
        if self.sender.unsubscribe_url:
            yield _https(self.sender.unsubscribe_url.replace("{token}", token))
        if self.sender.unsubscribe_mailto:
            address = _address(self.sender.unsubscribe_mailto).addr_spec
            yield f"mailto:{quote(address, safe='@')}?subject=unsubscribe%20{token}"


class _Folding(EmailPolicy):
    """Encodes and folds at 78 columns what is not ASCII, and leaves on its one line what is.

    The standard library's policies encode a long List-Unsubscribe as words of RFC 2047, and mail programs then show no button
    (python/cpython#85725); at 998 columns for all headers they make encoded words longer than the 75 characters they may have.
    They also lose the space between two encoded words (python/cpython#92081): of 300 Subjects in Cyrillic letters 34 came out
    with two words run together. Its older `Header` does not.
    """

    def fold_binary(self, name: str, value: Any) -> bytes:
        """The header as bytes."""
        if self.utf8 or str(value).isascii():
            width = 998 if str(value).isascii() else 78
            return EmailPolicy(linesep=self.linesep, utf8=self.utf8, max_line_length=width).fold_binary(name, value)
        (address,) = getattr(value, "addresses", (None,))
        words = Header(address.display_name if address else str(value), "utf-8", header_name=name).encode(linesep=self.linesep)
        return f"{name}: {words}{f'{self.linesep} <{address.addr_spec}>' if address else ''}{self.linesep}".encode("ascii")


def header_text(text: str) -> str:
    """`text` fit for a header: one line, at most 200 characters, and nothing in it that decodes to something else.

    Spaces of any kind become single plain ones.
    Before Python 3.12.5 the standard library writes what an encoded word decodes to, line ends included (CVE-2024-6923).
    """
    one_spaced = " ".join(visible_text(unicodedata.normalize("NFC", visible_text(text))).split())
    return shortened(one_spaced.replace("=?", "= ?"), _LONGEST_VALUE)


def _body(edition: Edition, unsubscribe: str) -> EmailMessage:
    """The two parts, plain first (RFC 2046, section 5.1.4), in quoted-printable, with a boundary made from them."""
    shown = view(edition)
    text = plain_part(shown) + (f"\nUnsubscribe: {unsubscribe}\n" if unsubscribe else "")
    page = letter(shown, unsubscribe)
    message = EmailMessage()
    message.set_content(text, cte="quoted-printable")
    # "=_" cannot occur in quoted-printable, so no content can hold the boundary.
    message.make_alternative(boundary=f"=_{hashlib.sha256((text + page).encode()).hexdigest()[:32]}")
    message.add_alternative(page, subtype="html", cte="quoted-printable")
    return message


def _check(content: bytes, intended: list[str], recipient: str) -> None:
    """Read the message back: a header that a hostile text brought in would be seen here, whatever way it came."""
    names = BytesParser(policy=compat32).parsebytes(content, headersonly=True).keys()
    if names != intended:
        raise DeliveryError(f"message to {recipient!r} has other headers than intended: {', '.join(names)}")


def _address(text: str, name: str = "") -> Address:
    local, _, domain = text.rpartition("@")
    if not local or _NOT_IN_ADDRESS.search(local) or len(text) > _LONGEST_ADDRESS:
        raise ConfigError(f"{text!r} is not a mail address")
    return Address(name, local, _domain(domain))


def _domain(name: str) -> str:
    """The domain in ASCII."""
    try:
        ascii_name = idna.encode(name, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise ConfigError(f"{name!r} is not a mail domain") from error
    return ascii_name


def _https(url: str) -> str:
    link = safe_url(url)
    if not link.startswith("https://"):
        raise ConfigError(f"{url!r} cannot be the unsubscribe address: RFC 8058 asks for https")
    return link


def _slug(digest: str) -> str:
    return re.sub(r"[^a-z0-9-]+", "-", digest.lower()).strip("-") or "digest"
