"""Test: the short form of two programs, `kill` at some of its points and `overlap` once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.postgres_server import PostgresServer
from tests.reliability import kill, overlap
from tests.reliability.installation import BEHAVIOURS, NORMAL, quick_folder


@pytest.mark.parametrize("behaviour", BEHAVIOURS)
@pytest.mark.parametrize("policy", kill.POLICIES)
def test_a_killed_run_breaks_no_promise(behaviour: str, policy: str) -> None:
    with quick_folder() as folder:
        score = kill.kill_at_each_point(behaviour, policy, 127, Path(folder))
    assert score.killed > 1
    assert score.faults == []


@pytest.mark.parametrize("policy", kill.POLICIES)
def test_a_killed_run_breaks_no_promise_in_postgresql(policy: str, postgres: PostgresServer) -> None:
    with quick_folder() as folder:
        score = kill.kill_at_each_point(NORMAL, policy, 97, Path(folder), postgres.empty_place)
    assert score.killed > 1
    assert score.faults == []


def test_overlapping_processes_send_each_message_once_in_postgresql(postgres: PostgresServer, tmp_path: Path) -> None:
    messages, copies, codes = overlap.run_processes(tmp_path / "installation", postgres.empty_place())
    assert (messages, copies) == (3, 0)
    assert set(codes) == {0, 75}


def test_overlapping_processes_send_each_message_once(tmp_path: Path) -> None:
    messages, copies, codes = overlap.run_processes(tmp_path / "installation")
    assert (messages, copies) == (3, 0)
    assert set(codes) == {0, 75}
