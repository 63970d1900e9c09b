"""Every document format becomes the same kind of statement: pages, feed bodies, Markdown and text."""

from __future__ import annotations

import textwrap
from datetime import UTC, date, datetime

import lxml.html
import pytest
from trafilatura.utils import line_processing, trim

from digest.clean.encoding import MAX_BYTES
from digest.clean.html_parser import read_visible
from digest.clean.recover import missed_lines
from digest.errors import InputError
from digest.records import Profile, Role, StatementType
from tests.clean.conftest import Clean

ONE = "The ministers agreed on Tuesday that the talks, which began last year, must lead to a lasting peace."
TWO = "They will meet again in the spring to review what was done, and to decide on the next steps."
THREE = "The Secretary thanked the Government for its hospitality and for its work on the treaty."

PAGE = f"""<!doctype html><html lang="en-US"><head><title>Talks on peace | Ministry</title>
<link rel="canonical" href="https://ministry.example/talks"><meta property="og:title" content="Talks on peace">
<meta property="article:published_time" content="2024-05-06T10:00:00+02:00"></head>
<body><nav><a href="/">Home</a><a href="/news">News</a></nav>
<div class="body"><h1>Talks on peace</h1><figure><img src="x.jpg"><figcaption>Ministers at a table.</figcaption></figure>
<p>{ONE}</p><p style="display:none">Secret words.</p><p>{TWO}<script>var x = "no words";</script></p>
<div class="share">Tell your friends</div><ul><li>First they agreed</li><li>Then they signed</li></ul><h2>Thanks</h2>
{THREE}</div>
<footer><p>Privacy Policy</p></footer></body></html>"""


def test_a_page_with_a_profile_gives_its_body_and_its_metadata(clean: Clean) -> None:
    statement = clean(PAGE, "text/html", Profile(body="div.body", prune=(".share",)))
    assert statement.text == "\n\n".join([ONE, TWO, "First they agreed", "Then they signed", "Thanks", THREE])
    assert [paragraph.role for paragraph in statement.paragraphs] == [
        Role.BODY, Role.BODY, Role.ITEM, Role.ITEM, Role.HEADING, Role.BODY,
    ]  # fmt: skip
    assert (statement.title, statement.link, statement.language) == (
        "Talks on peace",
        "https://ministry.example/talks",
        "en-US",
    )
    assert (statement.published, statement.published_from) == (datetime(2024, 5, 6, 8, tzinfo=UTC), "page")
    assert {(removal.rule, removal.text) for removal in statement.removed} >= {
        ("caption-element", "Ministers at a table."),
        ("profile-prune", "Tell your friends"),
        ("headline", "Talks on peace"),
    }


def test_a_page_without_the_element_of_its_profile_is_searched_with_a_warning(clean: Clean) -> None:
    statement = clean(PAGE, "text/html", Profile(body="div.gone"))
    assert ONE in statement.text
    assert TWO in statement.text
    assert "div.gone" in statement.warnings[0]


def test_an_unknown_page_gives_its_article_without_menu_and_footer(clean: Clean) -> None:
    statement = clean(PAGE, "text/html")
    assert ONE in statement.text
    assert TWO in statement.text
    assert "Home" not in statement.text
    assert "Privacy" not in statement.text


def test_the_extractor_caches_no_text_of_a_page(clean: Clean) -> None:
    page = PAGE.replace(THREE, f"{THREE} " * 200)
    assert THREE in clean(page, "text/html").text
    assert [cached.cache_info().currsize for cached in (line_processing, trim)] == [0, 0]


def test_an_article_of_line_breaks_below_a_paragraph_is_found_whole(clean: Clean) -> None:
    """As on the print pages of af.mil: the author line is the only paragraph, and the extractor finds nothing else."""
    story = "<br><br>".join((ONE, TWO, THREE) * 3)
    info = '<p class="da_story_info">By Staff Sgt. Timothy Moore, 86th Airlift Wing Public Affairs / Published January 16</p>'
    body = f'<div><h1>Talks on peace</h1>{info}<div><div class="da_black">{story}</div></div></div>'
    text = clean(f"<!doctype html><html><head></head><body>{body}</body></html>", "text/html").text
    assert text.count(ONE) == text.count(TWO) == text.count(THREE) == 3


