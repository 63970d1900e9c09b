"""The only importer of torch and transformers for the encoder: loads weights, picks a device, runs batches of token ids.

Import it only when a model is needed. It knows nothing of sentences, statements or the order of a batch.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from safetensors import SafetensorError
from transformers.utils import logging as transformers_logging

from digest.errors import ModelError

# How many shapes of a batch a processor's kernels are kept for. torch keeps 1,024, and nearly every statement brings shapes of
# its own: after 20 days a service has 1,442 MiB with them, 655 without (tests/bench/soak.py). One pass of the encoder needs
# five; encoding 150 statements was no slower with 16 or 32.
KEPT_KERNELS = 32


class Network:
    """An encoder with its weights on one device. Raise ModelError if the device is absent or the weights do not fit."""

    def __init__(self, path: Path, device: str, *, bfloat16: bool = False) -> None:
        keep_few_kernels()
        self._device = pick_device(device)
        self._model = load_model(path, torch.bfloat16 if bfloat16 else torch.float32).to(self._device).eval()
        self.width: int = json.loads((path / "config.json").read_text("utf-8"))["hidden_size"]

    @property
    def device(self) -> str:
        """The device in use: "cpu", "cuda", "cuda:1", "mps"."""
        return str(self._device)

    @torch.inference_mode()
    def forward(self, pieces: Sequence[Sequence[int]]) -> npt.NDArray[np.float32]:
        """The mean of the token states of each piece of token ids, in the middle and at the end of the network.

        (b, 2, width) float32, not normalised. The middle is the layer two thirds up: the fourth of six.
        """
        longest = max(len(piece) for piece in pieces)
        ids = torch.tensor([[*piece, *[0] * (longest - len(piece))] for piece in pieces])  # (b, t)
        sizes = torch.tensor([len(piece) for piece in pieces])  # (b,)
        mask = (torch.arange(longest) < sizes[:, None]).long()  # (b, t)
        ids, mask = ids.to(self._device), mask.to(self._device)
        # Without padding there is nothing to mask, and attention without a mask is faster.
        padded = mask if int(sizes.min()) < longest else None
        states = self._model(input_ids=ids, attention_mask=padded, output_hidden_states=True).hidden_states
        means = [_mean(states[layer], padded) for layer in (2 * (len(states) - 1) // 3, -1)]
        result: npt.NDArray[np.float32] = torch.stack(means, dim=1).cpu().numpy()
        return result


def _mean(states: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
    """The mean of the states (b, t, width) where the mask (b, t) is 1: (b, width) float32."""
    if mask is None:
        return states.mean(1, dtype=torch.float32)
    sums = (states * mask[:, :, None].to(states.dtype)).sum(1, dtype=torch.float32)
    return sums / mask.sum(1)[:, None]


def keep_few_kernels() -> None:
    """Have torch keep the kernels of the last few shapes only. To be called before the process runs its first network; what
    the environment says on it stays."""
    for cache in ("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "LRU_CACHE_CAPACITY"):
        os.environ.setdefault(cache, str(KEPT_KERNELS))


def pick_device(wanted: str) -> torch.device:
    """The device called `wanted`, or for "auto" the first of cuda, mps and cpu that is there.

    Raise ModelError if a device that was asked for by name is absent.
    """
    if wanted == "auto":
        return torch.device(next(name for name in ("cuda", "mps", "cpu") if is_there(name)))
    try:
        device = torch.device(wanted)
    except RuntimeError as error:
        raise ModelError(f"device {wanted!r}: torch knows no such device") from error
    if not is_there(device.type) or (device.type == "cuda" and (device.index or 0) >= torch.cuda.device_count()):
        raise ModelError(f"device {wanted!r}: not on this machine")
    return device


def is_there(kind: str) -> bool:
    """Whether this machine has a device of this kind."""
    if kind == "cuda":
        return torch.cuda.is_available()
    return kind == "cpu" or (kind == "mps" and torch.backends.mps.is_available())


def load_model(path: Path, dtype: torch.dtype) -> torch.nn.Module:
    """The encoder in `path`, from safetensors only and without any network. Raise ModelError if it cannot be loaded."""
    try:
        kind = json.loads((path / "config.json").read_text("utf-8")).get("model_type")
        with quiet():
            return _load_bert(path, dtype) if kind == "bert" else _load_other(path, dtype)
    except (OSError, ValueError, RuntimeError, KeyError, SafetensorError) as error:
        raise ModelError(f"model {str(path)!r}: cannot be loaded: {error}") from error


def _load_bert(path: Path, dtype: torch.dtype) -> torch.nn.Module:
    # The model's own module: the Auto classes of `transformers` take seconds more to import.
    from transformers.models.bert.modeling_bert import BertModel

    model: torch.nn.Module = BertModel.from_pretrained(
        path, add_pooling_layer=False, attn_implementation="sdpa", dtype=dtype, local_files_only=True, use_safetensors=True
    )
    return model


def _load_other(path: Path, dtype: torch.dtype) -> torch.nn.Module:
    from transformers import AutoModel

    model: torch.nn.Module = AutoModel.from_pretrained(
        path, dtype=dtype, local_files_only=True, use_safetensors=True, trust_remote_code=False
    )
    return model


@contextmanager
def quiet() -> Iterator[None]:
    """Keep transformers from reporting on stderr that the weights it does not need (the pooler) were left out."""
    level = transformers_logging.get_verbosity()
    transformers_logging.set_verbosity(logging.ERROR)
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        transformers_logging.set_verbosity(level)
