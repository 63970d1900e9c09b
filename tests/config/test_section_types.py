"""A section that comes in several types: how a type is chosen, and which mistakes are named."""

from __future__ import annotations

from typing import Annotated, Any

import pytest
from pydantic import BeforeValidator, TypeAdapter, ValidationError

from digest.config.fields import ConfigModel
from digest.config.section_types import TypedSettings, TypesByKey, TypesByValue


class Vehicle(TypedSettings):
    colour: str = ""


class Bicycle(Vehicle):
    type_keys = ("bicycle",)
    bicycle: str
    bell: bool = True
    gears: int = 3


class Lorry(Vehicle):
    type_keys = ("lorry", "truck")
    lorry: str = ""
    truck: str = ""
    tonnes: int = 7


BY_KEY: TypesByKey[Vehicle] = TypesByKey("a vehicle", Bicycle, Lorry, tolerated=frozenset({"bell"}))


class Engine(ConfigModel):
    kind: str = "petrol"


class Petrol(Engine):
    octane: int = 95


class Electric(Engine):
    volts: int = 400


BY_VALUE: TypesByValue[Engine] = TypesByValue("the engine", "kind", {"petrol": Petrol, "electric": Electric})


def vehicle(**value: Any) -> Vehicle:
    """The settings of a vehicle."""
    adapter: TypeAdapter[Vehicle] = TypeAdapter(Annotated[Vehicle, BeforeValidator(BY_KEY.validate)])
    return adapter.validate_python(value)


def engine(**value: Any) -> Engine:
    """The settings of an engine."""
    adapter: TypeAdapter[Engine] = TypeAdapter(Annotated[Engine, BeforeValidator(BY_VALUE.validate)])
    return adapter.validate_python(value)


def problems(error: ValidationError) -> list[tuple[str, str]]:
    """Where each mistake is, and its message."""
    return [(".".join(map(str, problem["loc"])), problem["msg"].removeprefix("Value error, ")) for problem in error.errors()]


def test_the_key_that_only_one_type_has_chooses_it() -> None:
    assert vehicle(bicycle="mine", gears=8) == Bicycle(bicycle="mine", gears=8)
    assert vehicle(truck="ours") == Lorry(truck="ours")


def test_an_empty_key_chooses_nothing() -> None:
    assert vehicle(bicycle="", lorry="ours") == Lorry(lorry="ours")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"colour": "red"}, [("", "a vehicle is one of bicycle or lorry; this one is none of them")]),
        ({"bicycle": "a", "truck": "b"}, [("", "a vehicle is one of bicycle or lorry; this one is bicycle and truck")]),
        ({"bycicle": "a"}, [("bycicle", "Extra inputs are not permitted")]),
        ({"bicycle": "a", "tonnes": 12}, [("", "`tonnes` belongs to a vehicle with `lorry`")]),
        (
            {"bicycle": "a", "gears": "many", "wheels": 2},
            [
                ("gears", "Input should be a valid integer, unable to parse string as an integer"),
                ("wheels", "Extra inputs are not permitted"),
            ],
        ),
    ],
)
def test_a_wrong_combination_is_named(value: dict[str, Any], said: list[tuple[str, str]]) -> None:
    with pytest.raises(ValidationError) as caught:
        vehicle(**value)
    assert problems(caught.value) == said


def test_a_key_of_another_type_without_effect_or_that_is_tolerated_is_ignored() -> None:
    assert vehicle(bicycle="a", tonnes=7, lorry="") == Bicycle(bicycle="a")
    assert vehicle(lorry="b", bell=False) == Lorry(lorry="b")


def test_the_value_of_a_key_chooses_the_type_and_without_it_the_first_is_meant() -> None:
    assert engine() == Petrol()
    assert engine(kind="electric", volts=800) == Electric(kind="electric", volts=800)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ({"kind": "steam"}, [("kind", "Input should be 'petrol' or 'electric'")]),
        ({"volts": 800}, [("", "`volts` belongs to the engine electric")]),
    ],
)
def test_a_wrong_value_is_named(value: dict[str, Any], said: list[tuple[str, str]]) -> None:
    with pytest.raises(ValidationError) as caught:
        engine(**value)
    assert problems(caught.value) == said
