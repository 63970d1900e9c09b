"""Renders an edition as a whole message (RFC 5322) to one recipient: headers, plain part, HTML part. Pure; sends nothing.

The bytes, Date and Message-ID included, depend only on the edition, the recipient and the sender, so that a second copy of a
message is recognised. No text of a statement enters a header.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.utils import format_datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from digest.compile.mail_body import MailBodies, headers_of
from digest.compile.message_headers import header_bytes, header_text, mail_address, mail_domain
from digest.compile.unsubscribe_token import unsubscribe_token
from digest.compile.view_model import View
from digest.errors import ConfigError
from digest.net.urls import safe_url
from digest.records import Edition, Target


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends: the From address and its name, the domain of Message-ID and List-Id, and the secret that signs the ids.

    `unsubscribe_mailto` (an address) and `unsubscribe_url` (https) take unsubscribe requests; empty if there is none. "{token}"
    in the URL is replaced with the recipient's signed token.
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
    _bodies: MailBodies = field(default_factory=MailBodies, init=False, repr=False, compare=False)

    def render(self, edition: Edition, target: Target) -> bytes:
        """Return the message with CRLF line ends. A message that goes to a file is addressed to the sender.

        Raise ConfigError if an address or the unsubscribe URL cannot be used, DeliveryError if the finished message has other
        headers than intended.
        """
        recipient = target.address if target.channel == "email" else self.sender.address
        view = self._bodies.view(edition)
        link = next(self._unsubscribe_links(edition, recipient), "")
        boundary, body = self._bodies.body(view, link).for_link(link)
        message = headers_of(boundary)
        for name, value in self._headers(edition, view, recipient):
            message[name] = value
        return header_bytes(message, recipient, self.sender.address) + body

    def _headers(self, edition: Edition, view: View, recipient: str) -> Iterator[tuple[str, str | Address]]:
        """Yield all headers except those of MIME, in the order in which they are written."""
        sender, slug = self.sender, _id_slug(edition.digest)
        yield "From", mail_address(sender.address, header_text(sender.name))
        yield "To", mail_address(recipient)
        yield "Subject", header_text(view.subject)
        yield "Date", format_datetime(edition.sealed.astimezone(ZoneInfo(edition.timezone)))
        yield "Message-ID", f"<{edition.slot}.{slug}.{self._recipient_id(edition, recipient)}@{mail_domain(sender.domain)}>"
        yield "List-Id", f"<{slug}.{mail_domain(sender.domain)}>"
        links = [f"<{link}>" for link in self._unsubscribe_links(edition, recipient)]
        if links:
            yield "List-Unsubscribe", ", ".join(links)
        if sender.unsubscribe_url:
            yield "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"  # RFC 8058
        yield "Auto-Submitted", "auto-generated"  # RFC 3834: no out-of-office answers
        yield "Precedence", "bulk"
        yield "Content-Language", view.words.language

    def _recipient_id(self, edition: Edition, recipient: str) -> str:
        """Return 64 bits in hex that are the same whenever this edition is rendered for this recipient, and no other edition.

        A date can have a second edition, if a clock that was ahead made the first one.
        """
        content = "\n".join((edition.digest, edition.slot.isoformat(), edition.sealed.isoformat(), recipient)).encode()
        return hmac.digest(self.sender.secret, content, hashlib.sha256).hex()[:16]

    def _unsubscribe_links(self, edition: Edition, recipient: str) -> Iterator[str]:
        """Yield the links at which `recipient` unsubscribes from this digest, the one-click URL first."""
        token = unsubscribe_token(self.sender.secret, edition.digest, recipient)
        if self.sender.unsubscribe_url:
            yield _https(self.sender.unsubscribe_url.replace("{token}", token))
        if self.sender.unsubscribe_mailto:
            address = mail_address(self.sender.unsubscribe_mailto).addr_spec
            yield f"mailto:{quote(address, safe='@')}?subject=unsubscribe%20{token}"


def _https(url: str) -> str:
    """Return the unsubscribe URL, made safe. Raise ConfigError if it is not https."""
    link = safe_url(url)
    if not link.startswith("https://"):
        raise ConfigError(f"{url!r} cannot be the unsubscribe address: RFC 8058 asks for https")
    return link


def _id_slug(slug: str) -> str:
    """Return the slug of a digest with only letters, digits and hyphens, as Message-ID and List-Id take it."""
    return re.sub(r"[^a-z0-9-]+", "-", slug.lower()).strip("-") or "digest"