def test_an_article_of_line_breaks_is_found_above_captions_that_are_paragraphs(clean: Clean) -> None:
    """As on the print pages of af.mil: the captions have more words than the story, and the extractor finds only them."""
    story = f"<strong>GENEVA --</strong> {ONE} {THREE}<span><br><br>{TWO}<br><br>{THREE} {TWO}</span>"
    caption = "An officer of the guard salutes the ministers who arrive at the palace in the morning rain for their talks"
    captions = "".join(f"<p>{caption} at the lake, part {number}, beside the flag of the host.</p><br>" for number in range(9))
    page = f'<div class="black">{story}</div><div class="photos">{captions}</div>'
    text = clean(f"<!doctype html><html><head></head><body><form>{page}</form></body></html>", "text/html").text
    assert 0 <= text.index(ONE) < text.index(THREE) < text.index(TWO) < text.index(caption)


def test_an_article_of_line_breaks_may_be_nested_deeper_than_python_can_recurse() -> None:
    story = f"<div>{'<b>' * 1_200}{ONE} {TWO}<br><br>{TWO} {THREE}<br><br>{THREE} {ONE}</div>"
    root = lxml.html.document_fromstring(story, parser=lxml.html.HTMLParser(huge_tree=True))
    assert list(missed_lines(root, read_visible(root), ())) == [0, 1, 2]


@pytest.mark.parametrize("place", ["<div class='comments'>{}</div>{}", "{1}<div>{0}</div>"])
def test_comments_of_readers_are_not_part_of_the_article(place: str, clean: Clean) -> None:
    said = "<br><br>".join(
        f"I for one would never have thought that, said reader number {number}, and so on." for number in range(9)
    )
    article = "".join(f"<p>{sentence} {sentence}</p>" for sentence in (ONE, TWO, THREE) * 3)
    page = place.format(f"<div>{said}</div>", f"<article>{article}</article>")
    text = clean(f"<!doctype html><html><head></head><body>{page}</body></html>", "text/html").text
    assert ONE in text
    assert "reader number 3" not in text


def test_a_heading_that_the_extractor_dropped_is_restored(clean: Clean) -> None:
    """As on whitehouse.gov of 2017: the first heading is a picture, and the second a quotation."""
    heading = "“FROM PITTSBURGH, A PERSONAL PLEA FOR TAX REFORM”"
    paragraphs = "".join(f"<p>{sentence} {sentence}</p>" for sentence in (ONE, TWO, THREE) * 3)
    top = f'<h4 class="formal"><img src="x.png"></h4><h4 class="formal"><em>{heading}</em></h4><p><em>- A guest</em></p>'
    page = f"<!doctype html><html><head><title>West Wing Reads</title></head><body><div>{top}{paragraphs}</div></body></html>"
    statement = clean(page, "text/html")
    assert statement.text.startswith(f"{heading}\n\n")
    assert statement.paragraphs[0].role is Role.HEADING


@pytest.mark.parametrize("profile", [Profile(body="div.story", timezone="America/New_York"), Profile()])
def test_author_and_date_are_read_below_the_headline_of_a_page_without_metadata(profile: Profile, clean: Clean) -> None:
    """As on the print pages of af.mil of 2007 to 2016."""
    story = "".join(f"<p>{sentence} {sentence}</p>" for sentence in (ONE, TWO, THREE) * 2)
    info = "By Staff Sgt. Timothy Moore, 86th Airlift Wing Public Affairs <span>/ Published January 16, 2016</span>"
    body = f'<h1>Talks on peace</h1><p class="info">{info}</p><div class="story">{story}</div>'
    statement = clean(f"<!doctype html><html><head></head><body>{body}</body></html>", "text/html", profile)
    assert (statement.day, statement.published_from) == (date(2016, 1, 16), "page")
    assert statement.speaker == "Staff Sgt. Timothy Moore, 86th Airlift Wing Public Affairs"
    assert statement.text.startswith(ONE)


def test_a_date_in_a_sentence_below_the_headline_is_not_the_date_of_the_page(clean: Clean) -> None:
    story = f"<p>On January 16, 2016, the ministers met. {ONE}</p><p>{TWO}</p><p>{THREE}</p>"
    page = f"<!doctype html><html><head></head><body><h1>Talks on peace</h1>{story}</body></html>"
    assert clean(page, "text/html").published is None


