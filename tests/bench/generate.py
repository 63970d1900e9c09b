"""Compares the speed of our batched generation with a plain loop of `model.generate` over batches in arrival order.

A program, not a test.

    python -m tests.bench.generate ARCHIVES [--shape bart-large-cnn] [--statements 200] [--device cpu] [--state FILE]
        [--precision float32] [--ours auto]

Models have the shape of published ones and random weights, tokenizers are trained on the statements, and every text gets the
same forced length: the output is nonsense, its cost is real. Both sides generate from the same chunks of the same statements
with the same weights and beams, a part of the statements at a time, one after the other. The plain loop has the precision of a
user's `from_pretrained` (most weights are published in float32). Ours runs in the same precision, and once more in the one of
--ours (default: its own choice). A user could choose half the precision, too, so the line of the same precision shows what our
batches and caches gain. The plain loop pads each batch to its longest text. Seconds are those of the clock and of the
processor; the latter depend less on other work of the machine. With --state the finished parts are stored, and a second call
continues.
"""

from __future__ import annotations

import argparse
import gc
import json
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers
from transformers import (
    AutoModelForCausalLM,
    AutoModelForSeq2SeqLM,
    BartConfig,
    LlamaConfig,
    PegasusConfig,
    PreTrainedConfig,
    PreTrainedTokenizerFast,
)

from digest.records import Statement
from digest.summarise.extractive.mmr import point_count
from digest.summarise.generative.batching import GenerationRequest
from digest.summarise.generative.chat import ChatSummariser
from digest.summarise.generative.generator import GenerationSettings, Generator
from digest.summarise.generative.seq2seq import Seq2SeqSummariser
from digest.summarise.model_files import ModelKind, ModelRef, parameter_count
from digest.text.sentences import sentences_of
from tests.bench.bulk import statements

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
START, PAD, END = 0, 1, 2
CHAT = "{{ bos_token }}{% for m in messages %}{{ m.role }}: {{ m.content }}</s>{% endfor %}assistant:"
VOCABULARY = 16_000
"""Of the trained tokenizers: about 1.3 tokens a word, like the published ones. The models have the published size."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A published model: its configuration, kind and beams, and the tokens that are generated for each text here."""

    config: PreTrainedConfig
    kind: ModelKind
    beams: int
    tokens: int


def bart(decoder_layers: int) -> Shape:
    """facebook/bart-large-cnn (12 decoder layers) and sshleifer/distilbart-cnn-12-6 (6), by their config.json."""
    config = BartConfig(
        vocab_size=50_264, decoder_layers=decoder_layers, bos_token_id=START, pad_token_id=PAD, eos_token_id=END
    )
    return Shape(config, ModelKind.SEQ2SEQ, 4, 64)


def pegasus() -> Shape:
    """google/pegasus-large, by its config.json."""
    ids = {"pad_token_id": PAD, "eos_token_id": END, "decoder_start_token_id": PAD, "forced_eos_token_id": END}
    config = PegasusConfig(
        vocab_size=96_103,
        d_model=1024,
        encoder_layers=16,
        decoder_layers=16,
        encoder_ffn_dim=4096,
        decoder_ffn_dim=4096,
        encoder_attention_heads=16,
        decoder_attention_heads=16,
        max_position_embeddings=1024,
        scale_embedding=True,
        **ids,
    )
    return Shape(config, ModelKind.SEQ2SEQ, 8, 64)


def instruct() -> Shape:
    """meta-llama/Llama-3.2-1B-Instruct, by its config.json."""
    config = LlamaConfig(
        vocab_size=128_256,
        hidden_size=2048,
        intermediate_size=8192,
        num_hidden_layers=16,
        num_attention_heads=32,
        num_key_value_heads=8,
        head_dim=64,
        max_position_embeddings=131_072,
        tie_word_embeddings=True,
        bos_token_id=START,
        pad_token_id=PAD,
        eos_token_id=END,
    )
    return Shape(config, ModelKind.CHAT, 1, 128)


SHAPES: dict[str, Callable[[], Shape]] = {
    "bart-large-cnn": lambda: bart(12),
    "distilbart-cnn-12-6": lambda: bart(6),
    "pegasus-large": pegasus,
    "instruct-1b": instruct,
}


