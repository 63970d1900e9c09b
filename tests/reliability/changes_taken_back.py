"""Test helper: the cases in which a text is changed and changed back.

Ann is told of everything. Ben is away while the change is told, and a new reader comes after it: they are told of neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from functools import partial
from pathlib import Path

from tests.fetch.web import Site
from tests.reliability.answering_server import answering_server
from tests.reliability.configuration_changes import ANN, BEN, NEW, World, create_world

FIRST = "The ministers met today in the old town hall. They agreed on a budget of forty million for the harbour."
SECOND = "The ministers met today in the old town hall. They agreed on a budget of ninety million for the harbour."
TAKEN_BACK = "A change that an earlier edition told was taken back: the text from before it stands again."
LONG = " ".join(f"Paragraph {number} of the agreement concerns harbour number {number}." for number in range(1, 60))
TEXTS = {
    "a number": (FIRST, SECOND),
    "an added sentence": (FIRST, f"{FIRST} The vote was close."),
    "a long text": (LONG, f"{FIRST} {LONG}"),
}


def cases() -> Iterator[tuple[str, Callable[[Path], list[str]]]]:
    """Each kind of change, taken back after and before an edition tells it; then the others."""
    for name, (first, second) in TEXTS.items():
        yield f"{name}, told and taken back", partial(_is_told, first, second, 1)
        yield f"{name}, told and taken back twice", partial(_is_told, first, second, 2)
        yield f"{name}, never told", partial(_is_not_told, first, second)
    yield "a reader's keyword stands only in the change", _is_told_to_a_reader_with_keywords


def _is_told(first: str, second: str, times: int, folder: Path) -> list[str]:
    with Site() as site, answering_server() as server:
        world = create_world(folder, site, server)
        _tell(world, 0, first, [ANN, BEN])
        for turn in range(times):
            _tell(world, 2 * turn + 1, second, [ANN])
            _tell(world, 2 * turn + 2, first, [ANN, BEN, NEW])
        world.run(24 * 10)
        faults = [f"Ann was told {_told(world, ANN)} times"] if _told(world, ANN) != 1 + 2 * times else []
        faults += [f"{reader} was told of the change" for reader, n in ((BEN, 1), (NEW, 0)) if _told(world, reader) > n]
        notes = sum(_has_note(content) for address, content in server.messages if address == ANN)
        return faults + ([f"Ann was told {notes} times that it was taken back"] if notes != 2 * times - 1 else [])


def _is_not_told(first: str, second: str, folder: Path) -> list[str]:
    with Site() as site, answering_server() as server:
        world = create_world(folder, site, server)
        _tell(world, 0, first, [ANN, BEN])
        world.installation.publish(7, second)
        world.run(20)
        _tell(world, 1, first, [ANN, BEN])
        return [f"{reader} was told {_told(world, reader)} times" for reader in (ANN, BEN) if _told(world, reader) != 1]


def _is_told_to_a_reader_with_keywords(folder: Path) -> list[str]:
    with Site() as site, answering_server() as server:
        world = create_world(folder, site, server)
        for day, text in enumerate((FIRST, SECOND, FIRST)):
            _tell(world, day, text, [{"to": ANN, "keywords": ["ninety million"]}, {"to": BEN, "keywords": ["forty million"]}])
        told = {reader: _told(world, reader) for reader in (ANN, BEN)}
        return [] if told == {ANN: 2, BEN: 1} else [f"told {told} times"]


def _tell(world: World, day: int, text: str, readers: list[object]) -> None:
    """Publish a text of statement 7, and make the edition of the day for `readers`."""
    world.settings["digests"]["morning"]["deliver"] = [{"email": readers}]
    world.installation.publish(7, text)
    world.run(24 * day)


def _told(world: World, reader: str) -> int:
    return world.told(reader)["Statement 7"]


def _has_note(content: bytes) -> bool:
    body = message_from_bytes(content, policy=policy.default).get_body(("plain",))
    return body is not None and TAKEN_BACK in " ".join(str(body.get_content()).split())
