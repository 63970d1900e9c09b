"""Text <-> token ids, as a model's own tokenizer has it. What strangers wrote never becomes a special token.

Imports transformers: import it only when a model is needed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

import torch
from jinja2 import TemplateError
from transformers import AutoTokenizer, PreTrainedTokenizerBase

from digest.errors import ModelError
from digest.summarise.extractive.encoder_model import quiet


class Tokens:
    """The tokenizer in `folder`. Raise ModelError if it cannot be loaded."""

    def __init__(self, folder: Path) -> None:
        self._tokenizer = _load(folder)

    @property
    def taught(self) -> int | None:
        """The longest text that the model was taught to read, if the tokenizer says it."""
        longest = self._tokenizer.model_max_length
        return int(longest) if 0 < longest < 1_000_000 else None

    @property
    def pad(self) -> int | None:
        """The id that fills up rows; None if there is none."""
        pad = self._tokenizer.pad_token_id
        return pad if isinstance(pad, int) else None

    @property
    def can_chat(self) -> bool:
        """Whether it knows the form in which its model takes questions."""
        return bool(self._tokenizer.chat_template)

    def encode(self, text: str) -> tuple[int, ...]:
        """The ids of a text, with those that begin and end one."""
        return tuple(self._tokenizer(_readable(text), split_special_tokens=True, verbose=False)["input_ids"])

    def encode_chat(self, messages: Sequence[Mapping[str, str]]) -> tuple[int, ...]:
        """The ids of a question in the model's own form; nothing in it can pass for a part of that form."""
        safe = [{**message, "content": self._defused(_readable(message["content"]))} for message in messages]
        try:
            text = self._in_form(safe)
        except TemplateError:
            text = self._in_form(_without_system(safe))
        return tuple(self._tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"])

    def decode(self, rows: torch.Tensor) -> list[str]:
        """The texts of rows of ids (b, t), special tokens left out."""
        return [str(text) for text in self._tokenizer.batch_decode(rows, skip_special_tokens=True)]

    def _in_form(self, messages: Sequence[Mapping[str, str]]) -> str:
        # Models that think aloud are asked not to; templates of others do not look at it.
        return str(
            self._tokenizer.apply_chat_template(
                [dict(message) for message in messages], tokenize=False, add_generation_prompt=True, enable_thinking=False
            )
        )

    def _defused(self, text: str) -> str:
        for mark in self._marks:
            text = text.replace(mark, f"{mark[0]} {mark[1:]}")
        return text

    @cached_property
    def _marks(self) -> tuple[str, ...]:
        """Words that the tokenizer takes for more than text, the longest first."""
        known = {*self._tokenizer.all_special_tokens, *self._tokenizer.get_added_vocab()}
        return tuple(sorted((mark for mark in known if len(mark) > 1 and mark.strip()), key=lambda mark: (-len(mark), mark)))


def _load(folder: Path) -> PreTrainedTokenizerBase:
    try:
        with quiet():
            tokenizer: PreTrainedTokenizerBase = AutoTokenizer.from_pretrained(
                folder, local_files_only=True, trust_remote_code=False
            )
    except ImportError as error:
        raise ModelError(f"model {str(folder)!r}: its tokenizer needs `pip install 'digest[models]'`: {error}") from error
    except Exception as error:  # the tokenizers library raises bare Exceptions
        raise ModelError(f"model {str(folder)!r}: the tokenizer cannot be loaded: {error}") from error
    return tokenizer


def _without_system(messages: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """The same for a form that knows no system message: it stands before the first of the others."""
    system = "\n\n".join(message["content"] for message in messages if message["role"] == "system")
    first, *rest = (dict(message) for message in messages if message["role"] != "system")
    return [first | {"content": f"{system}\n\n{first['content']}"}, *rest]


def _readable(text: str) -> str:
    """Lone surrogates cannot be tokenised."""
    return text.encode("utf-8", "replace").decode("utf-8")
