"""Deliveries to chat services: where their address stands, what they are called, and what the outbox may know of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from digest.config.delivery_settings import NotifyDeliverySettings
from digest.config.loader import load_settings
from digest.errors import ConfigError
from digest.records import Format, SubscriptionFilter
from digest.secrets import Secret

CANARY = "canary-4711"
SLACK = f"slack://T1JJ3T3L2/A1BRTD4JD/{CANARY}/#news"


def load(folder: Path, *deliveries: str) -> list[NotifyDeliverySettings]:
    """The notify deliveries of a configuration with these entries of `deliver`."""
    path = folder / "digest.yaml"
    listed = "".join(f"      - {delivery}\n" for delivery in deliveries)
    path.write_text(f"sources: [{{name: a, files: a/*}}]\ndigests:\n  morning:\n    deliver:\n{listed}", "utf-8")
    loaded = load_settings(path).digests["morning"].deliver
    return [delivery for delivery in loaded if isinstance(delivery, NotifyDeliverySettings)]


def problem(folder: Path, *deliveries: str) -> str:
    with pytest.raises(ConfigError) as caught:
        load(folder, *deliveries)
    return str(caught.value)


def test_an_address_is_a_secret_and_the_outbox_knows_it_by_a_name_that_stays(tmp_path: Path) -> None:
    (delivery,) = load(tmp_path, f"notify: '{SLACK}'")
    assert CANARY not in repr(delivery)
    assert delivery.address.startswith("slack:")
    assert len(delivery.address) == len("slack:ab12cd")
    assert load(tmp_path, f"{{notify: '{SLACK}', link: 'https://example.org/{{day}}'}}")[0].address == delivery.address
    assert delivery.recipients(date(2026, 11, 23), Path) == {delivery.address: SubscriptionFilter()}
    assert delivery.written_as is Format.NOTIFICATION
    assert delivery.url(tmp_path) == Secret(SLACK)


def test_an_address_in_the_environment_or_a_file_is_read_when_it_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CHAT_URL", raising=False)
    from_environment, from_file = load(tmp_path, "notify_env: CHAT_URL", "{notify_file: chat-url, name: team}")
    assert (from_environment.address, from_file.address) == ("notify:CHAT_URL", "team")
    with pytest.raises(ConfigError, match="deliver: notify: the environment variable CHAT_URL is not set"):
        from_environment.url(tmp_path)
    monkeypatch.setenv("CHAT_URL", SLACK)
    (tmp_path / "chat-url").write_text(f"{SLACK}\n")
    assert from_environment.url(tmp_path) == from_file.url(tmp_path) == Secret(SLACK)


@pytest.mark.parametrize(
    ("deliveries", "said"),
    [
        ([f"notify: {CANARY}"], "deliver.0.notify: not the address of a service, such as slack://..."),
        ([f"{{notify: 'json://{CANARY}', notify_env: A}}"], "one of notify, notify_env, notify_file and notify_credential"),
        (["{notify_env: A, notify_file: b}"], "one of notify_env, notify_file and notify_credential, not several"),
        ([f"{{notify: 'json://{CANARY}', format: html}}"], "a chat message is always in the format notification"),
        (["{notify_env: A, on_uncertain: probe}"], "deliver.0.on_uncertain: Input should be 'resend' or 'hold'"),
        (["{file: 'a/{day}.md', link: 'https://a.org'}"], "`link` belongs to a delivery with `notify`"),
        (
            ["{file: 'a/{day}.md', notify_env: A}"],
            "a delivery is one of file, email, notify or site; this one is file and notify_env",
        ),
        (["{nottify: x}"], "unknown key 'digests.morning.deliver.0.nottify'; did you mean 'notify'?"),
        (["{notify_env: A, name: x}", "{notify_env: B, name: x}"], "two services are called 'x': give one of them another"),
        (["{notify_env: A, name: 'x\\ny'}"], "deliver.0.name: String should match pattern"),
    ],
)
def test_a_mistake_is_named_without_the_address(tmp_path: Path, deliveries: list[str], said: str) -> None:
    found = problem(tmp_path, *deliveries)
    assert said in found
    assert CANARY not in found


# --- files -----------------------------------------------------------------------------------------------------------

TWO_DIGESTS = """\
sources: [{{name: a, files: a/*}}]
digests:
  early: {{deliver: [{{file: "{}"}}]}}
  late: {{timezone: Asia/Tokyo, deliver: [{{file: "{}"}}, {{email: a@example.org}}]}}
mail: {{host: mail.example, from: digest@example.org}}
"""


@pytest.mark.parametrize(
    "second", ["out/{day}.md", "./out/../out/{day}.md", "alias/{day}.md", "{folder}/out/{day}.md"], ids=lambda path: path[:12]
)
def test_two_deliveries_to_one_file_are_refused(second: str, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "alias").symlink_to("out")
    path = tmp_path / "digest.yaml"
    path.write_text(TWO_DIGESTS.format("out/{day}.md", second.replace("{folder}", str(tmp_path))), "utf-8")
    with pytest.raises(ConfigError) as raised:
        load_settings(path)
    assert str(raised.value) == (f"{path}:4: {tmp_path}/out/{{day}}.md is written by the digest early, too: name another file")


def test_two_files_of_one_digest_must_differ_too(tmp_path: Path) -> None:
    said = problem(tmp_path, "file: out/{day}.md", "{file: 'out/{day}.md', format: text}")
    assert "is written by this digest, too" in said


@pytest.mark.parametrize("second", ["out/{day}.html", "out/late-{day}.md", "late/{day}.md", "out/{day}/{day}.md"])
def test_files_with_other_names_are_no_conflict(second: str, tmp_path: Path) -> None:
    path = tmp_path / "digest.yaml"
    path.write_text(TWO_DIGESTS.format("out/{day}.md", second), "utf-8")
    assert len(load_settings(path).digests) == 2


# --- mail ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["kim@press..example", "kim@-press.example", f"kim@{'a' * 64}.example"])
def test_an_address_whose_domain_cannot_exist_is_refused(address: str, tmp_path: Path) -> None:
    assert f"{address!r} is not a mail address: " in problem(tmp_path, f"email: {address}")


@pytest.mark.parametrize("address", ["kim@b\u00fccher.example", "kim@PRESS.example", "k\u00efm@press.example"])
def test_an_address_in_other_letters_is_one(address: str, tmp_path: Path) -> None:
    assert "mail needs a section `mail`" in problem(tmp_path, f"email: {address}")
