"""Delivery to a file: whole or not at all, never through a link, and never an exception."""

from __future__ import annotations

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from digest.deliver.file import FileDelivery
from digest.records import Format, OutboxState, Outgoing, Receipt, Target


def deliver(path: Path | str, content: bytes = b"an edition\n") -> Receipt:
    row = Outgoing("morning", date(2026, 11, 23), Target("file", str(path), Format.MARKDOWN), content)
    return FileDelivery().deliver(row, lambda: None)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """What a full disk is like: a write fails half way."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_the_content_stands_at_its_path_and_nothing_else_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "out" / "2026" / "2026-11-23.md"
    assert deliver(path) == Receipt(OutboxState.SENT, "written")
    assert path.read_bytes() == b"an edition\n"
    assert names(path.parent) == ["2026-11-23.md"]


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "latest.md"
    path.write_bytes(b"a longer edition of yesterday\n")
    assert deliver(path).state is OutboxState.SENT
    assert path.read_bytes() == b"an edition\n"


def test_a_file_that_holds_the_content_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "latest.md"
    deliver(path)
    os.utime(path, ns=(1, 1))
    inode = path.stat().st_ino
    assert deliver(path) == Receipt(OutboxState.SENT, "written before")
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (1, inode)


def test_a_link_at_the_path_is_replaced_and_what_it_points_to_is_untouched(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"an edition\n")
    path = tmp_path / "latest.md"
    path.symlink_to(elsewhere)
    assert deliver(path).state is OutboxState.SENT
    assert not path.is_symlink()
    assert deliver(path, b"another\n").state is OutboxState.SENT
    assert elsewhere.read_bytes() == b"an edition\n"


def test_what_a_killed_run_left_is_swept_away_even_if_it_is_a_link(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    (tmp_path / ".latest.md.part").symlink_to(victim)
    assert deliver(tmp_path / "latest.md").state is OutboxState.SENT
    assert victim.read_bytes() == b"precious"
    assert names(tmp_path) == ["latest.md", "victim"]


def test_readers_of_the_folder_can_read_the_file(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        deliver(tmp_path / "latest.md")
    finally:
        os.umask(before)
    assert (tmp_path / "latest.md").stat().st_mode & 0o777 == 0o644


def test_a_disk_that_is_full_leaves_the_old_file_and_is_tried_again(tmp_path: Path) -> None:
    path = tmp_path / "latest.md"
    path.write_bytes(b"yesterday\n")
    with no_file_larger_than(100):
        receipt = deliver(path, b"x" * 1000)
    assert receipt == Receipt(OutboxState.PENDING, f"{path}: File too large")
    assert path.read_bytes() == b"yesterday\n"
    assert names(tmp_path) == ["latest.md"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_tried_again(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert deliver(tmp_path / "latest.md").state is OutboxState.PENDING


def test_a_folder_at_the_path_is_a_failure(tmp_path: Path) -> None:
    assert deliver(tmp_path).state is OutboxState.FAILED
    assert not names(tmp_path)


def test_a_file_where_a_folder_should_be_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    assert deliver(tmp_path / "out" / "latest.md").state is OutboxState.FAILED


@pytest.mark.parametrize("name", ["a\0b", "x" * 300])
def test_a_name_that_cannot_be_is_a_failure(tmp_path: Path, name: str) -> None:
    receipt = deliver(tmp_path / name)
    assert receipt.state is OutboxState.FAILED
    assert not names(tmp_path)
