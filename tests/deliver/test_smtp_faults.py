"""What becomes of a message when the server fails: 7 moments, 4 ways each."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import pytest

from digest.deliver.smtp import Security, SmtpDelivery, SmtpSettings
from digest.records import Format, OutboxState, Outgoing, Receipt, Target
from tests.deliver.servers import HANG_UP, SILENCE, STAGES, ScriptedServer, scripted

MESSAGE = b"Subject: one\r\n\r\n.begins with a dot\r\nends\r\n"
ROW = Outgoing("morning", date(2026, 11, 23), Target("email", "reader@example.org", Format.EMAIL), MESSAGE)

OF_THE_SERVER = dict.fromkeys((HANG_UP, SILENCE, "451 later", "554 never"), OutboxState.PENDING)
BEFORE_THE_DOT = OF_THE_SERVER | {"554 never": OutboxState.FAILED}
AT_THE_DOT = BEFORE_THE_DOT | {HANG_UP: OutboxState.UNCERTAIN, SILENCE: OutboxState.UNCERTAIN}
AFTERWARDS = dict.fromkeys(BEFORE_THE_DOT, OutboxState.SENT)
MATRIX = [
    (stage, answer, expected)
    for stage in STAGES
    for answer, expected in {"DOT": AT_THE_DOT, "QUIT": AFTERWARDS, "RCPT": BEFORE_THE_DOT, "DATA": BEFORE_THE_DOT}.get(
        stage, OF_THE_SERVER
    ).items()
]


def deliver(server: ScriptedServer, row: Outgoing = ROW, timeout: float = 10.0) -> tuple[Receipt, int]:
    """The receipt, and how often before_commit was called."""
    settings = SmtpSettings(
        "127.0.0.1",
        server.port,
        "bounces@example.org",
        Security.NONE,
        timeout=timeout,
        final_response_timeout=timeout,
        helo="here",
    )
    calls: list[None] = []
    with closing(SmtpDelivery(settings)) as delivery:
        receipt = delivery.deliver(row, lambda: calls.append(None))
    return receipt, len(calls)


def test_the_matrix_has_28_cells() -> None:
    assert len(MATRIX) == 28


@pytest.mark.parametrize(("stage", "answer", "expected"), MATRIX, ids=lambda value: str(value))
def test_every_fault_ends_in_its_state(stage: str, answer: str, expected: OutboxState) -> None:
    with scripted(**{stage: answer}) as server:
        receipt, commits = deliver(server, timeout=0.3 if answer == SILENCE else 10.0)
    assert receipt.state is expected
    assert commits == (1 if stage in ("DOT", "QUIT") else 0)
    assert server.dotted is (stage in ("DOT", "QUIT"))
    if answer not in (HANG_UP, SILENCE) and stage != "QUIT":
        assert answer in receipt.detail


def test_a_server_that_hangs_up_during_the_body_has_no_message_and_nothing_is_uncertain() -> None:
    with scripted(DATA="354 go on\r\n421 changed my mind") as server:
        receipt, commits = deliver(server)
    assert receipt.state is OutboxState.PENDING
    assert not server.dotted
    assert commits == 1


@pytest.mark.parametrize("reply", ["nonsense", "150 odd", "354 again"])
def test_an_answer_to_the_dot_that_means_nothing_is_uncertain(reply: str) -> None:
    with scripted(DOT=reply) as server:
        receipt, _ = deliver(server)
    assert receipt.state is OutboxState.UNCERTAIN


def test_the_whole_body_but_no_dot_has_left_when_before_commit_is_called() -> None:
    with scripted() as server:
        settings = SmtpSettings("127.0.0.1", server.port, "bounces@example.org", Security.NONE, helo="here")
        seen: list[tuple[bytes, bool]] = []

        def before_commit() -> None:
            while len(server.body) < len(MESSAGE) + 1:
                assert server.received.wait(10)
            seen.append((server.body, server.dotted))

        with closing(SmtpDelivery(settings)) as delivery:
            receipt = delivery.deliver(ROW, before_commit)
    assert seen == [(MESSAGE.replace(b"\r\n.", b"\r\n.."), False)]
    assert receipt == Receipt(OutboxState.SENT, "250 queued as 7")


def test_what_before_commit_raises_passes_through_and_no_dot_is_sent() -> None:
    with scripted() as server:
        settings = SmtpSettings("127.0.0.1", server.port, "bounces@example.org", Security.NONE, helo="here")

        def crash() -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            SmtpDelivery(settings).deliver(ROW, crash)
    assert server.ended.wait(10)
    assert not server.dotted


def test_a_message_larger_than_the_server_takes_waits_without_being_announced() -> None:
    with scripted(EHLO="250-here\r\n250 SIZE 10") as server:
        receipt, commits = deliver(server)
    assert (receipt.state, commits) == (OutboxState.PENDING, 0)
    assert receipt.detail == "message of 42 bytes is larger than the 10 that the server takes"
    assert not any(command.startswith("MAIL") for command in server.commands)


def test_the_size_is_announced_to_a_server_that_asks_for_it() -> None:
    with scripted() as server:
        deliver(server)
    assert server.commands[1:3] == ["MAIL FROM:<bounces@example.org> SIZE=42", "RCPT TO:<reader@example.org>"]


def test_a_server_without_ehlo_is_greeted_with_helo() -> None:
    with scripted(EHLO="250 old but fine") as server:
        receipt, _ = deliver(server)
    assert receipt.state is OutboxState.SENT
    assert server.commands[1] == "MAIL FROM:<bounces@example.org>"


@pytest.mark.parametrize(
    "address", ["", "nobody", "a b@example.org", "a>\r\nRCPT TO:<evil@example.org", "a@b\n", "@example.org"]
)
def test_an_address_that_is_none_fails_without_reaching_the_server_as_a_command(address: str) -> None:
    row = Outgoing("morning", date(2026, 11, 23), Target("email", address, Format.EMAIL), MESSAGE)
    with scripted() as server:
        receipt, _ = deliver(server, row)
    assert receipt.state is OutboxState.FAILED
    assert server.commands == []


@pytest.mark.parametrize(
    ("address", "state", "command"),
    [
        ("reader@exämple.org", OutboxState.SENT, "RCPT TO:<reader@xn--exmple-cua.org>"),
        ("läser@example.org", OutboxState.PENDING, ""),
    ],
)
def test_only_a_local_part_outside_ascii_needs_smtputf8(address: str, state: OutboxState, command: str) -> None:
    row = Outgoing("morning", date(2026, 11, 23), Target("email", address, Format.EMAIL), MESSAGE)
    with scripted() as server:
        receipt, _ = deliver(server, row)
    assert receipt.state is state
    assert command in [*server.commands, ""]


def test_smtputf8_is_used_where_the_server_offers_it() -> None:
    row = Outgoing("morning", date(2026, 11, 23), Target("email", "läser@example.org", Format.EMAIL), MESSAGE)
    with scripted(EHLO="250-here\r\n250-8BITMIME\r\n250 SMTPUTF8") as server:
        receipt, _ = deliver(server, row)
    assert receipt.state is OutboxState.SENT
    assert server.commands[1:3] == ["MAIL FROM:<bounces@example.org> SMTPUTF8 BODY=8BITMIME", "RCPT TO:<läser@example.org>"]


def test_a_server_that_is_not_there_is_tried_again() -> None:
    with scripted() as server:
        deliver(server)
    receipt, commits = deliver(server)
    assert (receipt.state, commits) == (OutboxState.PENDING, 0)
    assert receipt.detail == f"mail server 127.0.0.1:{server.port}: Connection refused"
