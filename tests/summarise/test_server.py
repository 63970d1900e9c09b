"""The server engine against a real server on loopback: good, malformed, slow, busy, broken and lying ones."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from digest.errors import ModelError
from digest.records import Failure, Summary
from digest.secret import Secret
from digest.summarise.endpoint import Endpoint
from digest.summarise.extractive import ExtractiveSummariser
from digest.summarise.fallback import WithFallback
from digest.summarise.server import ServerSummariser
from tests.summarise.fakes import BagEncoder, statement

ONE = statement("Secretary Blinken met Minister Kuleba in Kyiv on Monday.", "They will give 40 million dollars in aid.")
TWO = statement("The Department of State opened an embassy in Honiara this week.", "The first ambassador arrives in May.")
GOOD = {"points": [{"text": "Blinken met Kuleba in Kyiv.", "sentences": [1]}]}

Reply = Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]


def says(answer: object) -> Reply:
    """A reply with `answer` as what the model said."""

    def reply(handler: BaseHTTPRequestHandler, _asked: dict[str, Any]) -> None:
        content = answer if isinstance(answer, str) else json.dumps(answer)
        send(handler, 200, json.dumps({"choices": [{"message": {"content": content}}]}).encode())

    return reply


def status(code: int, **headers: str) -> Reply:
    return lambda handler, _asked: send(handler, code, b"{}", headers)


def send(handler: BaseHTTPRequestHandler, code: int, body: bytes, headers: dict[str, str] | None = None) -> None:
    handler.send_response(code)
    for name, value in (headers or {}).items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def cut(handler: BaseHTTPRequestHandler, _asked: dict[str, Any]) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b'{"choices": [')
    handler.close_connection = True


@contextmanager
def playing(replies: Sequence[Reply]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A server that gives one reply after the other, the last one for ever; its address and what it was asked."""
    asked: list[dict[str, Any]] = []
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with lock:
                reply = replies[min(len(asked), len(replies) - 1)]
                asked.append(body | {"authorization": self.headers.get("Authorization", ""), "path": self.path})
            reply(self, body)

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def engine(url: str, slept: list[float] | None = None, *, timeout: float = 5, characters: int = 24_000) -> ServerSummariser:
    pauses = [] if slept is None else slept
    return ServerSummariser(
        Endpoint(url, Secret("secret"), timeout), "tiny", workers=2, characters=characters, sleep=pauses.append
    )


def only(answers: Iterator[Summary | Failure]) -> Summary:
    (answer,) = answers
    assert isinstance(answer, Summary), answer
    return answer


def test_a_good_answer_becomes_points_with_their_evidence() -> None:
    with playing([says(GOOD)]) as (url, asked):
        answer = only(engine(url).summarise([ONE], 1))
    assert [point.text for point in answer.points] == ["Blinken met Kuleba in Kyiv."]
    assert answer.points[0].evidence == ONE.sentences[:1]
    assert (answer.model.name, answer.warnings, answer.truncated) == ("tiny", (), False)
    assert asked[0]["path"] == "/v1/chat/completions"
    assert asked[0]["authorization"] == "Bearer secret"
    assert "[2] They will give" in asked[0]["messages"][1]["content"]


