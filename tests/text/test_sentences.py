"""Sentences of government text: the labelled set, and what must never be cut."""

from __future__ import annotations

import json

import pytest

from digest.records import Span
from digest.text.lang import LANGUAGES
from digest.text.lang.en_sentences import ABBREVIATIONS, FINAL_ABBREVIATIONS
from digest.text.lang.language_words import LanguageWords
from digest.text.sentences import sentence_spans
from tests.clean.conftest import DATA

TRAPS = DATA.parent / "text" / "sentence_traps.tsv"
UNSPACED = ("zh", "ja")
FLOOR = 0.99


def sentences(text: str, language: str = "") -> list[str]:
    return [span.of(text) for span in sentence_spans(text, [Span(0, len(text))], language)]


def ends(text: str, pieces: list[str]) -> set[int]:
    """Where the sentences end, in characters of `text`."""
    found, position = set(), 0
    for piece in pieces:
        position = text.index(piece, position) + len(piece)
        found.add(position)
    return found


def test_the_labelled_boundaries_of_real_statements_are_found() -> None:
    rows = [json.loads(row) for row in (DATA / "sentences.jsonl").read_text(encoding="utf-8").splitlines()]
    wanted = {(n, end) for n, row in enumerate(rows) for end in ends(row["text"], row["sentences"]) if end < len(row["text"])}
    found = {
        (n, end) for n, row in enumerate(rows) for end in ends(row["text"], sentences(row["text"])) if end < len(row["text"])
    }
    assert len(wanted) >= 300
    assert 2 * len(wanted & found) / (len(wanted) + len(found)) >= FLOOR


@pytest.mark.parametrize(
    "text",
    [
        "Amb. Smith met Lt. Gov. Jones under Sec. 1245(d) of Pub. L. No. 112-81 and 50 U.S.C. 1701 et seq. as amended.",
        "The D.P.R.K. Government and the U.S. Department of State spoke with Sens. Collins and Murray about H.R. 5009.",
        "Two brothers, Majs. Ana and Bo Lind, met Cols. Dev Rao and Eva Stein.",
        "President Joseph R. Biden, Jr. met Gen. Mark A. Milley, Maj. Gen. John Newell III and Dr. S. Jaishankar.",
        "Sec. 2. Establishment and Composition of the Commission.",
        "He praised Roe v. Wade, Showa Best Glove, Inc. of Alabama, and St. Louis at 10 a.m. Eastern on Jan. 18.",
        "We were able to collect the debris — right? — that’s on the ocean floor.",
        "“We will act. We will not wait,” he said.",
        "Medals went to Tech. Sgt. Ana Ruiz, Master. Sgt. Bo Lind and Staff. Sergeant Dev Rao.",
        "Supt. Brown, Det. Insp. Moss and Cllr. Jane Holt walked from Mt. Ayre to Ft. Dunn.",
        "The order under ss. 3 to 5 and s. 7(2) of the Act, Cap. 12, Sch. 2 and r. IV, costs Rs. 500 a year.",
        "Doors open at 9 a.m. Eastern, at 2 p.m. Brussels time, at 3 p.m. CET, at 4 p.m. Monday and at 5 p.m. Jan. 7.",
        "9:30 a.m. Minister Holt opens the harbour.",
        "On Tuesday, Jan. 7, from 9 a.m. to 5 p.m. Minister Holt opens the harbour.",
        "The plan is No. 5 on the list of J. R. R. Holt.",
    ],
)
def test_an_abbreviation_a_name_or_a_quotation_is_never_cut(text: str) -> None:
    assert sentences(text) == [text]


def test_a_straight_mark_that_opens_a_quotation_belongs_to_what_it_opens() -> None:
    first, second = "The app will help, said the director of Production.", '"One of the most useful things is speed," he said.'
    assert sentences(f"{first} {second} It works.") == [first, second, "It works."]
    assert sentences(f'He said: "It works." {first}') == ['He said: "It works."', first]


@pytest.mark.parametrize("short", sorted(ABBREVIATIONS - FINAL_ABBREVIATIONS))
def test_no_sentence_ends_inside_an_abbreviation_of_the_list(short: str) -> None:
    for written in (short, short.capitalize(), short.upper()):
        text = f"They spoke with {written}. Smith of the plan, and went on."
        assert sentences(text) == [text]


def test_an_abbreviation_may_end_a_sentence() -> None:
    assert sentences("He lives in the U.S. The talks began at 6 p.m. Then he left.") == [
        "He lives in the U.S.",
        "The talks began at 6 p.m.",
        "Then he left.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The fair opens at 9 a.m. and closes at 5 p.m.|Delegates may register from Monday.",
        "It closed at 11:30 p.m.|“Nobody stayed,” said the mayor.",
        "The answer is no.|Boats stay in port.",
        "The hall is a work of art.|Visitors admire it.",
        "They sold nets, ropes, etc.|Prices fell.",
        "There will be no cap.|Fishers agreed to it.",
        "The law is in art. 5, fig. 3 and No. AB-12.|Readers find it there.",
        "The grant is the harbour’s.|It was the largest of the 1970s.|Boats paid it back.",
    ],
)
def test_a_word_that_is_also_an_abbreviation_ends_a_sentence_unless_a_number_follows(text: str) -> None:
    assert sentences(text.replace("|", " ")) == text.split("|")


