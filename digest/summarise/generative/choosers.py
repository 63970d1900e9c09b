"""Sends the prompts of the selector and the rewriter to an instruct model on this machine, or behind a server."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from digest.records import Model
from digest.summarise.generative.api_client import ApiClient, NoAnswerError
from digest.summarise.generative.batching import GenerationFailure, GenerationRequest, GenerationResult
from digest.summarise.generative.generator import Generator
from digest.summarise.generative.prompt import Messages
from digest.summarise.generative.selector import CHOICE, AnswerForm


class ChatChooser:
    """The instruct model of `generator`."""

    def __init__(self, generator: Generator) -> None:
        self._generator = generator

    @property
    def generated(self) -> int:
        """The number of tokens generated so far."""
        return self._generator.generated

    def model(self, settings: str) -> Model:
        """The model, with all settings that change its output. Loads nothing."""
        return self._generator.model(settings)

    def require(self) -> None:
        """Load the model. Raise ModelError if it cannot be loaded, or does not follow instructions."""
        self._generator.hf_model.tokenizer.encode_chat([{"role": "user", "content": ""}])

    def send(self, prompts: Sequence[Messages], form: AnswerForm = CHOICE) -> list[GenerationResult]:
        """One answer for each prompt, in order. A prompt that does not fit into the model is a failure."""
        encode = self._generator.hf_model.tokenizer.encode_chat
        requests = [GenerationRequest(encode(messages), 1, form.tokens) for messages in prompts]
        limit = self._generator.input_tokens - form.tokens
        results = iter(self._generator.generate([request for request in requests if len(request.ids) <= limit]))
        too_long = GenerationFailure(f"its best sentences do not fit into {limit} tokens")
        return [next(results) if len(request.ids) <= limit else too_long for request in requests]


class ServerChooser:
    """The model `name` of a server, with `workers` requests at a time."""

    generated = 0

    def __init__(self, client: ApiClient, name: str, workers: int = 4) -> None:
        self._client, self._name, self._workers = client, name, workers

    def model(self, settings: str) -> Model:
        """The model by its name on the server; its revision is the server's address."""
        return Model(self._name, self._client.endpoint.url, "server", settings)

    def require(self) -> None:
        """Read the key of the server. Raise ConfigError if it cannot be read."""
        self._client.endpoint.key()

    def send(self, prompts: Sequence[Messages], form: AnswerForm = CHOICE) -> list[GenerationResult]:
        """One answer for each prompt, in order. Raise ModelError if the server cannot be reached or refuses every question."""
        with ThreadPoolExecutor(self._workers) as pool:
            return list(pool.map(partial(self._complete, form), prompts))

    def _complete(self, form: AnswerForm, messages: Messages) -> GenerationResult:
        schema = {"name": form.name, "strict": True, "schema": form.schema}
        try:
            return self._client.complete(
                {
                    "model": self._name,
                    "messages": messages,
                    "temperature": 0,
                    "max_tokens": form.tokens,
                    "response_format": {"type": "json_schema", "json_schema": schema},
                }
            )
        except NoAnswerError as error:
            return GenerationFailure(str(error))
