"""Loads a model that writes, and writes a batch of token ids with it.

Imports torch and transformers: import it only when a model is needed. It knows nothing of statements or points; which texts
share a batch is not decided here.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors import SafetensorError
from transformers import AutoModelForCausalLM, AutoModelForSeq2SeqLM, LogitsProcessorList, PreTrainedModel

from digest.errors import ModelError
from digest.summarise.device import native_bfloat16
from digest.summarise.extractive.encoder_model import keep_few_kernels, pick_device, quiet
from digest.summarise.generative import kv_cache
from digest.summarise.generative.batching import GenerationRequest, OutOfMemory
from digest.summarise.generative.generation_config import manner
from digest.summarise.generative.lengths import Lengths
from digest.summarise.generative.tokenizer import Tokens
from digest.summarise.model_files import ModelKind, read_json

CPU_BUDGET = 8192
"""On CPUs more gains nothing: the products are large enough, and the cache of a 3 B model takes 2 GB for as many."""
SHARE_OF_MEMORY = 0.5
NO_MEMORY = ("out of memory", "can't allocate memory", "not enough memory")


class HfModel:
    """A model that writes, with its tokenizer, on one device. Raise ModelError if it cannot be loaded.

    `generated` counts the tokens that it has written.
    """

    def __init__(self, folder: Path, kind: ModelKind, device: str, precision: str = "auto", beams: int | None = None) -> None:
        keep_few_kernels()
        self._device = pick_device(device)
        self._kind = kind
        config = read_json(folder / "config.json")
        self.tokens = Tokens(folder)
        if kind is ModelKind.CHAT and not self.tokens.can_chat:
            raise ModelError(f"model {str(folder)!r}: it has no chat template: the engine chat needs an instruct model")
        family = str(config.get("model_type", ""))
        self._model = _load(folder, kind, _dtype(precision, self._device), family)
        _made_ready(self._model, self._device)
        self.manner = manner(config, self._model.generation_config, kind, self.tokens.taught, beams)
        self._model.generation_config = self.manner.how  # what a call leaves open is taken from here
        if not self.manner.ends:
            raise ModelError(f"model {str(folder)!r}: its configuration names no token that ends a text (eos_token_id)")
        self._pad = self.manner.ends[0] if self.tokens.pad is None else self.tokens.pad
        # Layers that keep more than keys and values get the library's own cache.
        self._own_cache = set(config.get("layer_types") or ()) <= {"full_attention", "sliding_attention"}
        self.generated = 0

    @property
    def device(self) -> str:
        """The device in use."""
        return str(self._device)

    @property
    def precision(self) -> str:
        """In what it calculates: "float32", "bfloat16" or "float16"."""
        return str(self._model.dtype).removeprefix("torch.")

    @property
    def budget(self) -> int:
        """How many padded tokens a batch may have at first; where that is too much, batches become smaller."""
        if self._device.type != "cuda":
            return CPU_BUDGET
        free, _ = torch.cuda.mem_get_info(self._device)
        return max(CPU_BUDGET, int(SHARE_OF_MEMORY * free / self._bytes_a_token))

    @property
    def _bytes_a_token(self) -> int:
        """Of cache and activations, roughly: the keys and values of every layer, and a dozen states of one."""
        config = self._model.config.get_text_config(decoder=True)
        layers, width = int(config.num_hidden_layers), int(config.hidden_size)
        return (2 * layers + 12) * width * int(self._model.dtype.itemsize)

    @torch.inference_mode()
    def write(self, orders: Sequence[GenerationRequest]) -> list[str]:
        """What the model writes for each order. Raise OutOfMemory if there is no memory for all of them together."""
        try:
            return self._write(orders)
        except (torch.OutOfMemoryError, MemoryError, RuntimeError) as error:
            if isinstance(error, RuntimeError) and not any(sign in str(error).lower() for sign in NO_MEMORY):
                raise
            short = OutOfMemory(_first_line(error))
        # Only here are the tensors of the attempt gone, which the traceback held.
        if self._device.type == "cuda":
            torch.cuda.empty_cache()
        raise short

    def _write(self, orders: Sequence[GenerationRequest]) -> list[str]:
        ids, mask = self._padded([order.ids for order in orders])
        only_decoder, most = self._kind is ModelKind.CHAT, max(order.most for order in orders)
        begun = ids.shape[1] if only_decoder else 1
        ends = Lengths(
            [order.least for order in orders],
            [order.most for order in orders],
            self.manner.ends,
            beams=self.manner.beams,
            begun=begun,
        )
        more = self._global(mask)
        if self._own_cache:
            more["past_key_values"] = kv_cache.cache_for(
                self.manner.family, is_decoder_only=only_decoder, documents=len(orders), room=begun + most
            )
        with quiet():
            written = self._model.generate(  # type: ignore[operator]
                input_ids=ids,
                attention_mask=mask,
                generation_config=self.manner.up_to(most),
                logits_processor=LogitsProcessorList([ends]),
                **{name: value for name, value in more.items() if value is not None},
            )
        answers = written[:, begun:]
        self.generated += int((answers != self._pad).sum())
        return self.tokens.decode(answers)

    def _padded(self, rows: Sequence[Sequence[int]]) -> tuple[torch.Tensor, torch.Tensor]:
        """Token ids and mask (b, t); a decoder goes on from the right, so what it reads is padded on the left."""
        longest = max(len(row) for row in rows)
        ids = torch.full((len(rows), longest), self._pad)
        mask = torch.zeros((len(rows), longest), dtype=torch.long)
        for place, row in enumerate(rows):
            where = slice(longest - len(row), None) if self._kind is ModelKind.CHAT else slice(0, len(row))
            ids[place, where], mask[place, where] = torch.tensor(row), 1
        return ids.to(self._device), mask.to(self._device)

    def _global(self, mask: torch.Tensor) -> dict[str, object]:
        """For LED: every token sees the first one, as its authors have it for summaries (Beltagy et al. 2020)."""
        if self.manner.family != "led":
            return {}
        first = torch.zeros_like(mask)
        first[:, 0] = 1
        return {"global_attention_mask": first}


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _dtype(precision: str, device: torch.device) -> torch.dtype:
    if precision != "auto":
        return {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}[precision]
    return torch.bfloat16 if native_bfloat16(str(device)) else torch.float32


def _made_ready(model: torch.nn.Module, device: torch.device) -> None:
    try:
        model.eval().to(device)
    except (torch.OutOfMemoryError, RuntimeError) as error:
        raise ModelError(f"device {str(device)!r}: the model does not fit: {_first_line(error)}") from error


def _load(folder: Path, kind: ModelKind, dtype: torch.dtype, family: str) -> PreTrainedModel:
    kv_cache.register()
    loader = AutoModelForSeq2SeqLM if kind is ModelKind.SEQ2SEQ else AutoModelForCausalLM
    attention = {"attn_implementation": kv_cache.ATTENTION} if family in kv_cache.READ_ONCE else {}
    try:
        with quiet():
            model: PreTrainedModel = loader.from_pretrained(
                folder, dtype=dtype, local_files_only=True, use_safetensors=True, trust_remote_code=False, **attention
            )
    except ImportError as error:
        raise ModelError(f"model {str(folder)!r}: needs a package that is not here: {_first_line(error)}") from error
    except (OSError, ValueError, RuntimeError, KeyError, AttributeError, SafetensorError, MemoryError) as error:
        raise ModelError(f"model {str(folder)!r}: cannot be loaded as {kind}: {_first_line(error)}") from error
    if family in kv_cache.READ_ONCE:
        kv_cache.project_once(model)
    return model
