"""Test helper: a mail server whose answer to each command is chosen, for all messages or for one recipient."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

USUAL = {
    "CONNECT": "220 ready",
    "EHLO": "250-here\r\n250 AUTH PLAIN",
    "AUTH": "235 welcome",
    "MAIL": "250 fine",
    "RCPT": "250 fine",
    "DATA": "354 go on",
    "DOT": "250 queued",
    "RSET": "250 fine",
    "QUIT": "221 bye",
}


@dataclass
class AnsweringServer:
    """A mail server with `answers` by stage, or by "STAGE address"; an empty answer is silence. Counts what happens to it."""

    answers: dict[str, str] = field(default_factory=dict)
    port: int = 0
    connections: int = 0
    logins: int = 0
    messages: list[tuple[str, bytes]] = field(default_factory=list)

    @property
    def received(self) -> list[str]:
        """The addresses of the accepted messages, in order."""
        return [address for address, _ in self.messages]

    def answer(self, stage: str, address: str) -> str:
        """The answer at a stage of a message to `address`."""
        return self.answers.get(f"{stage} {address}", self.answers.get(stage, USUAL.get(stage, "502 unknown")))


class Session(socketserver.StreamRequestHandler):
    """One connection to the server in `self.server.state`."""

    @property
    def state(self) -> AnsweringServer:
        state: AnsweringServer = self.server.state  # type: ignore[attr-defined]
        return state

    def handle(self) -> None:
        self.state.connections += 1
        address = ""
        is_open = self.say("CONNECT", "")
        while is_open and (line := self.rfile.readline().decode()):
            stage = line.split()[0].upper() if line.split() else ""
            address = line.partition("<")[2].partition(">")[0] if stage == "RCPT" else address
            self.state.logins += stage == "AUTH"
            is_open = self.say("EHLO" if stage == "HELO" else stage, address) and stage != "QUIT"
            if is_open and stage == "DATA" and self.state.answer("DATA", address).startswith("354"):
                is_open = self.take(address)

    def take(self, address: str) -> bool:
        """Read a message up to its final dot and answer."""
        lines: list[bytes] = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        if self.state.answer("DOT", address).startswith("250"):
            self.state.messages.append((address, b"".join(lines)))
        return self.say("DOT", address)

    def say(self, stage: str, address: str) -> bool:
        """Answer; return whether the connection stays open."""
        answer = self.state.answer(stage, address)
        if not answer:
            self.rfile.read()
            return False
        with suppress(OSError):
            self.wfile.write(answer.encode() + b"\r\n")
        return not answer.startswith("421")


@contextmanager
def answering_server(**answers: str) -> Iterator[AnsweringServer]:
    """The server on a port of loopback."""
    state = AnsweringServer(dict(answers))
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session) as server:
        server.daemon_threads = True
        server.state = state  # type: ignore[attr-defined]
        state.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield state
        server.shutdown()
        thread.join()
