"""The English words by which sentences are split (`text/sentence_ends.py`)."""

from __future__ import annotations

ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof rev fr sr jr st hon rt gov lt gen gens col cols maj majs capt capts sgts cmdr cdr adm vadm
    radm brig sgt cpl pvt pte pfc spc tsgt ssgt
    msgt smsgt cmsgt csm cmc ltg ltc mg bg amb sen sens rep reps del pres supt asst assoc dep dir messrs mme mlle
    msgr cllr cllrs insp det dci ald lieut cdre adml commr engr adv atty smt mdm supts sgts govs gens drs profs revs
    supp cir incl sec secs para paras ch pt pts cl reg regs vol vols ed eds pp pg pub stat cong sess res ex exec
    ref app cf e.g i.e al viz vs v approx est fed dept govt intl natl univ inst assn bros mt ft tues wed thur thurs
    jan feb mar apr jun jul aug sep sept oct nov dec u.s u.n u.k e.u d.c d.p.r.k r.o.k p.r.c u.a.e u.s.c c.f.r h.r s.j
    h.j h.con s.con u.s.a n.y calif fla ala ariz ark colo conn ga ill ind kan ky la md mass mich minn miss mo mont neb
    nev okla ore penn pa tenn tex va vt wash wis wyo
    """.split()
)
"""Ranks, titles, offices, courts, places, references: a full stop after one ends no sentence (`text/sentence_ends.py`)."""

FINAL_ABBREVIATIONS = frozenset(
    """
    u.s u.n u.k e.u d.c d.p.r.k r.o.k p.r.c u.a.e u.s.a jr sr al inst univ md la mass ill ind est app ft ex tues wed thurs
    inc ltd co corp
    """.split()
)
"""Abbreviations that often end a sentence, too. A sentence ends after one if a sentence opener follows
(`text/sentence_ends.py`)."""

NUMBERED_ABBREVIATIONS = frozenset(
    "no nos chap chaps art arts fig figs doc docs cap c s ss r rr sch schs sched scheds ca bldg rs ext etc".split()
)
"""Abbreviations, or words spelled like one, after which a sentence goes on only if a number follows: "Cap. 12", "s. 5(2)"
(`text/sentence_ends.py`)."""

TIME_ABBREVIATIONS = frozenset({"a.m", "p.m"})
"""Halves of the day. A sentence goes on after one if the day or the zone of the time follows (`text/sentence_ends.py`)."""

ZONE_WORDS = frozenset("eastern central mountain pacific atlantic greenwich coordinated universal local zulu sharp".split())
"""With what a time zone begins that is spelled out: "5 p.m. Eastern" (`text/sentence_ends.py`)."""

TIME_PHRASE_WORDS = frozenset(
    "at on from by to until till through around about between and the starting beginning noon".split()
)
"""What stands beside times of day in the heading of an entry: "From 9 a.m. to 5 p.m." (`text/sentence_ends.py`)."""

SENTENCE_OPENERS = tuple(
    """
    The A An In On At As We I It He She They This That These Those There His Her Our Their Its But And So If When While
    For To Today Since After Before With From By Both All No Not You Your My Also However Under During Through Over Then
    Here Now Yet Thus Later Meanwhile Despite Although Because Each Many Some Most More One Another Such What Where Who
    Why How Is Are Was Were Do Does Did Has Have Had Will Would Can Could Let Thank Secretary President QUESTION
    """.split()
)
"""Words with which a sentence often begins (`text/sentence_ends.py`). Their capitals count."""
