"""What a watcher outside is told after a run, and at which address."""

from __future__ import annotations

import pytest

from digest.errors import FetchError
from digest.monitor.heartbeat import ATTEMPTS, beat_address, beat_of, send_beat
from digest.net.trusted_call import call_address
from digest.secrets import Secret
from tests.deliver.http_server import HANG_UP, webhook


@pytest.mark.parametrize(
    ("exit_code", "has_alarms", "beat"),
    [
        (0, False, "well"),
        (0, True, "well"),
        (75, False, ""),
        (69, False, ""),
        (75, True, "wrong"),
        (69, True, "wrong"),
        (70, False, "wrong"),
        (74, False, "wrong"),
        (78, False, "wrong"),
    ],
)
def test_a_run_that_only_has_to_be_repeated_says_nothing(exit_code: int, has_alarms: bool, beat: str) -> None:
    assert beat_of(exit_code, has_alarms=has_alarms) == beat


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://hc.example.org/a1b2", "https://hc.example.org/a1b2/fail"),
        ("https://hc.example.org/a1b2/", "https://hc.example.org/a1b2/fail"),
        ("https://hc.example.org/key/slug?create=1", "https://hc.example.org/key/slug/fail?create=1"),
        ("https://kuma.example.org/api/push/x?status=up&msg=OK", "https://kuma.example.org/api/push/x?status=down&msg=OK"),
    ],
)
def test_the_address_of_a_failure(url: str, address: str) -> None:
    assert beat_address(url, "wrong") == address
    assert beat_address(url, "well") == url


def test_a_failure_takes_what_is_wrong_along() -> None:
    with webhook(200) as hook:
        url = Secret(f"http://127.0.0.1:{hook.port}/id")
        send_beat(url, "wrong", ["source a: status 503", "täglich"], call_address, lambda _: None)
        send_beat(url, "well", [], call_address, lambda _: None)
        send_beat(url, "", [], call_address, lambda _: None)
    assert hook.paths == ["/id/fail", "/id"]
    assert hook.bodies == ["source a: status 503\ntäglich".encode(), b""]


@pytest.mark.parametrize("answer", [500, 404, 302, HANG_UP])
def test_a_call_is_repeated_a_few_times_and_its_error_does_not_show_the_address(answer: int | str) -> None:
    pauses: list[float] = []
    with webhook(answer, location="http://127.0.0.1:1/elsewhere") as hook:
        url = Secret(f"http://127.0.0.1:{hook.port}/secret-id")
        with pytest.raises(FetchError) as error:
            send_beat(url, "well", [], call_address, pauses.append)
    assert hook.paths == ["/secret-id"] * ATTEMPTS
    assert len(pauses) == ATTEMPTS - 1
    assert "secret-id" not in str(error.value)
    assert "127.0.0.1" in str(error.value)


def test_a_call_that_works_the_second_time_is_no_error() -> None:
    with webhook(503, 200) as hook:
        send_beat(Secret(f"http://127.0.0.1:{hook.port}/id"), "well", [], call_address, lambda _: None)
    assert hook.paths == ["/id", "/id"]
