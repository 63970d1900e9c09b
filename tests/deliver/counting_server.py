"""A mail server on loopback that takes its time for each message, and counts connections, logins and messages."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Lock, Thread


class CountingServer(ThreadingTCPServer):
    """`seconds` pass between a message and its answer. `refuses_login`: every password is wrong."""

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, seconds: float, *, refuses_login: bool = False) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.seconds, self.refuses_login = seconds, refuses_login
        self.port: int = self.server_address[1]
        self.counting = Lock()
        self.recipients: Counter[str] = Counter()
        self.connections = self.open = self.most_open = self.logins = 0


class _Conversation(StreamRequestHandler):
    server: CountingServer

    def handle(self) -> None:
        server = self.server
        with server.counting:
            server.connections += 1
            server.open += 1
            server.most_open = max(server.most_open, server.open)
        try:
            self._converse()
        finally:
            with server.counting:
                server.open -= 1

    def _converse(self) -> None:
        self._say("220 ready")
        recipient = ""
        for line in iter(self.rfile.readline, b""):
            verb = line[:4].upper()
            if verb == b"QUIT":
                return
            if verb == b"EHLO":
                self._say("250-here\r\n250 AUTH PLAIN")
            elif verb == b"AUTH":
                with self.server.counting:
                    self.server.logins += 1
                self._say("535 wrong password" if self.server.refuses_login else "235 welcome")
            elif verb == b"DATA":
                self._say("354 go on")
                while self.rfile.readline() != b".\r\n":
                    pass
                time.sleep(self.server.seconds)
                with self.server.counting:
                    self.server.recipients[recipient] += 1
                self._say("250 queued")
            else:
                recipient = line.decode().partition("<")[2].partition(">")[0] if verb == b"RCPT" else recipient
                self._say("250 fine")

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def counting_server(seconds: float = 0.0, *, refuses_login: bool = False) -> Iterator[CountingServer]:
    """A running server."""
    with CountingServer(seconds, refuses_login=refuses_login) as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()
