"""How a model generates, read off its own configuration: how much it reads, how long a summary is, beams, never chance."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

from transformers import GenerationConfig

from digest.summarise.model_files import ModelKind

UNKNOWN_LIMIT = 512
LONGEST_LIMIT = 16_384
"""Tokens of one piece where the model names no limit, and the most of any: room for attention and cache, not taste."""
TAUGHT_NOTHING, LONGEST_SUMMARY = 20, 142
"""A configuration that says 20 tokens says nothing: that was the library's default. BART's own bound then."""
RELATIVE = frozenset({"t5", "mt5", "umt5", "longt5"})
SAMPLING = ("temperature", "top_p", "top_k", "min_p", "typical_p", "epsilon_cutoff", "eta_cutoff")


@dataclass(frozen=True, slots=True)
class GenerationSpec:
    """`limit`: tokens of one piece, special ones included; `least` and `most`: tokens of a summary; `prefix`: what stands
    before a text that is to be summarised ("summarize: "); `ends`: the ids that end a text; `beams` of the search.

    `takes_any_length`: positions are relative, so that longer pieces than the model was taught can be read, too.
    """

    family: str
    limit: int
    takes_any_length: bool
    least: int
    most: int
    prefix: str
    ends: tuple[int, ...]
    beams: int
    how: GenerationConfig

    def up_to(self, tokens: int) -> GenerationConfig:
        """The library's settings for a batch that writes at most `tokens`."""
        return _set(copy.deepcopy(self.how), max_new_tokens=tokens)


def manner(
    config: dict[str, Any], own: GenerationConfig, kind: ModelKind, taught: int | None, beams: int | None
) -> GenerationSpec:
    """By the model's configuration, its way to generate, and the longest text that its tokenizer knows of.

    A summariser searches with `beams`, or as many as it was made for; a chat model answers greedily.
    """
    task = _task(config)
    how = _set(copy.deepcopy(own), **{name: value for name, value in task.items() if hasattr(own, name)})
    _set(how, do_sample=False, use_cache=True, return_dict_in_generate=False, **dict.fromkeys(SAMPLING))
    if kind is ModelKind.CHAT or beams is not None:
        _set(how, num_beams=1 if kind is ModelKind.CHAT else beams)
    least = how.min_new_tokens or how.min_length or 0
    most = how.max_new_tokens or how.max_length or 0
    _set(how, min_length=0, min_new_tokens=None, max_length=None, max_new_tokens=None)  # each text has bounds of its own
    return GenerationSpec(
        family=str(config.get("model_type", "")),
        limit=min(_positions(config), LONGEST_LIMIT, taught or LONGEST_LIMIT),
        takes_any_length=config.get("model_type") in RELATIVE,
        least=least,
        most=most if most > TAUGHT_NOTHING else LONGEST_SUMMARY,
        prefix=str(task.get("prefix") or ""),
        ends=_ends(how),
        beams=how.num_beams or 1,
        how=how,
    )


def _positions(config: dict[str, Any]) -> int:
    names = ("max_encoder_position_embeddings", "max_position_embeddings", "n_positions")
    return next((int(config[name]) for name in names if isinstance(config.get(name), int)), UNKNOWN_LIMIT)


def _task(config: dict[str, Any]) -> dict[str, Any]:
    """What an older configuration says of summarising, where a newer one has a file for it."""
    tasks = config.get("task_specific_params")
    task = tasks.get("summarization") if isinstance(tasks, dict) else None
    return task if isinstance(task, dict) else {}


def _ends(how: GenerationConfig) -> tuple[int, ...]:
    ends = how.eos_token_id
    return tuple(ends) if isinstance(ends, list | tuple) else () if ends is None else (int(ends),)


def _set(how: GenerationConfig, **values: Any) -> GenerationConfig:
    for name, value in values.items():
        setattr(how, name, value)
    return how