def test_a_stage_direction_belongs_to_no_sentence() -> None:
    assert sentences("I come from it. (Applause.) I will never forget. (Laughter.)") == [
        "I come from it.",
        "I will never forget.",
    ]


def test_a_line_without_a_full_stop_is_one_sentence() -> None:
    assert sentences("The commitment to keep our markets open while standing firm") == [
        "The commitment to keep our markets open while standing firm"
    ]


def test_letters_that_hang_on_another_word_are_one_abbreviation() -> None:
    """From the joint statement on the Japan-United States Clean Energy Partnership, 2021."""
    text = "The United States and Japan held the first Japan-U.S. Clean Energy Partnership (JUCEP) meeting on June 10."
    assert sentence_spans(text, [Span(0, len(text))]) == (Span(0, len(text)),)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Der 2. Bericht der Bundesregierung gem. § 5 Abs. 3 erschien am 3. März.|Er nennt z. B. 12,5 Mio. Euro."),
        ("de", "Frau Dr. Schulz sprach mit Prof. Weber u. a. über Nr. 7 der Liste.|Danach reiste sie ab."),
        ("fr", "Le ministre a reçu M. Martin et Mme Petit le 3 févr. 2026.|L’art. 12 al. 2 entre en vigueur."),
        ("es", "El Sr. Gómez y la Dra. Ruiz citaron los arts. 3 y 4 del R.D. 5/2020.|La 2.ª sesión es el lunes."),
        ("pt", "O Exmo. Sr. Presidente citou o art. 5.º da Lei n.º 7/2020.|A Profa. Costa mora na Av. Central."),
        ("it", "L’on. Verdi e il dott. Blu citano l’art. 3 del d.lgs. n. 81.|Il testo è di pag. 7."),
        ("nl", "De minister sprak o.a. met mevr. Smit en dhr. Bakker over 3 mld. euro.|Zij vertrok op 2 jan. weer."),
        ("ru", "Указ от 5 янв. 2026 г. подписал А. Б. Петров и др. лица.|Сумма выросла на 3 млн. рублей."),
        ("pl", "Zgodnie z art. 7 ust. 3 ustawy z 5 maja 2020 r. min. Nowak odwołał decyzję.|Koszt wyniósł 5 mln zł."),
        ("de", "Sie ging im Alter von 43.|Er blieb bis zum 3. Mai."),
        ("es", "Todo eso está muy bien.|Pero el plan sigue junto al mar.|No cambia nada."),
        ("fr", "Le décret vise l’art. L. 112-3 et le chap. II du code.|Il entre en vigueur le 5 mai."),
        ("nb", "Den 5. mai møtte statsråden bl.a. hr. Lie.|Møtet var kl. 9, jf. § 7 i loven."),
        ("da", "Den 5. maj mødte ministeren hr. Lind, jf. lov nr. 7.|Det kostede ca. 3 mio. kroner."),
        ("sv", "Ministern mötte bl.a. dr. Ek och hr. Dal i dag.|Det kostade ca. 3 milj. kronor."),
        ("fi", "Hallitus kokoontuu 5. toukokuuta klo 9.|Ministeri tapasi mm. tri Laineen."),
        ("cs", "Zákon č. 7/2020 Sb. platí od 5. května.|Podepsal jej tzv. vedoucí Ing. Malý."),
        ("sk", "Zákon č. 7/2020 Z. z. platí od 5. mája.|Podpísal ho tzv. vedúci Ing. Malý."),
        ("hr", "Prema čl. 5. st. 2. Zakona rok je 3. svibnja.|Potpisao ga je tzv. Ured."),
        ("hu", "A 7. § (2) bek. szerint a határidő május.|Az ügyet Dr. Kis viszi."),
        ("ro", "Dna. Pop a citat art. 5 alin. (2) din lege.|Prof. Ene locuiește pe str. Mare."),
        ("el", "Ο κ. Ράλλης ανέφερε το αρ. 5 παρ. 2 του νόμου.|Το ποσό είναι 3 εκατ. ευρώ."),
        ("id", "Ir. Budi membayar Rp. 5 juta kepada PT. Maju.|Ini sesuai UU No. 7."),
        ("gl", "O Sr. Lago e a Sra. Rei asinaron o acordo.|A obra comeza en maio."),
        ("de", "Laut BGBl. I Nr. 3 gilt das für die Fa. Kurz.|Bgm. Lang dankte Hrn. Breit."),
        ("vi", "TS. An và PGS. Bình đến TP. Huế.|Họ gặp nhau."),
        ("fi", "Kokous alkaa klo 9.|Ministeri tulee 5. toukokuuta."),
        ("bg", "Министърът проф. Лилов говори на ул. Дълга.|Той каза, че чл. 5, ал. 2 остава."),
        ("uk", "Ген. Левко виступив 2 листоп. 2026 р. о 9 год. ранку.|Він подякував."),
        ("en", "The works run from Tues. Nov. 3 to Sat. Dec. 5 in Lund.|There they sat.|December is cold."),
        ("pl", "W dniu 5 maja 2026 r. Rada zmieniła plan.|Trwa to od 2020 r.|Nowak wyjechał."),
        ("ru", "Работы закончатся к маю 2027 г.|Жители ул. им. Чехова согласны."),
        ("ko", "회의는 2026. 3. 4.(수) 서울에서 열렸다.|장관이 참석했다."),
        ("ja", "「ただちに中止すべきだ。」と大臣は述べた。|会議は終わった。"),
    ],
)
def test_another_language_is_cut_by_its_own_abbreviations_and_ordinals(language: str, text: str) -> None:
    assert sentences(text.replace("|", " "), language) == text.split("|")


