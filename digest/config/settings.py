"""digest.yaml and sources.yaml -> frozen settings. Says what is wrong by file, line and nearest known key, before any work.

Opens files, and reads no environment but what a password names (`secret.py`). Builds nothing: `app.py` turns settings into
the things they describe. pydantic is imported here, in `section.py`, `engine.py` and `rules.py` only.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from datetime import time
from difflib import get_close_matches
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError, model_validator

from digest.config.fields import ConfigModel, Credential, Web
from digest.config.recipients import readers_in
from digest.config.summarise_settings import SummariseSettings
from digest.errors import ConfigError
from digest.net.urls import shown
from digest.records import Format, Profile, StatementType, SubscriptionFilter
from digest.schedule import CatchUp, Every, Rhythm
from digest.secrets import Secret, read_secret
from digest.yaml_loader import YamlFile

KINDS = ("feed", "page", "files")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SUFFIXES = {".md": Format.MARKDOWN, ".html": Format.HTML, ".htm": Format.HTML, ".txt": Format.TEXT, ".eml": Format.EMAIL}


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"no such time zone: {value!r} (IANA names, such as Europe/Brussels)") from error
    return value


def _clock(value: object) -> object:
    # YAML 1.1 reads an unquoted 10:30 as the number 630, in base 60.
    if isinstance(value, int):
        value = f"{value // 60}:{value % 60:02}"
    if isinstance(value, str) and not re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", value):
        raise ValueError(f"{value!r} is not a time of day (such as 06:30)")
    return time.fromisoformat(value.zfill(5)) if isinstance(value, str) else value


def _slug(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?", value):
        raise ValueError(f"{value!r} is not a name: use a-z, 0-9 and -, at most 64 characters")
    return value


def _address(value: str) -> str:
    if not re.fullmatch(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+", value):
        raise ValueError(f"{value!r} is not a mail address")
    return value


def _network(value: object) -> object:
    try:
        return ip_network(str(value))
    except ValueError as error:
        raise ValueError(f"{value!r} is no network (such as 10.0.0.0/8, or 127.0.0.1)") from error


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Text = Annotated[str, Field(min_length=1, max_length=200)]
Zone = Annotated[str, AfterValidator(_zone)]
Clock = Annotated[time, BeforeValidator(_clock)]
Listed = Annotated[tuple[Text, ...], BeforeValidator(_listed)]
Slug = Annotated[str, AfterValidator(_slug)]
Network = Annotated[IPv4Network | IPv6Network, BeforeValidator(_network)]
Address = Annotated[str, AfterValidator(_address)]


class SourceSettings(ConfigModel):
    """A source: `use` takes a known one by name, and every other key overrides what is known of it."""

    use: str = ""
    name: str = ""
    title: str = ""
    feed: Web = ""
    page: Web = ""
    files: str = ""
    links: str = ""
    body: str = ""
    prune: tuple[str, ...] = ()
    timezone: Zone = "UTC"
    language: str = ""
    issuer: str = ""
    browser: bool = False
    learn: bool = True
    note: str = ""

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        kinds = [kind for kind in KINDS if getattr(self, kind)]
        if len(kinds) != 1:
            raise ValueError(f"a source is one of feed, page or files; this one is {' and '.join(kinds) or 'none of them'}")
        if self.page and not self.links:
            raise ValueError("a page needs `links`: the CSS selector of the links to statements")
        return self

    @property
    def folder_and_pattern(self) -> tuple[str, str]:
        """The glob of `files` as its fixed folder and the pattern below it: "a/**/*.html" is "a" and "**/*.html"."""
        parts = Path(self.files).parts
        fixed = next((n for n, part in enumerate(parts) if any(c in part for c in "*?[")), len(parts) - 1)
        return str(Path(*parts[:fixed])) if fixed else ".", str(Path(*parts[fixed:]))

    @property
    def profile(self) -> Profile:
        """What helps to clean what the source publishes."""
        return Profile(self.body, self.prune, self.timezone, self.language, self.issuer)


class ReaderSettings(ConfigModel):
    """A recipient, and what they ask for of each edition: all, where nothing is said."""

    to: Address
    sources: Listed = ()
    types: Annotated[tuple[StatementType, ...], BeforeValidator(_listed)] = ()
    keywords: Listed = ()

    @property
    def subscription(self) -> SubscriptionFilter:
        """What the reader asks for."""
        return SubscriptionFilter(self.sources, self.types, self.keywords)


def _readers(value: object) -> object:
    listed = [value] if isinstance(value, str | dict) else value
    return [{"to": one} if isinstance(one, str) else one for one in listed] if isinstance(listed, list) else listed


class DeliverSettings(ConfigModel):
    """One way to hand an edition out: a file (`{day}` stands for the slot) or mail to one or more recipients.

    `readers` is a file with more recipients, CSV or YAML, which `load_settings` adds to `email`.
    """

    file: str = ""
    format: Format | None = None
    email: Annotated[tuple[ReaderSettings, ...], BeforeValidator(_readers)] = ()
    readers: str = ""

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if bool(self.file) == bool(self.email):
            raise ValueError("a delivery is either a file or an email (or a file of readers)")
        if self.email and self.format not in (None, Format.EMAIL):
            raise ValueError("mail is always sent in the format email")
        if self.file and "{day}" not in self.file:
            raise ValueError("the name of the file must hold {day}, or every edition would replace the one before")
        if self.file and self.format is None and Path(self.file).suffix not in SUFFIXES:
            raise ValueError(f"what format is {self.file!r}? Name it .md, .html, .txt or .eml, or set `format`")
        return self

    @property
    def written_as(self) -> Format:
        """The format, by name or by the file's suffix."""
        return self.format or (Format.EMAIL if self.email else SUFFIXES[Path(self.file).suffix])