@dataclass(frozen=True, slots=True)
class Part:
    """The seconds (clock, processor) for one part of the statements. `same` is ours in the precision of the plain loop."""

    statements: int
    texts: int
    tokens: int
    plain: tuple[float, float]
    same: tuple[float, float]
    ours: tuple[float, float]


SIDES = {"plain loop": "plain", "ours, same precision": "same", "ours": "ours"}


def save_model(shape: Shape, texts: Sequence[str], folder: Path, precision: str) -> Path:
    """Save a model of this shape with random weights, and return its folder."""
    torch.manual_seed(1)
    loader = AutoModelForSeq2SeqLM if shape.kind is ModelKind.SEQ2SEQ else AutoModelForCausalLM
    model = loader.from_config(shape.config, dtype=getattr(torch, precision))
    model.generation_config.num_beams = shape.beams
    model.save_pretrained(folder)
    _tokenizer(texts, shape).save_pretrained(folder)
    return folder


def _tokenizer(texts: Sequence[str], shape: Shape) -> PreTrainedTokenizerFast:
    bare = Tokenizer(models.BPE(unk_token=SPECIAL[3]))
    bare.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    bare.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    bare.train_from_iterator(
        texts,
        trainers.BpeTrainer(
            vocab_size=VOCABULARY, special_tokens=list(SPECIAL), initial_alphabet=alphabet, show_progress=False
        ),
    )
    if shape.kind is ModelKind.SEQ2SEQ:
        bare.post_processor = processors.TemplateProcessing(single=f"$A {SPECIAL[2]}", special_tokens=[(SPECIAL[2], END)])
    whole = PreTrainedTokenizerFast(
        tokenizer_object=bare,
        bos_token=SPECIAL[0],
        pad_token=SPECIAL[1],
        eos_token=SPECIAL[2],
        unk_token=SPECIAL[3],
        model_max_length=shape.config.max_position_embeddings,
    )
    if shape.kind is ModelKind.CHAT:
        whole.chat_template = CHAT
    return whole


def requests_for(generator: Generator, given: Statement, tokens: int) -> list[GenerationRequest]:
    """The requests of our engine for a statement, with forced lengths."""
    tokenizer = generator.hf_model.tokenizer
    if generator.kind is ModelKind.SEQ2SEQ:
        ids = [tokenizer.encode(chunk) for chunk in Seq2SeqSummariser(generator, sentences_of).plan(given, None).chunks]
    else:
        plan = ChatSummariser(generator).plan(given, point_count(given.text))
        ids = [tokenizer.encode_chat(question.messages) for question in plan.questions]
    return [GenerationRequest(row, tokens, tokens) for row in ids]


def plain_loop(generator: Generator, model: torch.nn.Module, requests: Sequence[GenerationRequest], size: int) -> int:
    """What a user would write: padded batches of `size` in arrival order. Returns the number of generated tokens."""
    generated = 0
    for start in range(0, len(requests), size):
        batch = requests[start : start + size]
        ids, mask = generator.hf_model._padded([request.ids for request in batch])
        length = batch[0].max_tokens
        answers = model.generate(  # type: ignore[operator]
            input_ids=ids, attention_mask=mask, min_new_tokens=length, max_new_tokens=length, do_sample=False
        )
        prompt_tokens = ids.shape[1] if generator.kind is ModelKind.CHAT else 1
        generated += int((answers[:, prompt_tokens:] != PAD).sum())
    return generated


def ours(generator: Generator, requests: Sequence[GenerationRequest]) -> int:
    """The same with our batches. Returns the number of generated tokens."""
    before = generator.generated
    results = generator.generate(requests)
    assert all(isinstance(result, str) for result in results), results
    return generator.generated - before


