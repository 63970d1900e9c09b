"""Test helper: compares what the mail server accepted with what the installation sealed. Changes nothing."""

from __future__ import annotations

from dataclasses import dataclass

from digest.store.compression import message_of
from tests.reliability.installation import Installation, ReceivedMail, message_id


@dataclass(frozen=True, slots=True)
class Judgement:
    """The messages that were lost or duplicated, and the broken promises.

    `flagged`: messages were lost, and all of them are shown as uncertain.
    """

    lost: tuple[str, ...]
    duplicated: tuple[str, ...]
    flagged: bool
    faults: tuple[str, ...]


def judge(installation: Installation, received: ReceivedMail, policy: str, published: int, *, may_duplicate: bool) -> Judgement:
    """What was lost or duplicated, and what breaks the promise of `policy`.

    `may_duplicate`: the run ended between the final dot and the moment when the database says that the message was sent.
    """
    accepted = received.by_message_id()
    rows = installation.rows("SELECT state, hex(content) FROM outbox WHERE channel = 'email'")
    sealed = {message_id(content): (state, content) for state, content in ((s, message_of(bytes.fromhex(c))) for s, c in rows)}
    copies = {name: len(accepted.get(name, ())) for name in sealed}
    lost = tuple(name for name in sealed if copies[name] == 0)
    duplicated = tuple(name for name in sealed if copies[name] > 1)
    faults = installation.faults(published)
    faults += [f"a message that was not sealed: {name}" for name in accepted.keys() - sealed.keys()]
    faults += [f"lost, and shown as {sealed[n][0]}: {n}" for n in lost if policy == "resend" or sealed[n][0] != "uncertain"]
    faults += [f"{copies[name]} copies: {name}" for name in duplicated if policy == "hold" or copies[name] > 2]
    faults += [f"duplicated outside of the gap: {name}" for name in duplicated if not (may_duplicate or received.dropped)]
    faults += [f"other bytes than sealed: {n}" for n in sealed if any(copy != sealed[n][1] for copy in accepted.get(n, ()))]
    return Judgement(lost, duplicated, bool(lost) and all(sealed[n][0] == "uncertain" for n in lost), tuple(faults))
