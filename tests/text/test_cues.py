"""The cue words of each language: what a sentence does is found in inflected forms, and not in words that only look like it."""

from __future__ import annotations

import re

import pytest

from digest.text.cues import CUE_NAMES, cues_of, has_cues
from digest.text.lang import LANGUAGES

FOUND = [
    ("de", "Das Kabinett hat heute beschlossen, die Hilfe um fünf Millionen Euro zu erhöhen.", {"decides", "today", "money"}),
    ("de", "Die Ministerin kündigte ein neues Gesetz an.", {"decides"}),
    ("de", "Er dankte den Gästen.", {"pronouns", "thanks"}),
    ("fr", "L'Union européenne condamne l'attaque.", {"holds"}),
    ("fr", "Cependant, le ministre a signé l’accord.", {"connectives", "decides"}),
    ("es", "El Gobierno aprobó ayer la ley.", {"decides", "today"}),
    ("pt", "Queria cumprimentar os senhores prefeitos.", {"thanks"}),
    ("it", "Il ministro ha incontrato il collega.", {"meets"}),
    ("nl", "Nederland moet meer huizen bouwen.", {"must"}),
    ("pl", "Rząd przyjął dziś ustawę, którą podpisał prezydent.", {"decides", "today"}),
    ("cs", "Vláda schválila smlouvu.", {"decides"}),
    ("sv", "Regeringen ger myndigheten i uppdrag att kartlägga skogen.", {"decides"}),
    ("fi", "Hallitus päätti asiasta tänään.", {"decides", "today"}),
    ("hu", "A kormány ma döntött a támogatásról.", {"decides", "today"}),
    ("el", "Η κυβέρνηση ανακοίνωσε σήμερα νέα μέτρα.", {"decides", "today"}),
    ("tr", "Bakan bugün anlaşmayı imzaladı.", {"decides", "today"}),
    ("ru", "Он подписал указ.", {"pronouns", "decides"}),
    ("uk", "Президент підписав закон сьогодні.", {"decides", "today"}),
    ("ar", "أعلنت الوزارة اليوم عن برنامج جديد.", {"decides", "today"}),
    ("fa", "وزیر امروز با همتای خود دیدار کرد.", {"today", "meets"}),
    ("he", "המשרד הודיע היום על תוכנית חדשה.", {"decides", "today"}),
    ("hi", "उन्होंने आज योजना की घोषणा की।", {"pronouns", "decides", "today"}),
    ("th", "นอกจากนี้ คณะรัฐมนตรีมีมติเห็นชอบ", {"connectives", "decides"}),
    ("vi", "Tuy nhiên, Chính phủ đã quyết định gia hạn.", {"connectives", "decides"}),
    ("id", "Presiden meresmikan jembatan baru hari ini.", {"decides", "today"}),
    ("zh", "我们今天宣布新的措施。", {"speaker", "decides", "today"}),
    ("ja", "しかし、政府は本日、支援策を決定した。", {"connectives", "decides", "today"}),
    ("ko", "정부는 오늘 새로운 대책을 발표했다.", {"decides", "today"}),
]


@pytest.mark.parametrize(("language", "sentence", "cues"), FOUND, ids=lambda value: value if isinstance(value, str) else "")
def test_what_a_sentence_does_is_found_in_its_language(language: str, sentence: str, cues: set[str]) -> None:
    assert cues <= cues_of(sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence", "cue"),
    [
        ("de", "Sieben Brücken werden geprüft.", "pronouns"),  # "sie" is the beginning of a longer word
        ("de", "Das Wetter blieb freundlich, und er kam.", "pronouns"),  # a pronoun, but not at the beginning
        ("fr", "La commune compte dix écoles.", "decides"),
        ("es", "El tren llegó a la estación.", "decides"),
        ("ru", "Погода стояла тёплая.", "decides"),
        ("hi", "कीमत कम है।", "pronouns"),
        ("ja", "駅前に公園がある。", "decides"),
    ],
)
def test_a_sentence_without_the_cue_does_not_have_it(language: str, sentence: str, cue: str) -> None:
    assert cue not in cues_of(sentence, language)


def test_a_tag_with_a_region_has_the_cues_of_its_language() -> None:
    assert cues_of("O ministro assinou o acordo.", "pt-BR") == cues_of("O ministro assinou o acordo.", "pt") >= {"decides"}


def test_a_language_without_cue_words_has_no_cues() -> None:
    assert cues_of("Nazir bu gün yeni qanunu imzaladı.", "az") == frozenset()
    assert not has_cues("az")
    assert not has_cues("")


def test_every_phrase_is_in_lower_case_and_stands_once_in_its_list() -> None:
    for language in LANGUAGES:
        for name in CUE_NAMES:
            phrases = getattr(language.cues, name)
            assert len(set(phrases)) == len(phrases), (language.code, name)
            assert all(phrase == phrase.lower() and re.search(r"\w", phrase) for phrase in phrases), (language.code, name)


def test_languages_with_cue_words_have_all_lists() -> None:
    with_cues = [language for language in LANGUAGES if has_cues(language.code)]
    assert len(with_cues) >= 30
    for language in with_cues:
        assert all(getattr(language.cues, name) for name in CUE_NAMES), language.code
