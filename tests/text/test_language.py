"""A text is recognised by its script, letters and words; a language that is not certain is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.text.lang import LANGUAGES
from digest.text.language import language_of, language_tag, likeliest_language

TEXTS = (
    (
        "ar",
        "قدمت الحكومة اليوم مشروع قواعد جديدة للموانئ. وقال الوزير إن التغييرات ستدخل حيز التنفيذ في الصيف.",
    ),
    (
        "az",
        "Nazirlik bu gün limanlar üçün yeni qaydaları açıqladı. Nazir bildirib ki, qaydalar yayda qüvvəyə minəcək.",
    ),
    (
        "be",
        "Урад сёння прадставіў праект новых правілаў для портаў. Міністр сказаў, што змены набудуць моц улетку.",
    ),
    (
        "bg",
        "Правителството представи днес проект за нови правила за пристанищата. Министърът каза, че промените ще "
        "влязат в сила през лятото.",
    ),
    (
        "bn",
        "সরকার আজ বন্দরের জন্য নতুন নিয়মের খসড়া পেশ করেছে। মন্ত্রী বলেছেন পরিবর্তনগুলি গ্রীষ্মে কার্যকর হবে।",
    ),
    (
        "ca",
        "El Govern ha presentat avui un projecte de noves normes per als ports. El ministre ha dit que els canvis "
        "entraran en vigor a l'estiu.",
    ),
    (
        "cs",
        "Vláda dnes představila návrh nových pravidel pro přístavy. Ministr řekl, že změny vstoupí v platnost v létě.",
    ),
    (
        "da",
        "Regeringen fremlagde i dag et forslag om nye regler for havnene. Ministeren siger, at det er vigtigt at "
        "få ordningen på plads inden sommeren.",
    ),
    (
        "el",
        "Η κυβέρνηση παρουσίασε σήμερα σχέδιο νέων κανόνων για τα λιμάνια. Ο υπουργός είπε ότι οι αλλαγές θα "
        "ισχύσουν το καλοκαίρι.",
    ),
    (
        "es",
        "El Gobierno presentó hoy un proyecto de nuevas normas para los puertos. El ministro dijo que los cambios "
        "entrarán en vigor en verano.",
    ),
    (
        "et",
        "Valitsus esitas täna sadamate uute reeglite eelnõu. Minister ütles, et muudatused jõustuvad suvel ja need"
        " on vajalikud.",
    ),
    (
        "fa",
        "دولت امروز پیش‌نویس مقررات جدید بندرها را ارائه کرد. وزیر گفت که تغییرات در تابستان اجرا می‌شود.",
    ),
    (
        "fi",
        "Hallitus esitti tänään uusia sääntöjä satamille. Ministeri sanoi, että muutokset tulevat voimaan kesällä.",
    ),
    (
        "he",
        "הממשלה הציגה היום טיוטת כללים חדשים לנמלים. השר אמר שהשינויים ייכנסו לתוקף בקיץ.",
    ),
    (
        "hi",
        "सरकार ने आज बंदरगाहों के लिए नए नियमों का मसौदा पेश किया। मंत्री ने कहा कि बदलाव गर्मियों में लागू होंगे।",
    ),
    (
        "hr",
        "Vlada je danas predstavila prijedlog novih pravila za luke i gradove. Ministar je rekao da će promjene "
        "stupiti na snagu prije ljeta i da vrijedi čekati.",
    ),
    (
        "hu",
        "A kormány ma bemutatta a kikötők új szabályainak tervezetét. A miniszter azt mondta, hogy a változások "
        "nyáron lépnek hatályba.",
    ),
    (
        "id",
        "Pemerintah hari ini memaparkan rancangan aturan baru untuk pelabuhan. Menteri mengatakan bahwa perubahan "
        "akan berlaku pada musim panas.",
    ),
    (
        "it",
        "Il governo ha presentato oggi un progetto di nuove regole per i porti. Il ministro ha detto che le "
        "modifiche entreranno in vigore in estate.",
    ),
    (
        "ja",
        "政府は今日、港の新しい規則案を発表した。大臣は、変更は夏に施行されると述べた。",
    ),
    (
        "kk",
        "Үкімет бүгін порттарға арналған жаңа ережелердің жобасын ұсынды. Министр өзгерістер жазда күшіне енеді деді.",
    ),
    (
        "ko",
        "정부는 오늘 항만에 관한 새 규칙 초안을 발표했다. 장관은 변경 사항이 여름에 시행될 것이라고 말했다.",
    ),
    (
        "lt",
        "Vyriausybė šiandien pristatė naujų uostų taisyklių projektą. Ministras sakė, kad pakeitimai įsigalios vasarą.",
    ),
    (
        "lv",
        "Valdība šodien iepazīstināja ar jaunu noteikumu projektu ostām. Ministrs teica, ka izmaiņas stāsies spēkā vasarā.",
    ),
    (
        "mk",
        "Владата денес го претстави предлогот за нови правила за пристаништата. Министерот рече дека промените ќе "
        "стапат на сила.",
    ),
    (
        "mr",
        "सरकारने आज बंदरांसाठी नवीन नियमांचा मसुदा सादर केला आहे. मंत्री म्हणाले की बदल उन्हाळ्यात लागू होतील आणि ते आवश्यक आहेत.",
    ),
    (
        "ne",
        "सरकारले आज बन्दरगाहका लागि नयाँ नियमको मस्यौदा पेश गरेको छ। मन्त्रीले भने कि परिवर्तन गर्मीमा लागू हुनेछ र आवश्यक छ।",
    ),
    (
        "nl",
        "De regering presenteerde vandaag een ontwerp van nieuwe regels voor de havens. De minister zei dat de "
        "wijzigingen in de zomer ingaan.",
    ),
    (
        "no",
        "Regjeringen la i dag fram et forslag om nye regler for havnene. Ministeren sier at det er viktig å få på "
        "plass ordningen før sommeren.",
    ),
    (
        "pl",
        "Rząd przedstawił dziś projekt nowych przepisów dla portów. Minister powiedział, że zmiany wejdą w życie "
        "latem. To jest ważne dla wszystkich miast.",
    ),
    (
        "ps",
        "حکومت نن د بندرونو لپاره د نوو قواعدو مسوده وړاندې کړه. وزیر وویل چې بدلونونه به په اوړي کې پلي شي.",
    ),
    (
        "pt",
        "O Governo apresentou hoje um projeto de novas regras para os portos. O ministro disse que as alterações "
        "entram em vigor no verão.",
    ),
    (
        "ro",
        "Guvernul a prezentat astăzi un proiect de noi reguli pentru porturi. Ministrul a spus că modificările vor"
        " intra în vigoare vara.",
    ),
    (
        "ru",
        "Правительство представило сегодня проект новых правил для портов. Министр сказал, что изменения вступят в силу летом.",
    ),
    (
        "sk",
        "Vláda dnes predstavila návrh nových pravidiel pre prístavy. Minister povedal, že zmeny nadobudnú účinnosť v lete.",
    ),
    (
        "sl",
        "Vlada je danes predstavila predlog novih pravil za pristanišča. Minister je dejal, da bodo spremembe "
        "začele veljati poleti.",
    ),
    (
        "sr",
        "Влада је данас представила предлог нових правила за луке. Министар је рекао да ће промене ступити на снагу на лето.",
    ),
    (
        "sv",
        "Regeringen lade i dag fram ett förslag om nya regler för hamnarna. Ministern säger att det är viktigt att"
        " ordningen finns på plats.",
    ),
    (
        "th",
        "รัฐบาลวันนี้เสนอร่างกฎใหม่สำหรับท่าเรือ รัฐมนตรีกล่าวว่าการเปลี่ยนแปลงจะมีผลในฤดูร้อน",
    ),
    (
        "tr",
        "Bakanlık bugün limanlar için yeni kuralları açıkladı. Bakan, düzenlemenin yaz aylarında yürürlüğe gireceğini söyledi.",
    ),
    (
        "ur",
        "حکومت نے آج بندرگاہوں کے لیے نئے قواعد کا مسودہ پیش کیا۔ وزیر نے کہا کہ تبدیلیاں گرمیوں میں نافذ ہوں گی۔",
    ),
    (
        "vi",
        "Chính phủ hôm nay đã trình bày dự thảo quy định mới cho các cảng. Bộ trưởng nói rằng các thay đổi sẽ có "
        "hiệu lực vào mùa hè.",
    ),
    (
        "zh",
        "政府今天提出了港口新规则草案。部长说，这些变化将于夏季生效。",
    ),
)


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_a_language_is_recognised_by_two_sentences(language: str, text: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_a_language_is_not_taken_for_another_where_words_are_missing(language: str, text: str) -> None:
    words = text.split() if language in {known.code for known in LANGUAGES} else []
    for start in range(0, len(words), 4):
        assert language_of(" ".join(words[start : start + 9])) in (language, "und")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("und", "Alpha Bravo Charlie Delta Echo Foxtrot Golf Hotel"),
        ("und", "12.50 % 3/4"),
        ("und", ""),
        ("und", "Ada Quill, Ben Orr, Cay Dunn, Dee Ellis, Eve Fox"),
        (
            "uz",
            "Hukumat bugun portlar uchun yangi qoidalar loyihasini taqdim etdi va bu qoidalar bilan bir yil kerak deb aytdi.",
        ),
        (
            "gl",
            "O Goberno presentou hoxe un proxecto para os portos. O ministro dixo que non é unha cousa do verán.",
        ),
        (
            "ms",
            "Kerajaan akan membina pelabuhan baharu di utara kerana permintaan meningkat. Perkara itu dinyatakan oleh menteri "
            "pada sidang akhbar hari ini, dan beliau berkata projek itu siap tahun hadapan.",
        ),
    ],
)
def test_what_is_no_language_of_the_list_is_not_taken_for_one(language: str, text: str) -> None:
    assert language_of(text) in (language, "und")


def test_names_of_other_languages_do_not_change_the_language() -> None:
    text = (
        "The ministers of the two countries met in São Tomé, Łódź and Çanakkale, and they agreed on the plan for the harbours."
    )
    assert language_of(text) == "en"
    assert language_of("部长在东京会见了ソニー公司的代表，并讨论了港口的建设计划和未来的合作。") == "zh"


@given(st.text())
def test_any_text_has_a_language_or_none(text: str) -> None:
    assert language_tag(language_of(text)) == language_of(text)


@pytest.mark.parametrize(
    ("languages", "text"),
    [
        (("pt", "gl"), "O Sr. Lago e a Sra. Reis assinaram o acordo com o Eng. Matos. Nos termos do art. 7.º a obra muda."),
        (("no", "da"), "Den 5. mai møtte statsråden bl.a. hr. Lie. Møtet var kl. 9, jf. § 7 i loven."),
        (("hr", "sr", "sl"), "Prema čl. 5. st. 2. Zakona rok je 3. svibnja. Potpisao ga je tzv. Ured."),
        (("en",), "The Minister said that the works of the port will begin in May."),
        (("und",), "Alpha Bravo Charlie Delta Echo Foxtrot Golf Hotel"),
        (("bg",), "Министърът проф. Лилов говори на ул. Дълга за моста и за пазача."),
        (("und", "ru", "uk", "bg", "sr"), "Альфа Браво Чарли Дельта"),
    ],
)
def test_the_likeliest_language_is_named_where_relatives_are_nearly_as_likely(languages: tuple[str, ...], text: str) -> None:
    assert likeliest_language(text) in languages


@pytest.mark.parametrize(
    "text",
    [
        "Am 3. Mai kam Dr. Kurz. Sie blieb.",
        "Novas regras para os portos pequenos",
        "Regjeringen har vedtatt budsjettet.",
        "Minister sõidab mais Oslosse ja kohtub kolleegiga.",
        "Vlada je danas usvojila plan za zemlju.",
    ],
)
def test_one_known_word_or_endings_alone_tell_no_language(text: str) -> None:
    assert language_of(text) == "und"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("yi", "די מיניסטארן האט זיך געטראפן מיטן אמבאסאדאר אין ירושלים און זי איז צופרידן."),
        ("he", "שרת החוץ נפגשה היום עם השגריר בירושלים ואמרה כי השיחות יימשכו."),
        ("as", "মন্ত্ৰীয়ে আজি দিল্লীত ৰাষ্ট্ৰদূতক লগ কৰে।"),
        ("bn", "মন্ত্রী আজ ঢাকায় রাষ্ট্রদূতের সঙ্গে দেখা করেন।"),
        ("mk", "Владата ја усвои одлуката за нови правила и рече дека ќе важат од јули."),
        ("sr", "Влада је усвојила одлуку о новим правилима и рекла да ће важити од јула."),
    ],
)
def test_relatives_in_one_script_are_told_apart_by_their_letters_and_words(language: str, text: str) -> None:
    assert language_of(text) == language
