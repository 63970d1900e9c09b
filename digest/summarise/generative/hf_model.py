"""Loads a generating model with transformers, and generates one batch of texts from token ids.

Imports torch and transformers: import this module only when a model is needed. Knows no statements and no key points, and does
not decide which texts share a batch.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from transformers import AutoModelForCausalLM, AutoModelForSeq2SeqLM, LogitsProcessorList, PreTrainedModel
from transformers.cache_utils import Cache

from digest.errors import ModelError
from digest.summarise.device import limit_kernel_cache, native_bfloat16, pick_device, quiet_transformers
from digest.summarise.generative import kv_cache
from digest.summarise.generative.batching import GenerationRequest, OutOfMemory
from digest.summarise.generative.generation_config import LengthBounds, generation_spec
from digest.summarise.generative.tokenizer import ModelTokenizer
from digest.summarise.model_files import ModelKind, read_json

CPU_BATCH_TOKENS = 8192
"""Tokens of a batch on a CPU. More gains nothing: the matrix products are large enough, and the cache of a model of 3 billion
parameters takes 2 GB for as many."""
GPU_MEMORY_SHARE = 0.5
"""The share of the free memory that the first batch on a GPU may take."""
OUT_OF_MEMORY_MESSAGES = ("out of memory", "can't allocate memory", "not enough memory")
"""How allocators word it in a plain RuntimeError."""


class HfModel:
    """A generating model and its tokenizer on one device. Raise ModelError if it cannot be loaded.

    `generated` counts the tokens generated so far.
    """

    def __init__(self, folder: Path, kind: ModelKind, device: str, precision: str = "auto", beams: int | None = None) -> None:
        limit_kernel_cache()
        self._device = pick_device(device)
        self._kind = kind
        config = read_json(folder / "config.json")
        self.tokenizer = _tokenizer(folder, kind)
        family = str(config.get("model_type", ""))
        self._model = _load(folder, kind, _dtype(precision, self._device), family)
        _move(self._model, self._device)
        self.spec = generation_spec(config, self._model.generation_config, kind, self.tokenizer.trained_tokens, beams)
        if not self.spec.eos_ids:
            raise ModelError(f"model {str(folder)!r}: its configuration names no token that ends a text (eos_token_id)")
        # `generate` takes from here whatever a call leaves open.
        self._model.generation_config = self.spec.config
        self._pad_id = self.spec.eos_ids[0] if self.tokenizer.pad_id is None else self.tokenizer.pad_id
        # Layers that keep more than keys and values need the library's own cache.
        self._has_own_cache = set(config.get("layer_types") or ()) <= {"full_attention", "sliding_attention"}
        self.generated = 0

    @property
    def device(self) -> str:
        """The device in use."""
        return str(self._device)

    @property
    def precision(self) -> str:
        """The data type of the weights: "float32", "bfloat16" or "float16"."""
        return str(self._model.dtype).removeprefix("torch.")

    @property
    def batch_budget(self) -> int:
        """The padded tokens that a batch may have at first. Where that is too much, the batcher reduces it."""
        if self._device.type != "cuda":
            return CPU_BATCH_TOKENS
        free, _ = torch.cuda.mem_get_info(self._device)
        return max(CPU_BATCH_TOKENS, int(GPU_MEMORY_SHARE * free / self._bytes_per_token))

    @property
    def _bytes_per_token(self) -> int:
        """Roughly the bytes of cache and activations: keys and values of every layer, and a dozen states of one."""
        config = self._model.config.get_text_config(decoder=True)
        layers, width = int(config.num_hidden_layers), int(config.hidden_size)
        return (2 * layers + 12) * width * int(self._model.dtype.itemsize)

    @torch.inference_mode()
    def generate(self, requests: Sequence[GenerationRequest]) -> list[str]:
        """Return the generated text of each request. Raise OutOfMemory if the memory does not suffice for the batch."""
        try:
            return self._generate(requests)
        except (torch.OutOfMemoryError, MemoryError, RuntimeError) as error:
            if isinstance(error, RuntimeError) and not any(text in str(error).lower() for text in OUT_OF_MEMORY_MESSAGES):
                raise
            out_of_memory = OutOfMemory(_first_line(error))
        # Raised outside of `except`: the traceback of the first error holds the tensors of the attempt.
        if self._device.type == "cuda":
            torch.cuda.empty_cache()
        raise out_of_memory

    def _generate(self, requests: Sequence[GenerationRequest]) -> list[str]:
        ids, mask = self._padded([request.ids for request in requests])
        prompt_tokens = ids.shape[1] if self._kind is ModelKind.CHAT else 1
        max_tokens = max(request.max_tokens for request in requests)
        bounds = LengthBounds(
            [request.min_tokens for request in requests],
            [request.max_tokens for request in requests],
            self.spec.eos_ids,
            beams=self.spec.beams,
            prompt_tokens=prompt_tokens,
        )
        cache = self._cache(len(requests), prompt_tokens + max_tokens)
        with quiet_transformers():
            output = self._model.generate(  # type: ignore[operator]
                input_ids=ids,
                attention_mask=mask,
                generation_config=self.spec.config_for(max_tokens),
                logits_processor=LogitsProcessorList([bounds]),
                **self._global_attention(mask),
                **({} if cache is None else {"past_key_values": cache}),
            )
        answers = output[:, prompt_tokens:]
        self.generated += int((answers != self._pad_id).sum())
        return self.tokenizer.decode(answers)

    def _cache(self, documents: int, capacity: int) -> Cache | None:
        """Our key-value cache where the model can use it, else None."""
        if not self._has_own_cache:
            return None
        return kv_cache.cache_for(
            self.spec.family, is_decoder_only=self._kind is ModelKind.CHAT, documents=documents, capacity=capacity
        )

    def _padded(self, rows: Sequence[Sequence[int]]) -> tuple[torch.Tensor, torch.Tensor]:
        """Token ids and mask, (rows, tokens). A decoder continues at the right end, so its input is padded on the left."""
        longest = max(len(row) for row in rows)
        ids = torch.full((len(rows), longest), self._pad_id)
        mask = torch.zeros((len(rows), longest), dtype=torch.long)
        for number, row in enumerate(rows):
            columns = slice(longest - len(row), None) if self._kind is ModelKind.CHAT else slice(0, len(row))
            ids[number, columns], mask[number, columns] = torch.tensor(row), 1
        return ids.to(self._device), mask.to(self._device)

    def _global_attention(self, mask: torch.Tensor) -> dict[str, torch.Tensor]:
        """For LED: every token attends to the first one, as its authors do for summaries (Beltagy et al. 2020)."""
        if self.spec.family != "led":
            return {}
        first = torch.zeros_like(mask)
        first[:, 0] = 1
        return {"global_attention_mask": first}


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _tokenizer(folder: Path, kind: ModelKind) -> ModelTokenizer:
    tokenizer = ModelTokenizer(folder)
    if kind is ModelKind.CHAT and not tokenizer.has_chat_template:
        raise ModelError(f"model {str(folder)!r}: it has no chat template: the engine chat needs an instruct model")
    return tokenizer


def _dtype(precision: str, device: torch.device) -> torch.dtype:
    if precision != "auto":
        return {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}[precision]
    return torch.bfloat16 if native_bfloat16(str(device)) else torch.float32


def _move(model: torch.nn.Module, device: torch.device) -> None:
    try:
        model.eval().to(device)
    except (torch.OutOfMemoryError, RuntimeError) as error:
        raise ModelError(f"device {str(device)!r}: the model does not fit: {_first_line(error)}") from error


def _load(folder: Path, kind: ModelKind, dtype: torch.dtype, family: str) -> PreTrainedModel:
    kv_cache.register()
    loader = AutoModelForSeq2SeqLM if kind is ModelKind.SEQ2SEQ else AutoModelForCausalLM
    options: dict[str, Any] = {"dtype": dtype, "local_files_only": True, "use_safetensors": True, "trust_remote_code": False}
    if family in kv_cache.SHARED_KEYS:
        options["attn_implementation"] = kv_cache.ATTENTION
    try:
        with quiet_transformers():
            model: PreTrainedModel = loader.from_pretrained(folder, **options)
    except ImportError as error:
        raise ModelError(f"model {str(folder)!r}: needs a package that is not installed: {_first_line(error)}") from error
    except (OSError, ValueError, RuntimeError, KeyError, AttributeError, SafetensorError, MemoryError) as error:
        raise ModelError(f"model {str(folder)!r}: cannot be loaded as {kind}: {_first_line(error)}") from error
    if family in kv_cache.SHARED_KEYS:
        kv_cache.project_documents_once(model)
    return model
