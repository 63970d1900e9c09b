"""The section `summarise`: which engine writes or chooses the key points, and how. Builds nothing: `builders/` does.

A new engine is a class here, listed in ENGINE_TYPES; its builder is listed in `builders/generative_builders.py`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, TypeAdapter, ValidationError, model_validator

from digest.config.fields import ConfigModel, CredentialName, WebUrl
from digest.config.secret_place import SecretPlace
from digest.config.section_types import TypesByValue
from digest.errors import UsageError
from digest.secrets import Secret


def _commit(value: str) -> str:
    if not re.fullmatch(r"([0-9a-f]{40})?", value):
        raise ValueError(f"{value!r} is not a commit: give the 40 hexadecimal digits that the model's page on the hub shows")
    return value


class SummariseSettings(ConfigModel):
    """The keys that every engine has."""

    summary: ClassVar[str] = ""
    """What the engine is, in a few words, for `digest models`."""
    check_name: ClassVar[str] = ""
    """How `digest check` names the engine."""
    runs_here: ClassVar[bool] = False
    """Whether `digest check --offline` can try it: it needs no server, and its model is not the packaged one."""
    model_kind: ClassVar[str] = ""
    """The kind of model that it runs on this machine, as `summarise/model_files.py` names it; empty if it runs none."""

    engine: str = Field(
        default="extractive",
        description="`extractive`: key points are sentences of the statement; `seq2seq`, `chat`: a model on this machine "
        "writes them; `server`: a model server does",
    )
    device: str = Field(default="auto", description="`auto`, `cpu`, `cuda`, `cuda:1` or `mps`")
    points: int | None = Field(
        default=None,
        ge=1,
        le=20,
        description="number of key points; without it, 2 to 5, by the length of the statement, and up to 12 for more than "
        "5,000 words",
    )
    fallback: Literal["extractive", "none"] = Field(
        default="extractive",
        description="the engine for statements on which the configured one fails, with a note in the edition: `extractive` or "
        "`none`",
    )

    @property
    def in_use(self) -> str:
        """What is in use, for engines without a model on this machine."""
        return self.engine

    def read_secrets(self, root: Path) -> None:
        """Read every secret of the engine now. Raise ConfigError if one cannot be read."""


Precision = Literal["auto", "float32", "bfloat16", "float16"]
_PRECISION = (
    "`float32`, `bfloat16`, `float16` (not for `extractive`); `auto` is `bfloat16` where the device supports it natively "
    "(AVX512_BF16, AMX, GPUs since Ampere), else `float32`"
)


class LocalModelSettings(SummariseSettings):
    """The keys of engines with a model on this machine."""

    model: str = Field(
        default="",
        description="a folder, or with `revision` a name on the hub. For `extractive`: another sentence encoder, with mean "
        "pooling, than the packaged one",
    )
    revision: Annotated[str, AfterValidator(_commit)] = Field(
        default="",
        description="commit (40 hexadecimal digits) of a model on the hub; without it, `model` is a folder",
    )
    download: bool = Field(
        default=False, description="download what the hub's cache lacks of that commit; otherwise nothing is downloaded"
    )
    precision: Precision = Field(default="auto", description=_PRECISION)


class ExtractiveSettings(LocalModelSettings):
    """The engine that chooses sentences of the statement."""

    summary = "sentences of the statement, chosen by an encoder and the packaged ranker"
    check_name = "points"
    model_kind = "encoder"

    encoder: Literal["auto", "english", "multilingual"] = Field(
        default="auto",
        description="`auto`: the packaged encoder for English, and for other languages the multilingual one of the extra "
        "`languages`, if it is installed; `english`: the packaged one alone; `multilingual`: that of the extra for all "
        "languages",
    )
    languages: tuple[Annotated[str, Field(pattern=r"^[a-z]{2,3}$")], ...] = Field(
        default=(),
        description="languages that another encoder (`model`) reads, such as `[en, fr]`; without it, all. Statements in "
        "languages that no encoder reads are ranked by position and wording, with a warning",
    )

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.encoder != "auto" and self.model:
            raise ValueError("`encoder` chooses among the packaged encoders: leave it out where `model` names another one")
        if (self.languages or self.revision) and not self.model:
            raise ValueError("`languages` and `revision` belong to a `model`: the packaged one is pinned and reads English")
        if self.precision == "float16":
            raise ValueError("the engine extractive supports only the precisions float32 and bfloat16")
        return self


class GenerativeSettings(SummariseSettings):
    """The keys of engines whose model writes the key points."""

    nli: Path | None = Field(
        default=None,
        description='folder of a sequence-classification model with a label "entailment", in safetensors, which every written '
        "point must pass",
    )


class InstructSettings(GenerativeSettings):
    """The keys of engines whose model follows instructions."""

    write: bool | Literal["all"] = Field(
        default=True,
        description="`false`: the model only chooses among the best sentences of the packaged ranker, so every key point is a "
        "sentence of the statement; `true`: it also rewrites those of more than 45 words and those that need two sentences; "
        "`all`: it writes every key point",
    )
    only: Literal["all", "uncertain"] = Field(
        default="all",
        description="unless `write` is `all`, which statements the model is asked about: `all`, or the quarter of which the "
        "ranker is `uncertain`",
    )

    @model_validator(mode="after")
    def _only_chooses(self) -> Self:
        if self.only == "uncertain" and self.write == "all":
            raise ValueError(
                "`only: uncertain` does not go with `write: all`: a model that writes is asked about every statement"
            )
        if self.nli and not self.write:
            raise ValueError("`nli` checks written points: with `write: false` there are none")
        return self


class LocalGenerativeSettings(LocalModelSettings, GenerativeSettings):
    """The keys of engines whose model writes the key points on this machine."""

    runs_here = True

    tokens: int | None = Field(
        default=None,
        ge=64,
        le=1_000_000,
        description="the most tokens that are read in one piece; without it, the model's own limit, but at most 16,384 "
        "(8,192 for `chat`)",
    )

    @model_validator(mode="after")
    def _has_model(self) -> Self:
        if not self.model:
            raise ValueError(f"the engine {self.engine} needs `model`: a folder, or a name on the hub and its `revision`")
        return self


class Seq2SeqSettings(LocalGenerativeSettings):
    """The engine with a summarisation model on this machine."""

    summary = "a summarisation model on this machine (BART, PEGASUS, T5, LED ...)"
    check_name = "seq2seq model"
    model_kind = "seq2seq"

    beams: int | None = Field(default=None, ge=1, le=16, description="beams of the search; without it, the model's own setting")


class ChatSettings(LocalGenerativeSettings, InstructSettings):
    """The engine with an instruct model on this machine."""

    summary = "an instruct model on this machine"
    check_name = "chat model"
    model_kind = "chat"


class ServerSettings(InstructSettings):
    """The engine that asks an OpenAI-compatible server."""

    summary = "a model behind an OpenAI-compatible server"
    check_name = "model server"

    url: Annotated[WebUrl, Field(pattern=r"^(https?://[^\s]+)?$")] = Field(
        default="", description="address of an OpenAI-compatible server, up to and with `/v1`; required"
    )
    name: str = Field(default="", description="the model as the server calls it; required")
    key_env: str = Field(default="", description="the environment variable that holds the key of the server")
    key_file: Path | None = Field(default=None, description="the file that holds the key instead")
    key_credential: CredentialName = Field(default="", description="the systemd credential that holds the key instead")
    timeout: float = Field(default=120, gt=0, le=3600, description="seconds to wait for one answer")
    workers: int = Field(default=4, ge=1, le=64, description="number of requests at the same time")

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if not (self.url and self.name):
            raise ValueError("the engine server needs `url` and `name`")
        self._key_place.check()
        return self

    @property
    def _key_place(self) -> SecretPlace:
        return SecretPlace("key", self.key_env, self.key_file, self.key_credential)

    @property
    def in_use(self) -> str:
        """The model and its server."""
        return f"server {self.name} at {self.url}"

    def read_secrets(self, root: Path) -> None:
        """Read the key of the server. Raise ConfigError if it cannot be read."""
        self.key(root)

    def key(self, root: Path) -> Secret:
        """The key of the server, read now; empty if it needs none. Raise ConfigError if it cannot be read."""
        return self._key_place.read("summarise", root)


ENGINE_TYPES: TypesByValue[SummariseSettings] = TypesByValue(
    "the engine",
    "engine",
    {"extractive": ExtractiveSettings, "seq2seq": Seq2SeqSettings, "chat": ChatSettings, "server": ServerSettings},
    tolerated=frozenset({"timeout", "workers"}),
)
ENGINE_OF_KIND = {known.model_kind: name for name, known in ENGINE_TYPES.by_value.items() if known.model_kind}
"""The engine for each kind of model, as the model's own configuration says it."""

AnyEngine = Annotated[SummariseSettings, BeforeValidator(ENGINE_TYPES.validate)]
_any_engine: TypeAdapter[SummariseSettings] = TypeAdapter(AnyEngine)


def override_engine(configured: SummariseSettings, engine: str, model: str, revision: str, root: Path) -> SummariseSettings:
    """Settings for the model that a command names: device and NLI model as `configured`, whose folders are seen from `root`.

    They have no fallback, because whoever names a model wants to know what it says. Raise UsageError.
    """
    nli = configured.nli if isinstance(configured, GenerativeSettings) else None
    named: dict[str, Any] = {
        "engine": engine,
        "model": model,
        "revision": revision,
        "device": configured.device,
        "nli": root / nli.expanduser() if nli and engine != "extractive" else None,
        "fallback": "none",
    }
    try:
        return _any_engine.validate_python(named)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        where = "".join(f"--{part}: " for part in problem["loc"])
        raise UsageError(f"{where}{problem['msg'].removeprefix('Value error, ')}") from error
