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
    abbreviations=frozenset(
        """
        akad d.d d.o.o dipl doc dr dž g ga gen ing inž ipd jan kand kol kpt mag mdr mil mio mlrd mrd npr odd oz
        p.p polk por predv pribl prim prof str sv t.i t.j tel tj ul univ vd vel zv
        """.split()
    ),
    reference_abbreviations=frozenset("al odd odst pogl r str tab toč točka tč čl št".split()),
    final_abbreviations=frozenset("idr ipd itd".split()),
    sentence_openers=frozenset(
        """
        ampak do iz je mi minister ministrstvo na o on ona oni po poleg pri s so ta te ti to tudi v vendar vlada
        z za
        """.split()
    ),
    stop_after_numbers=True,
    number_words=frozenset("št".split()),
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