class DigestSettings(ConfigModel):
    """A digest: who gets what, when. `sources` are names; all, if none is named."""

    title: str = "Statements"
    at: Clock = time(6)
    timezone: Zone = "UTC"
    every: Every = Every.DAY
    weekday: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] = "monday"
    catch_up: CatchUp = CatchUp.ONE
    empty: Literal["skip", "send"] = "skip"
    sources: tuple[str, ...] = ()
    deliver: tuple[DeliverSettings, ...] = Field(min_length=1)

    @property
    def rhythm(self) -> Rhythm:
        """When the digest appears."""
        return Rhythm(self.at, ZoneInfo(self.timezone), self.every, WEEKDAYS.index(self.weekday), self.catch_up)


class Login(ConfigModel):
    """A user name and where its password stands: in an environment variable, a file or a systemd credential, never in the
    configuration."""

    username: str = ""
    password_env: str = ""
    password_file: Path | None = None
    password_credential: Credential = ""

    @model_validator(mode="after")
    def _one_password(self) -> Self:
        places = sum(map(bool, (self.password_env, self.password_file, self.password_credential)))
        if places > 1:
            raise ValueError("one of password_env, password_file and password_credential, not several")
        if self.username and not places:
            raise ValueError("a username needs password_env, password_file or password_credential")
        return self

    def password(self, root: Path) -> Secret:
        """The password, read now; empty if the server wants none. Raise ConfigError if it cannot be read."""
        file = root / self.password_file if self.password_file else None
        return read_secret("mail: password", variable=self.password_env, file=file, credential=self.password_credential)


class ProbeSettings(Login):
    """Where a trace of every message is kept: the log of the local Postfix, or a mailbox that gets a copy (`copy_to`)."""

    log: Path | None = None
    imap: str = ""
    port: int = Field(default=993, ge=1, le=65535)
    folder: str = "INBOX"
    copy_to: Address | Literal[""] = ""

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if bool(self.log) == bool(self.imap):
            raise ValueError("a probe looks either into a log or into a mailbox (imap)")
        if self.imap and not (self.copy_to and self.username):
            raise ValueError("a mailbox needs copy_to, the address at which it gets the copies, and a username")
        return self


class DkimSettings(ConfigModel):
    """The key that signs messages: its PEM file, and the selector under which the DNS has its public half."""

    selector: str = Field(pattern=r"^[A-Za-z0-9]([A-Za-z0-9.-]{0,62})$")
    key_file: Path
    domain: str = ""


