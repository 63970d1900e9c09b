"""Every English word list, each with what uses it. Words are in lower case, but for `SENTENCE_OPENERS`.

Patterns that combine words (speaker labels, document types, connectives) stay in the modules that match them.
"""

from __future__ import annotations

from digest.text.lang.en_news import ENGLISH_NEWS
from digest.text.lang.language_words import LanguageWords, PartyWords, WallPhrases, phrases

MONTHS = tuple("january february march april may june july august september october november december".split())
"""Reading dates (`text/dates.py`, `clean/metadata.py`), comparing them (`text/date_words.py`)."""

MONTH_ABBREVIATIONS = tuple("jan feb mar apr jun jul aug sep sept oct nov dec".split())
"""Reading and comparing dates, like `MONTHS`. May has no shorter form."""

WEEKDAYS = tuple("monday tuesday wednesday thursday friday saturday sunday".split())
"""Comparing dates (`text/date_words.py`)."""

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
"""Words that a negation or modal passes over on its way to the word that it governs (`text/negation.py`)."""

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
"""Words that are no names, whatever their capitals: function words, titles, offices, dates (`text/names.py`)."""

BODIES = phrases(
    """
    ministry, ministries, department, agency, commission, authority, bureau, secretariat,
    council, cabinet office, parliament, embassy, high commission, central bank, reserve bank, federal reserve,
    board, supreme court, federal court, administration, government, institute, prime minister's office,
    president's office, information service, foreign office, treasury
    """
)
"""Words in the names of what issues statements, as those of other languages stand in their `StatementWords`."""

COMPOUND_PARTS = frozenset(
    """
    all anti cross ex far first full half high ill inter large left long low mid multi near non pan post pre pro right
    second self semi short small so sub third two three four five six seven eight nine ten twenty thirty forty fifty vice well
    based border bound building depth driven elect free friendly general going hand held in keeping led level like long made
    making minded month off old on out owned party profile range rate related round running scale sector serving sized
    speaking standing state step style term to treaty up use wide win year
    """.split()
)
"""First and last parts of compounds that are spelled with a hyphen."""

OFFICES = frozenset(
    """
    president vice secretary minister prime chancellor king queen senator sen director ambassador governor gov general gen dr mr
    mrs ms prof sir lady rep representative administrator commissioner chair chairman speaker spokesperson spokesman mayor
    """.split()
)
"""Words of offices and titles before a name."""

NEGATIONS = frozenset(
    "not no never neither nor none nobody nothing without cannot hardly unable refuse refused refuses".split()
)
"""Words that deny what they govern (`text/negation.py`)."""

MODALS = {
    word: force
    for force, words in {
        "certain": "will shall would",
        "possible": "may might could can cannot",
        "due": "must should need needs ought",
    }.items()
    for word in words.split()
}
"""Modal verbs and their force: a point may not change the force of its evidence (`text/negation.py`)."""

BINDING_VERBS = frozenset(
    """
    needed require requires required oblige obliged obligation commit commits committed pledge pledges pledged undertake
    undertakes urge urges urged demand demands demanded permit permitted allow allowed prohibit prohibited
    """.split()
)
"""Verbs that bind or allow, beside the modal verbs (`text/word_kinds.py`)."""

HALF_DENIALS = frozenset(
    "rather instead prevent prevents prevented avoid avoids avoided stop stops stopped decline declines declined deny denies "
    "denied fail fails failed unless ban bans banned prohibit prohibits prohibited".split()
)
"""Words after which a verb may be read as denied or not (`text/negation.py`)."""

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
"""Words that multiply the number before them (`text/numbers.py`)."""

SMALL_NUMBERS = tuple(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen".split()
)
TENS = tuple("twenty thirty forty fifty sixty seventy eighty ninety".split())
ORDINALS = tuple(
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
)
"""Number words from zero to nineteen, from twenty by tens, and ordinals from zeroth (`text/numbers.py`)."""

UNITS = dict(
    pair.replace("_", " ").split("=")
    for pair in """
    %=percent percent=percent percentage=percent
    percentagepoint=percentage_point dollar=dollar usd=dollar euro=euro eur=euro pound=pound gbp=pound
    yen=yen km=kilometre kilometer=kilometre kilometre=kilometre mile=mile meter=metre metre=metre foot=foot
    feet=foot kg=kilogram kilogram=kilogram ton=ton tonne=tonne acre=acre hectare=hectare megawatt=megawatt
    mw=megawatt gigawatt=gigawatt gw=gigawatt second=second minute=minute hour=hour day=day week=week month=month
    year=year decade=decade century=century
    """.split()
)
"""Units as written, in the singular, and their standard name (`text/numbers.py`)."""

