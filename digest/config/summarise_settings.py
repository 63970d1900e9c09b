"""The section `summarise` of the configuration: which engine says the key points, and how. Builds nothing: `app.py` does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, ValidationError, model_validator

from digest.config.fields import ConfigModel, CredentialName, WebUrl
from digest.config.secret_place import SecretPlace
from digest.errors import UsageError
from digest.secrets import Secret

LOCAL = ("seq2seq", "chat")
ENGINE_OF = {"encoder": "extractive", "seq2seq": "seq2seq", "chat": "chat"}
"""Which engine a model is for, by what its configuration says of it (`summarise/model_files.py`)."""
ONLY_FOR: dict[str, tuple[str, ...]] = {
    "url": ("server",),
    "name": ("server",),
    "key_env": ("server",),
    "key_file": ("server",),
    "key_credential": ("server",),
    "model": ("extractive", *LOCAL),
    "languages": ("extractive",),
    "revision": ("extractive", *LOCAL),
    "download": ("extractive", *LOCAL),
    "precision": ("extractive", *LOCAL),
    "tokens": LOCAL,
    "beams": ("seq2seq",),
    "nli": (*LOCAL, "server"),
}


def _commit(value: str) -> str:
    if not re.fullmatch(r"([0-9a-f]{40})?", value):
        raise ValueError(f"{value!r} is no commit: 40 hexadecimal digits, as the model's page on the hub shows them")
    return value


class SummariseSettings(ConfigModel):
    """The engine that says the key points.

    `model` is a folder, or with `revision` a name on the hub: for `extractive`, another sentence encoder than the packaged one,
    which reads `languages` (all, if none is named); for `seq2seq` and `chat`, the model that writes. `server`: `url` of an
    OpenAI-compatible server up to and with /v1, and the `name` by which it knows the model. `nli`: the folder of a model that
    says whether a written point follows from its evidence.
    """

    engine: Literal["extractive", "seq2seq", "chat", "server"] = "extractive"
    model: str = ""
    revision: Annotated[str, AfterValidator(_commit)] = ""
    download: bool = False
    languages: tuple[Annotated[str, Field(pattern=r"^[a-z]{2,3}$")], ...] = ()
    device: str = "auto"
    precision: Literal["auto", "float32", "bfloat16", "float16"] = "auto"
    beams: int | None = Field(default=None, ge=1, le=16)
    tokens: int | None = Field(default=None, ge=64, le=1_000_000)
    points: int | None = Field(default=None, ge=1, le=20)
    url: Annotated[WebUrl, Field(pattern=r"^(https?://[^\s]+)?$")] = ""
    name: str = ""
    key_env: str = ""
    key_file: Path | None = None
    key_credential: CredentialName = ""
    timeout: float = Field(default=120, gt=0, le=3600)
    workers: int = Field(default=4, ge=1, le=64)
    nli: Path | None = None
    fallback: Literal["extractive", "none"] = "extractive"

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.engine == "server" and not (self.url and self.name):
            raise ValueError("the engine server needs `url` and `name`")
        self._key_place.check()
        if self.engine == "extractive" and (self.languages or self.revision) and not self.model:
            raise ValueError("`languages` and `revision` belong to a `model`: the packaged one is pinned and reads English")
        if self.engine == "extractive" and self.precision == "float16":
            raise ValueError("the engine extractive knows the precisions float32 and bfloat16")
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

    def key(self, root: Path) -> Secret:
        """The key of the server, read now; empty if it wants none. Raise ConfigError if it cannot be read."""
        return self._key_place.read("summarise", root)

    @property
    def _key_place(self) -> SecretPlace:
        return SecretPlace("key", self.key_env, self.key_file, self.key_credential)

    def asked_for(self, engine: str, model: str, revision: str, root: Path) -> SummariseSettings:
        """These settings, whose folders are seen from `root`, with the model that a command names instead, and no stand-in for
        it: who names a model wants to know what it says. Raise UsageError."""
        named = {
            "engine": engine,
            "model": model,
            "revision": revision,
            "device": self.device,
            "nli": root / self.nli.expanduser() if self.nli and engine != "extractive" else None,
            "fallback": "none",
        }
        try:
            return SummariseSettings.model_validate(named)
        except ValidationError as error:
            problem = error.errors(include_url=False)[0]
            where = "".join(f"--{part}: " for part in problem["loc"])
            raise UsageError(f"{where}{problem['msg'].removeprefix('Value error, ')}") from error
