"""The section `summarise` of the configuration: which engine says the key points, and how. Builds nothing: `app.py` does."""

from __future__ import annotations

import os
from typing import Literal, Self

from pydantic import Field, model_validator

from digest.errors import ConfigError
from digest.section import Section

LOCAL = ("seq2seq", "chat")
ONLY_FOR: dict[str, tuple[str, ...]] = {
    "url": ("server",),
    "name": ("server",),
    "key_env": ("server",),
    "revision": LOCAL,
    "download": LOCAL,
    "precision": LOCAL,
    "tokens": LOCAL,
    "beams": ("seq2seq",),
}


class SummariseSettings(Section):
    """The engine that says the key points.

    `extractive`: `model` is the folder of another sentence encoder than the packaged one. `seq2seq` and `chat`: `model` is a
    folder, or with `revision` a name on the hub. `server`: `url` of an OpenAI-compatible server up to and with /v1, and the
    `name` by which it knows the model.
    """

    engine: Literal["extractive", "seq2seq", "chat", "server"] = "extractive"
    model: str = ""
    revision: str = Field(default="", pattern=r"^([0-9a-f]{40})?$")
    download: bool = False
    device: str = "auto"
    precision: Literal["auto", "float32", "bfloat16", "float16"] = "auto"
    beams: int | None = Field(default=None, ge=1, le=16)
    tokens: int | None = Field(default=None, ge=64, le=1_000_000)
    points: int | None = Field(default=None, ge=1, le=20)
    url: str = Field(default="", pattern=r"^(https?://[^\s]+)?$")
    name: str = ""
    key_env: str = ""
    timeout: float = Field(default=120, gt=0, le=3600)
    workers: int = Field(default=4, ge=1, le=64)
    fallback: Literal["extractive", "none"] = "extractive"

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.engine == "server" and not (self.url and self.name):
            raise ValueError("the engine server needs `url` and `name`")
        if self.is_local and not self.model:
            raise ValueError(f"the engine {self.engine} needs `model`: a folder, or a name on the hub and its `revision`")
        for key, engines in ONLY_FOR.items():
            if getattr(self, key) != type(self).model_fields[key].default and self.engine not in engines:
                raise ValueError(f"`{key}` belongs to the engine {' or '.join(engines)}")
        return self

    @property
    def is_local(self) -> bool:
        """Whether a model on this machine writes the points."""
        return self.engine in LOCAL

    def key(self) -> str:
        """The key of the server, read now; empty if it wants none. Raise ConfigError if the environment has none."""
        if self.key_env and self.key_env not in os.environ:
            raise ConfigError(f"summarise: key_env: the environment has no {self.key_env}")
        return os.environ[self.key_env] if self.key_env else ""
