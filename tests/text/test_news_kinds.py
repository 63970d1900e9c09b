"""What titles and sentences say of news, of routine, and of topics."""

from __future__ import annotations

import pytest

from digest.text.lang import LANGUAGES
from digest.text.news_kinds import NEWS_KINDS, leans, news_kinds, topic_of


@pytest.mark.parametrize(
    ("title", "language", "kind"),
    [
        ("New Sanctions against Shipowners", "en", "sanctions"),
        ("Visa Restrictions on Officials of the Junta", "en-GB", "sanctions"),
        ("Condemning the Attack on the Embassy", "en", "protest"),
        ("Freedonia’s Independence Day", "en", "ceremony"),
        ("Nominations Sent to the Senate", "", "personnel"),
        ("Public Schedule – Friday", "und", "clerical"),
        ("Joint Statement of the Ministers", "en", "together"),
        ("Bundesregierung verurteilt Angriff auf Botschaft", "de", "protest"),
        ("Glückwunsch zum Nationalfeiertag", "de", "ceremony"),
        ("Entretien avec le Président de la République", "fr", "leaders"),
        ("Nouvelles sanctions contre des armateurs", "fr", "sanctions"),
        ("Agenda de la semaine", "fr", "clerical"),
        ("Condena del ataque contra la embajada", "es", "protest"),
        ("Declaración conjunta de los ministros", "es", "together"),
    ],
)
def test_a_title_tells_its_kind(title: str, language: str, kind: str) -> None:
    assert kind in news_kinds(title, language)


@pytest.mark.parametrize("title", ["A garden tour", "The warden of the forest", "On designs of chairs", "Strikingly green"])
def test_parts_of_words_and_other_words_tell_nothing_of_war_or_sanctions(title: str) -> None:
    assert not news_kinds(title, "en") & {"force", "sanctions"}


def test_a_language_without_words_tells_nothing() -> None:
    assert news_kinds("Sanctions", "is") == frozenset()
    assert topic_of("Sanctions", "is") == ""


def test_every_kind_has_words_in_english() -> None:
    [english] = [language.news for language in LANGUAGES if language.code == "en"]
    assert all(getattr(english, kind) for kind in NEWS_KINDS)


@pytest.mark.parametrize(
    ("sentence", "language", "expected"),
    [
        ("They met.", "en", True),
        ("It’s a war.", "en", True),
        ("Theirs is the port.", "en", False),
        ("The ministers met.", "en", True),
        ("The two leaders discussed the war.", "en", True),
        ("The leaders of France and Germany met.", "en", False),
        ("Both ministers from Ferro met.", "en", False),
        ("The ministers, who met in Oslo, agreed.", "en", False),
        ("Foreign ministers met in Oslo.", "en", False),
        ("Sie trafen sich.", "de", True),
        ("Die Minister trafen sich.", "de", False),
    ],
)
def test_a_sentence_leans_on_others_by_its_first_words(sentence: str, language: str, expected: bool) -> None:
    assert leans(sentence, language) == expected


@pytest.mark.parametrize(
    ("text", "language", "topic"),
    [
        ("Tariffs on trade in steel", "en", "economy"),
        ("Impfstoffe für Krankenhäuser", "de", "health"),
        ("Aide humanitaire aux réfugiés", "fr", "aid"),
        ("Energía y medio ambiente", "es", "climate"),
        ("A garden tour", "en", ""),
    ],
)
def test_a_text_has_the_topic_of_most_of_its_words(text: str, language: str, topic: str) -> None:
    assert topic_of(text, language) == topic
