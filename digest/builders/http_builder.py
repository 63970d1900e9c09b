"""Builds the HTTP client from the settings. Opens no connection."""

from __future__ import annotations

from digest.config.settings import Settings
from digest.net.http import USER_AGENT, HttpClient, HttpSettings


def build_http(settings: Settings | None) -> HttpClient:
    """The HTTP client of the process, with the limits of `settings`, or with the default ones."""
    return HttpClient(http_settings(settings))


def http_settings(settings: Settings | None) -> HttpSettings:
    """The settings of the HTTP client, or the default ones."""
    if settings is None:
        return HttpSettings()
    fetch = settings.fetch
    return HttpSettings(
        deadline=fetch.deadline,
        max_bytes=fetch.megabytes << 20,
        interval=fetch.pause,
        user_agent=fetch.user_agent or USER_AGENT,
        allow_private=fetch.allow_private,
        robots=fetch.robots,
    )
