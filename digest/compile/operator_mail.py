"""Renders a message to the operator: alarms that are raised, and alarms that are over. Pure; sends nothing.

The bytes depend only on the message, the recipient and the sender, Date and Message-ID included, as those of an edition do.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from zoneinfo import ZoneInfo

from digest.compile.edition import pluralise
from digest.compile.email import Sender
from digest.compile.message_headers import header_text, mail_address, mail_domain, message_bytes
from digest.compile.notification import MAX_CHARACTERS
from digest.records import Alarm, Format, OperatorMessage, Target
from digest.text.visible import shortened, visible_text

_MAX_REASON = 500


@dataclass(frozen=True, slots=True)
class OperatorRenderer:
    """Renders messages to the operator as mails from `sender`, or as chat messages."""

    sender: Sender

    def render(self, message: OperatorMessage, target: Target) -> bytes:
        """The content of the outbox row for `target`."""
        title, body = _title(message), "\n".join(_lines(message))
        if target.format is Format.NOTIFICATION:
            return shortened_message(title, body).encode("utf-8")
        return self._mail(message, target.address, title, body)

    def _mail(self, message: OperatorMessage, recipient: str, title: str, body: str) -> bytes:
        sender, zone = self.sender, ZoneInfo(message.timezone)
        mail = EmailMessage()
        mail.set_content(body, cte="quoted-printable")
        mail["From"] = mail_address(sender.address, header_text(sender.name))
        mail["To"] = mail_address(recipient)
        mail["Subject"] = header_text(title)
        mail["Date"] = format_datetime(message.at.astimezone(zone))
        mail["Message-ID"] = f"<{message.at:%Y-%m-%d}.admin.{self._id(message, recipient)}@{mail_domain(sender.domain)}>"
        mail["Auto-Submitted"] = "auto-generated"
        return message_bytes(mail, recipient, sender.address)

    def _id(self, message: OperatorMessage, recipient: str) -> str:
        """64 bits in hex that no other message has."""
        keys = ("/".join(alarm.key) for alarm in (*message.raised, *message.ended))
        content = "\n".join(("admin", message.at.isoformat(), recipient, *keys)).encode("utf-8", "replace")
        return hmac.digest(self.sender.secret, content, hashlib.sha256).hex()[:16]


def shortened_message(title: str, body: str) -> str:
    """Title, empty line and body, no longer than the strictest chat service takes."""
    room = MAX_CHARACTERS - len(title) - 2
    return f"{title}\n\n{body if len(body) <= room else body[: room - 1] + '…'}"


def _title(message: OperatorMessage) -> str:
    """For example "digest: alarm: email: 3 messages wait" or "digest: well again: email"."""
    if message.raised:
        more = f", and {len(message.raised) - 1} more" if len(message.raised) > 1 else ""
        first = message.raised[0]
        return f"digest: alarm: {visible_text(first.subject)}: {shortened(visible_text(first.message), 80)}{more}"
    more = f", and {len(message.ended) - 1} more" if len(message.ended) > 1 else ""
    return f"digest: well again: {visible_text(message.ended[0].subject)}{more}"


def _lines(message: OperatorMessage) -> Iterator[str]:
    zone = ZoneInfo(message.timezone)
    if message.raised:
        yield f"{pluralise(len(message.raised), 'alarm')} at {_local(message.at, zone)}:"
        yield ""
        for alarm in message.raised:
            yield from _alarm_lines(alarm, zone)
    if message.ended:
        yield f"Well again at {_local(message.at, zone)}:"
        yield ""
        for alarm in message.ended:
            yield f"* {visible_text(alarm.subject)}"
            yield f"  From {_local(alarm.since, zone)} on: {shortened(visible_text(alarm.message), _MAX_REASON)}."
        yield ""
    yield "digest writes when something becomes an alarm, and when that is over. `digest status` shows what is wrong now."


def _alarm_lines(alarm: Alarm, zone: ZoneInfo) -> Iterator[str]:
    yield f"* {_what(alarm)}"
    yield f"  Since {_local(alarm.since, zone)}."
    yield f"  Next: {visible_text(alarm.advice)}."
    yield ""


def _what(alarm: Alarm) -> str:
    return f"{visible_text(alarm.subject)}: {shortened(visible_text(alarm.message), _MAX_REASON)}"


def _local(moment: datetime, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M %Z")
