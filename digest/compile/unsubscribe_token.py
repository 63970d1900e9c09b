"""Makes and reads the signed token of an unsubscribe link: it names a digest and a recipient. Pure; stores no list."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac

from digest.errors import InputError


def unsubscribe_token(secret: bytes, slug: str, recipient: str) -> str:
    """Return a token of letters, digits, "-", "_" and "." that only the holder of `secret` can make."""
    content = f"{slug}\n{recipient}".encode()
    return f"{_base64(content)}.{_signature(secret, content)}"


def read_token(secret: bytes, token: str) -> tuple[str, str]:
    """Return the slug of the digest and the recipient. Raise InputError if the token was not made with `secret`."""
    encoded, _, signature = token.partition(".")
    try:
        content = base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
        genuine = hmac.compare_digest(_signature(secret, content), signature)
    except (binascii.Error, ValueError, TypeError):
        genuine = False
        content = b""
    if not genuine:
        raise InputError("the unsubscribe link is damaged or was not made here")
    slug, _, recipient = content.decode("utf-8").partition("\n")
    return slug, recipient


def _signature(secret: bytes, content: bytes) -> str:
    """Return 128 bits of HMAC-SHA256: RFC 2104 (section 5) allows half of the hash."""
    return _base64(hmac.digest(secret, b"unsubscribe\n" + content, hashlib.sha256)[:16])


def _base64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")
