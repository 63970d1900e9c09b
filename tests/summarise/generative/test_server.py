"""The server engine with a real server on loopback, which gives good, malformed, slow, busy, broken and false answers."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from digest.errors import ModelError
from digest.records import Failure, Summary, Verdict
from digest.secrets import Secret
from digest.summarise.extractive.engine import ExtractiveSummariser
from digest.summarise.fallback import WithFallback
from digest.summarise.generative.api_client import ApiClient, Endpoint, NoAnswerError
from digest.summarise.generative.server import ServerSummariser
from tests.summarise.fakes import BagEncoder, statement

ONE = statement("Secretary Blinken met Minister Kuleba in Kyiv on Monday.", "They will give 40 million dollars in aid.")
TWO = statement("The Department of State opened an embassy in Honiara this week.", "The first ambassador arrives in May.")
GOOD = {"points": [{"text": "Blinken met Kuleba in Kyiv.", "sentences": [1]}]}

Reply = Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]


def says(answer: object) -> Reply:
    """A reply with `answer` as the text of the model."""

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


def cut_short(handler: BaseHTTPRequestHandler, _asked: dict[str, Any]) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b'{"choices": [')
    handler.close_connection = True


@contextmanager
def server(replies: Sequence[Reply]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A server that gives the replies in order, and then the last one again. Yields its address and the requests so far."""
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


