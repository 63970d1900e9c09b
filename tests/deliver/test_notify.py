"""Notifications reach a real HTTP server, and what becomes of one when the server refuses, fails or falls silent."""

from __future__ import annotations

import json
import logging
import socket
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from digest.deliver import notify
from digest.deliver.notify import Exchange, NotifyDelivery, NotifyService, notify_channel, receipt
from digest.errors import ConfigError
from digest.interfaces import Channel
from digest.records import Format, OutboxState, Outgoing, Receipt, Target
from digest.secrets import Secret
from tests.deliver.http_server import HANG_UP, SILENCE, webhook

NAME = "json:ab12cd"
CANARY = "canary-4711"
CONTENT = (
    "Morning digest, 23 November 2026: 1 statement\n\n• One: It is <so> & *not* otherwise.\n\nhttps://example.org/a".encode()
)
ROW = Outgoing("morning", date(2026, 11, 23), Target("notify", NAME, Format.NOTIFICATION), CONTENT)


def deliver(url: str) -> tuple[Receipt, int]:
    """The receipt, and how often before_commit was called."""
    calls: list[None] = []
    return NotifyDelivery(NAME, Secret(url)).deliver(ROW, lambda: calls.append(None)), len(calls)


def channel(name: str, url: Callable[[], Secret], **fields: Any) -> Channel:
    """A channel with one service for the digest "morning"."""
    return notify_channel({("morning", name): NotifyService(url, **fields)})


def test_title_and_body_arrive_as_they_were_sealed() -> None:
    with webhook() as hook:
        result, commits = deliver(f"json://127.0.0.1:{hook.port}/{CANARY}")
    assert (result.state, commits) == (OutboxState.SENT, 1)
    assert hook.paths == [f"/{CANARY}"]
    (sent,) = map(json.loads, hook.bodies)
    title, _, body = CONTENT.decode().partition("\n\n")
    assert (sent["title"], sent["message"]) == (title, body)


@pytest.mark.parametrize(
    ("answer", "state", "detail"),
    [
        (404, OutboxState.FAILED, "HTTP 404 Not Found"),
        (403, OutboxState.FAILED, "HTTP 403 Forbidden"),
        (429, OutboxState.PENDING, "HTTP 429 Too Many Requests"),
        (500, OutboxState.PENDING, "HTTP 500 Internal Server Error"),
        (599, OutboxState.PENDING, "HTTP 599"),
        (HANG_UP, OutboxState.UNCERTAIN, "no response after the request was sent"),
    ],
)
def test_the_answer_decides_whether_it_is_tried_again(answer: int | str, state: OutboxState, detail: str) -> None:
    with webhook(answer) as hook:
        result, commits = deliver(f"json://127.0.0.1:{hook.port}/{CANARY}")
    assert (result, commits) == (Receipt(state, detail), 1)
    assert len(hook.bodies) == 1


def test_silence_after_the_request_is_uncertain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notify, "_MIN_READ_TIMEOUT", 0.3)
    with webhook(SILENCE) as hook:
        result, _ = deliver(f"json://127.0.0.1:{hook.port}/?rto=0.3")
    assert result == Receipt(OutboxState.UNCERTAIN, "no response after the request was sent")


def test_without_a_connection_nothing_is_uncertain() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    result, _ = deliver(f"json://127.0.0.1:{port}/{CANARY}")
    assert result == Receipt(OutboxState.PENDING, "no connection to the service")


def test_a_server_without_tls_gets_no_secret() -> None:
    with webhook() as hook:
        result, _ = deliver(f"jsons://127.0.0.1:{hook.port}/{CANARY}")
    assert result == Receipt(OutboxState.PENDING, "no connection to the service")
    assert hook.paths == []


@pytest.mark.parametrize("status", [301, 302, 307, 308])
@pytest.mark.parametrize("redirect", ["", "&redirect=yes"])
def test_a_redirect_is_not_followed(status: int, redirect: str) -> None:
    with webhook() as elsewhere, webhook(status, location=f"http://127.0.0.1:{elsewhere.port}/taken") as hook:
        result, _ = deliver(f"json://127.0.0.1:{hook.port}/?%2BX-Token={CANARY}{redirect}")
    assert result.state is OutboxState.FAILED
    assert "redirects are not followed" in result.detail
    assert elsewhere.paths == []


