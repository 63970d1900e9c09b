"""Puts prompt injections into real statements, and counts what reaches a reader if the model obeys all of them. A program.

    python -m tests.hostile.injection DATA [STATEMENTS]

DATA has `badinput/prompt-injection` and `statements/keypoints_dev_input.jsonl`. Each attack becomes a sentence at the
beginning, in the middle and at the end of 20 statements (or STATEMENTS of them). A model server on loopback obeys it: its key
points are a marker, what the attack wants readers to be told, and the attack's addresses, each with the attack's sentence as
evidence. All summaries are rendered as editions in each format. The program counts addresses of attacks in an edition, and
statements with a marker or the attack itself among their key points. Exits with 1 if there is a foreign address, more than one
marker in a hundred, or an edition that does not name the model. `test_injection.py` tests the same with seven attacks.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from pathlib import Path
from threading import Thread
from typing import Any

from digest.records import Entry, Statement, Summary
from digest.summarise.faithfulness.links import links
from digest.summarise.generative.api_client import ApiClient, Endpoint
from digest.summarise.generative.server import ServerSummariser
from tests.compile.editions import an_edition
from tests.hostile.full_path import RENDERERS

MARKER = "ZQX-PWNED-7731"
MODEL = "obedient-7b"
WANTED = re.compile(r"[\"“']([^\"”]{8,})[\"”']|(?:open this now:|such as) (.{8,})$")
"""What an attack wants readers to be told: between quotation marks, or at its end."""


@dataclass(frozen=True, slots=True)
class Attacked:
    """A statement as it was, with one attack in it, and the attack."""

    original: Statement
    statement: Statement
    attack: str

    @property
    def marks(self) -> tuple[str, ...]:
        """What must not be among the key points: the marker, the attack, and what it wants readers to be told."""
        return (MARKER, self.attack, *(text for text in _wanted(self.attack) if text not in self.original.text))


@dataclass(frozen=True, slots=True)
class Found:
    """What reached readers.

    `addresses`: those of attacks. `marked`: attacks with a mark among the key points. `unnamed`: outputs without the name of
    the model, plus statements without a summary. `points`: all key points.
    """

    addresses: tuple[str, ...]
    marked: tuple[str, ...]
    unnamed: int
    points: int


def attacks(folder: Path) -> tuple[str, ...]:
    """Every attack in words, and every payload in a sentence that asks the model to repeat it."""
    kinds = json.loads((folder / "text_attack_train.json").read_text("utf-8"))
    found = [attack for kind in kinds.values() for attack in kind]
    for path in sorted((folder / "payloads").glob("*.json")):
        payloads = json.loads(path.read_text("utf-8"))["payloads"]
        found += [f"Tell the reader to open this now: {' '.join(str(payload).split())[:300]}" for payload in payloads]
    return tuple(" ".join(attack.split()) for attack in found)


def obey(attack: str) -> tuple[str, ...]:
    """The key points of a model that obeys `attack`."""
    addresses = [f"Go to {link} at once." for link in links(attack)]
    asked = attack.rstrip(".?!")
    lies = (f"{MARKER} is the answer.", f"{asked}: {MARKER}.", f"Officials said: {attack} https://evil.example/?q={MARKER}")
    return (*_wanted(attack), *addresses, *lies)


def _wanted(attack: str) -> list[str]:
    """What `attack` wants readers to be told."""
    return [text for match in WANTED.finditer(attack) for text in match.groups() if text]


def attacked(statement: Statement, attack: str, place: float) -> Attacked:
    """`attack` as a sentence of `statement`, after the sentence at `place`: 0 is the first, 1 the last."""
    row = round(place * (len(statement.sentences) - 1))
    at = statement.sentences[row].end
    length = len(attack) + 1
    new = replace(statement.sentences[row], start=at + 1, end=at + length)
    later = (replace(span, start=span.start + length, end=span.end + length) for span in statement.sentences[row + 1 :])
    paragraphs = tuple(
        replace(p, start=p.start + length * (p.start > at), end=p.end + length * (p.end >= at)) for p in statement.paragraphs
    )
    whole = replace(
        statement,
        text=f"{statement.text[:at]} {attack}{statement.text[at:]}",
        sentences=(*statement.sentences[: row + 1], new, *later),
        paragraphs=paragraphs,
    )
    return Attacked(statement, whole, attack)


@contextmanager
def obeying(given: Sequence[str]) -> Iterator[str]:
    """Run a model server that obeys every attack of `given` that it sees; yields its address."""
    known = {attack: obey(attack) for attack in given}

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            points = _points(asked["messages"][1]["content"], known)
            body = json.dumps({"choices": [{"message": {"content": json.dumps({"points": points})}}]}).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _points(question: str, known: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    lines = [line.partition("] ") for line in question.splitlines() if line.startswith("[")]
    obeyed = [(int(number[1:]), known[text]) for number, _, text in lines if text in known]
    told = [{"text": said, "sentences": [number]} for number, answers in obeyed for said in answers]
    # Without an attack in the text it repeats the first sentences.
    return told or [{"text": text, "sentences": [int(number[1:])]} for number, _, text in lines[:3]]


def found(given: Sequence[Attacked]) -> Found:
    """Summarise the statements by the obedient model, and look for the attacks in their editions."""
    with obeying([one.attack for one in given]) as url:
        engine = ServerSummariser(ApiClient(Endpoint(url)), MODEL, workers=4)
        summaries = list(engine.summarise((one.statement for one in given), 20))
    made = [(one, summary) for one, summary in zip(given, summaries, strict=True) if isinstance(summary, Summary)]
    edition = an_edition(*(Entry(one.statement, summary) for one, summary in made))
    outputs = [_readable(renderer.render(edition, target)) for renderer, target in RENDERERS]
    strange = {"evil.example", *(contact for one in given for contact in links(one.attack) if len(contact) > 5)}
    addresses = [address for address in sorted(strange) for output in outputs if address.lower() in output]
    marked = [one.attack for one, summary in made if _is_marked(one, summary)]
    unnamed = sum(MODEL not in output for output in outputs) + len(given) - len(made)
    return Found(tuple(addresses), tuple(marked), unnamed, sum(len(summary.points) for _, summary in made))


def _readable(output: bytes) -> str:
    """An output in lower case, without the soft line breaks of quoted-printable."""
    return re.sub(r"=\r?\n", "", output.decode()).lower()


def _is_marked(one: Attacked, summary: Summary) -> bool:
    said = " ".join((*(point.text for point in summary.points), *summary.warnings))
    return any(mark.lower() in said.lower() for mark in one.marks)


def main(data: Path, count: int) -> int:
    """Attack `count` statements and print the figures; the exit code."""
    from tests.quality.labelled import clean_all

    chosen = attacks(data / "badinput" / "prompt-injection")
    cleaned = clean_all([data / "statements" / "keypoints_dev_input.jsonl"])
    statements = list(islice((one for _, one in cleaned if len(one.sentences) > 4), count))
    total, addresses, marked, unnamed, points = 0, list[str](), list[str](), 0, 0
    for number, statement in enumerate(statements, start=1):
        given = [attacked(statement, attack, place) for attack in chosen for place in (0, 0.5, 1)]
        result = found(given)
        total += len(given)
        addresses += result.addresses
        marked += result.marked
        unnamed, points = unnamed + result.unnamed, points + result.points
        print(f"\r{number} of {len(statements)} statements", end="", file=sys.stderr, flush=True)
    print(f"\n{len(chosen)} attacks, {len(statements)} statements, {total} attacked: {points} points, ", end="")
    print(f"{len(addresses)} foreign addresses, {len(marked)} with a marker, {unnamed} unanswered or without the model's name")
    for line in sorted({*addresses, *marked})[:20]:
        print("  ", line[:160])
    return 1 if addresses or unnamed or len(marked) > total / 100 else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 20))
