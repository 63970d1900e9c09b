"""Slovenian word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

SLOVENIAN = LanguageWords(
    "sl",
    function_words=frozenset(
        """
        in v je na se za da so s z ki pa po ne tudi ali kot od do pri še bi bo ter bil bila iz ob vse lahko bodo
        kar ni bilo
        """.split()
    ),
    accents="čšž",
    endings=tuple("ost nega nih ega emu anje stvo ski".split()),
    months=(
        "januar januarja",
        "februar februarja",
        "marec marca",
        "april aprila",
        "maj maja",
        "junij junija",
        "julij julija",
        "avgust avgusta",
        "september septembra",
        "oktober oktobra",
        "november novembra",
        "december decembra",
    ),
    weekdays=(
        "ponedeljek",
        "torek",
        "sreda sredo",
        "četrtek",
        "petek",
        "sobota soboto",
        "nedelja nedeljo",
    ),
    date_labels=phrases(
        """
        objavljeno, datum objave, datum, sporočilo za javnost
        """
    ),
    change_labels=phrases(
        """
        posodobljeno, zadnja sprememba, zadnja posodobitev
        """
    ),
)