def test_each_statement_is_asked_for_alone_and_answers_keep_their_order() -> None:
    def echo(handler: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
        first = asked["messages"][1]["content"].partition("[1] ")[2].partition("\n")[0]
        says({"points": [{"text": first, "sentences": [1]}]})(handler, asked)

    with playing([echo]) as (url, asked):
        answers = list(engine(url).summarise([ONE, TWO] * 5, 1))
    texts = [answer.points[0].text for answer in answers if isinstance(answer, Summary)]
    assert texts == [ONE.sentences[0].of(ONE.text), TWO.sentences[0].of(TWO.text)] * 5
    assert not any("Kyiv" in str(body["messages"]) and "Honiara" in str(body["messages"]) for body in asked)


@pytest.mark.parametrize(
    "bad", ["I would rather not.", '{"points": 3}', '{"points": [{"text": "x"}]}', "[" * 5000, '{"points": []}']
)
def test_a_malformed_answer_is_asked_for_once_more(bad: str) -> None:
    with playing([says(bad), says(GOOD)]) as (url, asked):
        assert only(engine(url).summarise([ONE], 1)).points
    assert len(asked) == 2


def test_two_malformed_answers_are_a_failure_of_this_statement_alone() -> None:
    with playing([says("no")]) as (url, asked):
        (answer,) = engine(url).summarise([ONE])
    assert isinstance(answer, Failure)
    assert len(asked) == 2


def test_a_busy_server_is_given_the_time_that_it_asks_for() -> None:
    slept: list[float] = []
    with playing([status(429, Retry_After="7"), status(500), says(GOOD)]) as (url, _):
        assert only(engine(url, slept).summarise([ONE], 1)).points
    assert slept == [7.0, 2.0]


@pytest.mark.parametrize("trouble", [cut, status(500), status(200)])
def test_what_goes_wrong_every_time_is_a_failure_of_the_statement(trouble: Reply) -> None:
    with playing([trouble]) as (url, asked):
        (answer,) = engine(url).summarise([ONE])
    assert isinstance(answer, Failure)
    assert len(asked) == 4


def test_a_server_that_never_ends_is_left_at_the_deadline() -> None:
    stop = threading.Event()

    def hang(_handler: BaseHTTPRequestHandler, _asked: dict[str, Any]) -> None:
        stop.wait(5)

    with playing([hang]) as (url, _):
        (answer,) = engine(url, timeout=0.05).summarise([ONE])
        stop.set()
    assert isinstance(answer, Failure)


@pytest.mark.parametrize("code", [401, 404, 307])
def test_a_refusal_or_a_redirect_ends_the_engine(code: int) -> None:
    with playing([status(code, Location="http://127.0.0.1:9/")]) as (url, asked), pytest.raises(ModelError):
        list(engine(url).summarise([ONE]))
    assert len(asked) == 1


def test_invented_numbers_and_foreign_addresses_never_reach_the_reader() -> None:
    lies = {
        "points": [
            {"text": "They will give 90 million dollars in aid.", "sentences": [2]},
            {"text": "Click https://evil.example/win now.", "sentences": [1]},
        ]
    }
    with playing([says(lies)]) as (url, _):
        answer = only(engine(url).summarise([ONE], 2))
    assert {point.text for point in answer.points} <= {span.of(ONE.text) for span in ONE.sentences}
    assert "sentences took their place" in answer.warnings[0]


def test_a_text_that_does_not_fit_says_so() -> None:
    with playing([says(GOOD)]) as (url, asked):
        assert only(engine(url, characters=80).summarise([ONE], 1)).truncated
    assert "40 million" not in asked[0]["messages"][1]["content"]


def test_without_a_server_the_stand_in_answers_and_says_why() -> None:
    gone = engine("http://127.0.0.1:9/v1")
    answers = list(WithFallback(gone, ExtractiveSummariser(BagEncoder(), trained=False)).summarise([ONE, TWO], 1))
    assert all(isinstance(answer, Summary) and answer.points[0].verbatim for answer in answers)
    assert all(isinstance(answer, Summary) and "tiny could not be used" in answer.warnings[-1] for answer in answers)


def test_the_stand_in_answers_for_one_statement_alone() -> None:
    with playing([says("no"), says("no"), says({"points": [{"text": TWO.sentences[0].of(TWO.text), "sentences": [1]}]})]) as (
        url,
        _,
    ):
        server = ServerSummariser(Endpoint(url), "tiny", workers=1)
        first, second = WithFallback(server, ExtractiveSummariser(BagEncoder(), trained=False)).summarise([ONE, TWO], 1)
    assert isinstance(first, Summary)
    assert isinstance(second, Summary)
    assert first.warnings
    assert (second.model.name, second.warnings) == ("tiny", ())
