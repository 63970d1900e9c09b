"""Writes the tables of keys in config/README.md, from the settings classes.

    python -m tests.config.key_tables

A program; `test_key_tables.py` says when the README is out of date.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from enum import Enum
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo

from digest.config.delivery_settings import DELIVERY_TYPES
from digest.config.fields import ConfigModel
from digest.config.section_types import SectionTypes
from digest.config.settings import SECTIONS
from digest.config.source_settings import SOURCE_TYPES
from digest.config.summarise_settings import ENGINE_TYPES

README = Path(__file__).parents[2] / "config" / "README.md"
BEGIN, END = "<!-- keys: written by python -m tests.config.key_tables -->", "<!-- end of keys -->"

TITLES = {
    "": "The top level",
    "sources": "`sources`: a list; each entry is a source",
    "paths": "`paths`, in a source with `json`: the path of each part, such as `title.rendered`, or several, the first filled",
    "digests": "`digests`: a mapping from names to digests; each value is a digest",
    "watch": "`watch`, in a digest: a list; each entry is a phrase or a mapping",
    "deliver": "`deliver`, in a digest: a list; each entry is a delivery",
    "email": "`email`, in a delivery: each entry is a recipient",
    "summarise": "`summarise`: the engine",
    "fetch": "`fetch`: limits and manners of requests to sources",
    "mail": "`mail`: the mail server",
    "dkim": "`dkim`, in `mail`: signs messages",
    "probe": "`probe`, in `mail`: finds out whether a message was sent",
    "alarms": "`alarms`: after how many hours something is an alarm",
    "keep": "`keep`: for how long old data is kept",
    "metrics": "`metrics`: numbers for Prometheus",
}
TYPES: dict[str, SectionTypes[Any]] = {"sources": SOURCE_TYPES, "deliver": DELIVERY_TYPES, "summarise": ENGINE_TYPES}


def tables() -> str:
    """All tables, each under a heading."""
    shown = {section: models for section, models in SECTIONS.items() if section != "admin"}  # its keys are those of deliveries
    return "\n".join(line for section, models in shown.items() for line in (*_section(section, models), ""))


def _section(section: str, models: tuple[type[ConfigModel], ...]) -> Iterator[str]:
    yield f"### {TITLES[section]}"
    yield ""
    yield "| key | what it is | default |"
    yield "|---|---|---|"
    owners: dict[str, list[type[ConfigModel]]] = {}
    fields: dict[str, FieldInfo] = {}
    for model in models:
        for name, field in model.model_fields.items():
            if not field.exclude:
                owners.setdefault(field.alias or name, []).append(model)
                fields[field.alias or name] = field
    for group in sorted({tuple(known) for known in owners.values()}, key=lambda known: (-len(known), models.index(known[0]))):
        if len(group) < len(models):
            yield f"| **only {_names(section, group)}** | | |"
        for key, field in fields.items():
            if tuple(owners[key]) == group:
                yield f"| `{key}` | {field.description} | {_default(field)} |"


def _names(section: str, group: tuple[type[ConfigModel], ...]) -> str:
    return " or ".join(TYPES[section].label(model) for model in group)


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "required"
    value = field.default
    if value in (None, "", ()) or isinstance(value, ConfigModel):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return f"`{value.value if isinstance(value, Enum) else value}`"


def updated(readme: str) -> str:
    """The text of the README with the tables of today."""
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{tables()}\n{END}{after}"


if __name__ == "__main__":
    README.write_text(updated(README.read_text("utf-8")), "utf-8")