def test_a_feed_body_loses_no_visible_text(clean: Clean) -> None:
    body = f"<p>{ONE}</p>loose words<div>{TWO}<br><br>{THREE}</div><table><tr><td>Dollars</td><td>5</td></tr></table>"
    statement = clean(body, "text/html", fragment=True, title="Talks")
    assert statement.text == "\n\n".join([ONE, "loose words", TWO, THREE, "Dollars | 5"])


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="font-size:0">x</p>', "<p hidden>x</p>", '<p style="visibility: hidden">x</p>', "<!-- x -->",
        "<template><p>x</p></template>", "<noscript>x</noscript>", "<style>x</style>", '<span class="sr-only">x</span>',
    ],
)  # fmt: skip
def test_hidden_elements_are_not_text(clean: Clean, hidden: str) -> None:
    assert clean(f"<p>{ONE}</p>{hidden.replace('x', 'hiddenword')}", "text/html", fragment=True).text == ONE


def test_markdown_is_read_with_its_front_matter_and_without_marks(clean: Clean) -> None:
    source = f"""---
title: "Talks on\\_peace: what\\u2019s\\
  \\ new"
source_url: https://ministry.example/talks
date: '2024-05-06'
---

## Start

**{ONE}**

- They [agreed](https://x.example/a_b) on *one* thing
- and <sup>on</sup> another

<figure><img src="x.png"><figcaption>A picture.</figcaption></figure>

They met
and went on.

\\###
"""
    statement = clean(source, "text/markdown", Profile(timezone="America/New_York"))
    assert statement.title == "Talks on peace: what’s new"
    assert statement.link == "https://ministry.example/talks"
    assert (statement.published, statement.published_from) == (datetime(2024, 5, 6, 4, tzinfo=UTC), "page")
    assert statement.text.split("\n\n") == ["Start", ONE, "They agreed on one thing", "and on another", "They met and went on."]


@pytest.mark.parametrize("item", ["1. The 2020 - 2021 budget", "2) The road from Kyiv - and back"])
def test_a_dash_inside_a_numbered_item_of_markdown_stays(clean: Clean, item: str) -> None:
    assert clean(f"{ONE}\n\n{item}\n", "text/markdown").text == f"{ONE}\n\n{item}"


def test_the_first_short_line_of_a_plain_text_is_its_title_and_wrapped_rows_are_joined(clean: Clean) -> None:
    wrapped = "\n\n".join(textwrap.fill(paragraph, 64) for paragraph in (ONE, TWO))
    statement = clean(f"Talks on peace\n\n{wrapped}")
    assert statement.title == "Talks on peace"
    assert statement.text == f"{ONE}\n\n{TWO}"


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        ("Café “in” the peace talks of the ministers.".encode("cp1252"), ""),
        ("Café “in” the peace talks of the ministers.".encode("utf-16"), ""),
        ("Café “in” the peace talks of the ministers.".encode("utf-8-sig"), ""),
        ("Café “in” the peace talks of the ministers.".encode("mac-roman"), "macintosh"),
        ("Café “in” the peace talks of the ministers.".encode(), "no-such-charset"),
    ],
)
def test_the_encoding_is_detected(clean: Clean, content: bytes, charset: str) -> None:
    assert clean(content, charset=charset, title="T").text == "Café “in” the peace talks of the ministers."


@pytest.mark.parametrize("damage", [b"\x96", b"\xe2\x80", b"\xff"])
@pytest.mark.parametrize("media_type", ["text/plain", "text/html", "text/markdown"])
def test_a_damaged_character_is_shown_and_told(clean: Clean, damage: bytes, media_type: str) -> None:
    statement = clean("Les blés d’été XX sont mûrs, dit le préfet.".encode().replace(b"XX", damage), media_type, title="T")
    assert statement.text == "Les blés d’été \ufffd sont mûrs, dit le préfet."
    assert statement.warnings == ("1 character is damaged, and shown as \ufffd",)


@pytest.mark.parametrize("media_type", ["text/plain", "text/html"])
def test_control_characters_of_word_do_not_refuse_a_document(clean: Clean, media_type: str) -> None:
    statement = clean("The long\x1eterm plan\x00 for the co\x1foperation of ports\x02 is ready.", media_type, title="T")
    assert statement.text == "The long\u2011term plan for the cooperation of ports is ready."
    assert statement.warnings == ()


def test_invisible_characters_are_removed_and_quotation_marks_stay(clean: Clean) -> None:
    assert clean("The\u00a0talks\u202f\u201cwent\u201d\u200b on\u2060 \u202ein\u202c cafe\u0301s.", title="T").text == (
        "The talks “went” on in cafés."
    )


