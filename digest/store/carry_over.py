"""What a restored database learns of what was sent after its backup was made: SQL that SQLite and PostgreSQL both take.

A restored database does not know the editions that were sealed later, and would make and send them again. So their rows of the
outbox are carried over from the database that was in use, with the fingerprints of what they told, and who has unsubscribed.
Statements are not: the sources give them again. `newer` is the schema, or the attached file, of the database that was in use.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from digest.errors import StoreError

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
_SAME = """
mine.digest = theirs.digest AND mine.slot = theirs.slot AND mine.channel = theirs.channel AND mine.address = theirs.address
AND (mine.edition IS NOT NULL AND theirs.edition IS NOT NULL OR mine.content = theirs.content OR length(theirs.content) = 0)
"""
_STATES = f"""
UPDATE outbox AS mine SET (state, attempts, not_before, detail, changed_at, doubts) =
(SELECT state, attempts, not_before, detail, changed_at, doubts FROM {{newer}}.outbox AS theirs WHERE {_SAME}
ORDER BY theirs.id LIMIT 1)
WHERE EXISTS (SELECT 1 FROM {{newer}}.outbox AS theirs WHERE {_SAME})
"""
_ROWS = f"""
INSERT INTO outbox (edition, {_COLUMNS})
SELECT (SELECT id FROM edition WHERE edition.digest = theirs.digest AND edition.slot = theirs.slot), {_COLUMNS}
FROM {{newer}}.outbox AS theirs WHERE NOT EXISTS (SELECT 1 FROM outbox AS mine WHERE {_SAME})
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
    """What was carried over into a restored database: editions, rows of the outbox, recipients who have unsubscribed."""

    editions: int = 0
    rows: int = 0
    left: int = 0


def check_same_installation(execute: Callable[[str], Any], newer: str, backup: str) -> None:
    """Raise StoreError if the two databases have different secrets. `execute` runs one query in the restored database."""
    if len(execute(_SECRETS.format(newer=newer)).fetchall()) > 1:
        raise StoreError(
            f"{backup}: is the backup of another installation; move the present database away to restore it anyway"
        )


def carry_over(execute: Callable[[str], Any], newer: str) -> CarriedOver:
    """Carry over what the database `newer` has sent. `execute` runs one query in the restored database, in a transaction."""
    editions = execute(_NEW_EDITIONS.format(newer=newer)).rowcount
    execute(_TOLD.format(newer=newer))
    execute(_STATES.format(newer=newer))
    rows = execute(_ROWS.format(newer=newer)).rowcount
    left = execute(_LEFT.format(newer=newer)).rowcount
    return CarriedOver(editions, rows, left)
