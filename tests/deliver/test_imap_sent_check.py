"""Whether a message arrived, by a mailbox that gets a copy of each."""

from __future__ import annotations

import ssl

import pytest

from digest.deliver.sent_check import ImapSentCheck
from digest.errors import DeliveryError
from digest.secrets import Secret
from tests.deliver.mailbox import CERTIFICATE, mailbox
from tests.deliver.test_sent_check import ROW

NAME = "<a.b@example.org>"


def probe(port: int, password: str = "sesame", folder: str = "INBOX") -> ImapSentCheck:
    trusting = ssl.create_default_context(cafile=str(CERTIFICATE))
    trusting.check_hostname = False  # the certificate of the tests is that of another name
    return ImapSentCheck("127.0.0.1", port, "copies", Secret(password), folder, trusting)


@pytest.mark.parametrize(("messages", "arrived"), [((), False), (("<other@example.org>",), False), ((NAME,), True)])
def test_a_message_has_arrived_if_its_copy_is_there(messages: tuple[str, ...], arrived: bool) -> None:
    with mailbox(*messages) as (port, asked):
        assert probe(port).was_delivered(ROW) is arrived
    assert 'EXAMINE "INBOX"' in asked
    assert asked[-1] == "LOGOUT"


def test_what_cannot_be_looked_up_is_no_answer_and_shows_no_password() -> None:
    with mailbox(NAME) as (port, _):
        for wrong in (probe(port, password="open"), probe(port, folder="Copies")):
            with pytest.raises(DeliveryError, match="while looking for a copy") as caught:
                wrong.was_delivered(ROW)
            assert "open" not in str(caught.value)


def test_a_mailbox_that_nobody_vouches_for_or_that_is_not_there_is_no_answer() -> None:
    with mailbox(NAME) as (port, asked):
        with pytest.raises(DeliveryError, match="certificate"):
            ImapSentCheck("127.0.0.1", port, "copies", Secret("sesame")).was_delivered(ROW)
        assert asked == []
    with pytest.raises(DeliveryError, match="while looking for a copy"):
        probe(port).was_delivered(ROW)
