"""Generation settings from a model's own configuration: input limit, output length, beams. Sampling is always off.

Also holds the logits processor that bounds the length of each text of a batch. Imports torch and transformers: import this
module only when a model is needed.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from transformers import GenerationConfig, LogitsProcessor

from digest.summarise.model_files import ModelKind

DEFAULT_INPUT_TOKENS = 512
"""The input limit of a model whose configuration names none."""
MAX_INPUT_TOKENS = 16_384
"""The largest input limit: longer inputs take too much memory for attention and cache."""
LIBRARY_DEFAULT_LENGTH = 20
"""A configured output length of at most 20 tokens is ignored: 20 was the default of transformers, not the model's choice."""
DEFAULT_SUMMARY_TOKENS = 142
"""The output limit used instead: that of BART (facebook/bart-large-cnn)."""
RELATIVE_POSITION_FAMILIES = frozenset({"t5", "mt5", "umt5", "longt5"})
SAMPLING_PARAMETERS = ("temperature", "top_p", "top_k", "min_p", "typical_p", "epsilon_cutoff", "eta_cutoff")


@dataclass(frozen=True, slots=True)
class GenerationSpec:
    """How a model generates.

    `family` is the configuration's model_type. `input_tokens` is the longest input, special tokens included; a model with
    `has_relative_positions` can also read longer ones. `min_tokens` and `max_tokens` bound a summary. `prefix` precedes the
    text of a summarisation ("summarize: "). `eos_ids` are the tokens that end a text. `beams` is the width of the search.
    `config` holds all other settings of the library.
    """

    family: str
    input_tokens: int
    has_relative_positions: bool
    min_tokens: int
    max_tokens: int
    prefix: str
    eos_ids: tuple[int, ...]
    beams: int
    config: GenerationConfig

    def config_for(self, max_tokens: int) -> GenerationConfig:
        """Return the library's settings for a batch that generates at most `max_tokens` tokens."""
        return _update(copy.deepcopy(self.config), max_new_tokens=max_tokens)


def generation_spec(
    config: dict[str, Any], own: GenerationConfig, kind: ModelKind, trained_tokens: int | None, beams: int | None
) -> GenerationSpec:
    """Read the settings off a model's config.json (`config`) and its generation configuration (`own`).

    `trained_tokens` is the longest input by the tokenizer, if it names one. A summarisation model searches with `beams`, or
    with its own number if that is None; a chat model always decodes greedily.
    """
    task = _summarization_parameters(config)
    settings = _deterministic(own, task)
    if kind is ModelKind.CHAT or beams is not None:
        _update(settings, num_beams=1 if kind is ModelKind.CHAT else beams)
    max_tokens = settings.max_new_tokens or settings.max_length or 0
    return GenerationSpec(
        family=str(config.get("model_type", "")),
        input_tokens=min(_positions(config), MAX_INPUT_TOKENS, trained_tokens or MAX_INPUT_TOKENS),
        has_relative_positions=config.get("model_type") in RELATIVE_POSITION_FAMILIES,
        min_tokens=settings.min_new_tokens or settings.min_length or 0,
        max_tokens=max_tokens if max_tokens > LIBRARY_DEFAULT_LENGTH else DEFAULT_SUMMARY_TOKENS,
        prefix=str(task.get("prefix") or ""),
        eos_ids=_eos_ids(settings),
        beams=settings.num_beams or 1,
        # Each text of a batch has its own bounds: see LengthBounds.
        config=_update(settings, min_length=0, min_new_tokens=None, max_length=None, max_new_tokens=None),
    )


class LengthBounds(LogitsProcessor):
    """Bounds the number of generated tokens for each text of a batch; the library has one bound for a whole batch.

    Text i ends no earlier than after `min_tokens[i]` tokens and no later than after `max_tokens[i]`. Each text is `beams`
    neighbouring rows. `prompt_tokens` is the number of tokens in a row before generation starts.
    """

    def __init__(
        self,
        min_tokens: Sequence[int],
        max_tokens: Sequence[int],
        eos_ids: Sequence[int],
        *,
        beams: int,
        prompt_tokens: int,
    ) -> None:
        self._min, self._max = (torch.tensor(bounds).repeat_interleave(beams)[:, None] for bounds in (min_tokens, max_tokens))
        self._eos_ids = list(eos_ids)
        self._prompt_tokens = prompt_tokens

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        """Return the scores (rows, vocabulary) of the token that follows `input_ids` (rows, tokens)."""
        position = input_ids.shape[1] - self._prompt_tokens + 1
        scores = scores.clone()
        ending = scores[:, self._eos_ids]
        scores[:, self._eos_ids] = ending.masked_fill((position < self._min).to(scores.device), -torch.inf)
        is_last = (position >= self._max).to(scores.device)
        if bool(is_last.any()):
            only_end = torch.full_like(scores, -torch.inf)
            only_end[:, self._eos_ids] = 0.0
            scores = torch.where(is_last, only_end, scores)
        return scores


def _deterministic(own: GenerationConfig, task: dict[str, Any]) -> GenerationConfig:
    """A copy of the model's own settings, with those of the summarisation task and without sampling."""
    settings = _update(copy.deepcopy(own), **{name: value for name, value in task.items() if hasattr(own, name)})
    return _update(
        settings, do_sample=False, use_cache=True, return_dict_in_generate=False, **dict.fromkeys(SAMPLING_PARAMETERS)
    )


def _positions(config: dict[str, Any]) -> int:
    names = ("max_encoder_position_embeddings", "max_position_embeddings", "n_positions")
    return next((int(config[name]) for name in names if isinstance(config.get(name), int)), DEFAULT_INPUT_TOKENS)


def _summarization_parameters(config: dict[str, Any]) -> dict[str, Any]:
    """The summarisation settings of an older config.json; newer models have a generation_config.json instead."""
    tasks = config.get("task_specific_params")
    task = tasks.get("summarization") if isinstance(tasks, dict) else None
    return task if isinstance(task, dict) else {}


def _eos_ids(settings: GenerationConfig) -> tuple[int, ...]:
    ids = settings.eos_token_id
    return tuple(ids) if isinstance(ids, list | tuple) else () if ids is None else (int(ids),)


def _update(settings: GenerationConfig, **values: Any) -> GenerationConfig:
    for name, value in values.items():
        setattr(settings, name, value)
    return settings