@pytest.mark.parametrize(
    ("content", "media_type", "complaint"),
    [
        (b"", "text/plain", "is empty"),
        (b" \n\n ", "text/html", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "text/plain", "is binary"),
        (b"\x81\x8d\x8f\x90\x9d" * 20, "text/plain", "is binary"),
        (b"%PDF-1.7 and so on", "text/plain", "is a PDF"),
        (b"<html><body><script>x</script></body></html>", "text/html", "holds no text"),
        (b"<!-- nothing -->", "text/html", "holds no text"),
        (b"x" * (MAX_BYTES + 1), "text/plain", "more than the limit of 20 MB"),
        (b"a. \n" * 30_000, "text/plain", "more than the limit of 20000"),
        (b"words", "image/png", "cannot be read as text"),
    ],
)
def test_a_document_without_text_is_refused_in_one_line_that_names_it(
    clean: Clean, content: bytes, media_type: str, complaint: str
) -> None:
    with pytest.raises(InputError) as refused:
        clean(content, media_type)
    assert str(refused.value).startswith("a-statement: ")
    assert complaint in str(refused.value)
    assert "\n" not in str(refused.value)


TRANSCRIPT = f"""<p>Ned Price, Department Spokesperson</p><p>Washington, D.C.</p><p>2:06 p.m. EST</p>
<p>MR PRICE: Good afternoon. {ONE}</p><p>{TWO}</p><p>(Laughter.)</p><p>QUESTION: What is new in the talks?</p>
<p>MR PRICE: Nothing that I can speak of.</p><p># # #</p>"""


def test_a_transcript_keeps_every_turn_with_its_speaker(clean: Clean) -> None:
    statement = clean(TRANSCRIPT, "text/html", fragment=True, title="Department Press Briefing")
    assert [(paragraph.speaker, paragraph.role) for paragraph in statement.paragraphs] == [
        ("MR PRICE", Role.BODY),
        ("MR PRICE", Role.BODY),
        ("QUESTION", Role.QUESTION),
        ("MR PRICE", Role.BODY),
    ]
    assert statement.type is StatementType.TRANSCRIPT
    assert (statement.speaker, statement.place) == ("Ned Price, Department Spokesperson", "Washington, D.C.")
    assert statement.sentences[0].of(statement.text) == "Good afternoon."


@pytest.mark.parametrize(
    ("labels", "speakers"),
    [
        (("MS. PSAKI: ", "Q    "), ("MS. PSAKI", "Q")),
        (("SECRETARY BLINKEN: (Via translation) ", "QUESTION: "), ("SECRETARY BLINKEN", "QUESTION")),
        (("GENERAL MCKENZIE: ", "Q: "), ("GENERAL MCKENZIE", "Q")),
        (("Spokesman: ", "Question: "), ("Spokesman", "Question")),
        (("PRIME MINISTER: ", "JOURNALIST: "), ("PRIME MINISTER", "JOURNALIST")),
    ],
)
def test_speaker_labels_of_five_houses_are_read(clean: Clean, labels: tuple[str, str], speakers: tuple[str, str]) -> None:
    statement = clean("\n\n".join(f"{label}{ONE}" for label in labels), title="Briefing")
    assert tuple(paragraph.speaker for paragraph in statement.paragraphs) == speakers
    assert statement.paragraphs[1].role is Role.QUESTION


def test_labels_of_a_fact_sheet_are_not_speakers(clean: Clean) -> None:
    statement = clean(f"FACT SHEET: {ONE}\n\nNOTE: {TWO}\n\nWHEN: {THREE}", title="Sheet")
    assert {paragraph.speaker for paragraph in statement.paragraphs} == {""}


@pytest.mark.parametrize("text", ["港务局今天公布新的码头计划。工程将于明年春天开始。", "กรมท่าเรือประกาศแผนก่อสร้างท่าเรือใหม่"])
def test_a_text_without_spaces_between_its_words_is_no_empty_text(text: str, clean: Clean) -> None:
    statement = clean(f"<p>{text[:12]}</p><p>{text}</p>", "text/html", fragment=True, title=text[:12])
    assert (statement.text, statement.warnings) == (text, ())


def test_a_sentence_of_chinese_in_bold_is_no_heading(clean: Clean) -> None:
    text = "港务局今天公布新的码头计划，市长说工程将于明年春天开始，预计在两年之内完成并且投入使用"
    statement = clean(f"<p><b>{text}</b></p><p>{text}。</p>", "text/html", fragment=True, title="T")
    assert [paragraph.role for paragraph in statement.paragraphs] == [Role.BODY, Role.BODY]


