"""The section `mail`: the mail server, DKIM, unsubscribing, and what to do with an uncertain message. Sends nothing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator

from digest.config.fields import ConfigModel, CredentialName, MailAddress
from digest.config.secret_place import SecretPlace
from digest.secrets import Secret


class LoginSettings(ConfigModel):
    """A user name, and where its password stands."""

    username: str = Field(default="", description="user name; without it, no login")
    password_env: str = Field(default="", description="the environment variable that holds the password")
    password_file: Path | None = Field(default=None, description="the file that holds the password instead")
    password_credential: CredentialName = Field(
        default="", description="the systemd credential (`LoadCredential=`) that holds the password instead"
    )

    @model_validator(mode="after")
    def _one_password(self) -> Self:
        self._place.check()
        if self.username and not self._place:
            raise ValueError("a username needs password_env, password_file or password_credential")
        return self

    @property
    def _place(self) -> SecretPlace:
        return SecretPlace("password", self.password_env, self.password_file, self.password_credential)

    def password(self, root: Path) -> Secret:
        """The password, read now; empty if the server needs none. Raise ConfigError if it cannot be read."""
        return self._place.read("mail", root)


class ProbeSettings(LoginSettings):
    """Where to look for a message that may or may not have been sent, for `on_uncertain: probe`."""

    log: Path | None = Field(default=None, description="the log of the local Postfix; either this or `imap`")
    imap: str = Field(default="", description="IMAP server with a mailbox that gets a copy of each message; login as above")
    port: int = Field(default=993, ge=1, le=65535, description="port of the IMAP server")
    folder: str = Field(default="INBOX", description="folder of the mailbox")
    copy_to: MailAddress | Literal[""] = Field(default="", description="mail address of that mailbox; required with `imap`")

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if bool(self.log) == bool(self.imap):
            raise ValueError("the section `probe` needs either `log` or `imap`")
        if self.imap and not (self.copy_to and self.username):
            raise ValueError("`imap` needs `copy_to`, the address that gets a copy of each message, and `username`")
        return self


class DkimSettings(ConfigModel):
    """The key that signs messages, including both List-Unsubscribe headers. Needs `pip install 'digest[dkim]'`."""

    selector: str = Field(pattern=r"^[A-Za-z0-9]([A-Za-z0-9.-]{0,62})$", description="name of the key in the DNS")
    key_file: Path = Field(description="the RSA key, in PEM")
    domain: str = Field(default="", description="domain of the key; without it, that of `from`")


class MailSettings(LoginSettings):
    """The mail server, how recipients unsubscribe, and what to do with an uncertain message."""

    host: str = Field(description="the mail server")
    port: int = Field(default=587, ge=1, le=65535, description="its port")
    security: Literal["starttls", "tls", "none"] = Field(default="starttls", description="`starttls`, `tls` or `none`")
    sender: MailAddress = Field(alias="from", description="mail address of the sender")
    name: str = Field(default="digest", description="name of the sender")
    timeout: float = Field(default=60, gt=0, le=3600, description="seconds to wait for one reply of the server")
    connections: int = Field(
        default=1, ge=1, le=20, description="connections over which messages are sent at a time, 1 to 20: more for many readers"
    )
    ca_file: Path | None = Field(default=None, description="certificates to trust instead of those of the system")
    on_uncertain: Literal["resend", "hold", "probe"] = Field(
        default="resend",
        description="what to do with a message that may or may not have been sent: `resend` it, `hold` it for a person, or "
        "`probe`: look whether it was sent, as the section `probe` says",
    )
    probe: ProbeSettings | None = Field(default=None, description="how to find out whether a message was sent, see below")
    unsubscribe_mailto: MailAddress | Literal[""] = Field(
        default="", description="address to which recipients write to unsubscribe; sets the List-Unsubscribe header"
    )
    unsubscribe_url: str = Field(
        default="", description="address for one-click unsubscribing (RFC 8058): https, with `{token}` in it"
    )
    unsubscribe_from: Literal["digest", "all"] = Field(
        default="digest", description="what an unsubscribe link is for: the `digest` in which it stood, or `all` digests"
    )
    unsubscribe_file: Path | None = Field(
        default=None,
        description="file to which the web server at that address writes the tokens, one per line; each run processes it like "
        "`digest unsubscribe TOKEN`",
    )
    dkim: DkimSettings | None = Field(default=None, description="sign each message with DKIM, see below")

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if (self.on_uncertain == "probe") != (self.probe is not None):
            raise ValueError("`on_uncertain: probe` needs the section `probe`, and that section needs `on_uncertain: probe`")
        if self.unsubscribe_url and not re.fullmatch(r"https://[^\s]*\{token\}[^\s]*", self.unsubscribe_url):
            raise ValueError("unsubscribe_url must begin with https:// and contain {token} (RFC 8058)")
        return self
