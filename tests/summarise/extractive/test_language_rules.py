"""Statements in languages that no encoder reads: rules choose the news, and no salutation, contact, question or fragment."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from digest.errors import ModelError
from digest.records import Role, Statement, Summary
from digest.summarise.candidates import all_sentences
from digest.summarise.extractive.engine import ExtractiveSummariser
from digest.summarise.extractive.language_rules import FILE, LanguageRules
from digest.summarise.extractive.unfit import is_unfit
from tests.summarise.evidence import problems
from tests.summarise.fakes import BagEncoder, statement


def chosen(given: Statement, points: int = 1) -> list[str]:
    encoder = BagEncoder()
    (answer,) = ExtractiveSummariser(encoder).summarise([given], points)
    assert isinstance(answer, Summary)
    assert problems(answer, given) == ()
    assert encoder.calls == []
    return [point.text for point in answer.points]


NEWS: dict[str, tuple[str, Sequence[str], str]] = {
    "de": (
        "Neues Abkommen über die Fischerei",
        ["Sehr geehrte Damen und Herren, liebe Gäste, ich freue mich sehr.", "Es ist ein schöner Tag in dieser schönen Stadt."],
        "Die Regierung hat heute ein Abkommen über die Fischerei unterzeichnet und stellt 20 Millionen Euro bereit.",
    ),
    "pt": (
        "Governo anuncia programa de habitação",
        ["Queria cumprimentar os senhores prefeitos e as senhoras prefeitas aqui presentes.", "Ele sempre gostou muito daqui."],
        "O governo anunciou hoje um programa de habitação que vai construir 40 mil casas até o final de 2027.",
    ),
    "ru": (
        "Правительство утвердило программу развития портов",
        ["Уважаемые коллеги, я очень рад приветствовать вас в этом зале.", "Он всегда любил море."],
        "Правительство утвердило сегодня программу развития портов и выделило на неё 300 млн рублей.",
    ),
    "ja": (
        "漁業協定に署名",
        ["皆様、本日はお集まりいただき誠にありがとうございます。", "それは大変うれしいことです。"],
        "政府は本日、隣国との漁業協定に署名し、2027年までに50億円を拠出すると発表した。",
    ),
    "ar": (
        "توقيع اتفاق جديد للصيد البحري",
        ["السيدات والسادة، يسرني أن أرحب بكم جميعا في هذه المدينة الجميلة.", "وهذا يوم جميل لنا جميعا في هذا المكان."],
        "أعلنت الوزارة اليوم عن توقيع اتفاق جديد للصيد البحري بقيمة 30 مليون دولار بين البلدين.",
    ),
}


@pytest.mark.parametrize("language", NEWS)
def test_the_news_is_chosen_though_it_comes_last(language: str) -> None:
    title, before, news = NEWS[language]
    assert chosen(statement(*before, news, title=title, language=language)) == [news]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Sehr geehrte Damen und Herren, liebe Kolleginnen und Kollegen,"),
        ("fr", "Mesdames et Messieurs, chers amis et chers collègues,"),
        ("pt", "Muito obrigado a todos os presentes por esta bela tarde!"),
        ("de", "Was bedeutet das für die Menschen in den Städten?"),
        ("el", "Τι σημαίνει αυτό για τους πολίτες της χώρας;"),
        ("zh", "这对我们的城市意味着什么？"),
        ("es", "Para más información escriba a prensa@ejemplo.es o visite www.ejemplo.es ahora."),
        ("de", "Pressestelle des Amtes, Telefon +49 30 1234567, täglich von neun bis fünf Uhr."),
        ("fr", "« Nous devons avancer ensemble sur ce chemin, a déclaré la ministre."),
        ("de", "Die Ministerin sagte dazu am Rande der Sitzung:"),
        ("th", "สำหรับชาวประมงที่มีข้อสอบถาม สามารถติดต่อได้ที่กรมประมงทุกสาขา หรือ Call Center 02 555 0000"),
        ("de", "Rückfragen beantwortet das Amt täglich von neun bis fünf Uhr unter der Nummer 030 1234567."),
        ("he", "הקמפיין מורכב מארבעה סרטונים ומעודד את הציבור ״כי זה עוד לא נגמר..."),
        ("de", "Januar bis März | 2025 | 2026 | Änderung in Prozent"),
        ("de", "Berlin, 3. März 2026"),
        ("sv", "Ministern med gäster i Stockholm i går"),
    ],
)
def test_what_is_no_point_is_recognised(language: str, text: str) -> None:
    (sentence,) = all_sentences(statement(text, language=language))
    assert is_unfit(sentence, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "pt",
            "Queria também cumprimentar aqui os ministros Adão Lima, da Pesca, e Rita Moura, da Saúde, o prefeito desta "
            "cidade, nosso querido Olavo Reis, e todos os deputados estaduais aqui presentes.",
        ),
        ("he", "אני מבקשת להודות למארגנים, לשר הדיג ולכל מי שטרח והגיע לכאן."),
        ("th", "เรียน ท่านผู้มีเกียรติทุกท่าน"),
        ("ru", "Примите искренние поздравления с профессиональным праздником!"),
        (
            "ru",
            "Хочу поблагодарить организаторов, губернатора области Сергея Ильина, мэра города Ольгу Тарасову и всех, кто "
            "готовил эту встречу в нашем порту.",
        ),
        (
            "fr",
            "Je tiens tout d’abord à remercier le maire, la présidente de la région et l’ensemble des organisateurs pour leur "
            "accueil chaleureux et la qualité de cette journée.",
        ),
        ("tr", "Değerli katılımcıları, bu güzel şehrin insanlarını ve tüm misafirlerimizi en kalbi duygularla selamlıyorum."),
        ("hi", "मैं मंच पर बैठे सभी साथियों का और यहाँ आए हुए सभी किसान भाइयों का हृदय से अभिनंदन करता हूं।"),
        ("zh", "我谨代表中国政府，对论坛的召开表示热烈祝贺！"),
        ("ja", "御多用の中お集まりいただき、心から感謝申し上げます。"),
    ],
)
def test_a_greeting_of_any_length_is_no_point(language: str, text: str) -> None:
    (sentence,) = all_sentences(statement(text, language=language))
    assert is_unfit(sentence, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Ich begrüße die Entscheidung des Rates, die Häfen wieder zu öffnen, denn sie hilft den Fischern im Norden."),
        (
            "fr",
            "Je salue la décision du Conseil de rouvrir les ports avant l’hiver, attendue depuis longtemps par les pêcheurs.",
        ),
        ("ko", "정부는 의회의 이번 결정을 환영합니다."),
        ("ru", "Благодарю вас за поддержку и объявляю, что правительство выделит 3 миллиарда крон на новый порт."),
        ("pt", "O cumprimento da lei é uma condição para que os portos recebam os recursos da União."),
    ],
)
def test_a_welcome_to_a_decision_or_news_behind_thanks_is_no_greeting(language: str, text: str) -> None:
    (sentence,) = all_sentences(statement(text, language=language))
    assert not is_unfit(sentence, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "de",
            "Die Regierung dankte den Helfern und kündigte an, den Küstenschutz um zehn Millionen zu erhöhen.",
        ),
        ("de", "„Wir bauen die Brücke im Mai“, sagte der Minister am Montag in Rostock."),
        ("fr", "Le 3 mars 2026, le Parlement a adopté la loi sur la pêche."),
        ("th", "คณะรัฐมนตรีมีมติเห็นชอบแผนพัฒนาท่าเรือ"),
        ("de", "Der Kontakt zu 3 500 Fischern brach am 03.05.2026 ab, teilte das Amt mit."),
        ("he", 'דובר מד"א מסר כי הבית נסגר.'),  # the mark is part of an abbreviation
        ("de", "Der Wiederaufbau der Brücke kostet den Steuerzahler viel Geld, sagte die liebe Verwandte."),
        ("he", "דובר מד״א מסר היום כי בית החולים בעיר נסגר."),
        ("ja", "政府は新たな支援策を決定した。"),
        ("es", "El ministro agradeció el acuerdo y anunció una inversión de 5 millones."),
        ("hi", "सरकार ने आज नई योजना की घोषणा की।"),
    ],
)
def test_a_sentence_that_says_something_is_not_taken_for_one(language: str, text: str) -> None:
    (sentence,) = all_sentences(statement(text, language=language))
    assert not is_unfit(sentence, language)


def test_an_item_of_a_list_needs_no_full_stop() -> None:
    (sentence,) = all_sentences(statement(("Mehr Geld für den Küstenschutz im Norden", Role.ITEM), language="de"))
    assert not is_unfit(sentence, "de")


def test_a_text_of_nothing_else_still_gets_a_point() -> None:
    question = "Was bedeutet das für die Menschen in den Städten?"
    assert chosen(statement(question, language="de")) == [question]


def test_a_language_without_word_lists_gets_points() -> None:
    first = "Nazirlik bu gün yeni körpünün açılışını elan etdi və 5 milyon manat ayırdı."
    given = statement(first, "Hava çox gözəl idi və hamı çox sevinirdi.", title="Yeni körpünün açılışı", language="az")
    assert chosen(given) == [first]


def test_damaged_rules_are_refused(tmp_path: Path) -> None:
    path = tmp_path / FILE.name
    path.write_text("no JSON")
    with pytest.raises(ModelError, match=r"rules\.json.*cannot be read"):
        LanguageRules(path)
    with pytest.raises(ModelError, match=r"cannot be read"):
        LanguageRules(tmp_path / "none.json")
