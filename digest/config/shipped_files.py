"""Where the data files that come with the program are: sources.yaml and boilerplate.yaml. Reads none of them."""

from __future__ import annotations

from pathlib import Path


def shipped_file(name: str) -> Path:
    """The path of a shipped file: inside the installed package, or in config/ of a source checkout."""
    packaged = Path(__file__).parents[1] / "shipped" / name
    return packaged if packaged.exists() else Path(__file__).parents[2] / "config" / name
