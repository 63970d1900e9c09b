"""Dutch word lists."""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

DUTCH = LanguageWords(
    "nl",
    function_words=frozenset("de het een van en in op te dat is voor met zijn aan door niet er bij".split()),
    months=(
        "januari",
        "februari",
        "maart mrt",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ),
    weekdays=tuple("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split()),
    date_labels=phrases(
        """
        gepubliceerd, gepubliceerd op, publicatiedatum, geplaatst op, datum, nieuwsbericht, persbericht,
        verschenen op, toespraak, kamerstuk
        """
    ),
    change_labels=phrases(
        """
        bijgewerkt, bijgewerkt op, laatst bijgewerkt, laatst gewijzigd, gewijzigd op, laatste wijziging
        """
    ),
    abbreviations=frozenset(
        """
        bijv betr ca d.d d.m.v d.w.z dhr dr drs e.d evt excl gen i.p.v i.v.m incl ing ir jhr kol lt m.a.w m.b.t m.n mevr
        mgr mr mw n.a.v o.a o.b.v o.g o.l.v o.m prof resp sen t.a.v t.b.v t.g.v t.n.v t.o.v v.a vgl z.o.z zgn
        """.split()
    ),
    reference_abbreviations=frozenset(
        """
        afb art blz fig jan feb febr mrt apr jun jul aug sep sept okt nov dec hfdst nr nrs p pag par tab vol
        """.split()
    ),
    sentence_openers=frozenset(
        """
        de het een in op van voor met door bij naar dit deze die dat zij hij wij er maar en als wanneer ook na sinds
        tijdens volgens omdat zo daarom hierdoor is zijn
        """.split()
    ),
    counter_words=frozenset(
        """
        weergave weergaven bekeken gelezen bezoek bezoeken bezoeker bezoekers klik klikken download downloads gedeeld
        reactie reacties lezer lezers
        """.split()
    ),
    counter_fillers=frozenset("keer pagina artikel deze dit is door totaal geen".split()),
    time_ago=("# * geleden", "zojuist"),
    publication_labels=frozenset("gepubliceerd geplaatst bijgewerkt gewijzigd".split()),
    publication_fillers=frozenset("laatst op om door datum uur".split()),
    related_headings=phrases(
        """
        gerelateerde artikelen, gerelateerde berichten, gerelateerd nieuws, gerelateerd, lees ook, lees meer, zie ook,
        meer nieuws, laatste nieuws, meest gelezen, aanbevolen, ook interessant
        """
    ),
)
