"""Headers of mail messages: texts and addresses that are fit for them, how they are folded, and a check of the result."""

from __future__ import annotations

import re
import unicodedata
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import EmailPolicy, compat32
from typing import Any

import idna

from digest.errors import ConfigError, DeliveryError
from digest.text.visible import shortened, visible_text

_MAX_HEADER_TEXT = 200  # characters
_MAX_ADDRESS = 254  # characters; RFC 3696, erratum 1690
_FOLD_WIDTH = 78  # columns that a header line should have at most, and 998 that it may have: RFC 5322, section 2.1.1
_MAX_WIDTH = 998
_NOT_IN_ADDRESS = re.compile(r'[\s<>()\[\]\\,;:"\x00-\x1f\x7f]')


class _FoldingPolicy(EmailPolicy):
    """Encodes non-ASCII headers as words of RFC 2047, folded at 78 columns, and leaves ASCII headers on one line.

    The policies of the standard library encode a long List-Unsubscribe too, and mail programs then show no unsubscribe button
    (python/cpython#85725). With 998 columns for all headers they make encoded words longer than the 75 characters allowed. They
    also lose the space between two encoded words (python/cpython#92081): of 300 subjects in Cyrillic letters 34 came out with
    two words run together. The older `Header` does not.
    """

    def fold_binary(self, name: str, value: Any) -> bytes:
        """Return the header as bytes."""
        if self.utf8 or str(value).isascii():
            width = _MAX_WIDTH if str(value).isascii() else _FOLD_WIDTH
            return EmailPolicy(linesep=self.linesep, utf8=self.utf8, max_line_length=width).fold_binary(name, value)
        (address,) = getattr(value, "addresses", (None,))
        words = Header(address.display_name if address else str(value), "utf-8", header_name=name).encode(linesep=self.linesep)
        return f"{name}: {words}{f'{self.linesep} <{address.addr_spec}>' if address else ''}{self.linesep}".encode("ascii")


def header_text(text: str) -> str:
    """Return `text` fit for a header: one line of at most 200 characters in which nothing decodes to something else.

    Runs of spaces of any kind become one plain space. "=?" is broken up, because before Python 3.12.5 the standard library
    writes what an encoded word decodes to, line ends included (CVE-2024-6923).
    """
    normalised = visible_text(unicodedata.normalize("NFC", visible_text(text)))
    return shortened(" ".join(normalised.split()).replace("=?", "= ?"), _MAX_HEADER_TEXT)


def message_bytes(message: EmailMessage, *addresses: str) -> bytes:
    """The finished message with CRLF line ends. `addresses` are those in its headers, the recipient first.

    Raise DeliveryError if it has other headers than intended: one that hostile text brought in shows here, however it got in.
    """
    international = not all(mail_address(address).addr_spec.isascii() for address in addresses)
    content = message.as_bytes(policy=_FoldingPolicy(linesep="\r\n", utf8=international))
    names = BytesParser(policy=compat32).parsebytes(content, headersonly=True).keys()
    if names != message.keys():
        raise DeliveryError(f"message to {addresses[0]!r} has other headers than intended: {', '.join(names)}")
    return content


def header_bytes(message: EmailMessage, *addresses: str) -> bytes:
    """The headers of a message and the empty line after them, as `message_bytes` writes and checks them."""
    headers, end, _ = message_bytes(message, *addresses).partition(b"\r\n\r\n")
    return headers + end


def mail_address(text: str, name: str = "") -> Address:
    """Return a mail address with its domain in ASCII. Raise ConfigError if it is none."""
    local, _, domain = text.rpartition("@")
    if not local or _NOT_IN_ADDRESS.search(local) or len(text) > _MAX_ADDRESS:
        raise ConfigError(f"{text!r} is not a mail address")
    return Address(name, local, mail_domain(domain))


def mail_domain(name: str) -> str:
    """Return a domain in ASCII (UTS 46). Raise ConfigError if it is none."""
    try:
        ascii_name = idna.encode(name, uts46=True).decode("ascii")
    except idna.IDNAError as error:
        raise ConfigError(f"{name!r} is not a mail domain") from error
    return ascii_name
