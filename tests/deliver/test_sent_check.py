"""Whether a message arrived, by the log of a Postfix: named by cleanup and queued by the queue manager."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from digest.deliver.sent_check import LogSentCheck
from digest.errors import DeliveryError
from digest.records import Format, Outgoing, Target

TARGET = Target("email", "reader@example.org", Format.EMAIL)
ROW = Outgoing("morning", date(2026, 11, 23), TARGET, b"Message-ID: <a.b@example.org>\r\n\r\nmessage-id=<x>\r\n")
NAMED = "Nov 23 07:30:01 host postfix/cleanup[7]: 4F1A2: message-id=<a.b@example.org>\n"
QUEUED = "Nov 23 07:30:01 host postfix/qmgr[8]: 4F1A2: from=<digest@example.org>, size=900, nrcpt=1 (queue active)\n"


@pytest.mark.parametrize(
    ("lines", "arrived"),
    [
        (NAMED + QUEUED, True),
        (NAMED, False),
        (QUEUED, False),
        (NAMED + QUEUED.replace("4F1A2", "9B3C4"), False),
        (NAMED.replace("a.b@", "aXb@") + QUEUED, False),
    ],
)
def test_only_a_message_that_was_named_and_queued_has_arrived(lines: str, arrived: bool, tmp_path: Path) -> None:
    (tmp_path / "mail.log").write_text(lines, "utf-8")
    assert LogSentCheck(tmp_path / "mail.log").was_delivered(ROW) is arrived


def test_a_log_that_was_turned_over_meanwhile_is_read_too(tmp_path: Path) -> None:
    (tmp_path / "mail.log.1").write_text(NAMED, "utf-8")
    (tmp_path / "mail.log").write_text(QUEUED, "utf-8")
    assert LogSentCheck(tmp_path / "mail.log").was_delivered(ROW)


def test_a_log_that_cannot_be_read_is_no_answer(tmp_path: Path) -> None:
    with pytest.raises(DeliveryError, match="while looking for a message"):
        LogSentCheck(tmp_path / "mail.log").was_delivered(ROW)
