"""Identifies the language of a text by script, letters and common words, and normalises language tags. Pure.

Knows the languages of `text/lang`, those of `lang/neighbours.py`, and those with a script of their own; no model. A wrong
answer is worse than none: where two languages are nearly as likely, the language is "und".
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from digest.text.lang import LANGUAGES
from digest.text.lang.neighbours import NEIGHBOURS

_SAMPLE = 4000  # characters that are looked at: about 200 function words, where 20 would do
_MIN_SCRIPT_LETTERS = 0.3  # share of all letters
_MIN_SCORE = 0.05  # of a word on average; running text has 0.2 to 0.5
_MIN_LIKELY_SCORE = 0.02  # where a wrong answer does no more harm than none
_MIN_KNOWN_WORDS = 0.1  # share of all words; running English has about 0.3, a list of names almost none
_MIN_LEAD = 1.15  # of the best language before the next one
_NEIGHBOUR = 0.8  # weight of languages that are known only so that they are not taken for another
_ENDING = 0.3  # weight of the ending of a word
_MIN_WORD_WITH_ENDING = 6  # letters
_OWN_ACCENT, _FOREIGN_ACCENT = 0.25, -0.5  # weight of a word with letters that a language has or has not
_MIN_HIRAGANA, _MIN_KANA = 0.03, 0.3  # share of kana and Chinese characters; katakana alone also spell foreign names in Chinese
_MIN_WORDS = 4  # fewer tell no language
_MIN_EVIDENCE = 2  # different words that are known: one may be a name ("Am 3. Mai"), and endings alone are in many languages
_MIN_MARKS = 0.01  # share of the letters of a text in Arabic script

_CYRILLIC, _ARABIC, _HAN, _DEVANAGARI = "Cyrillic", "Arabic", "Han", "Devanagari"
_SCRIPTS = {
    _CYRILLIC: "\u0400-\u052f",
    _ARABIC: "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff",
    _HAN: "\u3040-\u30ff\u3400-\u9fff",
    _DEVANAGARI: "\u0900-\u097f",
    "he": "\u0590-\u05ff",
    "el": "\u0370-\u03ff\u1f00-\u1fff",
    "ko": "\uac00-\ud7af",
    "bn": "\u0980-\u09ff",
    "th": "\u0e00-\u0e7f",
    "pa": "\u0a00-\u0a7f",
    "gu": "\u0a80-\u0aff",
    "or": "\u0b00-\u0b7f",
    "ta": "\u0b80-\u0bff",
    "te": "\u0c00-\u0c7f",
    "kn": "\u0c80-\u0cff",
    "ml": "\u0d00-\u0d7f",
    "si": "\u0d80-\u0dff",
    "lo": "\u0e80-\u0eff",
    "my": "\u1000-\u109f",
    "ka": "\u10a0-\u10ff",
    "am": "\u1200-\u137f",
    "km": "\u1780-\u17ff",
    "hy": "\u0530-\u058f",
}
"""The letters of a script by its language, or by its name if several languages share it."""

_LETTERS = {script: re.compile(f"[{letters}]") for script, letters in _SCRIPTS.items()}
_HIRAGANA, _KANA = re.compile("[\u3041-\u309f]"), re.compile("[\u3041-\u30ff]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")  # the letters of every script are among these
_WORD = re.compile(r"[^\W\d_]+")
_SOLID_WORD = re.compile("[\u0900-\u097f]+")  # with the vowels of Devanagari, which are marks

_YIDDISH_LETTERS = "װױײ"  # often spelled with two letters of Hebrew each
_HEBREW_WORD = re.compile("[\u0590-\u05ff]+")
_YIDDISH_WORDS = frozenset(
    "איז און די דער דאס דאָס האט האָט פון פֿון מיט אין זיך נישט ניט אויף אַ מיטן".split()
)  # no words of Hebrew
_ASSAMESE = "ৰৱ"
_ARABIC_MARKS = {"ug": "ۈۋ", "sd": "ڀٿٽڃڇڌڏڙڦڱڳڻ", "ps": "ټډړښځڅېۍ", "ckb": "ێۆڕڵ", "ur": "ٹڈڑںے"}
_PERSIAN, _ARABIC_FORMS = "پچژگکی", "يك"
_CYRILLIC_MARKS = {"be": "ў", "mk": "ѓќѕ", "kk": "ұ", "und": "әғқңөүһҷҳӣӯҗ"}  # of languages without words here
_DEVANAGARI_WORDS = {
    "hi": "है के में की का और से को ने पर हैं कि यह",
    "mr": "आहे आणि या हे आहेत नाही की हा ते व",
    "ne": "छ र पनि हो गरेको छन् भएको यो लागि",
}

_KNOWN = (*LANGUAGES, *NEIGHBOURS)
_SHARED = Counter(word for language in _KNOWN for word in language.function_words)
_SPEAKERS: dict[str, list[str]] = {}
for _language in _KNOWN:
    for _one in _language.function_words:
        _SPEAKERS.setdefault(_one, []).append(_language.code)
_ACCENTS = {language.code: frozenset(language.accents) for language in _KNOWN}
_ENDINGS = {language.code: language.endings for language in _KNOWN if language.endings}
_NEIGHBOUR_CODES = frozenset(language.code for language in NEIGHBOURS)
_IN_CYRILLIC = ("bg", "ru", "uk", "sr")
_IN_LATIN = tuple(
    language.code for language in _KNOWN if language.function_words and language.code not in ("bg", "mk", "ru", "uk")
)


def language_of(text: str) -> str:
    """Return the probable language as a code ("en"), by script, letters and common words; "und" if they do not tell."""
    sample = text[:_SAMPLE]
    script = _script(sample)
    if script == _CYRILLIC:
        return _in_cyrillic(sample.lower())
    if script == _ARABIC:
        return _in_arabic(sample)
    if script == _HAN:
        total = len(_LETTERS[_HAN].findall(sample))
        is_japanese = len(_HIRAGANA.findall(sample)) > _MIN_HIRAGANA * total or len(_KANA.findall(sample)) > _MIN_KANA * total
        return "ja" if is_japanese else "zh"
    if script == _DEVANAGARI:
        counts = Counter(_SOLID_WORD.findall(sample))
        return _leader({code: sum(counts[word] for word in words.split()) for code, words in _DEVANAGARI_WORDS.items()})
    if script == "he":
        return _in_hebrew(sample)
    if script == "bn":
        return "as" if _count(Counter(sample), _ASSAMESE) else "bn"
    return script or _by_words(sample.lower(), _IN_LATIN)


def likeliest_language(text: str) -> str:
    """Return the language of a text even where another one is nearly as likely: for rules that relatives share."""
    found = language_of(text)
    sample = text[:_SAMPLE].lower()
    script = _script(sample) if found == "und" else ""
    if found != "und" or script not in ("", _CYRILLIC):
        return found
    return _by_words(sample, _IN_CYRILLIC if script else _IN_LATIN, likely=True)


def language_tag(written: str) -> str:
    """Return a language tag as pages write it ("en_US", "EN-gb") in standard form ("en-US", "en-GB"); "" if it is none."""
    match = re.fullmatch(r"\s*([A-Za-z]{2,3})(?:[-_]([A-Za-z]{2}|\d{3}))?(?:[-_.].*)?\s*", written)
    if not match:
        return ""
    return match[1].lower() + (f"-{match[2].upper()}" if match[2] else "")


def _script(sample: str) -> str:
    """Return the script of most letters, if they are many and it is not Latin; else empty."""
    if sample.isascii():
        return ""
    written = "".join(_NOT_ASCII.findall(sample))
    counts = {script: len(found.findall(written)) for script, found in _LETTERS.items()}
    most = max(counts, key=lambda script: counts[script])
    return most if counts[most] and counts[most] > _MIN_SCRIPT_LETTERS * sum(map(str.isalpha, sample)) else ""


def _in_cyrillic(sample: str) -> str:
    counts = Counter(sample)
    other = next((code for code, marks in _CYRILLIC_MARKS.items() if _count(counts, marks)), "")
    if other:
        return other
    marked = {"sr": _count(counts, "ђћ"), "uk": _count(counts, "іїєґ"), "ru": _count(counts, "ыэё")}
    if any(marked.values()):
        return _leader(marked)
    if _count(counts, "јљњџ"):  # letters of Serbian and Macedonian
        return _by_words(sample, ("sr", "mk"))
    return _by_words(sample, _IN_CYRILLIC)


def _in_hebrew(sample: str) -> str:
    """Return "yi" for Yiddish, which has letters and short words of its own, else "he"."""
    words = _HEBREW_WORD.findall(sample)
    yiddish = sum(word in _YIDDISH_WORDS for word in words)
    return (
        "yi"
        if _count(Counter(sample), _YIDDISH_LETTERS) or yiddish >= max(_MIN_EVIDENCE, _MIN_KNOWN_WORDS * len(words))
        else "he"
    )


def _in_arabic(sample: str) -> str:
    counts = Counter(sample)
    total = len(_LETTERS[_ARABIC].findall(sample))
    for code, marks in _ARABIC_MARKS.items():
        if _count(counts, marks) >= _MIN_MARKS * total:
            return code
    persian = _count(counts, _PERSIAN)
    return "fa" if persian > _MIN_MARKS * total and persian > _count(counts, _ARABIC_FORMS) else "ar"


def _count(counts: Mapping[str, int], letters: str) -> int:
    return sum(counts[letter] for letter in letters)


def _by_words(sample: str, codes: Iterable[str], *, likely: bool = False) -> str:
    """Return the language among `codes` whose words, endings and accents a text in lower case has; "und" if none leads.

    With `likely`, a small lead and little evidence are enough.
    """
    counts = Counter(_WORD.findall(sample))
    total = sum(counts.values())
    scores = dict.fromkeys(codes, 0.0)
    known: dict[str, int] = defaultdict(int)
    evidence: dict[str, int] = defaultdict(int)
    spoken: set[str] = set()
    for word, count in counts.items():
        spoken_by = _SPEAKERS.get(word, ())
        ending_in = _with_ending(word) if len(word) >= _MIN_WORD_WITH_ENDING else ()
        if not spoken_by and not ending_in:
            continue
        speakers, ended = scores.keys() & spoken_by, scores.keys() & ending_in
        for code in speakers:
            scores[code] += count / _SHARED[word]
        for code in ended:
            scores[code] += _ENDING * count / len(ended)
        for code in speakers | ended:
            known[code] += count
            evidence[code] += 1
        spoken.update(speakers)
    _weigh_accents(counts, scores)
    for code in _NEIGHBOUR_CODES & scores.keys():
        scores[code] *= _NEIGHBOUR
    best = _leader(scores, 1 if likely else _MIN_LEAD)
    min_score = _MIN_LIKELY_SCORE if likely else _MIN_SCORE
    is_marked = best in spoken or not _ACCENTS.get(best, frozenset()).isdisjoint(sample)
    is_spoken = likely or (is_marked and evidence[best] >= _MIN_EVIDENCE)
    is_known = is_spoken and total >= _MIN_WORDS and known[best] >= _MIN_KNOWN_WORDS * total
    return best if is_known and scores.get(best, 0) > min_score * total else "und"


@lru_cache(50_000)
def _with_ending(word: str) -> tuple[str, ...]:
    """Return the languages with an ending of a word."""
    return tuple(code for code, endings in _ENDINGS.items() if word.endswith(endings))


def _weigh_accents(counts: Mapping[str, int], scores: dict[str, float]) -> None:
    """Add to each score what the accented letters of the words say of its language."""
    foreign = ((word, count) for word, count in counts.items() if not word.isascii() and not _LETTERS[_CYRILLIC].match(word))
    accented = [(frozenset(letter for letter in word if not letter.isascii()), count) for word, count in foreign]
    for code in scores:
        own = _ACCENTS[code]
        scores[code] += sum(
            count * (_OWN_ACCENT if letters <= own else _FOREIGN_ACCENT) for letters, count in accented if letters
        )


def _leader(scores: Mapping[str, float], min_lead: float = _MIN_LEAD) -> str:
    """Return the key with the highest score; "und" if it is 0 or another is nearly as high."""
    ranked = sorted(scores, key=lambda code: -scores[code])[:2]
    is_clear = scores[ranked[0]] > 0 and scores[ranked[0]] >= min_lead * scores[ranked[-1]]
    return ranked[0] if is_clear and len(ranked) > 1 else "und"
