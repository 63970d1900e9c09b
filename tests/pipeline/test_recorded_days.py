"""A recorded feed with edits, vanishings and returns, read every hour by the whole house with a daily digest."""

from __future__ import annotations

from pathlib import Path

from tests.fetch.replaying import Recording
from tests.pipeline.recorded_days import play

RECORDING = Path(__file__).parents[1] / "data" / "replay" / "state_gov_made.json.gz"


def test_every_link_is_one_statement_and_every_new_text_a_revision_that_one_edition_takes(tmp_path: Path) -> None:
    played = play(Recording(RECORDING), tmp_path)
    assert played.wrong == {}
    assert len(played.stored) == 11
    assert sum(map(len, played.stored.values())) == 12
    assert (sum(played.taken_new.values()), sum(played.taken_updated.values())) == (11, 1)
    assert played.failures == 0
