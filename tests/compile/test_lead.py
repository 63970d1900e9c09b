"""The lead of an edition: what stands out, in the words of the publishers, each story once, and no routine."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes, policy

import pytest

from digest.compile.email import EmailRenderer
from digest.compile.html import HtmlRenderer
from digest.compile.importance import importance
from digest.compile.lead import MAX_LEAD_WORDS, LeadLine, lead_entries, lead_line, ranked
from digest.compile.markdown import MarkdownRenderer
from digest.compile.plain_text import TextRenderer
from digest.compile.view import build_view
from digest.records import Entry, KeyPoint, Span, StatementType
from digest.text.unicode import word_count
from tests.compile.editions import FILE, READER, a_statement, an_edition, an_entry, verbatim, written
from tests.compile.test_email import SENDER

PLAIN = "The delegation spoke about the garden of the residence with its hosts."


def entry(title: str, *sentences: str, kind: StatementType = StatementType.OTHER) -> Entry:
    """An entry of which every sentence is a key point."""
    text = " ".join(sentences or (PLAIN,))
    statement = a_statement(text, title=title, link=f"https://a.example/{title.replace(' ', '-')}", type=kind, language="en")
    return an_entry(statement, *(verbatim(statement, sentence) for sentence in sentences or (PLAIN,)))


SANCTIONS = entry("Sanctions on Three Shipowners", "The Treasury imposed sanctions on three shipowners who sold arms.")
TRUCE = entry("Joint Statement on the Truce in Sudan", "The parties agreed on a truce.", kind=StatementType.JOINT_STATEMENT)
ATTACK = entry("On the Missile Attack on the Port", "Four missiles hit the port and killed nine people.")
GREETING = entry("Freedonia National Day", "On behalf of the people I congratulate Freedonia.", kind=StatementType.GREETING)
NOMINATION = entry("President Announces Intent to Nominate Two Ambassadors to Russia")
SCHEDULE = entry("Public Schedule for Monday", kind=StatementType.SCHEDULE)
GARDEN = entry("Garden Tour")
BRIDGE = entry("A New Bridge")


def lead_titles(*entries: Entry) -> list[str]:
    return [each.entry.statement.title for each in lead_entries(ranked(entries))]


def test_sanctions_agreements_and_attacks_come_before_the_rest_and_routine_is_never_in_the_lead() -> None:
    everything = (GREETING, GARDEN, SCHEDULE, SANCTIONS, NOMINATION, ATTACK, BRIDGE, TRUCE)
    assert set(lead_titles(*everything)) == {each.statement.title for each in (SANCTIONS, ATTACK, TRUCE)}
    assert {each.entry.statement.title for each in ranked(everything) if each.importance.is_routine} == {
        each.statement.title for each in (GREETING, NOMINATION, SCHEDULE)
    }


def test_a_day_on_which_nothing_stands_out_has_no_lead_and_says_so() -> None:
    view = build_view(an_edition(GARDEN, BRIDGE, GREETING, SCHEDULE))
    assert view.lead == ()
    assert view.lead_note == "Nothing stands out in this edition."
    for renderer in (MarkdownRenderer(), TextRenderer(), HtmlRenderer()):
        assert view.lead_note in renderer.render(an_edition(GARDEN, BRIDGE, GREETING, SCHEDULE), FILE).decode()


def test_a_collision_comes_before_a_dialogue_that_is_held_every_year() -> None:
    collision = entry(
        "Statement on the Events at the Reef", "A coast guard ship rammed a fishing boat, and two men are missing."
    )
    dialogue = entry("Fifth Strategic Dialogue with Freedonia", "The sides agreed to deepen their cooperation.")
    assert lead_titles(dialogue, collision)[0] == collision.statement.title


def test_sanctions_against_a_judge_are_no_personnel_matter() -> None:
    assert not importance(entry("Sanctions on Nominees of the Junta")).is_routine


def test_news_under_a_dull_title_is_found_in_its_points() -> None:
    dull = entry("Statement by the Spokesperson", "Russia has begun an invasion, and troops attacked four towns in Ukraine.")
    assert importance(dull).score > importance(entry("Statement by the Spokesperson")).score
    assert lead_titles(GARDEN, BRIDGE, dull) == ["Statement by the Spokesperson"]


def test_two_statements_of_one_story_have_one_line() -> None:
    fact_sheet = entry("Fact Sheet: Sanctions on Three Shipowners", "Sanctions were imposed on three shipowners.")
    assert len(lead_titles(SANCTIONS, fact_sheet, GARDEN, TRUCE)) == 2


def test_calls_with_different_ministers_are_different_stories() -> None:
    calls = [
        entry(f"Secretary’s Call with {who}", f"They spoke about the war in {where}.", kind=StatementType.READOUT)
        for who, where in (("Ukrainian Foreign Minister Kuleba", "Ukraine"), ("Iranian Foreign Minister Zarif", "Yemen"))
    ]
    assert len(lead_titles(*calls, GARDEN)) == 2


def test_the_keywords_of_a_reader_raise_what_has_them() -> None:
    assert importance(BRIDGE, ("bridge",)).score > importance(BRIDGE).score
    assert [each.entry for each in ranked((GARDEN, BRIDGE), ("bridge",))] == [BRIDGE, GARDEN]


def test_a_language_without_words_is_judged_by_its_types() -> None:
    statement = a_statement("Eins.", title="Fundur", language="is", type=StatementType.GREETING)
    assert importance(an_entry(statement)).is_routine
    assert not importance(an_entry(replace(statement, type=StatementType.STATEMENT))).is_routine


# --- the line --------------------------------------------------------------------------------------------------------


def test_a_line_is_a_short_key_point_of_the_publisher_that_can_be_read_alone() -> None:
    long = "The Minister " + "and the ambassador " * 15 + "met."
    said = entry("Talks", long, "They attacked the town.", "Troops attacked the town.", "The garden was green.")
    line = lead_line(said)
    assert line is not None
    assert line.text == "Troops attacked the town."


@pytest.mark.parametrize("sentence", ["This is an attack.", "They attacked.", "However, the war goes on."])
def test_a_sentence_that_leans_on_others_leads_nothing(sentence: str) -> None:
    found = lead_line(entry("War", sentence))
    assert found is None or sentence.startswith("However")


def test_a_sentence_that_speaks_of_what_another_names_leads_nothing() -> None:
    alone = "Troops attacked the town."
    line = lead_line(entry("War", "The army attacked because of these measures.", alone))
    assert line is not None
    assert line.text == alone
    assert lead_line(entry("War", "Nine officials were arrested, and these persons were tried.")) is not None


def test_a_sentence_that_a_model_wrote_leads_nothing() -> None:
    statement = a_statement("Troops attacked the town.", title="Attack", language="en")
    assert lead_line(an_entry(statement, written(statement, "An attack took place.", statement.text))) is None
    opening_cut = KeyPoint("attacked the town.", (Span(0, 25),), verbatim=False)
    line = lead_line(an_entry(statement, opening_cut))
    assert line is not None
    assert line.point == opening_cut
    replaced = KeyPoint(statement.text, (Span(0, 25),), replaced="a number")
    assert lead_line(an_entry(statement, replaced)) is None


def test_every_line_is_a_point_or_a_title_of_the_edition_with_its_link_and_a_jump() -> None:
    view = build_view(an_edition(SANCTIONS, TRUCE, ATTACK, GARDEN))
    points = {point.text for one in view.entries for point in one.points}
    assert 1 <= len(view.lead) <= 5
    assert {line.is_title for line in view.lead} == {True, False}
    for line in view.lead:
        assert line.point.text in ({view.entries[line.number - 1].title} if line.is_title else points)
        assert word_count(line.point.text) <= MAX_LEAD_WORDS
        assert line.point.link.startswith("https://a.example/")
        assert view.entries[line.number - 1].number == line.number
    page = HtmlRenderer().render(an_edition(SANCTIONS, TRUCE, ATTACK, GARDEN), FILE).decode()
    assert all(f'href="#statement-{line.number}"' in page for line in view.lead)


LONG = "All funds that are in the country, or that come to it, of persons who trade with the said ports, " + (
    "of their agents, of those who act for them, and of all others whom the ministers name, are blocked."
)
ORDER = entry("Executive Order on Imposing Sanctions on the Ports of Corland", LONG, kind=StatementType.ORDER)
CONDOLENCES = entry(
    "Readout of the Call with President Marn of Estavia",
    "The President conveyed his condolences regarding the knife attack in the port.",
    kind=StatementType.READOUT,
)


def test_an_important_statement_without_a_short_point_leads_with_its_title() -> None:
    view = build_view(an_edition(CONDOLENCES, GARDEN, ORDER, BRIDGE))
    first = view.lead[0]
    assert (first.point.text, first.is_title) == (ORDER.statement.title, True)
    assert first.point.link == ORDER.statement.link
    assert first.number == 1


def test_a_title_in_the_lead_is_told_from_a_point_in_every_format() -> None:
    edition = an_edition(ORDER, TRUCE, GARDEN, BRIDGE)
    title = ORDER.statement.title
    assert f"*{title}*" in MarkdownRenderer().render(edition, FILE).decode()
    assert f"“{title}”" in " ".join(TextRenderer().render(edition, FILE).decode().split())
    assert f"<cite>{title}</cite>" in HtmlRenderer().render(edition, FILE).decode()
    body = message_from_bytes(EmailRenderer(SENDER).render(edition, READER), policy=policy.default).get_body(("html",))
    assert body is not None
    assert f"<cite>{title}</cite>" in body.get_content()
    assert "<cite>The parties agreed" not in body.get_content()


def test_a_title_that_tells_nothing_leads_nothing() -> None:
    for title in ("Statement by the Press Secretary", "Remarks by the President at a Meeting", "Sanctions"):
        assert lead_line(entry(title, LONG)) is None


def test_a_title_that_says_what_was_done_goes_before_a_point_without_news_and_not_before_one_with_news() -> None:
    dull = "Minister Bell looks to the meeting in September."
    joint = entry("Joint Statement on the Truce in Sudan", dull, kind=StatementType.JOINT_STATEMENT)
    assert lead_line(joint) == LeadLine(joint.statement.title)
    news = "Troops attacked the town and killed nine people."
    line = lead_line(entry("Joint Statement on the Truce in Sudan", dull, news))
    assert line is not None
    assert line.text == news
    call = lead_line(entry("Readout of the Call with the Envoy of Estavia", dull, kind=StatementType.READOUT))
    assert call is not None
    assert call.text == dull  # who spoke with whom is no deed


def test_a_courtesy_leads_only_where_the_title_says_less() -> None:
    line = lead_line(CONDOLENCES)
    assert line == LeadLine(CONDOLENCES.statement.title)
    both = "The President condemned the attack on the port, and conveyed his condolences to the wounded."
    line = lead_line(entry(CONDOLENCES.statement.title, both))
    assert line is not None
    assert line.text == both
    sober = "The President and the Prime Minister spoke about shipping in the northern ports."
    line = lead_line(entry(CONDOLENCES.statement.title, CONDOLENCES.summary.points[0].text, sober))
    assert line is not None
    assert line.text == sober


@pytest.mark.parametrize(
    ("language", "courtesy", "news"),
    [
        ("en", "I congratulate the people of Ukraine.", "The war in Ukraine goes on."),
        ("de", "Ich gratuliere den Menschen in der Ukraine.", "Der Krieg in der Ukraine geht weiter."),
        ("fr", "Je félicite le peuple ukrainien en Ukraine.", "La guerre en Ukraine continue."),
        ("es", "Felicito al pueblo de Ucrania.", "La guerra en Ucrania continúa."),
    ],
)
def test_who_only_wishes_well_is_less_of_news(language: str, courtesy: str, news: str) -> None:
    def score(sentence: str) -> float:
        statement = a_statement(sentence, title="Ukraine", language=language)
        return importance(an_entry(statement, verbatim(statement, sentence))).score

    assert score(courtesy) < score(news)


def test_who_speaks_of_himself_is_named() -> None:
    said = entry("On the Attack", "I ordered our troops to attack the town.", "Troops attacked nothing, “I” said.")
    spoken = replace(said, statement=replace(said.statement, speaker="Ann Corr"))
    line = lead_line(spoken)
    assert line is not None
    assert line.speaker == "Ann Corr"
    quoting = entry("On the Attack", "“I will not attack,” General Marn said of the war in Ukraine.")
    line = lead_line(replace(quoting, statement=replace(quoting.statement, speaker="Ann Corr")))
    assert line is not None
    assert line.speaker == ""


def test_the_subject_ends_with_the_first_line_of_the_lead() -> None:
    edition = an_edition(SANCTIONS, TRUCE, ATTACK, GARDEN)
    first = build_view(edition).lead[0].point.text
    message = message_from_bytes(EmailRenderer(SENDER).render(edition, READER), policy=policy.default)
    assert message["Subject"] == f"Morning digest, 23 November 2026: 4 statements · {first}"


def test_few_statements_have_neither_lead_nor_list() -> None:
    view = build_view(an_edition(SANCTIONS, TRUCE))
    assert (view.lead, view.lead_note, view.has_list) == ((), "", False)


def test_entries_stand_in_order_of_importance_and_routine_at_the_end() -> None:
    view = build_view(an_edition(GREETING, GARDEN, SANCTIONS, BRIDGE))
    assert view.all_entries[0].title == SANCTIONS.statement.title
    assert [one.title for one in view.routine] == [GREETING.statement.title]
    assert [one.number for one in view.all_entries] == [1, 2, 3, 4]
