"""A recorded feed in which items are edited, vanish and return, fetched every hour with a daily digest."""

from __future__ import annotations

from pathlib import Path

from tests.fetch.replaying import Recording
from tests.pipeline.recorded_days import replay_recording

RECORDING = Path(__file__).parents[1] / "data" / "replay" / "state_gov_made.json.gz"


def test_every_link_is_one_statement_and_every_new_text_a_revision_in_one_edition(tmp_path: Path) -> None:
    replay = replay_recording(Recording(RECORDING), tmp_path)
    assert replay.wrong == {}
    assert len(replay.stored) == 11
    assert sum(map(len, replay.stored.values())) == 12
    assert (sum(replay.new.values()), sum(replay.updated.values())) == (11, 1)
    assert replay.failures == 0
