"""The channel "email": SMTP delivery together with DKIM, the check of uncertain messages, and what `digest check` looks at."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from digest.deliver import smtp
from digest.deliver.smtp import SmtpSettings
from digest.deliver.smtp_pool import SmtpPool
from digest.interfaces import Channel, SentCheck, Signer, UncertainPolicy


def mail_channel(
    server: Callable[[], SmtpSettings],
    *,
    on_uncertain: UncertainPolicy,
    signer: Callable[[], Signer] | None = None,
    sent_check: Callable[[], SentCheck] | None = None,
    connections: int = 1,
) -> Channel:
    """The channel. The functions read secrets at their first call; without `signer` and `sent_check`, nothing is configured."""
    delivery = cache(lambda: SmtpPool(server(), connections))
    checks: dict[str, Callable[[bool], str]] = {"mail": lambda offline: _check_server(server(), offline=offline)}
    if sent_check:
        checks["mail probe"] = lambda _: f"{sent_check().place}, not contacted"
    if signer:
        checks["dkim"] = lambda _: _check_signer(signer())
    return Channel(
        "email",
        lambda _: delivery(),
        on_uncertain=lambda _: on_uncertain,
        sent_check=cache(sent_check) if sent_check else lambda: None,
        signer=cache(signer) if signer else lambda: None,
        recipient_key=mailbox_key,
        can_unsubscribe=True,
        connections=connections,
        checks=checks,
    )


def mailbox_key(address: str) -> str:
    """The address without regard to case: RFC 5321 (2.4) lets a server tell "Press" from "press", but none in use does."""
    return address.casefold()


def _check_server(settings: SmtpSettings, *, offline: bool) -> str:
    """Log in to the mail server; if `offline`, only say which one it is. Raise DeliveryError if that fails."""
    return f"{settings.host}:{settings.port}, not contacted" if offline else smtp.check(settings)


def _check_signer(signer: Signer) -> str:
    """Sign an empty message. Whether the DNS has the public key is not checked. Raise DeliveryError if that fails."""
    return "signs" if signer.sign(b"From: a@example.org\r\n\r\n\r\n") else "none"
