"""Mail servers that misbehave on purpose: at one moment of the conversation they hang up, refuse, or fall silent."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

STAGES = ("CONNECT", "EHLO", "MAIL", "RCPT", "DATA", "DOT", "QUIT")
HANG_UP = "hang up"
SILENCE = "silence"

_USUAL = {
    "CONNECT": "220 ready",
    "EHLO": "250-here\r\n250-SIZE 1000000\r\n250 8BITMIME",
    "MAIL": "250 sender fine",
    "RCPT": "250 recipient fine",
    "DATA": "354 go on",
    "DOT": "250 queued as 7",
    "QUIT": "221 bye",
}


@dataclass
class ScriptedServer:
    """Answers as usual but for `answers`, by stage: a reply, HANG_UP or SILENCE. Remembers what it was told."""

    answers: dict[str, str]
    port: int = 0
    commands: list[str] = field(default_factory=list)
    body: bytes = b""
    dotted: bool = False
    ended: threading.Event = field(default_factory=threading.Event)
    received: threading.Event = field(default_factory=threading.Event)

    def serve(self, listener: socket.socket) -> None:
        """Hold one conversation; none if the listener is shut down before anybody connects."""
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        with connection, connection.makefile("rb") as lines:
            self._converse(connection, lines)
        self.ended.set()

    def _converse(self, connection: socket.socket, lines: Iterator[bytes]) -> None:
        going_on = self._answer(connection, lines, "CONNECT")
        while going_on:
            line = next(iter(lines), b"")
            if not line:
                return
            self.commands.append(line.decode().strip())
            verb = line[:4].decode().upper()
            stage = "EHLO" if verb == "HELO" else verb
            going_on = self._answer(connection, lines, stage) and stage != "QUIT"
            if going_on and stage == "DATA" and self.answers.get("DATA", "354").startswith("354"):
                going_on = self._take(lines) and self._answer(connection, lines, "DOT")

    def _take(self, lines: Iterator[bytes]) -> bool:
        for line in lines:
            if line == b".\r\n":
                self.dotted = True
                return True
            self.body += line
            self.received.set()
        return False

    def _answer(self, connection: socket.socket, lines: Iterator[bytes], stage: str) -> bool:
        answer = self.answers.get(stage, _USUAL.get(stage, "502 unknown"))
        if answer == HANG_UP:
            return False
        if answer == SILENCE:
            for _ in lines:  # until the other side gives up
                pass
            return False
        connection.sendall(answer.encode() + b"\r\n")
        return True


@contextmanager
def scripted(**answers: str) -> Iterator[ScriptedServer]:
    """A server on loopback for one conversation."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = ScriptedServer(answers, listener.getsockname()[1])
        thread = threading.Thread(target=server.serve, args=(listener,), daemon=True)
        thread.start()
        yield server
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(10)
