"""Our network of a BERT encoder gives what that of transformers gives, and one document needs nothing of transformers."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from transformers.models.bert.modeling_bert import BertModel

from digest.errors import ModelError
from digest.summarise.extractive.bert_model import load_bert, sizes_from_config
from digest.summarise.extractive.encoder_model import load_network
from digest.summarise.extractive.packaged_model import packaged_model

CONFIG = json.loads((packaged_model() / "config.json").read_text("utf-8"))


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16], ids=str)
@pytest.mark.parametrize("is_padded", [False, True], ids=["all of one length", "padded"])
def test_every_layer_has_the_states_that_transformers_gives(dtype: torch.dtype, *, is_padded: bool) -> None:
    ours = load_bert(packaged_model(), sizes_from_config(CONFIG), dtype).eval()
    theirs = BertModel.from_pretrained(packaged_model(), add_pooling_layer=False, attn_implementation="sdpa", dtype=dtype)
    ids = torch.randint(1000, CONFIG["vocab_size"], (4, 17), generator=torch.Generator().manual_seed(1))
    mask = torch.ones_like(ids)
    if is_padded:
        mask[1, 9:] = mask[3, 2:] = 0
    with torch.inference_mode():
        found = ours(ids, mask if is_padded else None)
        expected = theirs.eval()(input_ids=ids, attention_mask=mask, output_hidden_states=True).hidden_states
    assert len(found) == len(expected) == CONFIG["num_hidden_layers"] + 1
    for mine, other in zip(found, expected, strict=True):
        torch.testing.assert_close(mine[mask.bool()], other[mask.bool()])


def test_weights_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    sizes = sizes_from_config(CONFIG | {"num_hidden_layers": 7})
    with pytest.raises(RuntimeError, match="Missing key"):
        load_bert(packaged_model(), sizes, torch.float32)
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_network(tmp_path, torch.float32)


def test_key_points_by_the_packaged_model_need_neither_transformers_nor_the_compiler_of_torch() -> None:
    program = (
        "import sys; from digest.cli.parser import main; code = main(['summarise', '--device', 'cpu', '-']);"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'transformers', 'scipy', 'sympy'}), file=sys.stderr);"
        "sys.exit(code or any(name in sys.modules for name in ('transformers', 'torch._dynamo')))"
    )
    text = "The ministers met in Berlin on Monday. They agreed to open the border bridge in May. Talks go on."
    done = subprocess.run([sys.executable, "-c", program], input=text, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "bridge" in done.stdout