@pytest.mark.parametrize("answer", [200, 404, 500, HANG_UP])
def test_the_address_is_in_no_log_receipt_or_representation(
    answer: int | str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG), webhook(answer) as hook:
        url = f"json://user:{CANARY}@127.0.0.1:{hook.port}/{CANARY}"
        delivery = NotifyDelivery(NAME, Secret(url))
        result = delivery.deliver(ROW, lambda: None)
        said = f"{result} {delivery!r} {delivery.kind} {caplog.text} {''.join(capfd.readouterr())}"
    assert CANARY not in said
    assert str(hook.port) not in said


def test_an_address_that_apprise_does_not_know_is_an_error_without_the_address() -> None:
    with pytest.raises(ConfigError) as caught:
        NotifyDelivery(NAME, Secret(f"nothing://{CANARY}"))
    assert str(caught.value) == f"notify: {NAME}: apprise knows no service with this address"


def test_without_apprise_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notify, "find_spec", lambda name: None)
    with pytest.raises(ConfigError, match=r"pip install 'digest\[notify\]'"):
        NotifyDelivery(NAME, Secret("json://127.0.0.1"))


def test_the_channel_reads_the_address_of_a_row_when_it_is_delivered() -> None:
    read: list[str] = []

    def url() -> Secret:
        read.append(NAME)
        return Secret("json://127.0.0.1")

    built = channel(NAME, url)
    assert read == []
    assert isinstance(built.delivery(ROW), NotifyDelivery)
    assert read == [NAME]


def test_the_policy_is_that_of_the_service() -> None:
    held = channel(NAME, lambda: Secret("json://127.0.0.1"), on_uncertain="hold")
    assert held.on_uncertain(ROW) == "hold"
    assert channel(NAME, lambda: Secret("json://127.0.0.1")).on_uncertain(ROW) == "resend"


def test_a_row_whose_service_is_gone_from_the_configuration_is_left_alone() -> None:
    built = channel("team", lambda: Secret("json://127.0.0.1"))
    assert (built.delivery(ROW), built.on_uncertain(ROW)) == (None, "hold")
    elsewhere = replace(ROW, digest="evening", target=replace(ROW.target, address="team"))
    assert built.delivery(elsewhere) is None


def test_a_check_names_the_service_and_sends_nothing() -> None:
    with webhook() as hook:
        built = channel(NAME, lambda: Secret(f"json://127.0.0.1:{hook.port}/"))
        assert {part: check(False) for part, check in built.checks.items()} == {f"notify {NAME}": "JSON, not contacted"}
    assert hook.paths == []


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#news", "Slack"),
        (
            "workflows://example.com/643e46b3d4c14e3d9a1e8d5f5e2f2b3a/aPhVf7fyrSQ8YWFEpG0Dq7iyHXJaKtKpYaG5QpJ7vFQ",
            "Power Automate",
        ),
        ("mmosts://chat.example.org/u7kfsajfdx4bmq6xkpgd6lvyvs", "Mattermost"),
        ("matrixs://user:password@matrix.example.org/#room", "Matrix"),
        ("tgram://123456789:abcdefg_hijklmnop/12315544", "Telegram"),
        ("jsons://example.org/path", "JSON"),
    ],
)
def test_the_documented_services_are_known(url: str, kind: str) -> None:
    assert channel("team", lambda: Secret(url)).checks["notify team"](True).startswith(kind)


@pytest.mark.parametrize(
    ("exchanges", "state"),
    [
        ([], OutboxState.PENDING),
        ([Exchange(200)], OutboxState.FAILED),  # such as {"ok": false} of Slack
        ([Exchange(200), Exchange(503)], OutboxState.PENDING),
        ([Exchange(401), Exchange(200)], OutboxState.FAILED),
        ([Exchange(200), Exchange(None)], OutboxState.UNCERTAIN),
        ([Exchange(None, sent=False)], OutboxState.PENDING),
    ],
)
def test_of_several_requests_the_first_that_failed_decides(exchanges: list[Exchange], state: OutboxState) -> None:
    assert receipt(exchanges, accepted=False).state is state
