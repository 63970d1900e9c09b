"""Words of languages that are only recognised, so that their texts are not taken for one of the languages of this folder."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords

NEIGHBOURS = (
    LanguageWords(
        "mk",  # Macedonian; its words tell it from Serbian only
        function_words=frozenset("во со од што на за се како ќе кои кој која ја го ги не по но ова беше биде".split()),
    ),
    LanguageWords(
        "az",  # Azerbaijani
        function_words=frozenset("və bir bu da də üçün ilə olan kimi çox ki olaraq sonra onun edib görə olub həmin".split()),
        accents="çəğıöşü",
        endings=tuple("lar lər ması məsi".split()),
    ),
    LanguageWords(
        "ms",  # Malay
        function_words=frozenset(
            """
            yang dan di untuk dengan daripada pada ini dalam akan tidak itu oleh ialah sebagai kepada juga telah
            tersebut para ke bahawa atau boleh kerana kami kerajaan hadapan beliau akhbar turut semalam ketika bagi
            """.split()
        ),
    ),
    LanguageWords(
        "af",  # Afrikaans
        function_words=frozenset(
            """
            die van en in is het wat nie dat vir met 'n te op hy sal by aan ook was sy as om hulle deur
            """.split()
        ),
        accents="áéèêëíîïôóúû",
    ),
    LanguageWords(
        "gl",  # Galician
        function_words=frozenset(
            """
            o a os as de e do da que en para con un unha no na dos das ao non se por máis foi son pola polo tamén á
            é nos
            """.split()
        ),
        accents="áéíñóúü",
    ),
    LanguageWords(
        "is",  # Icelandic
        function_words=frozenset(
            """
            og að í á er sem til við um með af því ekki það var fyrir hafa frá verið eru en hann eða
            """.split()
        ),
        accents="áðéíóúýþæö",
    ),
    LanguageWords(
        "sq",  # Albanian
        function_words=frozenset("dhe të e në i për që me një nga është se më nuk ka do si po ky kjo janë".split()),
        accents="çë",
    ),
    LanguageWords(
        "sw",  # Swahili
        function_words=frozenset("ya na wa kwa ni katika za la cha kuwa hiyo hii kama watu pia huo yake lakini".split()),
    ),
    LanguageWords(
        "tl",  # Filipino
        function_words=frozenset("ang ng sa na mga at ay para ni hindi ito si kung din may pag naman ko".split()),
        accents="ñ",
    ),
    LanguageWords(
        "eu",  # Basque
        function_words=frozenset("eta da ez du bat ere izan dute dira baina hau egin dela duen zen".split()),
        accents="ñü",
    ),
    LanguageWords(
        "ga",  # Irish
        function_words=frozenset("an agus na ar is a i go le bhí do leis sé tá ag seo ní gur".split()),
        accents="áéíóú",
    ),
    LanguageWords(
        "cy",  # Welsh
        function_words=frozenset("yn y a i o ar ei yr mae bod gan wedi am fel hefyd eu oedd".split()),
        accents="âêîôûŵŷ",
    ),
    LanguageWords(
        "mt",  # Maltese
        function_words=frozenset("u li ta il fil tal minn għal ma din dan kien biex hija huwa".split()),
        accents="ċġħż",
    ),
    LanguageWords(
        "lb",  # Luxembourgish
        function_words=frozenset("de an vun d dat fir mat ass net en eng och sinn op dem zu gëtt bei".split()),
        accents="äëé",
    ),
    LanguageWords(
        "eo",  # Esperanto
        function_words=frozenset("la kaj de en al estas ne por ke kun el li ili tiu oni sed".split()),
        accents="ĉĝĥĵŝŭ",
    ),
    LanguageWords(
        "so",  # Somali
        function_words=frozenset("oo ku ka waa iyo in la u ee soo ah uu ay si waxaa".split()),
    ),
    LanguageWords(
        "ha",  # Hausa
        function_words=frozenset("da a na ya ta ne ba ga su shi ce don daga an kuma wannan".split()),
        accents="ɓɗƙ",
    ),
    LanguageWords(
        "uz",  # Uzbek
        function_words=frozenset("va bu bilan uchun bir ham da edi esa deb bo‘yicha o‘z kerak har".split()),
    ),
)
