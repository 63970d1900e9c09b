"""Key-value cache of a decoder: keys and values are stored once for each document, in tensors allocated in advance.

The cache of transformers copies its whole content at every token: it grows by concatenation, and beam search gathers the
document's keys for every beam although all beams of a document attend to the same keys. The output is the same, up to rounding.
`StaticCache` of transformers does not help: attention over it covers the whole capacity, and it copies when beams are
reordered.
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
SHARED_KEYS = frozenset({"bart", "mbart", "pegasus", "t5", "mt5"})
"""Families whose attention accepts fewer rows of keys than of queries, through `attend`: the beams of a document share its
keys. The tests compare each with plain `generate`."""
REPEATED_KEYS = frozenset({"led"})
"""Families with their own attention code: every beam has a copy of the document's keys, which is never gathered."""

Pair = tuple[torch.Tensor, torch.Tensor]


def register() -> None:
    """Register `attend` with transformers under the name `ATTENTION`."""
    AttentionInterface.register(ATTENTION, attend)
    AttentionMaskInterface.register(ATTENTION, sdpa_mask)


def project_documents_once(model: PreTrainedModel) -> None:
    """Make beam search pass each document to the decoder once, so that its keys and values are not computed for every beam.

    For the families of SHARED_KEYS. Replaces a private method of the library; a test counts the rows that are projected.
    """
    expand: Callable[..., tuple[Any, dict[str, Any]]] = model._expand_inputs_for_generation  # type: ignore[assignment]

    def expand_all_but_documents(*args: Any, **kwargs: Any) -> tuple[Any, dict[str, Any]]:
        documents = {name: kwargs.pop(name) for name in ("encoder_outputs", "attention_mask") if name in kwargs}
        ids, expanded = expand(*args, **kwargs | {"is_encoder_decoder": False})
        return ids, expanded | documents

    model._expand_inputs_for_generation = expand_all_but_documents  # type: ignore[assignment]


def cache_for(family: str, *, is_decoder_only: bool, documents: int, capacity: int) -> Cache | None:
    """Return an empty cache for a batch of `documents` and `capacity` tokens a row (of a decoder-only model: prompt included).

    None for encoder-decoder families on which this cache has not been tested: they use the library's own.
    """
    generated = _cache(partial(PreallocatedLayer, capacity))
    if is_decoder_only:
        return generated
    if family not in SHARED_KEYS | REPEATED_KEYS:
        return None
    return EncoderDecoderCache(generated, _cache(partial(DocumentLayer, documents if family in SHARED_KEYS else None)))


def _cache(layer: Callable[[], DynamicLayer]) -> Cache:
    return Cache(layer_class_to_replicate=layer)  # type: ignore[arg-type]  # any callable that returns a layer works


class DocumentLayer(DynamicLayer):  # type: ignore[no-untyped-call]
    """Keys and values of the documents, (rows, heads, tokens, width): one row for each of `documents`.

    With None for `documents` it keeps as many rows as it is given. Neighbouring rows are the beams of one document, and equal.
    """

    def __init__(self, documents: int | None) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._documents = documents

    def update(self, key_states: torch.Tensor, value_states: torch.Tensor, *_args: Any, **_kwargs: Any) -> Pair:
        """Store the keys and values, one row a document, and return them."""
        self.dtype, self.device, self.is_initialized = key_states.dtype, key_states.device, True
        beams = len(key_states) // (self._documents or len(key_states))
        keys, values = (states[::beams].contiguous() for states in (key_states, value_states))
        self.keys, self.values = keys, values
        return keys, values

    def reorder_cache(self, beam_idx: torch.Tensor) -> None:
        """Do nothing: beams are reordered within a document only, and all of its rows are equal."""


class PreallocatedLayer(DynamicLayer):  # type: ignore[no-untyped-call]
    """Keys and values of the tokens so far, (rows, heads, tokens, width), in tensors allocated for `capacity` tokens."""

    def __init__(self, capacity: int) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._capacity = capacity
        self._buffers: Pair | None = None
        self._spare: Pair | None = None

    def update(self, key_states: torch.Tensor, value_states: torch.Tensor, *_args: Any, **_kwargs: Any) -> Pair:
        """Append the keys and values of the new tokens, and return those of all tokens."""
        used, end = self.get_seq_length(), self.get_seq_length() + key_states.shape[-2]
        if self._buffers is None or end > self._buffers[0].shape[-2]:
            self._grow(key_states, value_states, max(end, self._capacity))
        assert self._buffers is not None
        self._buffers[0][:, :, used:end] = key_states
        self._buffers[1][:, :, used:end] = value_states
        return self._expose(end)

    def reorder_cache(self, beam_idx: torch.Tensor) -> None:
        """Gather the rows `beam_idx` into the spare buffers, then swap the two pairs of buffers."""
        if self._buffers is None or torch.equal(beam_idx, torch.arange(len(beam_idx), device=beam_idx.device)):
            return
        end = self.get_seq_length()
        spare = self._spare or (torch.empty_like(self._buffers[0]), torch.empty_like(self._buffers[1]))
        for old, new in zip(self._buffers, spare, strict=True):
            torch.index_select(old[:, :, :end], 0, beam_idx, out=new[:, :, :end])
        self._buffers, self._spare = spare, self._buffers
        self._expose(end)

    def _grow(self, keys: torch.Tensor, values: torch.Tensor, capacity: int) -> None:
        before, end = self._buffers, self.get_seq_length()
        self.dtype, self.device, self.is_initialized = keys.dtype, keys.device, True
        self._buffers = (_allocate(keys, capacity), _allocate(values, capacity))
        self._spare = None
        if before is not None:
            for old, new in zip(before, self._buffers, strict=True):
                new[:, :, :end] = old[:, :, :end]

    def _expose(self, end: int) -> Pair:
        """Publish the first `end` tokens as `keys` and `values`, the attributes that transformers reads."""
        assert self._buffers is not None
        keys, values = (states[:, :, :end] for states in self._buffers)
        self.keys, self.values = keys, values
        return keys, values


def _allocate(states: torch.Tensor, capacity: int) -> torch.Tensor:
    return states.new_empty((*states.shape[:2], capacity, states.shape[3]))


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

    The queries of all beams of a document are then multiplied with its keys in one product. Returns (b * beams, q, heads, d).
    """
    rows, heads, length, width = query.shape
    documents = key.shape[0]
    if rows == documents:
        return sdpa_attention_forward(module, query, key, value, attention_mask, position_bias=position_bias, **kwargs)
    beams = rows // documents
    grouped = query.view(documents, beams, heads, length, width).transpose(1, 2).reshape(documents, heads, -1, width)
    attended, _ = sdpa_attention_forward(
        module,
        grouped,
        key,
        value,
        _per_document(attention_mask, documents, beams, length),
        position_bias=_per_document(position_bias, documents, beams, length),
        **kwargs | {"is_causal": False},
    )
    return attended.reshape(rows, length, heads, width), None


def _per_document(mask: torch.Tensor | None, documents: int, beams: int, length: int) -> torch.Tensor | None:
    """The mask (b * beams or b or 1, 1 or heads, q, s) of each document's first beam, repeated for all its beams."""
    if mask is None:
        return None
    first = mask[::beams] if mask.shape[0] > documents else mask
    return first if length == 1 else first.repeat(1, 1, beams, 1)
