"""Test helper: an installation whose runs are watched: what is on stderr, in the metrics, at the heartbeat, in mailboxes."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from typing import Any

from digest.app import App, build
from digest.cli.logging import set_up
from digest.cli.progress import tracker
from digest.cli.watched_run import watched
from digest.config.loader import load_settings
from digest.errors import BUG, DigestError
from digest.pipeline.run import run_once
from tests.deliver.http_server import Webhook, webhook
from tests.fakes import FirstSentence
from tests.reliability.answering_server import AnsweringServer, answering_server
from tests.reliability.installation import MORNING

OPERATOR_ADDRESS, READER = "ops@example.org", "reader@example.org"
DEAD = "{{name: dead{n}, feed: 'http://127.0.0.1:{n}/feed'}}"
"""A source that refuses connections: nothing listens at these ports of loopback."""

CONFIGURATION = """\
store: var/digest.db
sources: [{sources}]
fetch: {{allow_private: [127.0.0.1], pause: 0}}
digests: {{morning: {{at: "07:00", empty: {empty}, deliver: [{{email: [{reader}]}}]}}}}
mail: {{host: 127.0.0.1, port: {port}, security: none, from: digest@example.org, timeout: 5}}
admin: {admin}
heartbeat: "http://127.0.0.1:{heartbeat}/ping"
metrics: {{textfile: metrics/digest.prom}}
"""


@dataclass
class WatchedInstallation:
    """A folder with a configuration, the servers it talks to, and the log of the last run as JSON lines."""

    folder: Path
    mail: AnsweringServer
    hook: Webhook
    log: list[dict[str, Any]] = field(default_factory=list)
    built: App | None = None

    def configure(self, *sources: str, empty: str = "skip", admin: str = OPERATOR_ADDRESS) -> None:
        """Write the configuration with these sources: text in YAML."""
        text = CONFIGURATION.format(
            sources=", ".join(sources),
            empty=empty,
            reader=READER,
            port=self.mail.port,
            admin=admin,
            heartbeat=self.hook.port,
        )
        self.write_configuration(text)

    def write_configuration(self, text: str) -> None:
        """Write the configuration; the next run uses it."""
        (self.folder / "digest.yaml").write_text(text, "utf-8")
        self.close()

    def close(self) -> None:
        """Close what the runs have opened."""
        if self.built:
            self.built.__exit__(None, None, None)
        self.built = None

    def publish(self, name: str) -> None:
        """Publish a statement in the folder that is a source."""
        (self.folder / "in").mkdir(exist_ok=True)
        text = f"Talks of {name}\n\nThe ministers met about {name} today. They agreed on the next steps.\n"
        (self.folder / "in" / f"{name}.txt").write_text(text, "utf-8")

    def run(self, hours: float = 0.0) -> int:
        """Run once, so many hours after MORNING; return the exit code. `log` has what was on stderr with --quiet."""
        stream = io.StringIO()
        set_up("json", "warning", stream)
        code = self._exit_code(MORNING + timedelta(hours=hours))
        self.log = [json.loads(line) for line in stream.getvalue().splitlines()]
        return code

    def _exit_code(self, now: datetime) -> int:
        try:
            self.built = self.built or build(load_settings(self.folder / "digest.yaml"))
            app = replace(self.built, summariser=FirstSentence())
            return watched(app, lambda: run_once(app.pipeline, lambda: now, tracker(quiet=True)), lambda: now).exit_code
        except DigestError as error:
            logging.getLogger("digest").log(logging.INFO if error.is_known else logging.ERROR, "%s", error)
            return error.exit_code
        except Exception:
            logging.getLogger("digest").exception("a bug")
            return BUG

    @property
    def events(self) -> list[str]:
        """The events of the last run's log, in order."""
        return [line["event"] for line in self.log]

    def subjects(self, address: str = OPERATOR_ADDRESS) -> list[str]:
        """The subjects of the mails that arrived for an address, in order."""
        messages = (BytesParser(policy=default).parsebytes(content) for to, content in self.mail.messages if to == address)
        return [str(message["Subject"]) for message in messages]

    def body(self, number: int, address: str = OPERATOR_ADDRESS) -> str:
        """The text of a mail to an address."""
        contents = [content for to, content in self.mail.messages if to == address]
        return str(BytesParser(policy=default).parsebytes(contents[number]).get_content())

    def metric(self, name: str) -> float | None:
        """The value of a metric with its labels, in the text file."""
        for line in (self.folder / "metrics" / "digest.prom").read_text("utf-8").splitlines():
            if line.startswith(f"{name} "):
                return float(line.rpartition(" ")[2])
        return None


@contextmanager
def watched_installation(folder: Path) -> Iterator[WatchedInstallation]:
    """An installation in `folder`, not configured yet, with a mail server and a watcher that hears its heartbeat."""
    with answering_server() as mail, webhook(200) as hook:
        installation = WatchedInstallation(folder, mail, hook)
        installation.publish("fisheries")
        try:
            yield installation
        finally:
            installation.close()
            set_up("text", "info")
