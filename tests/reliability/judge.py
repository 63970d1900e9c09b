"""Holds what the mail server accepted against what the house sealed. Pure but for reading the database of the house."""

from __future__ import annotations

from dataclasses import dataclass

from tests.reliability.installation import House, Mails, message_id


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of the messages of one house. `flagged`: everything that is lost is shown as uncertain."""

    lost: tuple[str, ...]
    doubled: tuple[str, ...]
    flagged: bool
    faults: tuple[str, ...]


def verdict(house: House, mails: Mails, policy: str, published: int, *, may_double: bool) -> Verdict:
    """What was lost or doubled, and what breaks the promise of `policy`; `may_double`: it ended in the gap after the dot."""
    named = mails.by_name()
    rows = house.rows("SELECT state, hex(content) FROM outbox WHERE channel = 'email'")
    sealed = {message_id(content): (state, content) for state, content in ((s, bytes.fromhex(c)) for s, c in rows)}
    copies = {name: len(named.get(name, ())) for name in sealed}
    lost = tuple(name for name in sealed if copies[name] == 0)
    doubled = tuple(name for name in sealed if copies[name] > 1)
    faults = house.faults(published)
    faults += [f"a message that nobody sealed: {name}" for name in named.keys() - sealed.keys()]
    faults += [f"lost, and shown as {sealed[n][0]}: {n}" for n in lost if policy == "resend" or sealed[n][0] != "uncertain"]
    faults += [f"{copies[name]} copies: {name}" for name in doubled if policy == "hold" or copies[name] > 2]
    faults += [f"doubled outside the gap: {name}" for name in doubled if not (may_double or mails.dropped)]
    faults += [f"other bytes than sealed: {n}" for n in sealed if any(copy != sealed[n][1] for copy in named.get(n, ()))]
    return Verdict(lost, doubled, bool(lost) and all(sealed[n][0] == "uncertain" for n in lost), tuple(faults))
