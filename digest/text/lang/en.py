"""Every English word list, each with what uses it. Words are in lower case, but for `SENTENCE_OPENERS`.

Patterns that combine words (speaker labels, document types, connectives) stay in the modules that match them.
"""

from __future__ import annotations

from digest.text.lang.language_words import LanguageWords, phrases

MONTHS = tuple("january february march april may june july august september october november december".split())
"""Reading dates (`text/dates.py`, `clean/metadata.py`), comparing them (`faithfulness/date_words.py`), writing them
(`compile/strings.py`)."""

MONTH_ABBREVIATIONS = tuple("jan feb mar apr jun jul aug sep sept oct nov dec".split())
"""Reading and comparing dates, like `MONTHS`. May has no shorter form."""

WEEKDAYS = tuple("monday tuesday wednesday thursday friday saturday sunday".split())
"""Comparing dates (`faithfulness/date_words.py`) and writing them (`compile/strings.py`)."""

LANGUAGE_WORDS = frozenset("the of and to in that for is with on as by was are this have from be has will".split())
"""Recognising English (`text/language.py`): its commonest words. Few, so that no word counts for two languages often."""

STEM_STOP_WORDS = frozenset(
    """
    a an the of to in on at for by with from and or but as is are was were be been being am has have had do does did that
    this these those it its his her their he she you they i we our my your them him who whom whose which what when where
    while will would can could may might shall should must into than then there also not no s t said say says after before
    over about up out more most other some such only own so very just because if between during through us me
    """.split()
)
"""Words without content (`faithfulness/alignment.py`): whether a source holds them says little."""

RANKER_STOP_WORDS = frozenset(
    """
    a an and are as at be been but by for from has have he her his i in is it its of on or our she that the their they
    this to was we were which who will with you your not all also more than
    """.split()
)
"""Words that the ranker's vocabulary features ignore (`extractive/features.py`). Part of the trained weights: a change needs a
new training."""

NEGATION_STOP_WORDS = frozenset(
    """
    a an the any of to in on at for by with from and or be been being is are was were am has have had do does did able
    only also it its that this than as just yet ever longer more less most we they he she you i
    """.split()
)
"""Words that a negation or modal passes over on its way to the word that it governs (`faithfulness/negation.py`)."""

