"""Sections of the configuration that come in several types, such as a source that is a feed, an index page or files.

Chooses the settings class of such a section, and explains which keys do not go together. Knows none of the classes.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from pydantic import ValidationError, ValidationInfo

from digest.config.fields import ConfigModel, keys_of


class TypedSettings(ConfigModel):
    """A section that is recognised by one of its `type_keys`, which no other type of the section has."""

    type_keys: ClassVar[tuple[str, ...]] = ()


S = TypeVar("S", bound=ConfigModel)
T = TypeVar("T", bound=TypedSettings)


class SectionTypes(ABC, Generic[S]):
    """The settings classes of one section. `noun` names the section in messages, such as "a source".

    A key of another type is an error, unless it is `tolerated` or has no effect (it is empty, or has its default): then it is
    ignored, so that one changed key can be enough to switch a section to another type.
    """

    def __init__(self, noun: str, types: Sequence[type[S]], tolerated: frozenset[str]) -> None:
        self.noun = noun
        self.types = tuple(types)
        self._tolerated = tolerated

    @abstractmethod
    def choose(self, value: Mapping[str, Any]) -> type[S]:
        """The settings class for `value`. Raise ValueError if it does not say which type it is."""

    @abstractmethod
    def label(self, settings_type: type[S]) -> str:
        """How messages name a type."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all types."""
        return tuple(dict.fromkeys(key for known in self.types for key in keys_of(known)))

    def validate(self, value: object, info: ValidationInfo) -> object:
        """`value` as settings of its type, for pydantic's BeforeValidator. pydantic itself rejects what is not a mapping."""
        if not isinstance(value, dict):
            return value
        try:
            chosen = self.choose(value)
        except ValueError:
            self._check_spelling(value)
            raise
        own = keys_of(chosen)
        keys = set(self.keys)
        foreign = [key for key in value if key in keys and key not in own]
        settings = chosen.model_validate(
            {key: content for key, content in value.items() if key not in foreign}, context=info.context
        )
        for key in foreign:
            if key not in self._tolerated and self._has_effect(key, value[key]):
                owners = " or ".join(self.label(known) for known in self.types if key in keys_of(known))
                raise ValueError(f"`{key}` belongs to {self.noun} {owners}")
        return settings

    def _check_spelling(self, value: Mapping[str, Any]) -> None:
        """Raise ValidationError for keys that no type has: one of them can be the misspelt key that says the type."""
        unknown = [key for key in value if key not in self.keys]
        if unknown:
            raise ValidationError.from_exception_data(
                self.noun, [{"type": "extra_forbidden", "loc": (key,), "input": value[key]} for key in unknown]
            )

    def _has_effect(self, key: str, content: object) -> bool:
        defaults = [known.model_fields[key].default for known in self.types if key in known.model_fields]
        return bool(content) and content not in defaults


class TypesByKey(SectionTypes[T]):
    """Types that are recognised by a key of their own."""

    def __init__(self, noun: str, *types: type[T], tolerated: frozenset[str] = frozenset()) -> None:
        super().__init__(noun, types, tolerated)

    def choose(self, value: Mapping[str, Any]) -> type[T]:
        """The class that has a value for one of its type keys."""
        found = [known for known in self.types if any(value.get(key) for key in known.type_keys)]
        if len(found) != 1:
            *others, last = (known.type_keys[0] for known in self.types)
            given = " and ".join(key for known in found for key in known.type_keys if value.get(key))
            raise ValueError(f"{self.noun} is one of {', '.join(others)} or {last}; this one is {given or 'none of them'}")
        return found[0]

    def label(self, settings_type: type[T]) -> str:
        """How messages and the key table name the type: by its key."""
        return f"with `{settings_type.type_keys[0]}`"

    @property
    def type_keys(self) -> frozenset[str]:
        """The keys that say which type a section is."""
        return frozenset(key for known in self.types for key in known.type_keys)


class TypesByValue(SectionTypes[S]):
    """Types that are recognised by the value of `key`; without it, the first one is meant."""

    def __init__(self, noun: str, key: str, types: Mapping[str, type[S]], tolerated: frozenset[str] = frozenset()) -> None:
        super().__init__(noun, tuple(types.values()), tolerated)
        self.key = key
        self.by_value = dict(types)

    def choose(self, value: Mapping[str, Any]) -> type[S]:
        """The class for the value of the key."""
        name = value.get(self.key, next(iter(self.by_value)))
        if name not in self.by_value:
            *others, last = (repr(known) for known in self.by_value)
            context = {"expected": f"{', '.join(others)} or {last}"}
            raise ValidationError.from_exception_data(
                self.noun, [{"type": "literal_error", "loc": (self.key,), "input": name, "ctx": context}]
            )
        return self.by_value[name]

    def label(self, settings_type: type[S]) -> str:
        """How messages and the key table name the type: by its value."""
        """How messages and the key table name the type: by its value."""
        return next(name for name, known in self.by_value.items() if known is settings_type)
