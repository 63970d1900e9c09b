"""Fixtures for tests of the cleaner: the shipped rules, a cleaner, and a function that cleans a document."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from digest.clean.cleaner import StatementCleaner
from digest.clean.rules.load import load_rules
from digest.clean.rules.rule import RuleSet
from digest.records import Profile, RawStatement, Statement

ROOT = Path(__file__).parents[2]
DATA = ROOT / "tests" / "data" / "clean"
FETCHED = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)

Clean = Callable[..., Statement]


@pytest.fixture(scope="session")
def rules() -> RuleSet:
    """Return the shipped rules."""
    path = ROOT / "config" / "boilerplate.yaml"
    return load_rules(path.read_text(encoding="utf-8"), str(path))


@pytest.fixture(scope="session")
def cleaner(rules: RuleSet) -> StatementCleaner:
    """Return a cleaner with the shipped rules."""
    return StatementCleaner(rules)


@pytest.fixture(scope="session")
def clean(cleaner: StatementCleaner) -> Clean:
    """Return a function that cleans `content` (text or bytes); it takes a profile and any field of RawStatement, too."""

    def cleaned(
        content: str | bytes, media_type: str = "text/plain", profile: Profile | None = None, **fields: object
    ) -> Statement:
        body = content.encode() if isinstance(content, str) else content
        known: dict[str, object] = {"source": "a source", "key": "a-statement", "link": "", **fields}
        raw = RawStatement(content=body, media_type=media_type, fetched=FETCHED, **known)  # type: ignore[arg-type]
        return cleaner.clean(raw, profile or Profile())

    return cleaned