class Clock:
    """A clock that only advances when `sleep` is called."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def monotonic(self) -> float:
        return self.now


def engine(
    url: str, clock: Clock | None = None, *, timeout: float = 5, max_chars: int = 24_000, workers: int = 2
) -> ServerSummariser:
    clock = clock or Clock()
    client = ApiClient(Endpoint(url, lambda: Secret("secret"), timeout), clock.sleep, clock.monotonic)
    return ServerSummariser(client, "tiny", workers=workers, max_chars=max_chars)


def summary_of(answers: Iterator[Summary | Failure]) -> Summary:
    (answer,) = answers
    assert isinstance(answer, Summary), answer
    return answer


def test_a_good_answer_becomes_points_with_evidence() -> None:
    with server([says(GOOD)]) as (url, asked):
        answer = summary_of(engine(url).summarise([ONE], 1))
    assert [point.text for point in answer.points] == ["Blinken met Kuleba in Kyiv."]
    assert answer.points[0].evidence == ONE.sentences[:1]
    assert (answer.model.name, answer.warnings, answer.truncated) == ("tiny", (), False)
    assert asked[0]["path"] == "/v1/chat/completions"
    assert asked[0]["authorization"] == "Bearer secret"
    assert "[2] They will give" in asked[0]["messages"][1]["content"]


def test_each_statement_is_asked_about_alone_and_summaries_keep_the_order() -> None:
    def echo(handler: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
        first = asked["messages"][1]["content"].partition("[1] ")[2].partition("\n")[0]
        says({"points": [{"text": first, "sentences": [1]}]})(handler, asked)

    with server([echo]) as (url, asked):
        answers = list(engine(url).summarise([ONE, TWO] * 5, 1))
    texts = [answer.points[0].text for answer in answers if isinstance(answer, Summary)]
    assert texts == [ONE.sentences[0].of(ONE.text), TWO.sentences[0].of(TWO.text)] * 5
    assert not any("Kyiv" in str(body["messages"]) and "Honiara" in str(body["messages"]) for body in asked)


@pytest.mark.parametrize(
    "bad", ["I would rather not.", '{"points": 3}', '{"points": [{"text": "x"}]}', "[" * 5000, '{"points": []}']
)
def test_a_malformed_answer_is_asked_for_once_more(bad: str) -> None:
    with server([says(bad), says(GOOD)]) as (url, asked):
        assert summary_of(engine(url).summarise([ONE], 1)).points
    assert len(asked) == 2
    assert [message["role"] for message in asked[1]["messages"]] == ["system", "user", "assistant", "user"]


def test_two_malformed_answers_are_a_failure_of_this_statement() -> None:
    with server([says("no")]) as (url, asked):
        (answer,) = engine(url).summarise([ONE])
    assert isinstance(answer, Failure)
    assert len(asked) == 2


def test_retry_after_in_seconds_is_waited_for() -> None:
    clock = Clock()
    with server([status(429, Retry_After="7"), status(500), says(GOOD)]) as (url, _):
        assert summary_of(engine(url, clock).summarise([ONE], 1)).points
    assert clock.slept == [7.0, 2.0]


def test_retry_after_as_a_date_is_waited_for() -> None:
    clock = Clock()
    at = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    with server([status(503, Retry_After=at), says(GOOD)]) as (url, _):
        assert summary_of(engine(url, clock).summarise([ONE], 1)).points
    assert len(clock.slept) == 1
    assert 60 < clock.slept[0] <= 90


def test_a_retry_after_of_an_hour_is_a_failure_at_once() -> None:
    clock = Clock()
    with server([status(429, Retry_After="3600")]) as (url, asked):
        (answer,) = engine(url, clock).summarise([ONE])
    assert isinstance(answer, Failure)
    assert "3600 seconds" in answer.reason
    assert (len(asked), clock.slept) == (1, [])


def test_retry_after_holds_for_all_other_requests() -> None:
    clock = Clock()
    with server([status(429, Retry_After="40"), says(GOOD)]) as (url, _):
        client = ApiClient(Endpoint(url, tries=1), clock.sleep, clock.monotonic)
        with pytest.raises(NoAnswerError):
            client.complete({})
        client.complete({})
    assert clock.slept == [40.0]


@pytest.mark.parametrize("reply", [cut_short, status(500), status(200)])
def test_an_error_at_every_try_is_a_failure_of_the_statement(reply: Reply) -> None:
    with server([reply]) as (url, asked):
        (answer,) = engine(url).summarise([ONE])
    assert isinstance(answer, Failure)
    assert len(asked) == 4


def test_a_server_that_hangs_is_given_up_at_the_deadline() -> None:
    stop = threading.Event()

    def hang(_handler: BaseHTTPRequestHandler, _asked: dict[str, Any]) -> None:
        stop.wait(5)

    with server([hang]) as (url, _):
        (answer,) = engine(url, timeout=0.05).summarise([ONE])
        stop.set()
    assert isinstance(answer, Failure)


@pytest.mark.parametrize("code", [401, 404, 307])
def test_a_refused_key_or_model_or_a_redirect_is_an_error_of_the_engine(code: int) -> None:
    with server([status(code, Location="http://127.0.0.1:9/")]) as (url, asked), pytest.raises(ModelError):
        list(engine(url).summarise([ONE]))
    assert len(asked) == 1


def test_invented_numbers_and_foreign_addresses_are_replaced() -> None:
    lies = {
        "points": [
            {"text": "They will give 90 million dollars in aid.", "sentences": [2]},
            {"text": "Click https://evil.example/win now.", "sentences": [1]},
        ]
    }
    with server([says(lies)]) as (url, _):
        answer = summary_of(engine(url).summarise([ONE], 2))
    assert {point.text for point in answer.points} <= {span.of(ONE.text) for span in ONE.sentences}
    assert all(point.verdict is Verdict.REPLACED for point in answer.points)
    assert "sentences took their place (point 1: " in answer.warnings[0]
    assert "evil.example" not in str(answer)


def quoting(handler: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
    """A model that returns the first sentences of the prompt as points."""
    lines = asked["messages"][1]["content"].split("\n")
    shown = [line.partition("] ") for line in lines if line.startswith("[")]
    wanted = int(lines[-1].split()[1])
    points = [{"text": text, "sentences": [int(number[1:])]} for number, _, text in shown[:wanted]]
    says({"points": points})(handler, asked)


LONG = statement(
    *(
        [f"The committee adopted resolution {n} on the budget of region {n}.", f"It takes effect in year {2000 + n}."]
        for n in range(30)
    )
)


def test_a_long_text_is_asked_about_in_sections_and_the_best_of_their_points_are_chosen() -> None:
    with server([quoting]) as (url, asked):
        answer = summary_of(engine(url, max_chars=900).summarise([LONG], 3))
    shown = [body["messages"][1]["content"] for body in asked]
    first_round = "\n".join(shown[:-1])
    assert all(f"[{n}] {span.of(LONG.text)}" in first_round for n, span in enumerate(LONG.sentences, start=1))
    assert all(len(content) < 1100 for content in shown)
    assert (len(answer.points), answer.truncated) == (3, False)
    # Sections start with the first sentence of a paragraph.
    assert all("] The committee" in content.split("\n")[1] for content in shown)


def test_a_section_without_an_answer_is_a_failure_of_its_statement_alone() -> None:
    def refuses_one(handler: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
        reply = says("no") if "resolution 29" in str(asked["messages"]) else quoting
        reply(handler, asked)

    with server([refuses_one]) as (url, _):
        first, second = engine(url, max_chars=900).summarise([LONG, ONE], 2)
    assert isinstance(first, Failure)
    assert isinstance(second, Summary)


def test_a_sentence_that_does_not_fit_is_cut_and_the_summary_is_truncated() -> None:
    endless = statement("The list of names is " + "a name and " * 200 + "no more.", "Nothing else was said.")
    with server([quoting]) as (url, asked):
        assert summary_of(engine(url, max_chars=300).summarise([endless], 1)).truncated
    assert all(len(body["messages"][1]["content"]) < 400 for body in asked)


@pytest.mark.parametrize("level", range(4))
def test_parameters_that_the_server_refuses_are_left_out_from_then_on(level: int) -> None:
    """At each level the server knows fewer parameters: no schema, no response format, no settings."""
    unknown = ([], ["json_schema"], ["response_format"], ["response_format", "temperature"])[level]

    def choosy(handler: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
        known = not any(name in asked or name == asked.get("response_format", {}).get("type") for name in unknown)
        reply = quoting if known else status(400)
        reply(handler, asked)

    with server([choosy]) as (url, asked):
        answers = list(engine(url, workers=1).summarise([ONE, TWO, ONE], 1))
    assert all(isinstance(answer, Summary) for answer in answers)
    assert len(asked) == 3 + level


def test_a_question_that_is_refused_with_any_parameters_changes_nothing_for_the_next() -> None:
    def too_long(handler: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
        error = {"error": {"message": "maximum context length exceeded"}}
        if "Kyiv" in str(asked["messages"]):
            send(handler, 400, json.dumps(error).encode())
        else:
            quoting(handler, asked)

    with server([too_long]) as (url, asked):
        first, second = engine(url, workers=1).summarise([ONE, TWO], 1)
    assert isinstance(first, Failure)
    assert "maximum context length" in first.reason
    assert isinstance(second, Summary)
    assert asked[-1]["response_format"]["type"] == "json_schema"


def test_no_more_requests_run_at_a_time_than_there_are_workers() -> None:
    lock, running, peak = threading.Lock(), [0], [0]

    def slowly(handler: BaseHTTPRequestHandler, asked: dict[str, Any]) -> None:
        with lock:
            running[0] += 1
            peak[0] = max(peak[0], running[0])
        threading.Event().wait(0.05)
        with lock:
            running[0] -= 1
        quoting(handler, asked)

    with server([slowly]) as (url, _):
        assert len(list(engine(url, workers=3).summarise([ONE, TWO] * 6, 1))) == 12
    assert peak[0] == 3


def test_the_reasoning_before_an_answer_is_ignored() -> None:
    with server([says("<think>Perhaps {this}?</think>" + json.dumps(GOOD))]) as (url, asked):
        assert summary_of(engine(url).summarise([ONE], 1)).points
    assert len(asked) == 1


def test_without_a_server_the_fallback_answers_and_says_why() -> None:
    unreachable = engine("http://127.0.0.1:9/v1")
    answers = list(WithFallback(unreachable, ExtractiveSummariser(BagEncoder(), trained=False)).summarise([ONE, TWO], 1))
    assert all(isinstance(answer, Summary) and answer.points[0].verbatim for answer in answers)
    assert all(isinstance(answer, Summary) and "tiny could not be used" in answer.warnings[-1] for answer in answers)


def test_the_fallback_answers_for_the_failed_statement_alone() -> None:
    with server([says("no"), says("no"), says({"points": [{"text": TWO.sentences[0].of(TWO.text), "sentences": [1]}]})]) as (
        url,
        _,
    ):
        first, second = WithFallback(engine(url, workers=1), ExtractiveSummariser(BagEncoder(), trained=False)).summarise(
            [ONE, TWO], 1
        )
    assert isinstance(first, Summary)
    assert isinstance(second, Summary)
    assert first.warnings
    assert (second.model.name, second.warnings) == ("tiny", ())
