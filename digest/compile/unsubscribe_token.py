"""The signed word that an unsubscribe link carries: whom it takes off which digest. Pure; keeps no list of recipients."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac

from digest.errors import InputError


def unsubscribe_token(secret: bytes, digest: str, recipient: str) -> str:
    """A word of letters, digits, "-", "_" and "." that only the holder of `secret` can make."""
    content = f"{digest}\n{recipient}".encode()
    return f"{_base64(content)}.{_signature(secret, content)}"


def read_token(secret: bytes, token: str) -> tuple[str, str]:
    """The digest and the recipient that `token` names. Raise InputError if it was not made with `secret`."""
    encoded, _, signature = token.partition(".")
    try:
        content = base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
        genuine = hmac.compare_digest(_signature(secret, content), signature)
    except (binascii.Error, ValueError, TypeError):
        genuine = False
        content = b""
    if not genuine:
        raise InputError("the unsubscribe link is damaged or was not made here")
    digest, _, recipient = content.decode("utf-8").partition("\n")
    return digest, recipient


def _signature(secret: bytes, content: bytes) -> str:
    """128 bits of HMAC-SHA256, which RFC 2104 (section 5) allows as half of the hash."""
    return _base64(hmac.digest(secret, b"unsubscribe\n" + content, hashlib.sha256)[:16])


def _base64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")
