"""Builds the cleaner from the settings. Starts no process."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from digest.clean.cleaner import StatementCleaner
from digest.clean.isolated import IsolatingCleaner
from digest.clean.rules.load import read_rules
from digest.clean.rules.rule_check import expression_problem
from digest.config.shipped_files import shipped_file
from digest.errors import ConfigError

if TYPE_CHECKING:
    from digest.config.settings import Settings


def build_cleaner(settings: Settings | None = None, *, with_sentences: bool = True) -> IsolatingCleaner:
    """The cleaner with the shipped rules and those of `settings`.

    Raise ConfigError if a rule cannot be used, or if one of `settings` could hold up the cleaner for ever.
    """
    return build_cleaner_of(rule_files(settings)[1:], with_sentences=with_sentences)


def build_cleaner_of(own: Sequence[Path], *, with_sentences: bool = True) -> IsolatingCleaner:
    """The cleaner with the shipped rules and those in the files `own`. Raise ConfigError as `build_cleaner` does.

    Where no sentences are asked for, only statements that a child process cleans have any.
    """
    shipped = shipped_file("boilerplate.yaml")
    rules = read_rules([shipped, *own])
    for rule in rules.rules:
        if rule.file != str(shipped) and (problem := expression_problem(rule)):
            raise ConfigError(f"{rule.file}: rule {rule.id!r}: {problem}")
    return IsolatingCleaner(StatementCleaner(rules, with_sentences=with_sentences), [shipped, *own])


def rule_files(settings: Settings | None) -> list[Path]:
    """The files of boilerplate rules: the shipped one, and those of `settings`."""
    own = [settings.resolve(path) for path in settings.rules] if settings else []
    return [shipped_file("boilerplate.yaml"), *own]
