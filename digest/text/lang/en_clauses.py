"""English words that tell what a clause is: whether it has a verb, limits another one, or is not yet complete.

Words are in lower case.
"""

from __future__ import annotations

LIMITING_WORDS = frozenset(
    """
    if unless only not no never neither nor none nobody nothing without except excluding but however although though
    whereas until till provided providing condition conditions conditional conditioned subject pending depending
    according said says say saying told tells stated states claimed claims alleged alleges allegedly reported reportedly
    reports argued believes believe thinks think estimates estimated would could may might should cannot unable refuse
    refuses refused fail fails failed whether rather instead before after once when while unlike despite yet
    approve approves approved approval require requires required requiring need needs must possible possibly likely probably
    deny denies denied denying false falsely wrongly since reduced prior bar barring objecting objects objection case cases
    demand demands demanded extent far non repealed lie lies allegation promises
    partly partially half nearly almost some most least temporary temporarily proposed expected intends
    """.split()
)
"""Words that may limit a sentence, or tell whose words it is. A part of a sentence with one of them is never left out
(`extractive/trim.py`)."""

CONDITION_WORDS = frozenset(
    """
    if unless only not no never neither nor none nobody nothing without except excluding but however although though whereas
    until till provided providing condition conditions conditioned subject pending cannot unable refuse refuses refused fail
    fails failed instead despite yet whether repealed reserved
    """.split()
)
"""Those of `LIMITING_WORDS` with which a part of a sentence sets a condition to it, or denies it."""

_FINITE_BASES = (
    """
    accept accompany achieve adopt affect affirm agree allow announce appear apply appoint appreciate approve arrive assist
    attend authorize become begin believe bring broaden build celebrate clarify combat come commend commit complete comprise
    condemn confirm congratulate consider consist contain continue contribute convene convey coordinate create declare deepen
    defend delegate deliver demonstrate deny depend deplore describe deserve designate determine develop discuss eliminate
    emphasize emphasise employ enable encourage endorse enhance enjoy ensure enter establish exceed exist expand expect
    explain express
    extend feel follow get give go happen hear help hold identify impose improve include inform initiate intend introduce
    invest invite join keep know let lie maintain make mean meet modify occur offer oppose oversee own participate pay permit
    pledge pose prevent produce prohibit promote propose protect provide publish pursue receive recognize recognise recommend
    reduce refer reflect reinforce reiterate reject rely remain remember remove renew replace represent require respond restore
    reveal revoke say see seek seem send serve speak strengthen strive submit suffer suggest suspend take tell thank transfer
    understand unite urge want warn welcome wish acknowledge authorise reaffirm underline underscore
    """
).split()

FINITE_OR_NOUN = frozenset(
    """
    aims asks awards backs bans benefits blocks calls causes changes claims closes contributes costs covers cuts deals demands
    details directs doubles draws drives drops earns ends falls fights finds focuses forces forms funds gains grants grows
    guides helps highlights hits holds hopes hosts increases invites issues joins lacks launches leads leaves lifts limits links
    lists lives looks loses marks matches moves needs notes offers opens orders outlines passes pays places plans plays points
    promises puts raises ranges reaches reads records releases reminds reports requests rests results returns reveals rises
    rules runs saves sets shines shows signs sits spends stands starts states stays steps stops stresses supports takes
    talks targets tells thinks trains travels treats trusts tries turns urges uses values views visits votes wants warns
    watches wins works
    writes
    agree aim allow appear apply ask award become believe call continue contribute cost cover deliver deserve end expect face
    feel
    fight find give grow have help hope include intend invest know lead like live look make mark meet need note offer own plan
    play provide range reach receive remain represent see seek seem share show sit stand stay support take think try turn use
    want welcome win work
    """.split()
)
"""Words that are finite verbs if an object or a preposition follows: "calls for", "plan to" (`summarise/verbs.py`)."""

NOUN_FOLLOWERS = frozenset("of and or is are was were has have will would that which who".split())
"""What follows a noun in -s rather than a verb (`summarise/verbs.py`)."""

NOUN_SIGNS = frozenset("a an the to this that its their his her our my your of for and or new".split())
"""Words before a noun or an infinitive: what follows them is no finite verb (`summarise/verbs.py`)."""

BASE_VERBS = frozenset(_FINITE_BASES) | frozenset("use take make put cut end set direct fund open".split())
"""Verbs with which an item begins that says what is to be done: "Use the fund" (`summarise/verbs.py`)."""

NOUN_PREPOSITIONS = frozenset("for to from with in at by into out up between over under about alongside forward on".split())
"""What follows a noun as well as a verb: "talks in Oslo" (`summarise/verbs.py`)."""

VERB_FOLLOWERS = frozenset(
    """
    the a an this that these those its their his her our my your all any every more no new us them it for to on from with in
    at by into out up between over under about alongside forward
    """.split()
)
"""What follows a word of `FINITE_OR_NOUN` that is a verb."""

FINITE_VERBS = frozenset(
    """
    am is are was were has have had do does did will would shall should can could may might must ought cannot
    came went met spoke said told took made gave got knew thought saw found kept led left lost held heard built began
    brought bought chose drew drove fell felt flew fought grew laid lent meant paid ran rose sat sent shook shot sold spent
    stood stuck swore taught threw understood undertook underwent woke won wore wrote became broke sought dealt
    i we they he she you who's there's that's it's
    """.split()
    + [base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s") for base in _FINITE_BASES if base[-1] != "y"]
    + [base[:-1] + "ies" if base[-2] not in "aeiou" else base + "s" for base in _FINITE_BASES if base.endswith("y")]
)
"""Words that tell that an English text has a finite verb, beside those in -ed: such verbs, but for those that are nouns, too
("grants"), and the pronouns that stand before one (`extractive/trim.py`, `summarise/standalone.py`)."""

OPEN_WORDS = frozenset(
    """
    a an the and or nor but of to in on at by for with from into onto upon as than that which who whose whom this these those
    its his her their our my your is are was were be been being has have had will would shall should can could may might must
    do does did not no both either each every between among about against under over through during including such via per
    if because while when where how what why so very more most
    """.split()
)
"""Words after which no English sentence ends (`extractive/trim.py`)."""

LIST_OPENERS = OPEN_WORDS | frozenset(
    "includes included said says namely ways steps measures actions areas things items points terms questions groups".split()
)
"""Last words before a colon that only the list after it completes (`summarise/standalone.py`)."""
