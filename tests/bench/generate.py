"""Our batches of written text beside a plain loop of `model.generate` over batches in arrival order: one run, one table.

    python -m tests.bench.generate ARCHIVES [--shape bart-large-cnn] [--statements 200] [--device cpu] [--state FILE]
        [--precision float32] [--ours auto]

Models have the shape of the real ones and random weights, tokenizers are trained on the statements, and every text gets the
same forced length: what is written is nonsense, what it costs is not. Both sides write the same pieces of the same statements
with the same weights and beams, a part of the statements at a time, one after the other: the plain loop in the precision that a
user's `from_pretrained` gives (most are published in float32), ours in the same one, and once more in its own choice unless
--ours names another. What half the precision gives, a user could have, too; the line of the same precision is what our batches
and caches give. The plain loop pads each batch to its longest. Seconds are those of the clock, and on a CPU also those of the
processor, which other work on the machine disturbs less. With --state the parts that are done are kept, and a second call
goes on.
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
from digest.summarise.extractive.mmr import how_many
from digest.summarise.generative.batching import GenerationRequest
from digest.summarise.generative.chat import ChatSummariser
from digest.summarise.generative.generator import GenerationSettings, Generator
from digest.summarise.generative.prompt import ask
from digest.summarise.generative.seq2seq import Seq2SeqSummariser
from digest.summarise.model_files import ModelKind, ModelRef, parameter_count
from digest.text.sentences import sentences_of
from tests.bench.bulk import statements

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
START, PAD, END = 0, 1, 2
CHAT = "{{ bos_token }}{% for m in messages %}{{ m.role }}: {{ m.content }}</s>{% endfor %}assistant:"
VOCABULARY = 16_000
"""Of the trained tokenizers, about 1.3 tokens a word like the real ones; the networks have theirs, as large as published."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A published model: its configuration, its beams, and the tokens that each text gets here."""

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
    """What one part of the statements took on both sides: seconds of the clock and of the processor.

    `same` is ours in the precision of the plain loop.
    """

    statements: int
    texts: int
    tokens: int
    plain: tuple[float, float]
    same: tuple[float, float]
    ours: tuple[float, float]


SIDES = {"plain loop": "plain", "ours, same precision": "same", "ours": "ours"}


def made(shape: Shape, texts: Sequence[str], folder: Path, precision: str) -> Path:
    """The folder of a model of this shape."""
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


def orders_of(writer: Generator, given: Statement, tokens: int) -> list[GenerationRequest]:
    """What our engine would have written of a statement, with forced lengths."""
    if writer.kind is ModelKind.SEQ2SEQ:
        pieces = Seq2SeqSummariser(writer, sentences_of)._reading(given, None).pieces
        ids = [writer.network.tokens.encode(piece) for piece in pieces]
    else:
        parts = ChatSummariser(writer)._parts(given, how_many(given.text))
        ids = [writer.network.tokens.encode_chat(ask(given, part.points, part.rows)) for part in parts]
    return [GenerationRequest(row, tokens, tokens) for row in ids]


def plain_loop(writer: Generator, model: torch.nn.Module, orders: Sequence[GenerationRequest], size: int) -> int:
    """What a user would write: batches of `size` as they come, padded, one `generate` each; the tokens that were written."""
    network, kind, written = writer.network, writer.kind, 0
    for start in range(0, len(orders), size):
        batch = orders[start : start + size]
        ids, mask = network._padded([order.ids for order in batch])
        length = batch[0].most
        answers = model.generate(  # type: ignore[operator]
            input_ids=ids, attention_mask=mask, min_new_tokens=length, max_new_tokens=length, do_sample=False
        )
        begun = ids.shape[1] if kind is ModelKind.CHAT else 1
        written += int((answers[:, begun:] != PAD).sum())
    return written


def ours(writer: Generator, orders: Sequence[GenerationRequest]) -> int:
    """The same by our batches."""
    before = writer.generated
    answers = writer.write(orders)
    assert all(isinstance(answer, str) for answer in answers), answers
    return writer.generated - before


