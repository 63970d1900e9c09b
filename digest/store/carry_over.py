"""What a restored database learns of what was sent after its backup was made: SQL that SQLite and PostgreSQL both take.

A restored database does not know the editions that were sealed later, and would make and send them again. So their rows of the
outbox are carried over from the database that was in use, with the fingerprints of what they told, and who has unsubscribed.
What that has dropped or forgotten is dropped and forgotten here, too. Statements are not carried over: the sources give them
again. `newer` is the schema, or the attached file, of the database that was in use.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from digest.errors import StoreError
from digest.store.forgetting_again import SAME_ROW, forget_addresses_again, forget_statements_again, newer_marks

_NEW_EDITIONS = """
INSERT INTO edition (digest, slot, sealed_at, size, body)
SELECT digest, slot, sealed_at, size, body FROM {newer}.edition AS theirs
WHERE NOT EXISTS (SELECT 1 FROM edition WHERE edition.digest = theirs.digest AND edition.slot = theirs.slot)
"""
_TOLD = """
INSERT INTO told_before_restore (digest, fingerprint)
SELECT theirs.digest, text.fingerprint FROM {newer}.member AS theirs
JOIN {newer}.revision AS text ON text.id = theirs.revision JOIN {newer}.edition AS issue ON issue.id = theirs.edition
JOIN edition AS mine ON mine.digest = issue.digest AND mine.slot = issue.slot
WHERE NOT EXISTS (SELECT 1 FROM member WHERE member.edition = mine.id) ON CONFLICT DO NOTHING
"""
_COLUMNS = "digest, slot, channel, address, format, content, state, attempts, not_before, detail, changed_at, doubts, queued_at"
_STATES = f"""
UPDATE outbox AS mine SET (state, attempts, not_before, detail, changed_at, doubts) =
(SELECT state, attempts, not_before, detail, changed_at, doubts FROM {{newer}}.outbox AS theirs WHERE {SAME_ROW}
ORDER BY theirs.id LIMIT 1)
WHERE EXISTS (SELECT 1 FROM {{newer}}.outbox AS theirs WHERE {SAME_ROW})
"""
_CONTENTS = f"""
UPDATE outbox AS mine SET content =
(SELECT content FROM {{newer}}.outbox AS theirs WHERE {SAME_ROW} ORDER BY theirs.id LIMIT 1)
WHERE EXISTS (SELECT 1 FROM {{newer}}.outbox AS theirs WHERE {SAME_ROW} AND theirs.content <> mine.content)
"""
_ROWS = f"""
INSERT INTO outbox (edition, {_COLUMNS})
SELECT (SELECT id FROM edition WHERE edition.digest = theirs.digest AND edition.slot = theirs.slot), {_COLUMNS}
FROM {{newer}}.outbox AS theirs WHERE NOT EXISTS (SELECT 1 FROM outbox AS mine WHERE {SAME_ROW})
"""
_LEFT = """
INSERT INTO unsubscribed (digest, address, at) SELECT digest, address, at FROM {newer}.unsubscribed WHERE true
ON CONFLICT DO NOTHING
"""
_SECRETS = """
SELECT value FROM setting WHERE name = 'secret' UNION SELECT value FROM {newer}.setting WHERE name = 'secret'
"""


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """What was carried over into a restored database: editions, rows of the outbox, recipients who have unsubscribed.

    `statements` and `addresses` were forgotten since the backup, and are forgotten again.
    """

    editions: int = 0
    rows: int = 0
    left: int = 0
    statements: int = 0
    addresses: int = 0

    @property
    def has_forgotten(self) -> bool:
        """Whether something was forgotten again."""
        return bool(self.statements or self.addresses)


def check_same_installation(connection: sa.Connection, newer: str, backup: str) -> None:
    """Raise StoreError if the restored database, that of `connection`, and the newer one have different secrets."""
    if len(connection.exec_driver_sql(_SECRETS.format(newer=newer)).fetchall()) > 1:
        raise StoreError(
            f"{backup}: is the backup of another installation; move the present database away to restore it anyway"
        )


def carry_over(connection: sa.Connection, newer: str, now: datetime) -> CarriedOver:
    """Carry over what the database `newer` has sent and forgotten, in the transaction of `connection`."""

    def change(query: str) -> int:
        return connection.exec_driver_sql(query.format(newer=newer)).rowcount

    marks = newer_marks(connection, newer)
    addresses = forget_addresses_again(connection, newer, marks, now)
    editions = change(_NEW_EDITIONS)
    change(_TOLD)
    change(_STATES)
    change(_CONTENTS)
    rows, left = change(_ROWS), change(_LEFT)
    return CarriedOver(editions, rows, left, forget_statements_again(connection, newer, marks, now), addresses)
