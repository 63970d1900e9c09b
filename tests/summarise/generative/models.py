"""Tiny models of the real families with random weights, and tokenizers trained on the statements of the tests.

They generate nonsense; tests ask for its properties: order, length, reproducibility, coverage.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers
from transformers import (
    BartConfig,
    BartForConditionalGeneration,
    LEDConfig,
    LEDForConditionalGeneration,
    LlamaConfig,
    LlamaForCausalLM,
    PegasusConfig,
    PegasusForConditionalGeneration,
    PreTrainedModel,
    PreTrainedTokenizerFast,
    T5Config,
    T5ForConditionalGeneration,
)

SAMPLE = Path(__file__).parents[3] / "config" / "sample"
PAD, START, END, UNKNOWN = "<pad>", "<s>", "</s>", "<unk>"
CHAT = (
    "{{ bos_token }}{% for message in messages %}<|{{ message.role }}|>{{ message.content }}</s>{% endfor %}"
    "{% if add_generation_prompt %}<|assistant|>{% endif %}"
)
WITHOUT_SYSTEM = "{% if messages[0].role == 'system' %}{{ raise_exception('no system role') }}{% endif %}" + CHAT
VOCABULARY = 480


def tokenizer(longest: int, *, decoder: bool = False, template: str = "") -> PreTrainedTokenizerFast:
    """A byte-level tokenizer trained on the sample. Without `decoder`, it ends every text with </s>."""
    bare = Tokenizer(models.BPE(unk_token=UNKNOWN))
    bare.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    bare.decoder = decoders.ByteLevel()
    special = [PAD, START, END, UNKNOWN, *(["<|system|>", "<|user|>", "<|assistant|>"] if decoder else [])]
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=VOCABULARY, special_tokens=special, initial_alphabet=alphabet, show_progress=False)
    bare.train_from_iterator([path.read_text("utf-8") for path in sorted(SAMPLE.rglob("*.md"))], trainer)
    if not decoder:
        bare.post_processor = processors.TemplateProcessing(single=f"$A {END}", special_tokens=[(END, 2)])
    whole = PreTrainedTokenizerFast(
        tokenizer_object=bare,
        model_max_length=longest,
        pad_token=PAD,
        bos_token=START,
        eos_token=END,
        unk_token=UNKNOWN,
        extra_special_tokens=special[4:],
    )
    if template:
        whole.chat_template = template
    return whole


COMMON = {"pad_token_id": 0, "bos_token_id": 1, "eos_token_id": 2, "vocab_size": VOCABULARY}
BART_LIKE = {
    **COMMON,
    "d_model": 32,
    "encoder_layers": 2,
    "decoder_layers": 2,
    "encoder_attention_heads": 4,
    "decoder_attention_heads": 4,
    "encoder_ffn_dim": 64,
    "decoder_ffn_dim": 64,
    "decoder_start_token_id": 2,
}
SUMMARY = {"num_beams": 3, "min_length": 6, "max_length": 24, "no_repeat_ngram_size": 3, "length_penalty": 2.0}


def bart() -> PreTrainedModel:
    return _with_beam_search(BartForConditionalGeneration(BartConfig(max_position_embeddings=160, **BART_LIKE)))


def pegasus() -> PreTrainedModel:
    return _with_beam_search(
        PegasusForConditionalGeneration(PegasusConfig(max_position_embeddings=160, forced_eos_token_id=2, **BART_LIKE))
    )


def led() -> PreTrainedModel:
    config = LEDConfig(
        max_encoder_position_embeddings=2048, max_decoder_position_embeddings=160, attention_window=16, **BART_LIKE
    )
    return _with_beam_search(LEDForConditionalGeneration(config))


def t5() -> PreTrainedModel:
    task = {"summarization": {"prefix": "summarize: ", "num_beams": 2, "max_length": 22, "min_length": 4}}
    config = T5Config(
        d_model=32, d_kv=8, d_ff=64, num_layers=2, num_heads=4, n_positions=160, decoder_start_token_id=0, **COMMON
    )
    config.task_specific_params = task
    return T5ForConditionalGeneration(config)


def llama() -> PreTrainedModel:
    config = LlamaConfig(
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=2048,
        **COMMON,
    )
    return LlamaForCausalLM(config)


def _with_beam_search(model: PreTrainedModel) -> PreTrainedModel:
    for name, value in SUMMARY.items():
        setattr(model.generation_config, name, value)
    return model


FAMILIES: dict[str, Callable[[], PreTrainedModel]] = {"bart": bart, "pegasus": pegasus, "t5": t5, "led": led}


def saved(folder: Path, family: str, *, template: str = CHAT, licence: str = "apache-2.0") -> Path:
    """Save a model of the family to a folder like those of the hub, and return the folder."""
    torch.manual_seed(7)
    model = llama() if family == "llama" else FAMILIES[family]()
    for weights in model.parameters():
        torch.nn.init.normal_(weights, std=0.4)
    model.save_pretrained(folder)
    longest = {"led": 2048, "llama": 2048}.get(family, 160)
    tokenizer(longest, decoder=family == "llama", template=template if family == "llama" else "").save_pretrained(folder)
    (folder / "README.md").write_text(f"---\nlicense: {licence}\n---\n# tiny {family}\n", "utf-8")
    assert json.loads((folder / "config.json").read_text("utf-8"))["architectures"]
    return folder