def test_notes_to_editors_stay_as_notes(clean: Clean) -> None:
    statement = clean(f"{ONE}\n\n{TWO}\n\nNotes to editors\n\n1. {THREE}", title="Talks")
    assert [paragraph.role for paragraph in statement.paragraphs] == [Role.BODY, Role.BODY, Role.NOTES, Role.NOTES]


def test_an_attribution_an_embargo_and_a_dateline_become_fields(clean: Clean) -> None:
    statement = clean(
        "Embargoed until 7.00 pm, 4 May 2021\n\nThe below is attributable to Spokesperson Ned Price:\n\n"
        f"BRUSSELS – {ONE}\n\n{TWO}",
        profile=Profile(timezone="Europe/Brussels"),
        title="Talks",
    )
    assert statement.embargo == datetime(2021, 5, 4, 17, tzinfo=UTC)
    assert (statement.speaker, statement.place) == ("Spokesperson Ned Price", "BRUSSELS")
    assert statement.sentences[0].of(statement.text) == ONE
    assert statement.text.startswith("BRUSSELS – The ministers")


def test_an_embargo_with_an_unreadable_time_is_a_warning(clean: Clean) -> None:
    statement = clean(f"EMBARGOED UNTIL 7 P.M. TUESDAY\n\n{ONE}\n\n{TWO}", title="Talks")
    assert statement.embargo is None
    assert any("embargo" in warning for warning in statement.warnings)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ONE, "en"),
        ("Les ministres sont convenus mardi que les pourparlers de paix de la semaine doivent aboutir pour le pays.", "fr"),
        ("Министры договорились во вторник о том, что переговоры должны привести к прочному миру.", "ru"),
        ("Alpha Bravo Charlie Delta Echo Foxtrot Golf Hotel", "und"),
    ],
)
def test_the_language_is_detected_if_nothing_declares_it(clean: Clean, text: str, language: str) -> None:
    assert clean(text, title="T").language == language


@pytest.mark.parametrize("language", ["de-DE", ""])
def test_sentences_are_cut_in_the_language_of_the_text(language: str, clean: Clean) -> None:
    first = "Der 2. Bericht der Bundesregierung gem. Abs. 3 erschien am 3. Mai."
    second = "Er nennt z. B. Kosten von 12 Mio. Euro für die Schulen."
    statement = clean(f"{first} {second}", title="Bericht", language=language)
    assert [span.of(statement.text) for span in statement.sentences] == [first, second]


def test_english_on_a_page_that_declares_another_language_is_cut_as_english(clean: Clean) -> None:
    text = "The ministers of the two countries met Amb. Jones and Sen. Collins at 10 a.m. on Jan. 18 for talks on the treaty."
    statement = clean(text, title="Talks", language="fr")
    assert [span.of(statement.text) for span in statement.sentences] == [text]


@pytest.mark.parametrize(
    ("written", "zone", "day"),
    [
        ("2024-05-06", "Asia/Tokyo", date(2024, 5, 6)),
        ("May 6, 2024", "America/New_York", date(2024, 5, 6)),
        ("2024-05-06T00:00:00-04:00", "America/New_York", date(2024, 5, 6)),
        ("2024-05-06T00:00:00Z", "America/New_York", date(2024, 5, 6)),
        ("2024-05-06T10:00:00+02:00", "Europe/Brussels", None),
        ("May 6, 2024 3:30 PM", "America/New_York", None),
    ],
)
def test_a_date_without_a_time_is_the_civil_day_of_its_publisher(
    clean: Clean, written: str, zone: str, day: date | None
) -> None:
    page = PAGE.replace("2024-05-06T10:00:00+02:00", written)
    assert clean(page, "text/html", Profile(body="div.body", timezone=zone)).day == day


@pytest.mark.parametrize("written", ["0001-01-01T00:30:00Z", "9999-12-31T23:30:00Z"])
def test_a_date_that_some_time_zones_do_not_have_is_ignored(clean: Clean, written: str) -> None:
    assert clean(PAGE.replace("2024-05-06T10:00:00+02:00", written), "text/html").published is None


AUSTRALIA = f"""THE HON RICHARD MARLES MP
DEPUTY PRIME MINISTER
MINISTER FOR DEFENCE

E&OE TRANSCRIPT
DOORSTOP INTERVIEW
CANBERRA
MONDAY, 10 MARCH 2025

SUBJECTS: AUKUS; defence spending; Tropical Cyclone Alfred.

DEPUTY PRIME MINISTER RICHARD MARLES: {ONE}

JOURNALIST: Minister, can you say when they will meet again?

MARLES: {TWO} {THREE}

ENDS

MEDIA CONTACT: Jane Citizen 0400 000 000

Authorised by Richard Marles, ALP, Canberra.
"""


