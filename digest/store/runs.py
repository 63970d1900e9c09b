"""Store methods that belong to no stage: the log of runs, and the secret of the installation."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from digest.store import schema
from digest.store.database import Database


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run in the log. `ended_at` and `exit_code` are None if it was killed or has not ended."""

    started_at: datetime
    ended_at: datetime | None
    exit_code: int | None
    report: str


class RunsMixin(Database):
    """The log of runs, and the settings that the program makes for itself."""

    def start_run(self, now: datetime) -> int:
        """Log that a run started; return its number for `end_run`."""
        with self._transaction("logging the start of a run") as connection:
            query = sa.insert(schema.run).values(started_at=now).returning(schema.run.c.id)
            number: int = connection.execute(query).scalar_one()
            return number

    def end_run(self, number: int, exit_code: int, report: str, now: datetime) -> None:
        """Log how the run `number` ended; `report` is one line for `digest status`."""
        with self._transaction("logging the end of a run") as connection:
            values = {"ended_at": now, "exit_code": exit_code, "report": report}
            connection.execute(sa.update(schema.run).where(schema.run.c.id == number).values(values))

    def last_runs(self, limit: int) -> tuple[RunRow, ...]:
        """The newest `limit` runs, newest first."""
        with self._transaction("reading the log of runs") as connection:
            query = sa.select(schema.run).order_by(schema.run.c.id.desc()).limit(limit)
            return tuple(RunRow(r.started_at, r.ended_at, r.exit_code, r.report) for r in connection.execute(query))

    def secret(self) -> bytes:
        """32 random bytes, created once for each database. Message-IDs and unsubscribe links are derived from them."""
        with self._transaction("reading the secret of the store") as connection:
            query = sa.select(schema.setting.c.value).where(schema.setting.c.name == "secret")
            known = connection.execute(query).scalar()
            if known is None:
                known = secrets.token_hex(32)
                connection.execute(sa.insert(schema.setting).values(name="secret", value=known))
            return bytes.fromhex(known)
