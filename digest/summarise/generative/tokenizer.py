"""Text <-> token ids by a model's own tokenizer. Untrusted text never becomes a special token.

Imports transformers: import this module only when a model is needed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

import torch
from jinja2 import TemplateError
from transformers import AutoTokenizer, PreTrainedTokenizerBase

from digest.errors import ModelError
from digest.summarise.device import quiet_transformers

UNLIMITED = 1_000_000
"""Tokenizers without a limit give a number of 30 digits as their model_max_length."""


class ModelTokenizer:
    """The tokenizer in `folder`. Raise ModelError if it cannot be loaded."""

    def __init__(self, folder: Path) -> None:
        self._tokenizer = _load(folder)

    @property
    def trained_tokens(self) -> int | None:
        """The longest input that the model was trained on, in tokens; None if the tokenizer does not say."""
        longest = self._tokenizer.model_max_length
        return int(longest) if 0 < longest < UNLIMITED else None

    @property
    def pad_id(self) -> int | None:
        """The id that pads rows; None if there is none."""
        pad = self._tokenizer.pad_token_id
        return pad if isinstance(pad, int) else None

    @property
    def has_chat_template(self) -> bool:
        """Whether it can format a conversation, as instruct models need."""
        return bool(self._tokenizer.chat_template)

    def encode(self, text: str) -> tuple[int, ...]:
        """Return the ids of a text, with the special tokens that the model expects around it."""
        return tuple(self._tokenizer(_encodable(text), split_special_tokens=True, verbose=False)["input_ids"])

    def encode_chat(self, messages: Sequence[Mapping[str, str]]) -> tuple[int, ...]:
        """Return the ids of a conversation in the model's chat template. No content can imitate a part of the template."""
        safe = [{**message, "content": self._defused(_encodable(message["content"]))} for message in messages]
        try:
            text = self._apply_template(safe)
        except TemplateError:
            text = self._apply_template(_without_system_role(safe))
        return tuple(self._tokenizer(text, add_special_tokens=False, verbose=False)["input_ids"])

    def decode(self, rows: torch.Tensor) -> list[str]:
        """Return the texts of rows of ids (rows, tokens), without special tokens."""
        return [str(text) for text in self._tokenizer.batch_decode(rows, skip_special_tokens=True)]

    def _apply_template(self, messages: Sequence[Mapping[str, str]]) -> str:
        # `enable_thinking` switches off the reasoning of models that have it; other templates ignore it.
        return str(
            self._tokenizer.apply_chat_template(
                [dict(message) for message in messages], tokenize=False, add_generation_prompt=True, enable_thinking=False
            )
        )

    def _defused(self, text: str) -> str:
        """The text with a space inside everything that would become a special token."""
        for token in self._special_tokens:
            text = text.replace(token, f"{token[0]} {token[1:]}")
        return text

    @cached_property
    def _special_tokens(self) -> tuple[str, ...]:
        """The special and added tokens as text, longest first."""
        known = {*self._tokenizer.all_special_tokens, *self._tokenizer.get_added_vocab()}
        return tuple(
            sorted((token for token in known if len(token) > 1 and token.strip()), key=lambda token: (-len(token), token))
        )


def _load(folder: Path) -> PreTrainedTokenizerBase:
    try:
        with quiet_transformers():
            tokenizer: PreTrainedTokenizerBase = AutoTokenizer.from_pretrained(
                folder, local_files_only=True, trust_remote_code=False
            )
    except ImportError as error:
        raise ModelError(f"model {str(folder)!r}: its tokenizer needs `pip install 'digest[models]'`: {error}") from error
    except Exception as error:  # the tokenizers library raises bare Exceptions
        raise ModelError(f"model {str(folder)!r}: the tokenizer cannot be loaded: {error}") from error
    return tokenizer


def _without_system_role(messages: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """The messages for a template without a system role: the system message precedes the text of the first other one."""
    system = "\n\n".join(message["content"] for message in messages if message["role"] == "system")
    first, *rest = (dict(message) for message in messages if message["role"] != "system")
    return [first | {"content": f"{system}\n\n{first['content']}"}, *rest]


def _encodable(text: str) -> str:
    """The text without lone surrogates, which cannot be tokenised."""
    return text.encode("utf-8", "replace").decode("utf-8")
