"""Reads boilerplate rules: the text of a YAML file to a frozen `RuleSet`. Opens no file and applies no rule."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from digest.clean.rules.rule import Action, Condition, Rule, RuleSet, TargetField, Zone
from digest.errors import ConfigError
from digest.records import Role
from digest.yaml_loader import YamlFile

_PART = re.compile(r"%([a-z_]+)%")
_MAX_PART_DEPTH = 3  # parts may use parts, and those parts once more

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _RuleEntry(BaseModel):
    """One rule as written; `config/boilerplate.yaml` explains the keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Text
    says: Text
    zone: Zone
    action: Action
    line: Text
    unless: Text | None = None
    within: Annotated[int, Field(ge=1, le=40)] | None = None
    words: Annotated[int, Field(ge=1)] | None = None
    rest: Annotated[int, Field(ge=1)] | None = None
    sure: bool = False
    beside: tuple[Text, ...] = ()
    needs: tuple[Condition, ...] = ()
    into: TargetField | None = None
    role: Role | None = None
    sources: tuple[Text, ...] = ()
    examples: tuple[Text, ...] = Field(min_length=1)
    stays: tuple[Text, ...] = Field(min_length=1)


class _RulesFile(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    parts: dict[str, Text] = {}
    rules: tuple[dict[str, object], ...]


def load_rules(text: str, name: str) -> RuleSet:
    """Return the rules in the YAML `text`; messages call the file `name`.

    Raise ConfigError, with the name of the file and the id of the rule, if a rule cannot be used.
    """
    file = _parse_file(text, name)
    rules = tuple(
        _to_rule(entry, file.parts, f"{name}: rule {entry.get('id') or number!r}") for number, entry in enumerate(file.rules, 1)
    )
    _check_ids(rules, name)
    return RuleSet(rules)


def _check_ids(rules: tuple[Rule, ...], name: str) -> None:
    """Raise ConfigError if two rules have one id, or if `beside` names no rule."""
    known: set[str] = set()
    for rule in rules:
        if rule.id in known:
            raise ConfigError(f"{name}: rule {rule.id!r}: this id is used twice")
        known.add(rule.id)
    for rule in rules:
        for other in rule.beside - known:
            raise ConfigError(f"{name}: rule {rule.id!r}: beside: there is no rule {other!r}")


def _parse_file(text: str, name: str) -> _RulesFile:
    try:
        return _RulesFile.model_validate(YamlFile.parse(text, Path(name)).value)
    except ValidationError as error:
        raise ConfigError(f"{name}: {_first_error(error)}") from error


def _to_rule(entry: Mapping[str, object], parts: Mapping[str, str], subject: str) -> Rule:
    try:
        written = _RuleEntry.model_validate(entry)
    except ValidationError as error:
        raise ConfigError(f"{subject}: {_first_error(error)}") from error
    _check_keys(written, subject)
    return Rule(
        id=written.id,
        zone=written.zone,
        action=written.action,
        line=_compile(written.line, parts, f"{subject}: line"),
        unless=_compile(written.unless, parts, f"{subject}: unless") if written.unless else None,
        within=written.within or 0,
        words=written.words or 0,
        rest=written.rest or 0,
        sure=written.sure,
        beside=frozenset(written.beside),
        needs=frozenset(written.needs),
        into=written.into,
        role=written.role,
        sources=frozenset(written.sources),
        examples=written.examples,
        stays=written.stays,
    )


def _check_keys(written: _RuleEntry, subject: str) -> None:
    """Raise ConfigError if the keys of a rule contradict each other."""
    if (written.zone is Zone.BODY) != (written.within is None):
        raise ConfigError(f"{subject}: a header or footer rule needs `within`, a body rule has none")
    for action, key, value in (
        (Action.MOVE, "into", written.into),
        (Action.CUT, "rest", written.rest),
        (Action.LABEL, "role", written.role),
    ):
        if written.action is action and value is None:
            raise ConfigError(f"{subject}: action {action.value} needs `{key}`")


def _compile(source: str, parts: Mapping[str, str], subject: str) -> re.Pattern[str]:
    """Compile `source` with every %part% filled in. Case is ignored except inside (?-i:...)."""
    whole = source
    for _ in range(_MAX_PART_DEPTH):
        for part in _PART.findall(whole):
            if part not in parts:
                raise ConfigError(f"{subject}: there is no part %{part}%")
        whole = _PART.sub(lambda match: f"(?:{parts[match[1]]})", whole)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # Python warns of syntax that a later version reads differently, such as [[
            return re.compile(whole, re.IGNORECASE)
    except (re.error, OverflowError, RecursionError, Warning) as error:
        raise ConfigError(f"{subject}: is no regular expression: {error}") from error


def _first_error(error: ValidationError) -> str:
    """Return the first error on one line, with the key if there is one."""
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg'].lower()}" if where else first["msg"].lower()
