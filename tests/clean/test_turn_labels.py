"""Labels of speakers in transcripts of other languages than English."""

from __future__ import annotations

import pytest

from digest.clean.document import Line
from digest.clean.turns import assign_speakers
from digest.records import Role
from tests.clean.conftest import Clean

RUSSIAN = (
    "Вопрос: Когда откроется порт?",
    "Ответ: Порт откроется третьего декабря, решение уже подписано.",
    "Его первым рейсом прибудет паром из Осло.",
    "Вопрос: Сколько это стоит?",
    "Ответ: Четыре миллиарда крон за три года.",
)
PORTUGUESE = (
    "Presidenta: Eu acho que o porto vai abrir ainda este ano, com todas as obras prontas.",
    "Ana Paula Reis: Qual é o maior desafio da pesca?",
    "Presidenta: O desafio é deixar alguma coisa para quem vive no litoral.",
    "Ana Paula Reis: E os jovens?",
)


def speakers(*texts: str) -> list[str]:
    return [line.speaker for line in assign_speakers([Line(text) for text in texts])]


def test_questions_and_answers_are_turns_in_any_language() -> None:
    assert speakers(*RUSSIAN) == ["Вопрос", "Ответ", "Ответ", "Вопрос", "Ответ"]


def test_a_label_that_only_says_that_somebody_answers_is_no_speaker_of_the_statement(clean: Clean) -> None:
    statement = clean("\n\n".join(RUSSIAN), title="Стенограмма брифинга")
    assert (statement.speaker, statement.type) == ("", "transcript")


def test_what_is_asked_has_the_role_of_a_question_and_the_label_belongs_to_no_sentence() -> None:
    asked, answered, *_ = assign_speakers([Line(text) for text in RUSSIAN])
    assert (asked.role, answered.role) == (Role.QUESTION, Role.BODY)
    assert answered.text[answered.lead :].startswith("Порт откроется")


def test_an_office_and_a_name_that_stand_twice_are_turns() -> None:
    assert speakers(*PORTUGUESE) == ["Presidenta", "Ana Paula Reis", "Presidenta", "Ana Paula Reis"]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("记者：港口什么时候开放？", "发言人：港口将于十二月三日开放，有关决定已经签署。"), ["记者", "发言人"]),
        (("【記者】港はいつ開きますか。", "【大臣】十二月三日に開くことを決定しました。"), ["記者", "大臣"]),
        (("(問) 港はいつ開きますか。", "(答) 十二月三日に開くことを決定しました。"), ["問", "答"]),
        (("سؤال: متى يفتح الميناء أمام السفن؟", "جواب: يفتح الميناء في الثالث من ديسمبر."), ["سؤال", "جواب"]),
        (("Frage: Wann öffnet der Hafen wieder?", "Antwort: Er öffnet am dritten Dezember."), ["Frage", "Antwort"]),
    ],
)
def test_labels_of_other_scripts_and_marks_are_known(texts: tuple[str, ...], found: list[str]) -> None:
    assert speakers(*texts) == found


@pytest.mark.parametrize(
    "texts",
    [
        ("Präsidentin: Anna Berg", "Ministerin: Ida Dahl", "Ministerin: Eva Ruud"),
        ("Министр: мы откроем порт в декабре этого года.", "Порт закрыт с марта."),
        ("Ort: der Hafen von Oslo bei Nacht im Winter", "Zeit: am Abend, wenn die Boote kommen"),
        ("Frage der Woche: Wann öffnet der Hafen?", "Das Ministerium weiß es nicht."),
        ("Zwei Ziele: Wir wollen mehr Fisch im Norden.", "Zwei Ziele: Wir wollen weniger Lärm im Süden."),
    ],
)
def test_lists_of_members_and_single_labels_are_no_conversation(texts: tuple[str, ...]) -> None:
    assert speakers(*texts) == [""] * len(texts)