NOT_NAMES = frozenset(
    """
    a an the of to in on at for by with from and or but as is are was were be been has have had do does did that this
    these those it its his her their he she they who which will would after before over into than then there also not no
    says said we i you our my your us mr mrs ms dr sir president minister secretary prime foreign ambassador chairman
    director general spokesperson department ministry government state united today yesterday if when while although
    because since during under about against between through all both each every more most other some such new one two
    three four five six seven eight nine ten what where why how can could should must shall might please
    """.split()
    + list(MONTHS)
    + list(WEEKDAYS)
)
"""Words that are no names, whatever their capitals: function words, titles, offices, dates (`faithfulness/names.py`)."""

ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr prof rev fr sr jr st hon rt gov lt gen col maj capt cmdr cdr adm vadm radm brig sgt cpl pvt pfc spc tsgt
    ssgt msgt smsgt cmsgt csm cmc ltg ltc mg bg amb sen sens rep reps del pres supt asst assoc dep dir messrs mme mlle
    msgr no nos sec secs art arts para paras ch pt pts cl reg regs fig figs vol vols ed eds pp pg pub stat cong sess res
    doc docs ref app cf e.g i.e al viz vs v approx est fed dept govt intl natl univ inst assn bros jan feb mar apr jun jul
    aug sep sept oct nov dec u.s u.n u.k e.u d.c d.p.r.k r.o.k p.r.c u.a.e u.s.c c.f.r a.m p.m h.r s.j h.j h.con s.con
    u.s.a n.y calif fla ala ariz ark colo conn ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore penn
    pa tenn tex va vt wash wis wyo
    """.split()
)
"""Ranks, titles, offices, courts, places, references: a full stop after one ends no sentence (`text/sentence_ends.py`)."""

FINAL_ABBREVIATIONS = frozenset(
    """
    u.s u.n u.k e.u d.c d.p.r.k r.o.k p.r.c u.a.e a.m p.m u.s.a jr sr al inst univ no md la mass ill ind est app
    """.split()
)
"""Abbreviations that often end a sentence, too. A sentence ends after one if a sentence opener follows
(`text/sentence_ends.py`)."""

SENTENCE_OPENERS = tuple(
    """
    The A An In On At As We I It He She They This That These Those There His Her Our Their Its But And So If When While
    For To Today Since After Before With From By Both All No Not You Your My Also However Under During Through Over Then
    Here Now Yet Thus Later Meanwhile Despite Although Because Each Many Some Most More One Another Such What Where Who
    Why How Is Are Was Were Do Does Did Has Have Had Will Would Can Could Let Thank Secretary President QUESTION
    """.split()
)
"""Words with which a sentence often begins (`text/sentence_ends.py`). Their capitals count."""

NEGATIONS = frozenset(
    "not no never neither nor none nobody nothing without cannot hardly unable refuse refused refuses".split()
)
"""Words that deny what they govern (`faithfulness/negation.py`)."""

MODALS = {
    "will": "certain",
    "shall": "certain",
    "would": "certain",
    "may": "possible",
    "might": "possible",
    "could": "possible",
    "can": "possible",
    "cannot": "possible",
    "must": "due",
    "should": "due",
    "need": "due",
    "needs": "due",
    "ought": "due",
}
"""Modal verbs and their force: a point may not change the force of its evidence (`faithfulness/negation.py`)."""

HALF_DENIALS = frozenset(
    "rather instead prevent prevents prevented avoid avoids avoided stop stops stopped decline declines declined deny denies "
    "denied fail fails failed unless ban bans banned prohibit prohibits prohibited".split()
)
"""Words after which a verb may be read as denied or not (`faithfulness/negation.py`)."""

NUMBER_SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "k": 1_000,
    "million": 1_000_000,
    "mn": 1_000_000,
    "m": 1_000_000,
    "billion": 1_000_000_000,
    "bn": 1_000_000_000,
    "b": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "tn": 1_000_000_000_000,
}
"""Words that multiply the number before them (`faithfulness/numbers.py`)."""

SMALL_NUMBERS = tuple(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen".split()
)
TENS = tuple("twenty thirty forty fifty sixty seventy eighty ninety".split())
ORDINALS = tuple(
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
)
"""Number words from zero to nineteen, from twenty by tens, and ordinals from zeroth (`faithfulness/numbers.py`)."""

UNITS = {
    "%": "percent",
    "percent": "percent",
    "percentage": "percent",
    "dollar": "dollar",
    "usd": "dollar",
    "euro": "euro",
    "eur": "euro",
    "pound": "pound",
    "gbp": "pound",
    "yen": "yen",
    "km": "kilometre",
    "kilometer": "kilometre",
    "kilometre": "kilometre",
    "mile": "mile",
    "meter": "metre",
    "metre": "metre",
    "foot": "foot",
    "feet": "foot",
    "kg": "kilogram",
    "kilogram": "kilogram",
    "ton": "ton",
    "tonne": "tonne",
    "acre": "acre",
    "hectare": "hectare",
    "megawatt": "megawatt",
    "mw": "megawatt",
    "gigawatt": "gigawatt",
    "gw": "gigawatt",
    "second": "second",
    "minute": "minute",
    "hour": "hour",
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
    "decade": "decade",
    "century": "century",
}
"""Units as written, in the singular, and their standard name (`faithfulness/numbers.py`)."""

COUNTRY_INITIALS = {
    "us": "united states",
    "uk": "united kingdom",
    "eu": "european union",
    "un": "united nations",
    "uae": "united arab emirates",
}
"""Initials of countries and organisations, without full stops, and what they stand for (`faithfulness/names.py`)."""

ANTONYMS = """
increase/decrease decline reduce cut drop
rise/fall drop decline
raise/lower cut
grow growth/shrink decline contract
gain win/lose loss
victory/defeat
profit surplus/loss deficit
expand/shrink contract limit
strengthen/weaken
improve/worsen deteriorate
accelerate/slow
support back/oppose reject condemn criticize criticise
welcome praise/condemn reject criticize criticise deplore
approve accept/reject deny refuse
agree/disagree refuse
allow permit/ban prohibit forbid block
legal lawful/illegal unlawful
include/exclude
open reopen/close
begin start launch resume/end stop finish suspend
join enter/leave quit
arrive/leave depart
before/after
first/last
earlier/later
more/less fewer
most/least
higher/lower
highest/lowest
largest biggest/smallest
larger bigger/smaller
better/worse
best/worst
oldest/newest
strong/weak
public/private
domestic internal/foreign external
import/export
buy purchase/sell
attack invade/defend withdraw
deploy/withdraw
impose tighten/lift ease
hire appoint/fire dismiss
arrest detain jail/release free
convict/acquit
guilty/innocent
confirm admit/deny
succeed/fail
success/failure
safe/dangerous unsafe
possible/impossible
likely/unlikely
able/unable
legitimate/illegitimate
brother/sister
mother/father
son/daughter
husband/wife
man/woman
men/women
boy/girl
male/female
north northern/south southern
east eastern/west western
majority/minority
maximum/minimum
ally/enemy adversary
peace/war
alive/dead
optimistic/pessimistic
positive/negative
encourage/discourage
help spur/hinder
protect/endanger
create build/destroy
temporary/permanent
mandatory/voluntary
partial/full
upward/downward
"""
"""A line a pair: words, "/", words that say the opposite. Frequent in the language of governments and markets
(`faithfulness/antonyms.py`)."""

ENGLISH = LanguageWords(
    "en",
    function_words=LANGUAGE_WORDS,
    months=(
        "january jan",
        "february feb",
        "march mar",
        "april apr",
        "may",
        "june jun",
        "july jul",
        "august aug",
        "september sep sept",
        "october oct",
        "november nov",
        "december dec",
    ),
    weekdays=("monday mon", "tuesday tue", "wednesday wed", "thursday thu", "friday fri", "saturday sat", "sunday sun"),
    date_labels=phrases(
        """
        published, published on, published at, first published, originally published, posted, posted on, posted at,
        released, released on, release date, issued, issued on, date issued, date, date published, date posted,
        date of publication, publication date, publish date, delivered on, press release published, press release,
        news release, media release, news, for release, for immediate release, dated
        """
    ),
    change_labels=phrases(
        """
        updated, updated on, last updated, last updated on, last update, modified, last modified, date modified,
        page last updated, last reviewed, last revised, revised, reviewed
        """
    ),
    counter_words=frozenset(
        """
        view views viewed read reads visit visits visited visitor visitors hit hits click clicks download downloads
        downloaded share shares shared like likes comment comments reply replies reader readers
        """.split()
    ),
    counter_fillers=frozenset(
        """
        people user users time times so far total page article post counter no this the has been have by of yet
        """.split()
    ),
    time_ago=("# * ago", "just now", "moments ago"),
    publication_labels=frozenset("published posted updated modified edited created revised".split()),
    publication_fillers=frozenset("last on at by date time".split()),
    related_headings=phrases(
        """
        related, related posts, related news, related articles, related content, related stories, related links,
        related items, related releases, read also, see also, also read, read more, read next, more news, more stories,
        more from, latest news, latest posts, latest articles, latest stories, recent posts, recent news,
        recent articles, most read, most popular, most viewed, popular posts, popular articles, trending, trending now,
        you may also like, you might also like, you may also be interested in, recommended, recommended for you,
        recommended reading, other news, further reading, top stories, up next, similar posts, similar articles,
        more in this section, more on this topic
        """
    ),
)
