"""What a decoder keeps between two tokens: keys and values held once a document, in room that was reserved beforehand.

The library's own cache copies everything it holds at every token: it grows by concatenation, and a beam search gathers the
keys of the document for every beam although all beams of a document read the same. Answers are the same, up to rounding.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import torch
from transformers import AttentionInterface, PreTrainedModel
from transformers.cache_utils import Cache, DynamicLayer, EncoderDecoderCache
from transformers.integrations.sdpa_attention import sdpa_attention_forward
from transformers.masking_utils import AttentionMaskInterface, sdpa_mask

ATTENTION = "sdpa_once_a_document"
READ_ONCE = frozenset({"bart", "mbart", "pegasus", "t5", "mt5"})
"""Families whose attention takes keys of fewer rows than queries, through `attend`; the tests hold each against `generate`."""
KEPT_ONCE = frozenset({"led"})
"""Families with an attention of their own: the document's keys are there for every beam, but never gathered."""

Pair = tuple[torch.Tensor, torch.Tensor]


def register() -> None:
    """Make `attend` known to transformers under the name `ATTENTION`."""
    AttentionInterface.register(ATTENTION, attend)
    AttentionMaskInterface.register(ATTENTION, sdpa_mask)


def project_once(model: PreTrainedModel) -> None:
    """Have beam search hand the decoder each document once: else it calculates its keys and values anew for every beam.

    For the families of READ_ONCE. The name of the method is the library's own; a test counts the rows that are projected.
    """
    expand: Callable[..., tuple[Any, dict[str, Any]]] = model._expand_inputs_for_generation  # type: ignore[assignment]

    def expand_all_but_documents(*args: Any, **kwargs: Any) -> tuple[Any, dict[str, Any]]:
        documents = {name: kwargs.pop(name) for name in ("encoder_outputs", "attention_mask") if name in kwargs}
        ids, more = expand(*args, **kwargs | {"is_encoder_decoder": False})
        return ids, more | documents

    model._expand_inputs_for_generation = expand_all_but_documents  # type: ignore[assignment]


def cache_for(family: str, *, is_decoder_only: bool, documents: int, room: int) -> Cache | None:
    """An empty cache for one batch of documents that writes at most `room` tokens (with the prompt, where it is part of them).

    None for families whose attention this was not tried on: they get the library's own.
    """
    own = _cache(partial(ReservedLayer, room))
    if is_decoder_only:
        return own
    if family not in READ_ONCE | KEPT_ONCE:
        return None
    return EncoderDecoderCache(own, _cache(partial(DocumentLayer, documents if family in READ_ONCE else None)))


def _cache(layer: Callable[[], DynamicLayer]) -> Cache:
    return Cache(layer_class_to_replicate=layer)  # type: ignore[arg-type]  # any callable that makes a layer will do


class DocumentLayer(DynamicLayer):  # type: ignore[no-untyped-call]
    """Keys and values of the documents, a row for each of `documents` (else as many as are given): (b, heads, s, d).

    The neighbouring rows that are the beams of one document read the same.
    """

    def __init__(self, documents: int | None) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._documents = documents

    def update(self, key_states: torch.Tensor, value_states: torch.Tensor, *_more: Any, **_named: Any) -> Pair:
        """Keep every document once."""
        self.dtype, self.device, self.is_initialized = key_states.dtype, key_states.device, True
        each = len(key_states) // (self._documents or len(key_states))
        keys, values = (states[::each].contiguous() for states in (key_states, value_states))
        self.keys, self.values = keys, values
        return keys, values

    def reorder_cache(self, beam_idx: torch.Tensor) -> None:
        """Beams change their places within a document only, so there is nothing to do."""


class ReservedLayer(DynamicLayer):  # type: ignore[no-untyped-call]
    """Keys and values of what was written so far, (rows, heads, t, d), in tensors with room for `room` tokens."""

    def __init__(self, room: int) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._room = room
        self._held: Pair | None = None
        self._spare: Pair | None = None

    def update(self, key_states: torch.Tensor, value_states: torch.Tensor, *_more: Any, **_named: Any) -> Pair:
        """Put the new tokens behind those that are there."""
        used, end = self.get_seq_length(), self.get_seq_length() + key_states.shape[-2]
        if self._held is None or end > self._held[0].shape[-2]:
            self._grow(key_states, value_states, max(end, self._room))
        assert self._held is not None
        self._held[0][:, :, used:end] = key_states
        self._held[1][:, :, used:end] = value_states
        return self._show(end)

    def reorder_cache(self, beam_idx: torch.Tensor) -> None:
        """Gather the rows into the spare tensors, which take the place of the others."""
        if self._held is None or torch.equal(beam_idx, torch.arange(len(beam_idx), device=beam_idx.device)):
            return
        end = self.get_seq_length()
        spare = self._spare or (torch.empty_like(self._held[0]), torch.empty_like(self._held[1]))
        for old, new in zip(self._held, spare, strict=True):
            torch.index_select(old[:, :, :end], 0, beam_idx, out=new[:, :, :end])
        self._held, self._spare = spare, self._held
        self._show(end)

    def _grow(self, keys: torch.Tensor, values: torch.Tensor, room: int) -> None:
        before, end = self._held, self.get_seq_length()
        self.dtype, self.device, self.is_initialized = keys.dtype, keys.device, True
        self._held = (_room_for(keys, room), _room_for(values, room))
        self._spare = None
        if before is not None:
            for old, new in zip(before, self._held, strict=True):
                new[:, :, :end] = old[:, :, :end]

    def _show(self, end: int) -> Pair:
        assert self._held is not None
        keys, values = (states[:, :, :end] for states in self._held)
        self.keys, self.values = keys, values
        return keys, values


def _room_for(states: torch.Tensor, room: int) -> torch.Tensor:
    return states.new_empty((*states.shape[:2], room, states.shape[3]))


def attend(
    module: torch.nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    position_bias: torch.Tensor | None = None,
    **kwargs: Any,
) -> tuple[torch.Tensor, None]:
    """Scaled dot product attention where `query` (b * beams, heads, q, d) may have more rows than `key` (b, heads, s, d).

    The rows of a document then read its keys in one product. Gives (b * beams, q, heads, d).
    """
    rows, heads, length, width = query.shape
    documents = key.shape[0]
    if rows == documents:
        return sdpa_attention_forward(module, query, key, value, attention_mask, position_bias=position_bias, **kwargs)
    beams = rows // documents
    together = query.view(documents, beams, heads, length, width).transpose(1, 2).reshape(documents, heads, -1, width)
    attended, _ = sdpa_attention_forward(
        module,
        together,
        key,
        value,
        _of_documents(attention_mask, documents, beams, length),
        position_bias=_of_documents(position_bias, documents, beams, length),
        **kwargs | {"is_causal": False},
    )
    return attended.reshape(rows, length, heads, width), None


def _of_documents(mask: torch.Tensor | None, documents: int, beams: int, length: int) -> torch.Tensor | None:
    """The mask (b * beams or b or 1, 1 or heads, q, s) of every first beam, for the queries of all of them."""
    if mask is None:
        return None
    once = mask[::beams] if mask.shape[0] > documents else mask
    return once if length == 1 else once.repeat(1, 1, beams, 1)