def test_an_interview_of_an_australian_minister_keeps_only_what_was_said(clean: Clean) -> None:
    """The layout is that of minister.defence.gov.au, with words of our own."""
    statement = clean(AUSTRALIA)
    assert [(paragraph.speaker, paragraph.role) for paragraph in statement.paragraphs] == [
        ("DEPUTY PRIME MINISTER RICHARD MARLES", Role.BODY),
        ("JOURNALIST", Role.QUESTION),
        ("MARLES", Role.BODY),
    ]
    assert (statement.speaker, statement.place) == ("The Hon Richard Marles MP", "CANBERRA")
    assert (statement.type, statement.day) == (StatementType.TRANSCRIPT, date(2025, 3, 10))


def test_a_briefing_of_the_united_nations_has_headings_turns_and_a_speaker(clean: Clean) -> None:
    """The layout is that of press.un.org, with words of our own."""
    lead = (
        "The following is a near-verbatim transcript of today’s noon briefing by Jo Doe, Spokesman for the Secretary-General."
    )
    rows = [
        lead,
        "**Guests",
        ONE,
        "<b>Question</b>: Is that all?",
        f"<b>Spokesman</b>: {TWO}",
        f"<b>Correspondent</b>: {THREE}",
    ]
    end = "For information media. Not an official record."
    statement = clean("".join(f"<p>{row}</p>" for row in [*rows, end]), "text/html", fragment=True, title="Noon briefing")
    assert [(paragraph.speaker, paragraph.role) for paragraph in statement.paragraphs] == [
        ("", Role.HEADING), ("", Role.BODY), ("Question", Role.QUESTION), ("Spokesman", Role.BODY),
        ("Correspondent", Role.QUESTION),
    ]  # fmt: skip
    assert statement.text.startswith("Guests\n\n")
    assert statement.speaker == "Jo Doe, Spokesman for the Secretary-General"


def test_a_press_mail_loses_what_mail_programs_add(clean: Clean) -> None:
    rows = [
        "View this email in your browser", "Talks on peace", "FOR IMMEDIATE RELEASE", ONE, TWO,
        "Media contact: press@ministry.example, +371 6701 6000",
        "You are receiving this email because you subscribed to our press list. Unsubscribe | Update your preferences",
        "Ministry of Foreign Affairs, 3 K. Valdemara Street, Riga LV-1395",
    ]  # fmt: skip
    body = "".join(f"<p>{row}</p>" for row in rows)
    page = f"<html><body>{body}</body></html>"
    statement = clean(page, "text/html", fragment=True, title="Press release: Talks on peace")
    assert statement.text == f"{ONE}\n\n{TWO}"
    assert statement.warnings == ()


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("12 mars 2025", date(2025, 3, 12)),
        ("1er août 2024", date(2024, 8, 1)),
        ("12. März 2025", date(2025, 3, 12)),
        ("12 de marzo de 2025", date(2025, 3, 12)),
        ("12 марта 2025 г.", date(2025, 3, 12)),
    ],
)
def test_a_date_line_in_another_language_is_the_date_and_not_text(written: str, day: date, clean: Clean) -> None:
    statement = clean(f"<p>{written}</p><p>{ONE}</p><p>{TWO}</p>", "text/html", fragment=True, title="T")
    assert (statement.day, statement.published_from, statement.text) == (day, "text", f"{ONE}\n\n{TWO}")


LONG = "How the ministers of all coastal states agreed after nine days and nights of talks in the port of " + "Bergen, and " * 9


@pytest.mark.parametrize(
    ("rows", "is_title"),
    [
        ((f"{LONG}left", "", "3 November 2026", f"{LONG}left", "The talks ended."), True),
        ((f"Ministry-News-{LONG}left", "", f"{LONG}left", "The talks ended."), True),
        ((f"{LONG}left", "", "The talks ended.", "They had begun in May."), False),
        ((f"{LONG}left", "", "left", "The talks ended."), False),
    ],
)
def test_a_first_row_of_any_length_that_stands_once_more_below_is_the_headline(
    rows: tuple[str, ...], is_title: bool, clean: Clean
) -> None:
    assert clean("\n".join(rows)).title == (rows[0].removeprefix("Ministry-News-") if is_title else "")