COUNTRY_INITIALS = {
    "us": "united states",
    "uk": "united kingdom",
    "eu": "european union",
    "un": "united nations",
    "uae": "united arab emirates",
}
"""Initials of countries and organisations, without full stops, and what they stand for (`text/names.py`)."""

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
(`text/antonyms.py`)."""

ENGLISH = LanguageWords(
    "en",
    press_offices=phrases("press office, press service, office of communications, public affairs office"),
    contact_labels=phrases("contact, contacts, media contact, media contacts, press contact, press contacts"),
    function_words=frozenset(
        """
        the of and to in that for is with on as by was are this have from be has will it not at were which an or
        their its
        """.split()
    ),
    endings=tuple("tion ing ment ness able ould ight ough".split()),
    open_words=frozenset(
        """
        the a an of to in at for with by and or from on as that which into between under its their our
        """.split()
    ),
    conjunctions=frozenset("and or to".split()),
    name_particles=frozenset("of".split()),
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
        date of issue, date of release, issue date,
        published, published on, published at, first published, originally published, posted, posted on, posted at,
        released, released on, release date, issued, issued on, date issued, date, date published, date posted,
        date of publication, publication date, publish date, delivered on, press release published, press release,
        news release, media release, news, for release, for immediate release, dated
        """
    ),
    adoptions=phrases("adopted, approved, agreed, issued, delivered, done, given, signed"),
    change_labels=phrases(
        """
        updated, updated on, last updated, last updated on, last update, modified, last modified, date modified,
        page last updated, last reviewed, last revised, revised, reviewed
        """
    ),
    page_words=frozenset("page site website webpage content document article".split()),
    named_documents=frozenset(
        """
        accord accords act agreement charter code conference congress convention conventions council court declaration
        dialogue forum framework agenda protocol pact plan process resolution rules statement statute summit talks
        treaty communique meeting
        """.split()
    ),
    counter_words=frozenset(
        """
        view views viewed read reads visit visits visited visitor visitors hit hits click clicks download downloads
        downloaded share shares shared like likes tweet tweets comment comments reply replies reader readers
        """.split()
    ),
    counter_fillers=frozenset(
        """
        facebook linkedin twitter whatsapp
        people user users time times so far total page article post counter no this the has been have by of yet
        """.split()
    ),
    time_ago=("# * ago", "just now", "moments ago"),
    publication_labels=frozenset("published posted updated modified edited created revised printed".split()),
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
    news=ENGLISH_NEWS,
    walls=WallPhrases(
        not_found=phrases(
            """
            page not found, page * not found, page * not be found, page * cannot be found, page * can't be found,
            can't find the page, can't find * page, cannot find * page, couldn't find * page, could not find * page,
            unable to find * page, page * does not exist, page * doesn't exist, page * no longer exists,
            page * no longer available, page * not available, page * isn't available, page you are looking for,
            page you're looking for, page you were looking for, page you requested, page you have requested,
            page you tried, requested page, requested url, requested resource, file not found, =not found, =404,
            =error 404, 404 not found, 404 error, error 404, http 404, =content not found, =article not found,
            =document not found, not found on this server, =nothing found, nothing was found at this,
            typed the web address, typed the address, pasted the web address, mistyped, check the url, check the address,
            check the web address, check the spelling, check that the address, check that the url, go to the homepage,
            go to our homepage, go to the home page, go back to the home page, return to the home page,
            return to the homepage, return to our home page, back to home, back to homepage, back to the home page,
            back to the homepage, visit our homepage, visit our home page, from the homepage, from our homepage,
            from our home page, use the search box, use the search bar, use the search function, use the search above,
            use search to, use our search, try searching, try a search, link is broken, link may be broken,
            link you followed, broken link, dead link, outdated link, outdated bookmark, has been moved or,
            moved or deleted, moved or removed, =oops, page may have been, page might have been, it may have been moved,
            it may have been removed, it may have been deleted, may have been moved or, may have been removed or,
            moved deleted or, no page here, nothing here
            """
        ),
        blocked=phrases(
            """
            verify you are human, verify that you are human, verify you're human, verifying you are human,
            verify you are not a robot, you are a robot, you're a robot, you are not a robot, you're not a robot,
            not a robot, not a bot, you are a human, you are human, confirm you are human, human verification,
            checking your browser, check your browser, checking if the site, security of your connection,
            performing security verification, =security check, =security verification, security service to protect,
            enable javascript, enabling javascript, javascript is disabled, javascript is required, javascript is not,
            requires javascript, javascript * enabled, turn on javascript, without javascript, javascript disabled,
            enable cookies, cookies * enabled, cookies are disabled, unsupported browser, browser is not supported,
            browser is out of date, browser is outdated, upgrade your browser, update your browser, your browser does not,
            your browser doesn't, the captcha, a captcha, this captcha, unusual traffic, unusual activity from,
            automated requests, automated queries, automated traffic, suspicious activity from your, =access denied,
            =access is denied, =access forbidden, =forbidden, =403, =403 error, 403 forbidden, error 403, =blocked,
            =request blocked, =request rejected, =attention required, access to this page, access to this site,
            access to this website, access to this resource, access this page, access this site, access this website,
            access this resource, access this server, access * on this server, not authorized to access,
            not authorised to access, not authorized to view, not authorised to view, you have been blocked,
            you are blocked, you were blocked, your ip, url was rejected, request was rejected, request was blocked,
            request has been blocked, request could not be satisfied, request could not be processed,
            contact the site owner, email the site owner, the site owner, contact the administrator,
            consult with your administrator, contact the webmaster, contact the website administrator,
            contact the site administrator, too many requests, this may take a few seconds, this process is automatic,
            browser will redirect, =just a moment, =one moment, =please wait, please stand by,
            not available in your country, not available in your region, not available in your area,
            not available in your location, =one more step, =robot check, you don't have permission,
            you do not have permission, you will be redirected, you are not redirected, you're not redirected,
            be redirected automatically, be redirected shortly, rate limit exceeded, rate limited, =ray id, =incident id,
            =reference id, =reference, =request id, =support id, =event id, =session id, =reference number, =error code,
            your ray id, your support id, needs to review the security
            """
        ),
        consent=phrases(
            """
            we use cookies, we use * cookies, site uses cookies, website uses cookies, page uses cookies,
            site uses * cookies, website uses * cookies, you must accept, accept cookies, accept all cookies,
            accept our cookies, accept the use of cookies, our use of cookies, cookie settings, cookie preferences,
            our cookie policy, manage cookies, manage preferences, manage your choices, manage your preferences,
            manage your privacy, your cookie, value your privacy, care about your privacy, respect your privacy,
            about your privacy, your privacy choices, your privacy settings, your privacy preferences, privacy settings,
            privacy preferences, our privacy policy, your choices, your consent, you consent, you agree, agree to our,
            personalised content, personalized content, personalised ads, personalized ads, personalised advertising,
            personalized advertising, personalised advertisements, personalized advertisements,
            store and access information, store and or access information, access information on a device,
            before you continue, before you proceed, before proceeding, continue to the site, continue to this site,
            continue to our site, confirm your age, verify your age, you are 18, you are over 18, terms of use before,
            terms and conditions before, we and our * partners, we and our * vendors, our partners use,
            our partners store, our partners process, partners store and, our advertising partners, accept our terms,
            accept our cookie, accept the terms to, accept the terms of use to, accept the terms before,
            information on your device, cookies on your device, data on your device
            """
        ),
        login=phrases(
            """
            log in to continue, log in to view, log in to read, log in to access, log in to your, sign in to continue,
            sign in to view, sign in to read, sign in to access, sign in to your, sign in with, log in with, please log
            in, please log on, please login, please sign in, =log in, =sign in, =login, =log on, =sign on, must log in,
            must be logged in, must be signed in, need to log in, need to sign in, need to be logged in, are not logged
            in, been logged out, session has expired, session expired, session timed out, session has timed out, forgot
            your password, forgot password, forgotten your password, forgotten password, reset your password, enter your
            password, enter your user, enter your username, enter your email, enter your e-mail, your password, user name
            and password, username and password, =username, =user name, =password, =user id, =e-mail address, =email
            address, remember me, keep me signed in, keep me logged in, stay signed in, create an account, don't have an
            account, no account yet, already have an account, register to read, register to continue, already a
            subscriber, already registered, subscribe to read, subscribe to continue, subscribe now, for subscribers only,
            subscribers only, members only, start your subscription, single sign-on, =authentication required, =login
            required, authorized users only, authorised users only, authorized use only
            """
        ),
        unavailable=phrases(
            """
            down for maintenance, down for * maintenance, offline for maintenance, offline for * maintenance,
            unavailable due to maintenance, =maintenance, =scheduled maintenance, =site maintenance, =planned maintenance,
            =maintenance mode, =under maintenance, check back soon, check back later, check back shortly, check back in,
            come back later, be back shortly, be back online, be right back, back online soon, back up and running,
            try again later, try again in a, try again shortly, try your request again, try reloading, refresh the page,
            refresh this page, reload the page, reload this page, site is temporarily, website is temporarily,
            page is temporarily, service is temporarily, temporarily unavailable, temporarily down,
            temporarily out of service, temporarily offline, =service unavailable, =unavailable, =server error,
            =internal server error, =bad gateway, =500, =502, =503, 503 service unavailable, 502 bad gateway, 504 gateway,
            gateway timeout, gateway time-out, error has occurred, error occurred, unexpected error, something went wrong,
            technical difficulties, technical problems, error establishing a database connection,
            sorry for the inconvenience, sorry for any inconvenience, regret the inconvenience, regret any inconvenience,
            apologise for the inconvenience, apologise for any inconvenience, apologize for the inconvenience,
            apologize for any inconvenience, apologies for the inconvenience, apologies for any inconvenience,
            =under construction, site is under construction, page is under construction, =coming soon, buy this domain,
            domain is for sale, domain may be for sale, domain has expired, account has been suspended,
            =account suspended, website is suspended, default web page, web server is successfully, =it works,
            server is unable to, server encountered, server is busy, site is under, website is under, page is under,
            service is under maintenance, system is under maintenance, site is undergoing, website is undergoing,
            page is undergoing, service is undergoing, system is undergoing, we are undergoing, we're undergoing,
            currently undergoing * maintenance, currently under maintenance, we are performing * maintenance,
            we're performing * maintenance, we are carrying out * maintenance, currently performing * maintenance,
            currently unavailable, site is currently down, site is currently offline, website is currently down,
            website is currently offline, site is down, website is down, we'll be back, we will be back, =back soon,
            be back soon, come back soon
            """
        ),
        loading=phrases(
            """
            =loading, =now loading, =loading content, =loading page, =loading please wait, =please wait, =one moment
            please, page is loading, content is loading, while the page loads, while we load, =loading data, =loading
            article, =loading more
            """
        ),
    ),
    negations=NEGATIONS,
    obligations=frozenset([*MODALS, *BINDING_VERBS]),
    numerals=frozenset([*SMALL_NUMBERS[2:], *TENS, *"hundred thousand million billion trillion half third quarter".split()]),
    courtesies=frozenset(
        """
        thank thanks thanked congratulate congratulated congratulations condolences discussed discuss reviewed
        spoke met welcomed welcome welcomes greeted greetings consultation forward exchanged convened convenes chaired
        participants attended hosted joined
        """.split()
    ),
    framing=frozenset(
        """
        underscored underscore underlined underline emphasized emphasised emphasize stressed stress reiterated reiterate
        reaffirmed reaffirm affirmed affirm highlighted highlight noted noting expressed raised conveyed shared stated
        importance issues issue topics matters range including included phone telephone today yesterday directly
        continue continued continues continuing provide provided provides
        """.split()
    ),
    parties=PartyWords(
        issuers=frozenset(
            """
            minister ministers secretary secretaries leader leaders government governments president presidents head heads
            state states representative representatives ambassador ambassadors envoy envoys chair chairs members member
            delegation delegations countries officials permanent foreign prime finance defense defence interior trade
            health high chancellor commissioner director general embassies undersigned we joint
            statement declaration communiqué summit trilateral presidential
            """.split()
        ),
        links=frozenset("and the of as well for a an its their affairs".split()),
        openers=frozenset("by between among of from we".split()),
        topics=frozenset(
            "on for regarding concerning following about at in to marking welcoming condemning announcing".split()
        ),
    ),
)