def test_an_english_abbreviation_may_end_a_sentence_of_another_language() -> None:
    first, second = "Sie reiste an die Elbe bei Wash.", "Er blieb am Rhein."
    assert sentences(f"{first} {second}", "de") == [first, second]
    assert sentences(f"{first} {second}", "en") == [f"{first} {second}"]


@pytest.mark.parametrize("row", TRAPS.read_text(encoding="utf-8").splitlines())
def test_numbers_titles_references_quotations_and_addresses_end_no_sentence(row: str) -> None:
    """Each row: a language, and sentences of our own with "|" between them."""
    language, text = row.split("\t")
    wanted = text.split("|")
    assert sentences(("" if language in UNSPACED else " ").join(wanted), language) == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Er traf Dr. Das und Fr. Alle im Haus.|Sie blieb."),
        ("fr", "M. Le Goff et Mme. La Tour sont venus.|Ils repartent."),
        ("it", "Il dott. De Rossi e la sig.ra La Torre ci sono.|Bene."),
        ("ru", "На ул. На Холме и др. местах был г. Он.|Да."),
        ("tr", "Ankara 3. Asliye Ceza Mahkemesi toplandı."),
    ],
)
def test_a_word_that_opens_sentences_opens_none_behind_a_title(language: str, text: str) -> None:
    assert sentences(text.replace("|", " "), language) == text.split("|")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Lunta, 6 de octubre de 2026.-|El Consejo ha aprobado el plan.|Cuesta 3 millones."),
        ("pt", "Lunta, 6 de outubro de 2026.–|O Conselho aprovou o plano."),
        ("de", "Die Sitzung am 3.-4. Oktober fand in Lunta statt.|– Sie war kurz."),
    ],
)
def test_a_dash_that_closes_a_dateline_does_not_open_the_sentence_behind_it(language: str, text: str) -> None:
    assert sentences(text.replace("|", " "), language) == text.split("|")


def test_a_sentence_behind_a_chinese_quotation_is_one_of_its_own_unless_it_says_who_spoke() -> None:
    assert sentences("“我们反对。”会议随后结束。", "zh") == ["“我们反对。”", "会议随后结束。"]
    assert sentences("“我们反对。”部长说。", "zh") == ["“我们反对。”部长说。"]


@pytest.mark.parametrize("text", ["กระทรวง ม.ค. 2569 นายสมชาย ใจดี และ นางสาวสมหญิง รักดี", "ครม. เห็นชอบ 3 พ.ค. 2567"])
def test_names_numbers_and_abbreviations_in_thai_are_no_clauses(text: str) -> None:
    assert sentences(text, "th") == [text]


@pytest.mark.parametrize("tag", ["de", "de-AT", "DE"])
def test_a_language_is_known_by_its_tag_with_or_without_a_region(tag: str) -> None:
    assert sentences("Am 3. Mai kam sie an. Er blieb.", tag) == ["Am 3. Mai kam sie an.", "Er blieb."]


@pytest.mark.parametrize("tag", ["", "und", "en", "en-GB"])
def test_an_unknown_language_is_cut_as_english(tag: str) -> None:
    text = "Amb. Smith met Lt. Gov. Jones. He left on Jan. 18."
    assert sentences(text, tag) == ["Amb. Smith met Lt. Gov. Jones.", "He left on Jan. 18."]


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_no_abbreviation_of_a_language_is_one_of_the_words_that_open_its_sentences(language: LanguageWords) -> None:
    assert not language.abbreviations & language.sentence_openers


@pytest.mark.parametrize("tag", ["xx", "zh", "th", "sw", "sr-Latn"])
def test_every_language_is_cut_somehow(tag: str) -> None:
    assert sentences("Moja. Mbili.", tag) == ["Moja.", "Mbili."]
