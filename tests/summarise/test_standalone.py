"""Which sentences may be a key point of their own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from digest.records import Paragraph, Role, Statement
from digest.summarise.candidates import all_sentences, eligible
from digest.summarise.standalone import (
    Fitness,
    fitnesses,
    is_open,
    lead_ins,
    shown_rows,
)
from digest.summarise.verbs import has_verb
from tests.summarise.fakes import statement

NEWS = "The Treasury imposed sanctions on two banks in March."


def fitness_of(text: str, *, english: bool = True) -> Fitness:
    given = statement(text, NEWS)
    return fitnesses(given, all_sentences(given), english=english)[0]


def spoken_by(*turns: tuple[str, str]) -> Statement:
    given = statement(*(text for _, text in turns))
    speakers = [Paragraph(p.start, p.end, speaker) for p, (speaker, _) in zip(given.paragraphs, turns, strict=True)]
    return replace(given, paragraphs=tuple(speakers))


@pytest.mark.parametrize(
    "text",
    [
        "WHEREAS the harvest has failed in three provinces of the country;",
        "Whereas, the Council has heard the parties; and",
        "Recalling its earlier resolutions on the matter, in particular resolution 412 (2025),",
        "Deeply concerned at the attacks on the harbour of Ferro, which have displaced 400 people since August,",
        "Having considered the report of the commission, and",
        "6. Decides to remain actively seized of the matter.",
        "By the authority vested in me as Governor by the laws of the State, it is hereby ordered as follows:",
        "I, JANE Q. DOE, Governor of the Island of Ferro, order as follows:",
        "IN WITNESS WHEREOF, I have hereunto set my hand this ninth day of May.",
        "Done at Oslo on the ninth day of May, in two originals.",
        "Sec. 5. The Secretary is authorized and directed to publish this order in the Federal Register.",
        "(b) If any provision of this order is held to be invalid, the remainder shall not be affected.",
        "(c) This order is not intended to, and does not, create any right or benefit.",
        "Nothing in this order shall be construed to impair the authority of an agency.",
        "(b) I hereby determine that the making of donations of the types of articles specified in section 9 would harm me.",
        "Sec. 7. For these measures to work, there need be no prior notice of a listing under this order.",
        "(a) The term “vessel” means any ship, boat or other craft on water.",
        "Participants: Ana Ruiz, Bo Lind, Carla Moss, Dev Rao, Eva Stein.",
        "The Minister was joined by Ana Ruiz, Bo Lind, Carla Moss, Dev Rao and Eva Stein.",
        "The ministers agreed to take these steps:",
        "And the thing that we have always said is —",
        "ECONOMIC AND TRADE COOPERATION",
        "Sec. 2. Assessment of the Capacity of the Harbours, Railways and Roads of the Northern Provinces of Ferro.",
        "(Note of the editor: this page holds the messages of 2013 and no news.)",
        "You are authorized and directed to submit this finding to the Assembly and to publish it in the Federal Register.",
        "Pursuant to section 4 of the Harbours Act of 1998 and to the order of 3 May, I hereby determine:",
    ],
)
def test_what_says_nothing_by_itself_is_unfit(text: str) -> None:
    assert fitness_of(text) == Fitness.UNFIT


@pytest.mark.parametrize(
    "text",
    [
        "Exports fell in May, whereas imports grew by four percent.",
        "Whereas the old rule allowed such sales, the new rule bans them from June.",
        "Recalling the attack of 2019, the Minister asked the harbours of the north to close their gates at night.",
        "Concerned citizens of Ferro have asked the court to stop the sale.",
        "Decides to extend the mandate of the mission until 30 November 2027;",
        "Parliament vested the authority in me and in the two other commissioners.",
        "I hereby order that the flag be flown at half-staff until sunset on Friday.",
        "By the authority vested in me by the laws of the State, I hereby revoke the order of 3 May.",
        "Signed in 2019, the accord ended eleven years of war.",
        "The Agency will publish the full list of sites in the spring.",
        "If any provision of the truce is broken, the talks will end.",
        "This order is intended to lower the price of insulin.",
        "Nothing in this agreement has been kept secret, the Minister said.",
        "The minister's term ends in May, and she will not seek another.",
        "Participants agreed to meet again in Oslo in June.",
        "The fund for the reconstruction of the harbour has grown to $3 billion this year:",
        "The bridge — the longest in Europe — opens on Friday.",
        "WE WILL NOT NEGOTIATE WITH THOSE WHO TAKE HOSTAGES.",
        "Section 11 of Executive Order 40 is hereby revoked.",
        "The ministers made a determination that the listing of donations needs no notice.",
        "Thanks to the accord, grain prices fell by a third.",
        "Thanks, in large part, to the accord, grain prices fell by a third.",
        "Ana Ruiz, of Ferro, to be Director of the Mint for a term of five years, vice Bo Lind, resigned.",
        "Ana Ruiz, Nominee for Director of the Mint",
        "Articles made of steel are subject to a duty of 12 percent from June.",
        "Sec. 2. The harbour of Ferro is closed to ships under foreign flags.",
        "(The ministers also agreed on a fund) and on its seat, which is Oslo.",
        "Because the harbour is closed, grain now goes by rail.",
        "A large majority of nations condemn the attack on Ferro.",
        "By the authority vested in me by the laws of the State, I have determined that the ban ends in May.",
        "Within 90 days, the Director shall give the Assembly a report that builds on the plans of the ports, and:",
        "The parties plan to meet in Vienna in the spring.",
        "The report notes broad agreement among the delegations.",
        "The new rules imperil the ability of relief bodies to work in the north and hamper the aid.",
        "The bank will lend money to the towns of the northern coast for harbours, including:",
        "Section 1. (a) All vessels and cargoes of the persons named in the annex are blocked.",
    ],
)
def test_look_alikes_stay_fit(text: str) -> None:
    assert fitness_of(text) == Fitness.FIT


@pytest.mark.parametrize(
    "text",
    [
        "Sec. 3. Sections 1 and 2 of the order of 3 May shall apply mutatis mutandis.",
        "Section 1 of the order of 3 May shall apply to the northern ports.",
        "Section 3. Sections 1 and 2 of the order of 3 May shall apply mutatis mutandis.",
        "A new fund for harbours and railways in the north.",
        "Because the harbour of Ferro has been closed since the storm.",
        "Yes, and we have told them so on several occasions.",
        "What will they do when the money has run out?",
        "Thank you all for coming to this beautiful town today.",
        "and the protection of the forests of the north.",
    ],
)
def test_what_needs_more_is_weak(text: str) -> None:
    assert fitness_of(text) == Fitness.WEAK


def test_rules_for_english_words_do_not_touch_other_languages() -> None:
    assert fitness_of("Whereas, die Lage ist ernst; and", english=False) == Fitness.FIT
    assert fitness_of("Neuer Fonds für Häfen und Bahnen im Norden", english=False) == Fitness.FIT
    assert fitness_of("Die Minister vereinbarten Folgendes:", english=False) == Fitness.UNFIT


def test_the_words_of_an_interviewer_are_unfit_and_those_of_an_official_are_not() -> None:
    given = spoken_by(
        ("MS VELD", "Minister, why does the aid take so long to arrive?"),
        ("MINISTER ODA", "The first ships with grain leave the harbour tomorrow."),
        ("MS VELD", "Some say that the harbour is closed. Is that so?"),
        ("MINISTER ODA", "Would we send ships to a closed harbour?"),
        ("MINISTER ODA", "The harbour has been open since Monday."),
    )
    found = fitnesses(given, all_sentences(given), english=True)
    assert [bool(fitness) for fitness in found] == [False, True, False, True, True]


def test_whoever_leads_a_call_is_no_source_of_points() -> None:
    given = spoken_by(("MODERATOR", "We arranged this call on the release of the crew."), ("OFFICIAL", NEWS))
    assert fitnesses(given, all_sentences(given), english=True) == [Fitness.UNFIT, Fitness.FIT]


def test_one_speaker_who_asks_is_not_silenced() -> None:
    given = spoken_by(("THE PRESIDENT", "Who pays for it?"), ("THE PRESIDENT", "Why now, and why us?"))
    assert Fitness.UNFIT not in fitnesses(given, all_sentences(given), english=True)


def test_an_item_that_is_no_sentence_takes_its_lead_in() -> None:
    given = all_sentences(
        statement(
            "The Secretary shall:",
            ("(a) report to Congress within 90 days;", Role.ITEM),
            ("A list of sites without guards", Role.ITEM),
            ("The first site opens in May and has room for 200 people.", Role.ITEM),
            "The order takes effect at once.",
            ("another item that belongs to no lead-in;", Role.ITEM),
        )
    )
    assert lead_ins(given) == {1: 0, 2: 0}


def test_biographies_are_background_where_people_are_appointed() -> None:
    life = "Ana Ruiz is the head of the harbour office and a former judge."
    for title, fitness in (("The Governor Announces Key Appointments", Fitness.WEAK), ("A prize for Ana Ruiz", Fitness.FIT)):
        given = statement(life, NEWS, title=title)
        assert fitnesses(given, all_sentences(given), english=True) == [fitness, Fitness.FIT]


def test_a_paragraph_that_begins_with_its_verb_continues_the_lead_in_before_it() -> None:
    given = statement("The agencies shall take these steps:", "Establish a plan for the harbours of the north.", NEWS)
    assert lead_ins(all_sentences(given)) == {1: 0}


@pytest.mark.parametrize(
    ("lead", "item"),
    [
        ("The court dismissed these claims of the prosecutor:", "The minister took 40,000 crowns from the company."),
        ("None of these measures is in force yet:", "The tax on wine rises to 4 crowns a litre on the first of May."),
        ("The rebels want the state to do the following:", "The prisoners are freed by the first of June."),
        ("The Senate today rejected the following nominations:", "Ana Ruiz, of Ferro, to be Director of the Mint."),
    ],
)
def test_an_item_takes_a_lead_in_that_denies_it_along(lead: str, item: str) -> None:
    assert lead_ins(all_sentences(statement(lead, (item, Role.ITEM)))) == {1: 0}


def test_in_other_languages_every_item_takes_its_lead_in_along() -> None:
    given = statement("El Gobierno rechaza las propuestas:", ("Se venderá el puerto de Ardal antes de mayo.", Role.ITEM))
    assert lead_ins(all_sentences(given), english=False) == {1: 0}


def test_the_number_of_a_section_ends_a_list() -> None:
    given = statement(
        "The bans include:", ("(i) any loan by a bank;", Role.ITEM), "Sec. 2. (a) No ship which has been there may land."
    )
    assert lead_ins(all_sentences(given)) == {1: 0}


def test_a_sentence_with_a_relative_clause_is_no_item() -> None:
    given = statement(
        "These steps follow:", "The Ports Act, which lifts the ban.", "The minister, who leads the talks, will resign."
    )
    assert lead_ins(all_sentences(given)) == {1: 0}


def test_a_line_that_only_says_of_whom_is_spoken_leads_in_no_item() -> None:
    given = statement("Any person determined by the Secretary:", ("(i) to have sold arms to the rebels;", Role.ITEM))
    assert lead_ins(all_sentences(given)) == {}


@pytest.mark.parametrize("heading", ["Quick Facts:", "Key figures:", "Background:"])
def test_a_heading_with_a_colon_leads_in_no_item(heading: str) -> None:
    given = statement(heading, ("Created by the harbour office in 1997, the fund has paid 24 million crowns.", Role.ITEM))
    assert lead_ins(all_sentences(given)) == {}


@pytest.mark.parametrize("lead", ["The Secretary:", "Minister Anna Berg:"])
def test_who_acts_or_speaks_is_no_heading(lead: str) -> None:
    assert lead_ins(all_sentences(statement(lead, ("(a) report to the Storting within 90 days;", Role.ITEM)))) == {1: 0}


def test_a_lead_in_that_says_enough_may_be_shown_without_its_items() -> None:
    lead = "The Treasury is imposing its largest round of sanctions to date on the banks of Ferro, including:"
    given = statement(lead, ("The Bank of the Harbour, which moved the money;", Role.ITEM))
    sentences = all_sentences(given)
    assert shown_rows(fitnesses(given, sentences, english=True), [0, 1], lead_ins(sentences)) == [0, 1]


def test_thanks_between_the_items_of_a_list_do_not_end_it() -> None:
    given = all_sentences(
        statement(
            "On 27 May the Governor signed:",
            "Act 7, which opens the harbour;",
            "Thank you to the Assembly.",
            "Act 9, for boats;",
        )
    )
    assert lead_ins(given) == {1: 0, 3: 0}


@pytest.mark.parametrize(
    ("item", "fit"),
    [
        ("Directs the agency to publish a list of sites within a year.", False),
        ("Replaced 367 lead pipes in the towns of the north this year.", False),
        ("Use the fund to open harbours for the towns of the north.", False),
        ("A new fund of $10 million for projects that create jobs in towns.", False),
        ("Talks in Oslo between the two parties end on Friday of this week.", True),
        ("The agency replaced 367 lead pipes in the towns of the north.", True),
    ],
)
def test_an_item_without_subject_or_verb_is_weak(item: str, fit: bool) -> None:
    given = statement((item, Role.ITEM), NEWS)
    assert (fitnesses(given, all_sentences(given), english=True)[0] == Fitness.FIT) == fit


def test_weak_sentences_are_shown_only_where_none_is_fit() -> None:
    given = all_sentences(statement("A new fund for harbours in the north.", NEWS, "ECONOMIC AND TRADE MATTERS OF TODAY"))
    rows = eligible(given)
    assert shown_rows([Fitness.WEAK, Fitness.FIT, Fitness.UNFIT], rows, {}) == [1]
    assert shown_rows([Fitness.WEAK, Fitness.WEAK, Fitness.UNFIT], rows, {}) == [0, 1]
    assert shown_rows([Fitness.WEAK, Fitness.FIT, Fitness.UNFIT], rows, {0: 2}) == [0, 1]
    assert shown_rows([Fitness.UNFIT] * 3, rows, {}) == []


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Ministers call for a truce", True),
        ("The call for a truce", False),
        ("Grants of land to settlers", False),
        ("Proposed changes to the law", False),
        ("They’re ready", True),
        ("Ana Rose Found, Member, Harbour Board", False),
        ("WE MET IN OSLO", True),
        ("The accord of Oslo ends the ban", True),
        ("Iran’s nuclear programme", False),
        ("It shines a light on the trade", True),
    ],
)
def test_a_finite_verb_is_told_from_a_noun(text: str, verb: bool) -> None:
    assert has_verb(text) == verb


@pytest.mark.parametrize(
    "text",
    [
        "The Secretary may impose these sanctions upon a bank that has, on or after the effective date of this order:",
        "Every agency of the government that reads the mail of its clerks shall, within 90 days of this order:",
        "The ministers agreed at their meeting in the northern port that, from the first of May on:",
    ],
)
def test_a_line_whose_verb_is_completed_by_the_list_below_is_open(text: str) -> None:
    assert is_open(text)


@pytest.mark.parametrize(
    "text",
    [
        "The fund for the northern harbours has grown to 3 billion euros, more than ever before:",
        "The two ministers agreed on a treaty on fishing and shipping, in force from the first of June:",
        "The bank has, on or after the first of May, lent 3 billion euros to the harbours of the north:",
    ],
)
def test_a_line_that_is_whole_before_its_colon_is_not_open(text: str) -> None:
    assert not is_open(text)
