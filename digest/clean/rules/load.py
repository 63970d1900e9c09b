"""Reads boilerplate rules: YAML files, or the text of one, to a frozen `RuleSet`. Applies no rule."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from digest.clean.rules.rule import Action, Condition, Rule, RuleSet, TargetField, Zone
from digest.errors import ConfigError
from digest.records import Role
from digest.yaml_loader import YamlFile, read_yaml_text

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
    return _combine([YamlFile.parse(text, Path(name))])


def read_rules(paths: Iterable[Path]) -> RuleSet:
    """Return the rules of several files, tried in the order of the files. A file may use the parts of the files before it.

    Raise ConfigError if a file cannot be read, a rule cannot be used, or two rules have one id.
    """
    return _rules_of(tuple((path, read_yaml_text(path)) for path in paths))


@lru_cache(maxsize=8)
def _rules_of(files: Sequence[tuple[Path, str]]) -> RuleSet:
    """The rules of files with these texts. Those that were asked for last are kept: to read the shipped ones takes 50 ms."""
    return _combine(YamlFile.parse(text, path) for path, text in files)


def _combine(documents: Iterable[YamlFile]) -> RuleSet:
    rules: list[Rule] = []
    parts: dict[str, str] = {}
    for document in documents:
        name, file = str(document.path), _validate(document)
        parts |= file.parts
        own = [
            replace(_to_rule(entry, parts, f"{name}: rule {entry.get('id') or number!r}"), file=name)
            for number, entry in enumerate(file.rules, 1)
        ]
        rules += own
        _check_ids(rules, own, name)
    return RuleSet(tuple(rules))


def _check_ids(rules: Iterable[Rule], own: Iterable[Rule], name: str) -> None:
    """Raise ConfigError if two of `rules` have one id, or if `beside` of its `own` rules, those of the file, names no rule."""
    known: set[str] = set()
    for rule in rules:
        if rule.id in known:
            raise ConfigError(f"{name}: rule {rule.id!r}: this id is used twice")
        known.add(rule.id)
    for rule in own:
        for other in rule.beside - known:
            raise ConfigError(f"{name}: rule {rule.id!r}: beside: there is no rule {other!r}")


def _validate(document: YamlFile) -> _RulesFile:
    try:
        return _RulesFile.model_validate(document.value)
    except ValidationError as error:
        raise ConfigError(f"{document.path}: {_errors(error, _RulesFile.model_fields)}") from error


def _to_rule(entry: Mapping[str, object], parts: Mapping[str, str], subject: str) -> Rule:
    try:
        written = _RuleEntry.model_validate(entry)
    except ValidationError as error:
        raise ConfigError(f"{subject}: {_errors(error, _RuleEntry.model_fields)}") from error
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


def _errors(error: ValidationError, known_keys: Iterable[str]) -> str:
    """Every error on one line, unknown keys first: a misspelt key is the cause of a missing one."""
    found = sorted(error.errors(), key=lambda one: one["type"] != "extra_forbidden")
    return "; ".join(_describe(one["type"], ".".join(map(str, one["loc"])), one["msg"].lower(), known_keys) for one in found)


def _describe(kind: str, where: str, message: str, known_keys: Iterable[str]) -> str:
    if kind == "extra_forbidden":
        similar = get_close_matches(where, list(known_keys), 1, 0.5)
        return f"unknown key {where!r}" + (f"; did you mean {similar[0]!r}?" if similar else "")
    if kind == "missing":
        return f"{where!r} is missing"
    return f"{where}: {message}" if where else message
