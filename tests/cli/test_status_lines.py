"""What `digest status` and `digest outbox` print of single statements and rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from digest.cli.status import outbox_lines
from digest.config.loader import load_settings
from digest.config.settings import Settings
from digest.records import Format, OutboxState, Outgoing, Target

SITE = Target("site", "out/site", Format.HTML)
NOTE = "no search: the package pagefind is not installed"
ROW = Outgoing("morning", date(2026, 11, 23), SITE, b"", 1, OutboxState.SENT, 1, detail=f"3 statements written; {NOTE}")


def settings(folder: Path) -> Settings:
    path = folder / "digest.yaml"
    path.write_text(
        "sources: [{name: s, feed: 'https://s.example/feed'}]\n"
        "digests: {morning: {at: '06:30', timezone: UTC, deliver: [{file: 'out/{day}.md'}]}}\n"
    )
    return load_settings(path)


def test_a_note_that_rows_of_one_target_share_is_told_once(tmp_path: Path) -> None:
    other = replace(ROW, id=3, target=replace(SITE, address="out/other"))
    rows = (ROW, replace(ROW, id=2, detail=f"5 statements written; {NOTE}"), other)
    lines = list(outbox_lines(settings(tmp_path), rows))
    assert [line.endswith(NOTE) for line in lines] == [True, False, True]
    assert lines[1].endswith(": 5 statements written")