def timed(work: Callable[[], int], device: str) -> tuple[int, tuple[float, float]]:
    """The result of `work`, and its seconds by the clock and by the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    result = work()
    if device.startswith("cuda"):
        torch.cuda.synchronize()
    return result, (time.perf_counter() - clock, time.process_time() - processor)


def measured(
    same: Generator, own: Generator, model: torch.nn.Module, part: Sequence[Statement], shape: Shape, args: argparse.Namespace
) -> Part:
    """Both sides over one part of the statements; `same` has the precision of the plain loop, `own` the one of --ours."""
    requests = [request for one in part for request in requests_for(same, one, args.tokens or shape.tokens)]
    plain_tokens, plain = timed(lambda: plain_loop(same, model, requests, args.batch), args.device)
    tokens, in_same = timed(lambda: ours(same, requests), args.device)
    _, in_own = timed(lambda: ours(own, requests), args.device) if own is not same else (tokens, in_same)
    if abs(tokens - plain_tokens) > 0.02 * tokens:
        print(f"note: {plain_tokens} tokens by the plain loop, {tokens} by ours", flush=True)
    return Part(len(part), len(requests), tokens, plain, in_same, in_own)


def table(parts: Sequence[Part]) -> Iterator[str]:
    """Both sides over all parts, and how many times faster ours is."""
    statements_done, chunks, tokens = (sum(getattr(part, name) for part in parts) for name in ("statements", "texts", "tokens"))
    yield f"{statements_done} statements in {chunks} chunks, {tokens} tokens"
    for which, clock in enumerate(("clock", "processor")):
        plain = sum(part.plain[which] for part in parts)
        for name, side in SIDES.items():
            seconds = sum(getattr(part, side)[which] for part in parts)
            rates = f"{statements_done / seconds:9.3f} statements/s {tokens / seconds:9.1f} tokens/s"
            yield f"{name:21}{clock:10}{seconds:9.1f} s {rates} {plain / seconds:7.2f} times"


def stored(state: Path | None) -> list[Part]:
    """The parts that earlier calls have measured."""
    if state is None or not state.exists():
        return []
    lines = (json.loads(line) for line in state.read_text("utf-8").splitlines())
    return [Part(**line | {side: tuple(line[side]) for side in SIDES.values()}) for line in lines]


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archives", type=Path)
    parser.add_argument("--shape", choices=SHAPES, default="bart-large-cnn")
    parser.add_argument("--statements", type=int, default=200, help="taken at equal distances from the first 2000")
    parser.add_argument("--part", type=int, default=64, help="statements at a time: our engines read 64 ahead")
    parser.add_argument("--batch", type=int, default=8, help="of the plain loop")
    parser.add_argument("--tokens", type=int, help="generated for every text (default: 64; 128 for the instruct model)")
    parser.add_argument("--precision", choices=("float32", "bfloat16", "float16"), default="float32", help="of the plain loop")
    parser.add_argument("--ours", choices=("auto", "float32", "bfloat16", "float16"), default="auto", help="our precision")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--minutes", type=float, default=600, help="no further part starts after this time")
    parser.add_argument("--state", type=Path)
    return parser.parse_args()


def generators(path: Path, shape: Shape, args: argparse.Namespace) -> tuple[Generator, Generator]:
    """Our generator in the precision of the plain loop and in the one of --ours; one generator if these are the same."""
    settings = [GenerationSettings(args.device, precision) for precision in (args.precision, args.ours)]
    same, own = (Generator(ModelRef(str(path)), shape.kind, each) for each in settings)
    return same, same if same.hf_model.precision == own.hf_model.precision else own


def plain_model(path: Path, shape: Shape, args: argparse.Namespace) -> torch.nn.Module:
    """The model as a user's `from_pretrained` loads it."""
    loader = AutoModelForSeq2SeqLM if shape.kind is ModelKind.SEQ2SEQ else AutoModelForCausalLM
    model: torch.nn.Module = loader.from_pretrained(path, dtype=getattr(torch, args.precision)).to(args.device).eval()
    model.generation_config.num_beams = shape.beams  # type: ignore[union-attr]
    return model


def main() -> None:
    """Print the table after every part."""
    args, began = arguments(), time.monotonic()
    shape = SHAPES[args.shape]()
    everything = list(islice(statements(args.archives), 2000))
    given = everything[:: max(1, len(everything) // args.statements)][: args.statements]
    done = stored(args.state)
    with tempfile.TemporaryDirectory() as folder:
        path = save_model(shape, [one.text for one in given], Path(folder), args.precision)
        gc.collect()
        print(f"{args.shape}: {parameter_count(path) / 1e6:.0f} M parameters, {args.device}", flush=True)
        print(f"plain loop in {args.precision}, ours in {args.ours}", flush=True)
        same, own = generators(path, shape, args)
        model = plain_model(path, shape, args)
        for start in range(sum(part.statements for part in done), len(given), args.part):
            if time.monotonic() - began > 60 * args.minutes:
                break
            done.append(measured(same, own, model, given[start : start + args.part], shape, args))
            if args.state:
                with args.state.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(asdict(done[-1])) + "\n")
            print("\n".join(table(done)), flush=True)


if __name__ == "__main__":
    main()