def timed(work: Callable[[], int], device: str) -> tuple[int, tuple[float, float]]:
    """What `work` gives, and its seconds by the clock and by the processor."""
    clock, processor = time.perf_counter(), time.process_time()
    result = work()
    if device.startswith("cuda"):
        torch.cuda.synchronize()
    return result, (time.perf_counter() - clock, time.process_time() - processor)


def measured(
    same: Generator, own: Generator, model: torch.nn.Module, part: Sequence[Statement], shape: Shape, args: argparse.Namespace
) -> Part:
    """Both sides over one part of the statements; `same` has the precision of the plain loop, `own` what is asked for."""
    orders = [order for one in part for order in orders_of(same, one, args.tokens or shape.tokens)]
    plain_tokens, plain = timed(lambda: plain_loop(same, model, orders, args.batch), args.device)
    tokens, in_same = timed(lambda: ours(same, orders), args.device)
    _, in_own = timed(lambda: ours(own, orders), args.device) if own is not same else (tokens, in_same)
    if abs(tokens - plain_tokens) > 0.02 * tokens:
        print(f"note: {plain_tokens} tokens by the plain loop, {tokens} by ours", flush=True)
    return Part(len(part), len(orders), tokens, plain, in_same, in_own)


def table(parts: Sequence[Part]) -> Iterator[str]:
    """Both sides over all parts, and how many times faster ours are."""
    local_model, texts, tokens = (sum(getattr(part, name) for part in parts) for name in ("statements", "texts", "tokens"))
    yield f"{local_model} statements in {texts} pieces, {tokens} tokens"
    for which, clock in enumerate(("clock", "processor")):
        plain = sum(part.plain[which] for part in parts)
        for name, side in SIDES.items():
            seconds = sum(getattr(part, side)[which] for part in parts)
            rates = f"{local_model / seconds:9.3f} statements/s {tokens / seconds:9.1f} tokens/s"
            yield f"{name:21}{clock:10}{seconds:9.1f} s {rates} {plain / seconds:7.2f} times"


def kept(state: Path | None) -> list[Part]:
    """The parts that earlier calls have measured."""
    if state is None or not state.exists():
        return []
    lines = (json.loads(line) for line in state.read_text("utf-8").splitlines())
    return [Part(**line | {side: tuple(line[side]) for side in SIDES.values()}) for line in lines]


def main() -> None:
    """Print the table after every part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archives", type=Path)
    parser.add_argument("--shape", choices=SHAPES, default="bart-large-cnn")
    parser.add_argument("--statements", type=int, default=200, help="taken at equal distances from the first 2000")
    parser.add_argument("--part", type=int, default=64, help="statements at a time: our engines read 64 ahead")
    parser.add_argument("--batch", type=int, default=8, help="of the plain loop")
    parser.add_argument("--tokens", type=int, help="written for every text (else 64, or 128 by the instruct model)")
    parser.add_argument("--precision", choices=("float32", "bfloat16", "float16"), default="float32", help="of the plain loop")
    parser.add_argument("--ours", choices=("auto", "float32", "bfloat16", "float16"), default="auto", help="our precision")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--minutes", type=float, default=600, help="after which no further part is begun")
    parser.add_argument("--state", type=Path)
    args = parser.parse_args()
    shape, began = SHAPES[args.shape](), time.monotonic()
    everything = list(islice(statements(args.archives), 2000))
    given = everything[:: max(1, len(everything) // args.statements)][: args.statements]
    done = kept(args.state)
    with tempfile.TemporaryDirectory() as folder:
        path = made(shape, [one.text for one in given], Path(folder), args.precision)
        gc.collect()
        print(f"{args.shape}: {parameter_count(path) / 1e6:.0f} M parameters, {args.device}", flush=True)
        print(f"plain loop in {args.precision}, ours in {args.ours}", flush=True)
        same, own = (
            Generator(ModelRef(str(path)), shape.kind, GenerationSettings(args.device, as_))
            for as_ in (args.precision, args.ours)
        )
        if same.network.precision == own.network.precision:
            own = same
        loader = AutoModelForSeq2SeqLM if shape.kind is ModelKind.SEQ2SEQ else AutoModelForCausalLM
        model = loader.from_pretrained(path, dtype=getattr(torch, args.precision)).to(args.device).eval()
        model.generation_config.num_beams = shape.beams
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
