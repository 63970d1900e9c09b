"""A new type of source, engine or delivery needs its settings class and one builder: nothing else may list the types."""

from __future__ import annotations

from digest import app
from digest.builders.generative_builders import GENERATIVE_ENGINES
from digest.cli.parser import parser
from digest.config.delivery_settings import DELIVERY_TYPES
from digest.config.source_settings import SOURCE_TYPES
from digest.config.summarise_settings import ENGINE_TYPES, ExtractiveSettings, LocalModelSettings
from digest.records import Format


def test_each_type_has_its_builder() -> None:
    assert set(app.SOURCES) == set(SOURCE_TYPES.types)
    assert {ExtractiveSettings, *GENERATIVE_ENGINES} == set(ENGINE_TYPES.types)
    assert set(app.CHANNELS) == set(DELIVERY_TYPES.types)
    assert set(app.RENDERERS) == set(Format)


def test_the_command_line_offers_each_engine_with_a_model_on_this_machine_and_each_format() -> None:
    (commands,) = (action.choices for action in parser()._actions if action.dest == "command")
    assert isinstance(commands, dict)
    choices = {
        (name, option): action.choices
        for name in commands
        for action in commands[name]._actions
        for option in action.option_strings
    }
    local = [name for name, engine in ENGINE_TYPES.by_value.items() if issubclass(engine, LocalModelSettings)]
    assert list(choices["summarise", "--engine"]) == local
    assert list(choices["preview", "--format"]) == list(Format)
