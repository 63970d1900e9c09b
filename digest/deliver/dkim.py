"""DKIM (RFC 6376): signs a finished message with the key of the sender's domain, before it is sealed. Needs the package dkimpy.

Every header of the message is signed, both List-Unsubscribe ones among them, as RFC 8058 asks for; From twice, so that no
second one can be added.
"""

from __future__ import annotations

from email.parser import BytesHeaderParser
from email.policy import compat32
from pathlib import Path

from digest.errors import ConfigError, DeliveryError
from digest.secrets import Secret

# RFC 6376, section 5.4.1: what the way changes is not signed.
_NOT_SIGNED = frozenset({"return-path", "received", "comments", "keywords", "bcc", "resent-bcc", "dkim-signature"})


class DkimSigner:
    """Signs for `domain`; the public key stands in the DNS at `<selector>._domainkey.<domain>`."""

    def __init__(self, domain: str, selector: str, key: Secret) -> None:
        """Raise ConfigError if dkimpy is not installed or `key` is no RSA key in PEM."""
        try:
            from dkim.crypto import UnparsableKeyError, parse_pem_private_key
        except ImportError as error:
            raise ConfigError("mail: dkim: needs a package that is not installed: pip install 'digest[dkim]'") from error
        try:
            parse_pem_private_key(key.reveal().encode())
        except UnparsableKeyError as error:
            raise ConfigError("mail: dkim: key_file: not an RSA key in PEM") from error
        self._domain, self._selector, self._key = domain.encode("idna"), selector.encode("ascii"), key

    def sign(self, content: bytes) -> bytes:
        """`content` with a DKIM-Signature before its headers; the signature holds the time of day. Raise DeliveryError."""
        import dkim

        names = [name for name in BytesHeaderParser(policy=compat32).parsebytes(content) if name.lower() not in _NOT_SIGNED]
        signed = [*(name.lower().encode("ascii") for name in names), b"from"]
        try:
            header: bytes = dkim.sign(
                content,
                self._selector,
                self._domain,
                self._key.reveal().encode(),
                canonicalize=(b"relaxed", b"relaxed"),
                include_headers=signed,
            )
        except dkim.DKIMException as error:
            raise DeliveryError(f"a message cannot be signed: {error}") from error
        return header + content


def read_key(path: Path) -> Secret:
    """The private key in the file `path`. Raise ConfigError if it cannot be read."""
    try:
        return Secret(path.read_text("ascii"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"mail: dkim: key_file: {path}: cannot be read ({type(error).__name__})") from error
