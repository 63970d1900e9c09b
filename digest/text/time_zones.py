"""Reads the time zone beside a time: an offset, a name of RFC 822, or an abbreviation in use somewhere in the world. Pure.

The same letters can name several zones. The zone of the source decides, if it uses the abbreviation itself; else the usual
meaning counts where there is one. "IST" (India, Ireland, Israel) and its like have none, and a name that is not known is not
UTC: then the hour of the day is unknown.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def _minutes(offset: str) -> int:
    """Return an offset such as "-9:30" in minutes."""
    hours, _, minutes = offset[1:].partition(":")
    return (-1 if offset[0] == "-" else 1) * (60 * int(hours) + int(minutes or 0))


def _table(text: str) -> dict[str, int]:
    rows = (line.split() for line in text.splitlines() if line.strip())
    return {name: _minutes(offset) for offset, *names in rows for name in names}


_USUAL = _table(
    """
    +0 z ut utc gmt wet azost egst
    +1 west cet mez met wat bst
    +2 cest mesz mest eet oez cat sast wast
    +3 eest oesz msk мск trt eat fet idt
    +3:30 irst
    +4 gst samt get azt mut msd
    +4:30 irdt aft
    +5 pkt uzt tjt tmt yekt mvt
    +5:45 npt
    +6 omst btt kgt
    +6:30 mmt
    +7 ict wib novt krat hovt
    +8 sgt myt hkt pht phst awst wita irkt ulat
    +9 jst kst wit yakt tlt
    +9:30 acst
    +10 aest chst pgt vlat
    +10:30 acdt
    +11 aedt sbt nct magt
    +12 nzst fjt pett
    +13 nzdt tot
    -2 brst
    -2:30 ndt
    -3 brt art uyt gft clst pyst fkst
    -3:30 nst
    -4 edt clt bot vet gyt pyt
    -5 est cdt pet cot
    -6 cst mdt
    -7 mst pdt
    -8 pst akdt
    -9 akst hdt
    -10 hst
    """
)
"""The usual meaning of an abbreviation, minutes east of Greenwich. RFC 822, section 5.1, names those of the United States."""

_ELSEWHERE = {
    "bst": {"Asia/Dhaka": 360, "Pacific/Bougainville": 660},
    "cst": {"America/Havana": -300, "Asia/Shanghai": 480, "Asia/Taipei": 480, "Asia/Macau": 480},
    "est": dict.fromkeys(("Australia/Sydney", "Australia/Melbourne", "Australia/Hobart", "Australia/Brisbane"), 600),
    "edt": dict.fromkeys(("Australia/Sydney", "Australia/Melbourne", "Australia/Hobart"), 660),
    "ist": dict.fromkeys(("Asia/Kolkata", "Asia/Calcutta", "Asia/Colombo"), 330),
    "amt": {"Asia/Yerevan": 240, "America/Manaus": -240},
    "ast": dict.fromkeys(("Asia/Riyadh", "Asia/Baghdad", "Asia/Kuwait", "Asia/Qatar", "Asia/Bahrain"), 180),
    "pst": {"Asia/Manila": 480, "Asia/Karachi": 300},
    "gst": {"Atlantic/South_Georgia": -120, "Pacific/Guam": 600},
    "sst": {"Asia/Singapore": 480},
    "wst": {"Australia/Perth": 480, "Pacific/Apia": 780, "Africa/El_Aaiun": 60},
    "bdt": {"Asia/Dhaka": 360, "Asia/Brunei": 480},
    "ect": {"America/Guayaquil": -300},
    "mst": {"Asia/Kuala_Lumpur": 480, "Asia/Yangon": 390},
}
"""What an abbreviation means to sources in a zone whose rules (tzdata) do not name it, or name it otherwise."""

_PLACES = {
    "et": "America/New_York",
    "eastern": "America/New_York",
    "eastern time": "America/New_York",
    "ct": "America/Chicago",
    "central time": "America/Chicago",
    "mt": "America/Denver",
    "mountain time": "America/Denver",
    "pt": "America/Los_Angeles",
    "pacific time": "America/Los_Angeles",
    "uk time": "Europe/London",
    "london time": "Europe/London",
    "brussels time": "Europe/Brussels",
    "central european time": "Europe/Brussels",
    "moscow time": "Europe/Moscow",
    "beijing time": "Asia/Shanghai",
}
"""Names that mean another offset in summer."""

_OFFSET = re.compile(r"(?:utc|gmt|z)?\s?([+-])(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)
_LOCAL = re.compile(r"\(?local(?: time)?\)?", re.IGNORECASE)
_MAX_OFFSET = timedelta(hours=14)  # of Kiribati; the least is -12


def find_zone(name: str, local: datetime, source: ZoneInfo) -> tzinfo | None:
    """Return the time zone that `name` means beside the naive time `local` in a source in the zone `source`; None if unknown.

    `name` is an offset ("+0200", "GMT+2"), an abbreviation ("CEST"), a place ("Eastern time", "Europe/Paris") or "local time".
    """
    plain = name.strip(" .,()[]").lower()
    if not plain or _LOCAL.fullmatch(plain):
        return source
    if offset := _OFFSET.fullmatch(plain):
        return _from_offset(*offset.groups())
    if plain in _PLACES or "/" in plain:
        return _from_place(_PLACES.get(plain, name.strip(" .,()[]")))
    return _own_zone(plain, local, source) or _usual_zone(plain)


def is_zone_name(word: str) -> bool:
    """Whether `word` is the name of a time zone, or one of several: those that need the source's zone to be read."""
    plain = word.strip(" .,()[]").lower()
    return plain in _USUAL or plain in _ELSEWHERE or plain in _PLACES


def _from_offset(sign: str, hours: str, minutes: str | None) -> tzinfo | None:
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    is_real = offset <= _MAX_OFFSET and int(minutes or 0) < 60
    return timezone(-offset if sign == "-" else offset) if is_real else None


def _from_place(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _own_zone(name: str, local: datetime, source: ZoneInfo) -> tzinfo | None:
    """Return the offset for which the zone of the source itself uses the abbreviation, in summer or in winter."""
    if minutes := _ELSEWHERE.get(name, {}).get(source.key):
        return timezone(timedelta(minutes=minutes))
    for moment in (local, local.replace(month=1, day=1), local.replace(month=7, day=1)):
        there = moment.replace(tzinfo=source)
        offset = there.utcoffset()
        if offset is not None and (there.tzname() or "").lower() == name:
            return timezone(offset)
    return None


def _usual_zone(name: str) -> tzinfo | None:
    minutes = _USUAL.get(name)
    return None if minutes is None else timezone(timedelta(minutes=minutes))
