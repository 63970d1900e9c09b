"""Signs a finished message with DKIM (RFC 6376), before the edition is sealed. Needs the package dkimpy. Sends nothing.

All headers of the message are signed, including both List-Unsubscribe headers, as RFC 8058 requires. From is signed twice, so
that nobody can add a second From header.
"""

from __future__ import annotations

from email.parser import BytesHeaderParser
from email.policy import compat32
from pathlib import Path

from digest.errors import ConfigError, DeliveryError
from digest.net.urls import ascii_host
from digest.secrets import Secret

# RFC 6376, section 5.4.1: headers that change in transit are not signed.
_NOT_SIGNED = frozenset({"return-path", "received", "comments", "keywords", "bcc", "resent-bcc", "dkim-signature"})


class DkimSigner:
    """Implements Signer for `domain`. The public key is in the DNS at `<selector>._domainkey.<domain>`."""

    def __init__(self, domain: str, selector: str, key: Secret) -> None:
        """Raise ConfigError if dkimpy is not installed, `key` is not an RSA key in PEM, or `domain` is not a domain."""
        try:
            from dkim.crypto import UnparsableKeyError, parse_pem_private_key
        except ImportError as error:
            raise ConfigError("mail: dkim: needs a package that is not installed: pip install 'digest[dkim]'") from error
        try:
            parse_pem_private_key(key.reveal().encode())
        except UnparsableKeyError as error:
            raise ConfigError("mail: dkim: key_file: not an RSA key in PEM") from error
        try:
            self._domain = ascii_host(domain).encode("ascii")
        except ValueError as error:
            raise ConfigError(f"mail: dkim: domain: {domain!r} is not a domain") from error
        self._selector, self._key = selector.encode("ascii"), key

    def sign(self, content: bytes) -> bytes:
        """`content` with a DKIM-Signature header in front. The signature holds the current time.

        Raise DeliveryError if the message cannot be signed.
        """
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
