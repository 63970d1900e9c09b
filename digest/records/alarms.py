"""The records for the operator: what has been wrong for too long, and the message that says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AlarmKind(StrEnum):
    """What has been wrong for too long; the values are stored, and part of the JSON of `digest status`.

    SOURCE_DEAD: a source cannot be read. MAIL_PENDING: a message waits to be delivered, or for a decision. MAIL_REFUSED: a
    message was refused for good, and nobody has decided. EDITION_LATE: an edition is due. NOT_RUN: a step, or every one, has
    not ended well.
    """

    SOURCE_DEAD = "source_dead"
    MAIL_PENDING = "mail_pending"
    MAIL_REFUSED = "mail_refused"
    EDITION_LATE = "edition_late"
    NOT_RUN = "not_run"


@dataclass(frozen=True, slots=True)
class Alarm:
    """One thing that has been wrong for longer than the configuration allows.

    `subject` is a source, a channel, a digest or a step; `message` says what is wrong, `advice` what to do next. `exit_code` is
    that of `digest status --strict`.
    """

    kind: AlarmKind
    subject: str
    since: datetime
    message: str
    advice: str = ""
    exit_code: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from other alarms."""
        return str(self.kind), self.subject


@dataclass(frozen=True, slots=True)
class OperatorMessage:
    """A message to the operator, made `at` this time: alarms that are `raised`, and earlier ones that are `ended`."""

    at: datetime
    timezone: str
    raised: tuple[Alarm, ...] = ()
    ended: tuple[Alarm, ...] = ()
