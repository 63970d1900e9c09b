"""A mailbox on loopback that speaks as much IMAP, over TLS, as it takes to look for a message."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread

CERTIFICATE = Path(__file__).parents[1] / "data" / "fetch" / "tls.pem"


class _Server(ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    messages: frozenset[str] = frozenset()
    password = "sesame"
    asked: list[str]


class _Conversation(StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        self.say("* OK ready")
        for line in iter(self.rfile.readline, b""):
            tag, _, rest = line.decode().strip().partition(" ")
            self.server.asked.append(rest)
            done = self.answer(rest)
            self.say(f"{tag} {done}")
            if rest.upper().startswith("LOGOUT"):
                return

    def answer(self, command: str) -> str:
        match command.split()[0].upper():
            case "CAPABILITY":
                self.say("* CAPABILITY IMAP4rev1")
            case "LOGIN" if f'"{self.server.password}"' not in command:
                return "NO wrong password"
            case "EXAMINE" if '"INBOX"' not in command:
                return "NO no such folder"
            case "EXAMINE":
                self.say("* 1 EXISTS")
            case "SEARCH":
                found = re.search(r'Message-ID "([^"]+)"', command)
                self.say("* SEARCH 1" if found and found[1] in self.server.messages else "* SEARCH")
            case _:
                pass
        return "OK done"

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@contextmanager
def mailbox(*messages: str) -> Iterator[tuple[int, list[str]]]:
    """The port of a mailbox that holds messages with these Message-IDs, and what it was asked."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    with _Server(("127.0.0.1", 0), _Conversation) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.messages, server.asked = frozenset(messages), []
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server.server_address[1], server.asked
        server.shutdown()
        thread.join()
