"""The record that each language file fills in. Holds no words itself."""

from __future__ import annotations

from dataclasses import dataclass


def phrases(text: str) -> tuple[str, ...]:
    """Return the phrases of `text`, a list with commas between them."""
    return tuple(" ".join(phrase.split()) for phrase in text.split(","))


@dataclass(frozen=True, slots=True)
class WallPhrases:
    """What pages say to their visitor in place of a document, in lower case, with ' for apostrophes.

    In a phrase, * stands for up to four words. A phrase that begins with = counts only if a sentence or line has no other
    words. Leave out what a statement may say: "the use of cookies" is a subject of laws, "we use cookies" is a notice.

    `not_found`: the page does not exist. `blocked`: the visitor must be a person, have a browser with scripts, or is refused.
    `consent`: the visitor must agree to cookies or terms. `login`: the visitor must sign in or subscribe. `unavailable`: the
    site has a fault or is being maintained. `loading`: the words will come by a script.
    """

    not_found: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()
    consent: tuple[str, ...] = ()
    login: tuple[str, ...] = ()
    unavailable: tuple[str, ...] = ()
    loading: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementWords:
    """What documents, offices and bodies are called, in lower case.

    The fields up to `press_release` are named as the types of statements, and hold what their titles begin with. A phrase that
    begins with * may stand behind other words, and its first word may be the end of a compound. A phrase ends where a word
    ends, in scripts without spaces where the title ends, unless it ends with *. Where
    phrases of two types begin a title, the longest decides, else the field above.
    `others`: what titles begin with that only looks like a type: "discours de haine".
    `by`: what stands between the kind of a speech and its speaker: "rede des"; the ending of the name if it begins with an
    apostrophe; with what follows up to the kind if it ends with *. `offices`: what people hold: "*minister".
    `bodies`: words in the names of what issues statements: "*ministerium". `says`: what follows the name of who speaks.
    `wishes`: what only somebody says who wishes well: "frohe weihnachten".
    """

    schedule: tuple[str, ...] = ()
    joint_statement: tuple[str, ...] = ()
    fact_sheet: tuple[str, ...] = ()
    transcript: tuple[str, ...] = ()
    greeting: tuple[str, ...] = ()
    notice: tuple[str, ...] = ()
    readout: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    statement: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    press_release: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CueWords:
    """Words that tell what a sentence does, in lower case: `text/cues.py` matches them.

    A phrase that ends or begins with * may go on there, and a * between words stands for up to four words; in scripts without
    spaces every phrase may go on. `pronouns`, `demonstratives`, `connectives`: with what a sentence begins that leans on the
    one before it: "he", "this", "however". `speaker`: "I", "our". `today`: "today", "this week". `money`: "million", "euro".
    `decides`: what makes news: "announced", "signed", "agreed", "enters into force". `must`: duties, demands and aims. `holds`:
    "condemns", "welcomes", "underlines". `meets`: "met", "visited", "discussed". `thanks`: courtesies and salutations: "thank",
    "dear", "congratulations". `says`: "said", "according to".
    """

    pronouns: tuple[str, ...] = ()
    demonstratives: tuple[str, ...] = ()
    connectives: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    today: tuple[str, ...] = ()
    money: tuple[str, ...] = ()
    decides: tuple[str, ...] = ()
    must: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    meets: tuple[str, ...] = ()
    thanks: tuple[str, ...] = ()
    says: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartyWords:
    """The words around the parties of a joint statement, in lower case.

    `issuers`: who speaks for a country, and the words of offices: "foreign ministers of". `links`: articles, conjunctions and
    prepositions within a list of parties: "and of the". `openers`: what stands before such a list: "by". `topics`: what
    stands before the subject of a statement: "on".
    """

    issuers: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class NewsWords:
    """What titles and sentences say where there is news, or only routine. Phrases as in `StatementWords`.

    News: `sanctions`; `force`: attacks, war, arrests, collisions; `protest`: condemning and warning; `agreement`; `decision`;
    `aid`; `together`: joint statements; `leaders` and `ministers` who speak or are spoken to; `meetings`: summits and councils;
    `hot_spots`: places of conflict and great powers.
    Less: `juniors`: those who only prepare; `briefings`: the daily ones; `dialogues`: talks held every year; `openings`: words
    before a meeting; `travel`; `domestic`: matters at home, for readers abroad. Routine: `ceremony`: days, wishes, awards;
    `personnel`; `clerical`.
    `courtesy`: what a sentence says that wishes well, thanks or mourns.
    `formal`: words of titles that tell no story: offices, types of documents. `leaning`: how sentences begin that
    lean on those before; only where there are no `CueWords`. `unnamed`: subjects that name nobody: "the two leaders". `myself`:
    the words by which a speaker means himself alone: "I", "my".
    """

    sanctions: tuple[str, ...] = ()
    force: tuple[str, ...] = ()
    protest: tuple[str, ...] = ()
    agreement: tuple[str, ...] = ()
    decision: tuple[str, ...] = ()
    aid: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    ministers: tuple[str, ...] = ()
    meetings: tuple[str, ...] = ()
    hot_spots: tuple[str, ...] = ()
    juniors: tuple[str, ...] = ()
    briefings: tuple[str, ...] = ()
    dialogues: tuple[str, ...] = ()
    openings: tuple[str, ...] = ()
    travel: tuple[str, ...] = ()
    domestic: tuple[str, ...] = ()
    ceremony: tuple[str, ...] = ()
    personnel: tuple[str, ...] = ()
    clerical: tuple[str, ...] = ()
    courtesy: tuple[str, ...] = ()
    formal: frozenset[str] = frozenset()
    leaning: frozenset[str] = frozenset()
    unnamed: tuple[str, ...] = ()
    myself: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicWords:
    """What statements on a topic say, in titles and key points. Phrases as in `StatementWords`."""

    security: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    economy: tuple[str, ...] = ()
    aid: tuple[str, ...] = ()
    climate: tuple[str, ...] = ()
    health: tuple[str, ...] = ()
    migration: tuple[str, ...] = ()
    technology: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LanguageWords:
    """The words of one language that code for every language uses, in lower case; `code` is its ISO 639-1 code.

    `function_words`: its commonest words, by which `text/language.py` recognises it; empty if its script tells it.
    `accents`: its letters beside a to z. `endings`: those of many of its words, and of few in other languages.
    `open_words`: articles, prepositions and conjunctions after which no line ends.
    `articles`: those before an office or a name. `conjunctions`: "and" and "or". `name_particles`: what stands inside the
    names of persons, offices and countries: "von", "de la".
    `months`: twelve strings, January first, each the spellings of a month, separated by spaces: the name, the form that a date
    takes ("października"), irregular abbreviations ("mrz"). "_" joins the words of one spelling. A beginning of three letters
    or more that only one month of the language has is known without being listed ("okt"). None if months are numbered.
    `weekdays`: seven strings, Monday first, like `months`; beginnings of two letters are known.
    `date_labels`: what stands before a date of publication: "veröffentlicht am". `change_labels`: before that of a change.
    `adoptions`: what begins a line that says when a text was adopted: "Adopted by the Council on 3 May 2026".
    `page_words`: what a page calls itself before such a label: "this page was last updated".
    `named_documents`: treaties and events that are named after places: "Treaty of Rome".
    `abbreviations`: titles and the like, without their last full stop, that never end a sentence. Leave out what often ends
    one ("etc", "usw") and what is also a common word.
    `reference_abbreviations`: those that do not end a sentence before a number: "art. 5", "Nr. 7", "2 jan. 2026".
    `final_abbreviations`: those that end a sentence before a capital: "etc", "usw".
    `sentence_openers`: function words that, with a capital, begin a sentence even after an ordinal, or after what only
    sentencex takes for an abbreviation.
    `stop_after_numbers`: whether ordinals or dates are written with a full stop: "3. März".
    `number_words`: abbreviations of "number", behind which a number is no ordinal: "Nr. 12. Der Minister".
    `attributions`: verbs behind the name of who said the quotation before it, in scripts without small letters.
    `clause_openers`, `clause_joints`: in languages without full stops, what a clause of its own begins with, and what joins
    the words behind a space to those before it.
    `counter_words`: what pages count of their readers: "Views: 1,204". `counter_fillers`: what may stand beside them: "so far".
    `time_ago`: how a time is told by its distance, with # for a number and * for its unit: "# * ago"; "just now".
    `publication_labels`: words that say that a date is that of the page: "updated". `publication_fillers`: what may stand
    beside them: "last", "on", "date".
    `related_headings`: headings of a list of other pages: "Related posts".
    `walls`: what pages say in place of a document: "Page not found".
    `statements`: what documents, offices and bodies are called. Empty for English, whose patterns stand in `clean/`.
    `press_offices`: what a press office calls itself, below the name of its body. `contact_labels`: what stands above, or
    before a colon beside, the persons and numbers for those who ask.
    `question_labels`, `answer_labels`: what stands in a transcript before what is asked, and before the answer.
    `greetings`: what a speaker says of himself where a sentence of any length only greets, thanks or wishes, near its start or
    at its end: "I would like to thank". Leave out what may also be a position: "I welcome the decision". As `cues` are matched.
    `cues`: what tells what a sentence does. Empty for English, whose patterns stand in `summarise/extractive/features.py`.
    `parties`: the words around the parties of a joint statement.
    `negations`: words that deny. `obligations`: modal verbs and verbs that bind, in every form. `numerals`: numbers that are
    written out, from two on. `courtesies`: verbs of thanks, greetings and talks. These four say how much a changed word
    weighs (`text/word_kinds.py`); in a script without spaces they are looked for anywhere.
    `framing`: words with which a statement reports what was said ("underlined the importance", "a range of issues").
    `news`: what titles and sentences say where there is news, or only routine.
    """

    code: str
    function_words: frozenset[str] = frozenset()
    accents: str = ""
    endings: tuple[str, ...] = ()
    open_words: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    conjunctions: frozenset[str] = frozenset()
    name_particles: frozenset[str] = frozenset()
    months: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()
    date_labels: tuple[str, ...] = ()
    change_labels: tuple[str, ...] = ()
    adoptions: tuple[str, ...] = ()
    page_words: frozenset[str] = frozenset()
    named_documents: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()
    reference_abbreviations: frozenset[str] = frozenset()
    final_abbreviations: frozenset[str] = frozenset()
    sentence_openers: frozenset[str] = frozenset()
    stop_after_numbers: bool = False
    number_words: frozenset[str] = frozenset()
    attributions: tuple[str, ...] = ()
    clause_openers: tuple[str, ...] = ()
    clause_joints: tuple[str, ...] = ()
    counter_words: frozenset[str] = frozenset()
    counter_fillers: frozenset[str] = frozenset()
    time_ago: tuple[str, ...] = ()
    publication_labels: frozenset[str] = frozenset()
    publication_fillers: frozenset[str] = frozenset()
    related_headings: tuple[str, ...] = ()
    walls: WallPhrases = WallPhrases()
    statements: StatementWords = StatementWords()
    press_offices: tuple[str, ...] = ()
    contact_labels: tuple[str, ...] = ()
    question_labels: tuple[str, ...] = ()
    answer_labels: tuple[str, ...] = ()
    greetings: tuple[str, ...] = ()
    cues: CueWords = CueWords()
    negations: frozenset[str] = frozenset()
    obligations: frozenset[str] = frozenset()
    numerals: frozenset[str] = frozenset()
    courtesies: frozenset[str] = frozenset()
    framing: frozenset[str] = frozenset()
    parties: PartyWords = PartyWords()
    news: NewsWords = NewsWords()