class MailSettings(Login):
    """The mail server, what to do in doubt, and how readers leave."""

    host: str
    port: int = Field(default=587, ge=1, le=65535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    sender: Address = Field(alias="from")
    name: str = "digest"
    timeout: float = Field(default=60, gt=0, le=3600)
    ca_file: Path | None = None
    on_uncertain: Literal["resend", "hold", "probe"] = "resend"
    probe: ProbeSettings | None = None
    unsubscribe_mailto: Address | Literal[""] = ""
    unsubscribe_url: str = ""
    unsubscribe_file: Path | None = None
    dkim: DkimSettings | None = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if (self.on_uncertain == "probe") != (self.probe is not None):
            raise ValueError("`on_uncertain: probe` and the section `probe` go together")
        if self.unsubscribe_url and not re.fullmatch(r"https://[^\s]*\{token\}[^\s]*", self.unsubscribe_url):
            raise ValueError("unsubscribe_url must begin with https:// and hold {token} (RFC 8058)")
        return self


class FetchSettings(ConfigModel):
    """Manners and limits towards the sources; `deadline` and `pause` in seconds."""

    deadline: float = Field(default=30, gt=0, le=600)
    pause: float = Field(default=1, ge=0, le=60)
    megabytes: int = Field(default=10, ge=1, le=100)
    workers: int = Field(default=8, ge=1, le=64)
    robots: bool = True
    recheck_days: int = Field(default=7, ge=0, le=60)
    user_agent: str = ""
    allow_private: Annotated[tuple[Network, ...], BeforeValidator(_listed)] = ()


class Settings(ConfigModel):
    """The whole of digest.yaml. Relative paths are relative to the folder that holds it."""

    store: Path = Path("var/digest.db")
    poll: int = Field(default=60, ge=5, le=60, description="minutes between two rounds of `digest serve`")
    sources: tuple[SourceSettings, ...] = Field(min_length=1)
    digests: Mapping[Slug, DigestSettings] = Field(min_length=1)
    summarise: SummariseSettings = SummariseSettings()
    mail: MailSettings | None = None
    fetch: FetchSettings = FetchSettings()
    root: Path = Field(default=Path(), exclude=True)

    def resolve(self, path: Path | str) -> Path:
        """`path` as seen from the folder of the configuration."""
        # For a reader "config/../out" is "out"; Path.resolve() would follow links, which delivering must see.
        return Path(os.path.abspath(self.root / path))  # noqa: PTH100


def shipped(name: str) -> Path:
    """The path of a file of knowledge that comes with the program: sources.yaml or boilerplate.yaml."""
    packaged = Path(__file__).parents[1] / "shipped" / name
    return packaged if packaged.exists() else Path(__file__).parents[2] / "config" / name


def load_settings(path: Path) -> Settings:
    """The settings of the file `path`. Raise ConfigError that names the file, the line, what is wrong and the nearest key."""
    document = YamlFile.read(path)
    if not isinstance(document.value, dict):
        raise ConfigError(f"{path}: not a configuration: expected keys such as sources and digests")
    value = {**document.value, "root": path.parent}
    if "sources" not in document.value:
        found = next((key for key in map(str, document.value) if get_close_matches(key, ["sources"], 1, 0.7)), "")
        raise ConfigError(f"{path}: 'sources' is missing{f'; did you mean it by {found!r}?' if found else ''}")
    sources = document.listed("sources")
    known = known_sources() if any(isinstance(source, dict) and source.get("use") for source in sources) else {}
    value["sources"] = [_known(document, n, source, known) for n, source in enumerate(sources)]
    _add_readers(path, value.get("digests"))
    try:
        settings = Settings.model_validate(value)
    except ValidationError as error:
        raise ConfigError("\n".join(_sentences(document, error))) from error
    problems = [f"{path}:{document.line(place)}: {problem}" for place, problem in _strangers(settings)]
    if problems:
        raise ConfigError("\n".join(problems))
    return settings


def _add_readers(path: Path, digests: Any) -> None:
    """Put the readers of each file that a delivery names beside those that it lists itself."""
    deliveries = (
        [digest.get("deliver") for digest in digests.values() if isinstance(digest, dict)] if isinstance(digests, dict) else []
    )
    for delivery in (one for listed in deliveries if isinstance(listed, list) for one in listed if isinstance(one, dict)):
        if isinstance(name := delivery.get("readers"), str) and name:
            listed = _readers(delivery.get("email") or [])
            if isinstance(listed, list):
                delivery["email"] = [*listed, *_read_readers(path.parent / name)]


def _read_readers(path: Path) -> list[ReaderSettings]:
    """Raise ConfigError that names the line if one is no reader, or if there is none."""
    found: list[ReaderSettings] = []
    for line, reader in readers_in(path):
        try:
            found.append(ReaderSettings.model_validate(reader))
        except ValidationError as error:
            problem = error.errors(include_url=False)[0]
            key = ".".join(str(part) for part in problem["loc"])
            raise ConfigError(f"{path}:{line}: {key}: {problem['msg'].removeprefix('Value error, ')}") from error
    if not found:
        raise ConfigError(f"{path}: there is no reader in it")
    return found


def known_sources(path: Path | None = None) -> Mapping[str, SourceSettings]:
    """The sources that are known by name, in the order of the file (sources.yaml, unless another is given)."""
    document = YamlFile.read(path or shipped("sources.yaml"))
    try:
        return {name: SourceSettings(name=name, **fields) for name, fields in document.value.items()}
    except (ValidationError, TypeError, AttributeError) as error:
        raise ConfigError(f"{document.path}: {error}") from error


def _known(document: YamlFile, number: int, given: Any, known: Mapping[str, SourceSettings]) -> Any:
    """The mapping of one source, completed by what is known of the source that it uses."""
    if not isinstance(given, dict):
        return given
    name = given.get("use")
    if name is None:
        place = str(next((given[kind] for kind in KINDS if given.get(kind)), ""))
        return {"name": place if given.get("files") else shown(place)} | given
    if name not in known:
        line = document.line(("sources", number, "use"))
        raise ConfigError(f"{document.path}:{line}: sources: no known source {name!r}{nearest(str(name), list(known))}")
    facts = known[name].model_dump(exclude_unset=True)
    if any(given.get(kind) for kind in KINDS):
        # A known source that is read from elsewhere, such as an archive of its pages in a folder.
        facts = {key: value for key, value in facts.items() if key not in KINDS}
    return facts | given


def nearest(word: str, words: list[str]) -> str:
    """The end of a message on a `word` that is none of `words`: the one that was meant, or all of them."""
    found = get_close_matches(word, words, 1, 0.5)
    return f"; did you mean {found[0]!r}?" if found else f" (known: {', '.join(sorted(words))})"


def _strangers(settings: Settings) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Where sections name each other and do not meet: the place, and what is wrong there."""
    names = [source.name for source in settings.sources]
    for number, name in enumerate(names):
        if name in names[:number]:
            yield ("sources", number), f"two sources are called {name!r}: give one of them another `name`"
    for slug, digest in settings.digests.items():
        for number, name in enumerate(digest.sources):
            if name not in names:
                yield ("digests", slug, "sources", number), f"no source is called {name!r}{nearest(name, names)}"
        for number, delivery in enumerate(digest.deliver):
            if delivery.email and settings.mail is None:
                yield ("digests", slug, "deliver", number), "mail needs a section `mail` with host and from"
        for problem in _odd_wishes(digest, names):
            yield ("digests", slug, "deliver"), problem


def _odd_wishes(digest: DigestSettings, names: list[str]) -> Iterator[str]:
    """What readers cannot ask for: sources that are not there, and two things at once."""
    wishes: dict[str, SubscriptionFilter] = {}
    for reader in (reader for delivery in digest.deliver for reader in delivery.email):
        yield from (f"{reader.to}: no source is called {n!r}{nearest(n, names)}" for n in reader.sources if n not in names)
        if wishes.setdefault(reader.to, reader.subscription) != reader.subscription:
            yield f"{reader.to} stands there twice, and asks for different things"


def _sentences(document: YamlFile, error: ValidationError) -> Iterator[str]:
    """What is wrong, a line a mistake; a part whose own parts are wrong is not complained of once more."""
    problems = error.errors(include_url=False)
    for problem in problems:
        place = problem["loc"]
        if not any(other["loc"][: len(place)] == place and len(other["loc"]) > len(place) for other in problems):
            yield _sentence(document, problem)


def _sentence(document: YamlFile, problem: Any) -> str:
    location = tuple(part for part in problem["loc"] if part != "[key]")
    name = ".".join(str(part) for part in location)
    where = f"{document.path}:{document.line(location)}"
    message = problem["msg"].removeprefix("Value error, ")
    match problem["type"]:
        case "extra_forbidden":
            return f"{where}: unknown key {name!r}{nearest(str(location[-1]), _keys(location[:-1]))}"
        case "missing":
            return f"{where}: {name!r} is missing"
        case _:
            return f"{where}: {name}: {message}" if name else f"{where}: {message}"


def _keys(location: tuple[str | int, ...]) -> list[str]:
    """The keys that the section at `location` knows."""
    sections: dict[str, type[ConfigModel]] = {
        "sources": SourceSettings,
        "deliver": DeliverSettings,
        "email": ReaderSettings,
        "digests": DigestSettings,
        "summarise": SummariseSettings,
        "mail": MailSettings,
        "probe": ProbeSettings,
        "dkim": DkimSettings,
        "fetch": FetchSettings,
    }
    named = [part for part in location if part in sections]
    section: type[ConfigModel] = sections[str(named[-1])] if named else Settings
    return [field.alias or name for name, field in section.model_fields.items() if name != "root"]
