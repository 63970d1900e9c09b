"""A rule of one's own is tried on its examples and look-alikes, beside the shipped rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from digest.builders.cleaner_builder import build_cleaner
from digest.clean.rules.load import read_rules
from digest.clean.rules.rule_check import rule_problems
from digest.config.loader import load_settings
from digest.config.settings import Settings
from digest.config.shipped_files import shipped_file
from digest.errors import ConfigError
from digest.records import Profile
from tests.clean.test_isolated import raw

SHIPPED = shipped_file("boilerplate.yaml")
GOOD = "{id: motto, says: A motto., zone: body, action: delete, line: 'Per aspera.*', examples: [Per aspera], stays: [Aspera]}"


def own(folder: Path, *rules: str) -> Path:
    """A file with these rules."""
    path = folder / "my-rules.yaml"
    path.write_text("rules:\n" + "".join(f"  - {rule}\n" for rule in rules), "utf-8")
    return path


def problems(folder: Path, *rules: str) -> list[str]:
    """All problems of these rules."""
    ready = read_rules([SHIPPED, own(folder, *rules)])
    return [problem for rule in ready.rules[-len(rules) :] for problem in rule_problems(rule, ready)]


def settings(folder: Path, *rules: str) -> Settings:
    """A configuration that names these rules."""
    own(folder, *rules)
    path = folder / "digest.yaml"
    path.write_text(
        "rules: my-rules.yaml\nsources: [{name: a, files: in/*}]\ndigests: {d: {deliver: [{file: '{day}.md'}]}}\n", "utf-8"
    )
    return load_settings(path)


def test_a_good_rule_has_no_problem(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD) == []
    assert problems(tmp_path, GOOD.replace("zone: body", "zone: footer, within: 2, sources: [a]")) == []


def test_a_rule_may_use_the_parts_and_stand_beside_the_rules_that_are_shipped(tmp_path: Path) -> None:
    footer = next(rule.id for rule in read_rules([SHIPPED]).rules if rule.zone == "footer" and not rule.beside)
    rule = (
        f"{{id: issued, says: A line above., zone: footer, within: 3, action: delete, line: 'Issued %date%', "
        f"beside: [{footer}], examples: [Issued 3 May 2026], stays: [Issued on a day in May]}}"
    )
    assert problems(tmp_path, rule) == []


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"examples: [Per aspera]": "examples: [Ad astra]"}, "example 'Ad astra': the rule does not remove it"),
        ({"stays: [Aspera]": "stays: [Per aspera ad astra]"}, "look-alike 'Per aspera ad astra': does not stay as it is"),
        ({"line: 'Per aspera.*'": r"line: '(?:\w+ ?)+'"}, "may take exponential time: a loop in it can read"),
        ({"line: 'Per aspera.*'": "line: '.*'"}, "example 'Per aspera': the rules would have deleted"),
        ({"line: 'Per aspera.*'": "line: '###'", "examples: [Per aspera]": "examples: ['###']"}, "removes it"),
    ],
)
def test_what_is_wrong_with_a_rule_is_said(tmp_path: Path, changes: dict[str, str], problem: str) -> None:
    rule = GOOD
    for old, new in changes.items():
        assert old in rule
        rule = rule.replace(old, new)
    assert problem in "; ".join(problems(tmp_path, rule))


def test_the_rule_in_the_readme_is_good(tmp_path: Path) -> None:
    (example,) = re.findall(r"^```text\n(rules:\n.*?)^```$", (SHIPPED.parent / "README.md").read_text("utf-8"), re.M | re.S)
    path = tmp_path / "my-rules.yaml"
    path.write_text(example, "utf-8")
    ready = read_rules([SHIPPED, path])
    assert list(rule_problems(ready.rules[-1], ready)) == []


def test_a_rule_with_the_id_of_a_shipped_one_is_refused(tmp_path: Path) -> None:
    taken = read_rules([SHIPPED]).rules[0].id
    with pytest.raises(ConfigError, match=rf"my-rules\.yaml: rule '{taken}': this id is used twice"):
        problems(tmp_path, GOOD.replace("id: motto", f"id: {taken}"))


def test_the_rules_of_a_configuration_hold_in_this_process_and_in_the_worker(tmp_path: Path) -> None:
    cheap = raw("<p>The Minister met his counterpart today in Paris.</p><p>Per aspera</p>")
    costly = raw("<aside>Share</aside>" + "<p>The Minister met his counterpart today.</p>" * 1700 + "<p>Per aspera</p>")
    with build_cleaner(settings(tmp_path, GOOD)) as cleaner:
        for document in (cheap, costly):
            removed = cleaner.clean(document, Profile()).removed
            assert [removal.text for removal in removed if removal.rule == "motto"] == ["Per aspera"]


def test_a_rule_that_could_take_for_ever_is_refused_before_anything_is_cleaned(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"my-rules\.yaml: rule 'motto': may take exponential time"):
        build_cleaner(settings(tmp_path, GOOD.replace("line: 'Per aspera.*'", r"line: '(?:\w+ ?)+x'")))
