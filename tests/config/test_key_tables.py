"""config/README.md is the reference of every key, and learns of new ones from the settings classes."""

from __future__ import annotations

import pytest

from digest.config.fields import ConfigModel
from digest.config.settings import SECTIONS
from tests.config.key_tables import README, updated


def test_the_readme_has_the_tables_of_today() -> None:
    text = README.read_text("utf-8")
    assert text == updated(text), "config/README.md is out of date: run python -m tests.config.key_tables"


@pytest.mark.parametrize("model", [model for models in SECTIONS.values() for model in models], ids=lambda model: model.__name__)
def test_every_key_has_a_description(model: type[ConfigModel]) -> None:
    missing = [name for name, field in model.model_fields.items() if not field.description and not field.exclude]
    assert missing == []
