"""The rules of the cleaner: the text of boilerplate.yaml to frozen `Rules`. Reads no file, and applies nothing."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from digest.clean.rules.rule import Action, Evidence, Rule, Rules, Zone
from digest.clean.rules.rule import Field as RuleField
from digest.errors import ConfigError
from digest.records import Role
from digest.yaml_loader import YamlFile

_PART = re.compile(r"%([a-z_]+)%")

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Entry(BaseModel):
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
    needs: tuple[Evidence, ...] = ()
    into: RuleField | None = None
    role: Role | None = None
    sources: tuple[Text, ...] = ()
    examples: tuple[Text, ...] = Field(min_length=1)
    stays: tuple[Text, ...] = Field(min_length=1)


class _File(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    parts: dict[str, Text] = {}
    rules: tuple[dict[str, object], ...]


def load_rules(text: str, name: str) -> Rules:
    """The rules in the YAML `text`; `name` is the file that messages speak of.

    Raise ConfigError, naming the file and the rule, if one cannot be used.
    """
    file = _file(text, name)
    rules = tuple(
        _rule(entry, file.parts, f"{name}: rule {entry.get('id') or number!r}") for number, entry in enumerate(file.rules, 1)
    )
    known: set[str] = set()
    for rule in rules:
        if rule.id in known:
            raise ConfigError(f"{name}: rule {rule.id!r}: stands twice")
        known.add(rule.id)
    for rule in rules:
        for other in rule.beside - known:
            raise ConfigError(f"{name}: rule {rule.id!r}: beside: there is no rule {other!r}")
    return Rules(rules)


def _file(text: str, name: str) -> _File:
    try:
        return _File.model_validate(YamlFile.parse(text, Path(name)).value)
    except ValidationError as error:
        raise ConfigError(f"{name}: {_first(error)}") from error


def _rule(entry: Mapping[str, object], parts: Mapping[str, str], subject: str) -> Rule:
    try:
        said = _Entry.model_validate(entry)
    except ValidationError as error:
        raise ConfigError(f"{subject}: {_first(error)}") from error
    _check(said, subject)
    return Rule(
        id=said.id,
        zone=said.zone,
        action=said.action,
        line=_pattern(said.line, parts, f"{subject}: line"),
        unless=_pattern(said.unless, parts, f"{subject}: unless") if said.unless else None,
        within=said.within or 0,
        words=said.words or 0,
        rest=said.rest or 0,
        sure=said.sure,
        beside=frozenset(said.beside),
        needs=frozenset(said.needs),
        into=said.into,
        role=said.role,
        sources=frozenset(said.sources),
        examples=said.examples,
        stays=said.stays,
    )


def _check(said: _Entry, subject: str) -> None:
    """Raise ConfigError where the keys of a rule do not go together."""
    if (said.zone is Zone.BODY) != (said.within is None):
        raise ConfigError(f"{subject}: a header or footer rule needs `within`, a body rule has none")
    for action, key, given in (
        (Action.MOVE, "into", said.into),
        (Action.CUT, "rest", said.rest),
        (Action.LABEL, "role", said.role),
    ):
        if said.action is action and given is None:
            raise ConfigError(f"{subject}: action {action.value} needs `{key}`")


def _pattern(source: str, parts: Mapping[str, str], subject: str) -> re.Pattern[str]:
    """The pattern, with each %part% put in; capitals and small letters are the same unless it says (?-i:...)."""
    whole = source
    for _ in range(3):  # parts may be made of parts
        for part in _PART.findall(whole):
            if part not in parts:
                raise ConfigError(f"{subject}: there is no part %{part}%")
        whole = _PART.sub(lambda match: f"(?:{parts[match[1]]})", whole)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # of what a later Python will read in another way, such as [[
            return re.compile(whole, re.IGNORECASE)
    except (re.error, OverflowError, RecursionError, Warning) as error:
        raise ConfigError(f"{subject}: is no regular expression: {error}") from error


def _first(error: ValidationError) -> str:
    """The first complaint on one line."""
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"{where}: {first['msg'].lower()}" if where else first["msg"].lower()
