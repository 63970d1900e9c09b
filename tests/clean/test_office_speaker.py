"""Who speaks in languages other than English: a person of an office in the title or the text, else the body of the page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.clean.body_names import publishing_body
from digest.clean.document import Line
from digest.clean.office_speaker import find_office_speaker
from digest.records import Role
from digest.text.lang import LANGUAGES
from tests.clean.conftest import Clean

TEXT = "Text."


@pytest.mark.parametrize(
    ("title", "language", "who"),
    [
        ("Rede von Bundespräsidentin Anna Berg beim Fischertag", "de", "Bundespräsidentin Anna Berg"),
        ("Rede der Bundesministerin für Verkehr Anna Berg zum Haushalt", "de", "Bundesministerin für Verkehr Anna Berg"),
        ("Rede von Anna Berg beim Fischertag", "de", ""),
        ("Redezeit der Ministerin Berg", "de", ""),
        ("Fischereiministerin Anna Berg beim Treffen in Kiel", "de", "Fischereiministerin Anna Berg"),
        ("Minister und Fischer beim Treffen in Kiel", "de", ""),
        ("Ministerin: Fang wächst", "de", ""),
        ("Discurso da Presidenta da República, Ana Lima, durante visita", "pt", "Presidenta da República, Ana Lima"),
        (
            "Discurso do Presidente da República em exercício, Rui Lima, na posse",
            "pt-BR",
            "Presidente da República em exercício, Rui Lima",
        ),
        ("Mensagem da Senhora Ministra da Pesca por ocasião da festa", "pt", "Ministra da Pesca"),
        ("Discurso de abertura do porto", "pt", ""),
        ("Discurso del presidente del Gobierno, Luis Mar, en el puerto", "es", "presidente del Gobierno, Luis Mar"),
        ("Intervention de la ministre de la mer, Mme Anne Port, à Brest", "fr", "ministre de la mer, Mme Anne Port"),
        ("Ministra Ana Ruiz inaugura el puerto", "es", "Ministra Ana Ruiz"),
        ("El presidente Luis Mar inaugura el puerto", "es", "presidente Luis Mar"),
        ("El presidente inaugura el puerto", "es", ""),
        (
            "Discours de Mme Anne Port, Présidente de la République, à Brest",
            "fr",
            "Mme Anne Port, Présidente de la République",
        ),
        ("Entretien du ministre avec les pêcheurs", "fr", ""),
        ("Wystąpienie Prezydenta RP Jana Kowala na forum", "pl", "Prezydenta RP Jana Kowala"),
        ("Phát biểu của Thủ tướng Nguyễn Văn A tại hội nghị", "vi", "Thủ tướng Nguyễn Văn A"),
        ("Statsminister Anna Bergs tale ved havnen", "da", "Statsminister Anna Bergs"),
        ("كلمة معالي وزير الصيد في المؤتمر", "ar", "وزير الصيد"),
        ("浜漁業大臣会見記録", "ja", "浜漁業大臣"),
        ("漁業に関する白書", "ja", ""),
        ("漁業大臣会議の結果", "ja", ""),
        ("김바다 장관 기념사", "ko", "김바다 장관"),
        ("渔业部长王海发表讲话", "zh", "渔业部长王海"),
        ("渔业部长王海讲话全文", "zh", "渔业部长王海"),
        ("Conferencia de prensa de la presidenta Ana Mar", "es", "presidenta Ana Mar"),
        ("Ministerpräsident der Niederlande zu Gast in Kiel", "de", ""),
        ("Außenministerin Kern trifft ihren Amtskollegen", "de", ""),
        ("Premier van België op bezoek in Den Haag", "nl", ""),
        ("La Première ministre du Danemark en visite à Brest", "fr", ""),
        ("Prezydent Litwy z wizytą w Gdyni", "pl", ""),
        ("Премьер-министр Индии прибыл в порт", "ru", ""),
        ("Presiden Prancis Tiba di Jakarta", "id", ""),
        ("Danmarks statsminister på besök", "sv", ""),
        ("Bundesministerin für Verkehr Anna Berg besucht Kiel", "de", "Bundesministerin für Verkehr Anna Berg"),
        ("Выступление министра рыболовства Ивана Сома на форуме", "ru", "министра рыболовства Ивана Сома"),
        ("Balıkçılık Bakanı Ali Demir'in açılış konuşması", "tr", "Balıkçılık Bakanı Ali Demir"),
        ("मत्स्य मंत्री राम शर्मा का उद्घाटन भाषण", "hi", "मत्स्य मंत्री राम शर्मा"),
        ("渔业部长王海在论坛开幕式上的讲话", "zh", "渔业部长王海"),
        ("مقابلة وزير المالية مع التلفزيون", "ar", "وزير المالية"),
        ("Intervista al Ministro Marco Serra", "it", "Ministro Marco Serra"),
        ("Pressekonferanse med statsminister Ola Lie", "nb", "statsminister Ola Lie"),
        ("Ansprache des Bundespräsidenten Otto Lang zum Jahreswechsel", "de", "Bundespräsidenten Otto Lang"),
        ("Wywiad z ministrem Janem Wilkiem", "pl", "ministrem Janem Wilkiem"),
        ("خطاب جلالة الملك في افتتاح الدورة", "ar", "الملك"),
        ("मत्स्य सम्मेलन में प्रधानमंत्री राम शर्मा का संबोधन", "hi", "प्रधानमंत्री राम शर्मा"),
        ("דברי ראש הממשלה דנה כהן בכנס הדיג", "he", "ראש הממשלה דנה כהן"),
        ("Mensagem da Senhora Presidenta da República por ocasião da Sessão Solene do Mar", "pt", "Presidenta da República"),
        ("Remarks by President Quill", "en", ""),
    ],
)
def test_a_title_names_who_speaks(title: str, language: str, who: str) -> None:
    assert find_office_speaker(title, [Line(TEXT)], language) == who


@pytest.mark.parametrize(
    ("title", "text", "language", "who"),
    [
        (
            "Berg: Fisch für alle",
            "Dazu erklärt Fischereiministerin Anna Berg: Alle essen Fisch.",
            "de",
            "Fischereiministerin Anna Berg",
        ),
        ("Kiel: Fisch für alle", "Die Ministerin fuhr nach Kiel.", "de", ""),
        ("Berg: Fisch für alle", "Der Fischer Anton Berg fuhr hinaus.", "de", ""),
        ("", "وقال وزير الصيد، سالم حداد:", "ar", ""),
        ("", "تعليقا على القرار قال وزير الصيد، سالم حداد:", "ar", "وزير الصيد، سالم حداد"),
        ("", "שר הדיג דן כהן ביקר היום בנמל יפו.", "he", "שר הדיג דן כהן"),
        ("", 'שר הדיג דן כהן: "הים שייך לכולם"', "he", "שר הדיג דן כהן"),
        ("", "הדגים בנמל ביקר טריים: כך אמר שר הדיג", "he", ""),
        ("", "मंत्री ने कहा: “हम मदद करते हैं।”", "hi", ""),
        ("在海洋论坛上的主旨演讲", "国务院总理 陈海", "zh", "国务院总理 陈海"),
        ("在海洋论坛上的主旨演讲", "渔业部 北方局", "zh", ""),
        ("", "وزیر شیلات، دکتر رضا مرادی، امروز در بندر سخن گفت", "fa", "وزیر شیلات، دکتر رضا مرادی"),
        ("", "وزیراعظم عمر خان نے کہا ہے کہ سمندر سب کا ہے", "ur", "وزیراعظم عمر خان"),
    ],
)
def test_the_text_names_who_speaks(title: str, text: str, language: str, who: str) -> None:
    assert find_office_speaker(title, [Line(text)], language) == who


def test_the_body_that_publishes_a_page_is_found_among_its_names() -> None:
    names = ("Willkommen", "BAF", "Bundesamt für Fischerei", "Ministerium für alles")
    assert publishing_body(names, [], "de") == "Bundesamt für Fischerei"
    assert publishing_body(("Willkommen", "BAF"), [], "de") == "BAF"
    assert publishing_body(("Fischblatt", "Insgesamt"), [], "de") == ""
    assert publishing_body(("News", "Ministry of Fish", "U.S. Department of the Sea"), [], "en") == "Ministry of Fish"
    assert publishing_body(("Federal Agency Activities", "Commission President", "Department Stores"), [], "en") == ""


@pytest.mark.parametrize(
    ("first", "last", "language", "who"),
    [
        ("Fish is healthy.", "MINISTRY OF FISH", "en", "MINISTRY OF FISH"),
        ("Harbour Commission of Aldmouth", "Fish is healthy.", "en", "Harbour Commission of Aldmouth"),
        ("The Harbour Council,", "Fish is healthy.", "en", "The Harbour Council"),
        ("Fisch ist gesund.", "Bundesministerium für Fisch", "de", "Bundesministerium für Fisch"),
        ("Le poisson est sain.", "Ministère de la Mer", "fr", "Ministère de la Mer"),
        ("Fish is healthy.", "The ministry buys nets", "en", ""),
        ("Fish is healthy.", "Ask the Ministry of Fish.", "en", ""),
        ("MINISTRY OF FISH", "MINISTRY OF BOATS", "en", ""),
        ("Fish is healthy.", "Department Stores", "en", ""),
        ("各省渔业部门：现决定检查渔船。", "请照此办理。", "zh", ""),
        ("鱼是健康的。", "海洋部", "zh", "海洋部"),
    ],
)
def test_a_body_on_a_line_of_its_own_at_the_edge_signs_a_text(first: str, last: str, language: str, who: str) -> None:
    middle = [Line(f"{TEXT} {number}") for number in range(4)]
    assert publishing_body((), [Line(first), *middle, Line(last)], language) == who


def test_an_item_of_a_list_signs_no_text() -> None:
    lines = [*(Line(TEXT) for _ in range(4)), Line("Ministry of Fish", role=Role.ITEM)]
    assert publishing_body((), lines, "en") == ""


PAGE = """<html lang="de"><head><title>BAF - Der Fang wächst</title><meta name="author" content="Max Muster">{}</head><body>
<article><h1>Der Fang wächst</h1><p>Die Fischer haben im März mehr gefangen als je zuvor, und der Fang wächst weiter.</p>
<p>Auch im April wird mit guten Fängen gerechnet, wie die Häfen an der Küste melden.</p></article></body></html>"""
NAMED = '<meta property="og:site_name" content="Bundesamt für Fischerei">'


def test_a_page_without_a_speaker_is_spoken_by_its_publisher(clean: Clean) -> None:
    page = PAGE.format(NAMED).replace("Max Muster", "admin")
    assert clean(page, "text/html", address="https://www.baf.example/a").speaker == "Bundesamt für Fischerei"
    assert clean(page.replace(NAMED, ""), "text/html", address="https://www.baf.example/a").speaker == "BAF"
    assert clean(page.replace(NAMED, ""), "text/html", address="https://www.zeitung.example/a").speaker == ""


def test_the_person_in_the_title_comes_before_the_author_of_the_page(clean: Clean) -> None:
    page = PAGE.format(NAMED).replace("Der Fang wächst<", "Rede von Ministerin Anna Berg<")
    assert clean(page, "text/html").speaker == "Ministerin Anna Berg"


@given(st.text(max_size=80), st.text(max_size=80), st.sampled_from([language.code for language in LANGUAGES]))
def test_a_speaker_is_never_invented(title: str, text: str, language: str) -> None:
    given_words = f"{title} {text}".replace(",", " ").split()
    found = find_office_speaker(title, [Line(text)], language)
    assert set(found.replace(",", " ").split()) <= set(given_words)


def test_a_title_of_any_length_names_who_stands_at_its_start() -> None:
    assert find_office_speaker("Rede von Ministerin Anna Berg beim " + "Fest " * 20_000, [], "de") == "Ministerin Anna Berg"
    assert find_office_speaker("Ministerin " * 20_000, [Line("Ministerin " * 20_000)], "de") == ""
