"""YAML that means something else than it seems to say is refused with a hint, or means what is written."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from digest.config.loader import load_settings
from digest.config.settings import Settings
from digest.errors import ConfigError

GOOD = """\
sources:
  - name: quay
    title: Quay
    files: in/*.txt
digests:
  daily:
    at: "06:30"
    title: Daily
    deliver: [{file: "{day}.md"}]
mail: {host: mail.example, port: 25, from: digest@mail.example}
"""


def load(folder: Path, text: str) -> Settings:
    path = folder / "digest.yaml"
    path.write_text(text, "utf-8")
    return load_settings(path)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("title: Quay", "language: no", ":3: sources.0.language: no is the truth value false in YAML; a text needs quotation"),
        ("name: quay", "name: ON", 'sources.0.name: ON is the truth value true in YAML; a text needs quotation marks: "ON"'),
        ("title: Daily", "title: 2026", 'digests.daily.title: 2026 is a number in YAML; a text needs quotation marks: "2026"'),
        ("title: Daily", "title: 1.10", '1.10 is a number in YAML; a text needs quotation marks: "1.10"'),
        ("title: Quay", "issuer: 2026-11-23", "2026-11-23 is a date in YAML; a text needs quotation marks"),
        ("title: Quay", "title:", "sources.0.title: (empty) is nothing in YAML"),
        ("title: Quay", "title: null", "null is nothing in YAML"),
        ("title: Daily", "sources: [quay, no]", "digests.daily.sources.1: no is the truth value false"),
        ("  daily:", "  no:", ":6: the key no is the truth value false in YAML; a text needs quotation marks"),
        ("  daily:", "  2026:", ":6: the key 2026 is a number in YAML"),
        ("title: Daily", "every: on", "digests.daily.every: on is the truth value true in YAML"),
        ("port: 25", "port: 0465", ":10: YAML reads 0465 in base 8: write it without the zero"),
        ('at: "06:30"', "at: 0630", "YAML reads 0630 in base 8"),
        ('at: "06:30"', "at: 630", "630 is not a time of day (for example 06:30)"),
        ('at: "06:30"', "at: 7", "7 is not a time of day"),
        ('at: "06:30"', "at: 7.30", "7.3 is not a time of day"),
        ('at: "06:30"', "at: yes", "True is not a time of day"),
        ("title: Daily", "title: Daily: News", ":8: not YAML: mapping values are not allowed in this context (a text"),
        ("  daily:", "\tdaily:", "(indent with spaces, not tabs)"),
        ("title: Daily", "title: @daily", "(a text with special characters needs quotation marks)"),
    ],
)
def test_a_value_that_yaml_takes_for_something_else_is_refused_with_a_hint(
    old: str, new: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(ConfigError) as raised:
        load(tmp_path, GOOD.replace(old, new))
    (line,) = str(raised.value).splitlines()
    assert line.startswith(f"{tmp_path / 'digest.yaml'}:")
    assert said in line


def test_in_quotation_marks_everything_is_text(tmp_path: Path) -> None:
    text = GOOD.replace("title: Quay", 'title: "2026-11-23"\n    language: "no"').replace("title: Daily", "title: '1.10'")
    loaded = load(tmp_path, text)
    assert (loaded.sources[0].title, loaded.sources[0].language) == ("2026-11-23", "no")
    assert loaded.digests["daily"].title == "1.10"


@pytest.mark.parametrize("written", ["10:30", "'10:30'", "9:05", "06:30", "00:00"])
def test_an_hour_is_the_hour_that_is_written(written: str, tmp_path: Path) -> None:
    hour, minute = map(int, written.strip("'").split(":"))
    assert load(tmp_path, GOOD.replace('"06:30"', written)).digests["daily"].at == time(hour, minute)


@pytest.mark.parametrize("written", ["no", "off", "false", "False"])
def test_where_a_truth_value_is_meant_every_spelling_is_one(written: str, tmp_path: Path) -> None:
    assert load(tmp_path, GOOD.replace("title: Quay", f"learn: {written}")).sources[0].learn is False


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text("0123456789.:-+_ex noyesNOfalsu~", min_size=1, max_size=8).filter(lambda text: text.strip() == text))
def test_a_title_is_what_is_written_or_is_refused_with_a_hint(tmp_path: Path, written: str) -> None:
    try:
        title = load(tmp_path, GOOD.replace("title: Daily", f"title: {written}")).digests["daily"].title
    except ConfigError as error:
        assert "quotation marks" in str(error) or "not YAML" in str(error)  # noqa: PT017 (either outcome is right)
    else:
        assert title == written
