"""What is left out of a chosen sentence, and what never is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.summarise.candidates import count_words
from digest.summarise.extractive.excerpt import Excerpt
from digest.summarise.extractive.speech import is_broken
from digest.summarise.extractive.tails import LONG_WORDS
from digest.summarise.extractive.trim import is_limiting, trimmed

FILL = "the members of the joint commission on the shared rivers of both countries and on their many lakes and harbours"
"""Nineteen words that make a sentence long and change nothing."""


def kept(text: str, *, spoken: bool = False) -> str:
    return trimmed(text, english=True, spoken=spoken).text


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("However, the talks will go on.", "The talks will go on."),
        ("In addition, we will send aid.", "We will send aid."),
        ("And Finland will join in May.", "Finland will join in May."),
        ("But we will not wait for it.", "We will not wait for it."),
        ("And, of course, while troops are there, talks go on.", "While troops are there, talks go on."),
        ("As I said, the talks will go on.", "The talks will go on."),
        ("So look, the first ships leave tomorrow.", "The first ships leave tomorrow."),
        ("(b) The Secretary shall report within 90 days.", "The Secretary shall report within 90 days."),
        ("Sec. 2. Policy. The ban ends on 1 May.", "The ban ends on 1 May."),
        ("But for the war, prices would fall.", "But for the war, prices would fall."),
        ("And that’s why he signed the order.", "He signed the order."),
        ("That is why Ferro signed the treaty.", "Ferro signed the treaty."),
        ("That is why the treaty says that and that it holds.", "That is why the treaty says that and that it holds."),
        ("So if it rains, the match is off.", "If it rains, the match is off."),
        ("So many have come that we need tents.", "So many have come that we need tents."),
        ("So far, nobody has been charged.", "So far, nobody has been charged."),
        ("Also known as Daesh, the group attacked.", "Also known as Daesh, the group attacked."),
        ("Android is not a connective.", "Android is not a connective."),
        ("Look at the facts, the Minister said.", "Look at the facts, the Minister said."),
        ("Second Lieutenant Ruiz, who fell, was honoured.", "Second Lieutenant Ruiz, who fell, was honoured."),
        ("As the Minister said, the talks will go on.", "As the Minister said, the talks will go on."),
        ("I think the talks will go on.", "I think the talks will go on."),
        ("Specifically, the fund pays for 300 ships.", "The fund pays for 300 ships."),
        ("So as you may have seen, the talks go on.", "The talks go on."),
        ("I will say, the talks go on.", "The talks go on."),
        ("I will say what I have always said.", "I will say what I have always said."),
        ("The agencies shall end the ban; and", "The agencies shall end the ban;"),
        ("However", "However"),
        (
            "The bank will lend money to the towns of the northern coast for harbours, including:",
            "The bank will lend money to the towns of the northern coast for harbours",
        ),
    ],
)
def test_only_an_opener_is_left_out(text: str, rest: str) -> None:
    assert kept(text) == rest


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        (
            "NOW, THEREFORE, I, JANE Q. DOE, Governor of Ferro, by virtue of the authority vested in me by law, do hereby "
            "proclaim 9 May as Harbour Day.",
            "I do hereby proclaim 9 May as Harbour Day.",
        ),
        (
            "By the authority vested in me as Governor by the laws of Ferro, I hereby revoke Order 12.",
            "I hereby revoke Order 12.",
        ),
        (
            f"(a) Pursuant to section 7 of Order 12, the Director shall publish the rules for {FILL}.",
            f"The Director shall publish the rules for {FILL}.",
        ),
        (
            "I, JANE Q. DOE, Governor of Ferro, by virtue of the authority vested in me by law do hereby proclaim 9 May as "
            "Harbour Day.",
            "I do hereby proclaim 9 May as Harbour Day.",
        ),
        ("To these ends, Ferro will pay for two ports.", "Ferro will pay for two ports."),
        ("To these ends of the world, few ships sail.", "To these ends of the world, few ships sail."),
        ("I, for one, do hereby welcome it.", "I, for one, do hereby welcome it."),
        ("The authority vested in me by law ends in May.", "The authority vested in me by law ends in May."),
    ],
)
def test_of_a_proclamation_the_act_stays(text: str, rest: str) -> None:
    assert kept(text) == rest


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("In 1906 — (applause) — President Roosevelt signed it.", "In 1906 — President Roosevelt signed it."),
        ("It is tough, I will tell you -- (laughter) -- but we do it.", "It is tough, I will tell you -- but we do it."),
        ("You’re stuck with me. (Laughter.)", "You’re stuck with me."),
        ("(Laughs.) (Applause.) And they organized young people.", "And they organized young people."),
        ("We passed the law. [Applause.] It is the first.", "We passed the law. It is the first."),
        ("We won (cheers and applause), and we go on.", "We won, and we go on."),
        ("Please — (prolonged applause) (laughter) — sit down.", "Please — sit down."),
        ("We have (inaudible) the agreement.", "We have (inaudible) the agreement."),
        ("The treaty (with two annexes) is in force.", "The treaty (with two annexes) is in force."),
        ("The pause (a pause in the fighting) must hold.", "The pause (a pause in the fighting) must hold."),
        ("The band played (music by Sousa) all day.", "The band played (music by Sousa) all day."),
        ("(Applause.)", "(Applause.)"),
    ],
)
def test_stage_directions_are_left_out_in_every_language(text: str, rest: str) -> None:
    assert trimmed(text, english=False).text == rest


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("We believe — we believe that it will hold.", "We believe that it will hold."),
        ("It gives millions acc- — access to care.", "It gives millions access to care."),
        ("We have $3 — $3 billion for the ports.", "We have $3 billion for the ports."),
        ("It will, as I said, cost $3 billion — right? — over ten years.", "It will cost $3 billion over ten years."),
        ("The bridge — the longest in Europe — opens today.", "The bridge — the longest in Europe — opens today."),
        ("It costs $4 billion a year — not a year — over ten.", "It costs $4 billion a year — not a year — over ten."),
    ],
)
def test_a_speaker_says_nothing_twice(text: str, rest: str) -> None:
    assert kept(text, spoken=True) == rest


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("And — and so we — we will go.", True),
        ("The fund — it’s — the fund will grow.", True),
        ("We got the bill thr- and it is law.", False),
        ("The plan — all of it — was adopted in May.", False),
        ("A — B — C — D — E will not be read.", True),
        ("They agreed — over 30 countries agreed to release oil.", True),
        ("Though — through the law, we build airports.", True),
        ("The President continues to — has no plans to close the ports.", True),
        ("We have — the President made a pledge to open the ports.", True),
        ("The town, which has experienced — experiencing its own storms, is closed.", True),
        ("This year the grant amount is 22 – $2,200 for each port.", True),
        ("We have — as you know — closed the ports of the north.", False),
        ("The ports stay open — the harbours too.", False),
        ("It is about freedom — freedom to leave the ports.", False),
    ],
)
def test_broken_speech_is_told_from_asides(text: str, broken: bool) -> None:
    assert is_broken(text) == broken


def test_a_long_sentence_loses_asides_that_limit_nothing() -> None:
    start = "The Department of Inland Waters (DIW) will open three offices in the north to serve"
    assert kept(f"{start} {FILL}.") == f"{start.replace(' (DIW)', '')} {FILL}."
    assert kept(f"The council — the oldest in the region — will open three offices in the north to serve {FILL}.") == (
        f"The council will open three offices in the north to serve {FILL}."
    )
    assert kept("The Department of Inland Waters (DIW) will open.") == "The Department of Inland Waters (DIW) will open."


@pytest.mark.parametrize(
    "aside",
    ["(if Parliament agrees)", "— only until May —", "(not including the north)", "— according to the Bank —", "(unless sold)"],
)
def test_an_aside_that_limits_stays(aside: str) -> None:
    text = f"The ministry {aside} will open three offices in the north of the country to serve {FILL}."
    assert kept(text) == text


TAIL = ", including rules for the nets, the boats and the crews of the twelve larger fleets that call at the old harbour"


def test_a_very_long_sentence_loses_a_tail_and_keeps_its_stop() -> None:
    start = f"The ministers signed a treaty on the fisheries of the northern seas with {FILL}"
    assert count_words(start + TAIL) > LONG_WORDS
    made = trimmed(f"{start}{TAIL}.", english=True)
    assert made.text == f"{start}."
    assert [part.of(f"{start}{TAIL}.") for part in made.left_out(len(start + TAIL) + 1)] == [TAIL]


@pytest.mark.parametrize(
    "tail",
    [
        ", which Parliament did not agree to and which the harbour towns of the north have rejected in three votes since then",
        ", provided that the Congress of the Republic approves half of the money for the boats before the first day of May",
        ", according to two members of the commission who read the text on the day on which the ministers signed it in Oslo",
        ", which would end a dispute over the nets, the boats and the crews of the twelve larger fleets of the old harbour",
        ", requiring a payment of $100,000 for each of the boats, nets and crews of the larger fleets of the old harbour",
    ],
)
def test_no_condition_denial_or_source_is_cut_off(tail: str) -> None:
    text = f"The ministers signed a treaty on the fisheries of the northern seas with {FILL}{tail}."
    assert count_words(text) > LONG_WORDS
    assert kept(text) == text


def test_a_tail_that_holds_the_verb_of_the_sentence_is_not_cut_off() -> None:
    text = f"I hereby determine that aid to {FILL} and to the north as part of the plan for the ports will end {FILL}."
    assert kept(text) == text


def test_a_clause_that_begins_with_a_condition_is_not_cut() -> None:
    text = f"If the ministers sign a treaty on the fisheries of the seas with {FILL}{TAIL}, the ban ends."
    assert kept(text) == text


def test_of_several_sentences_the_first_is_shown() -> None:
    first = f"The Director shall publish the rules on nets and boats after a hearing of {FILL}."
    rest = "Dr. Ruiz wrote the first of them in 2019, and the rest of them were written by the members of her office in Oslo."
    assert kept(f"{first} {rest}") == first


def test_no_name_is_cut_at_its_dash() -> None:
    text = (
        f"The runner won a medal for the union of the northern towns and of {FILL} in the Games of Ferro – Oda South this year."
    )
    assert kept(f"{text[:-1]} with {FILL}.").endswith(f"with {FILL}.")


def test_no_purpose_is_cut_off_a_list_of_purposes() -> None:
    text = (
        f"The ministry acts to protect the harbours, to serve {FILL}, and to open three new offices in the far north of Ferro, "
    )
    text += "the oldest part of the country, and its southern islands."
    assert count_words(text) > LONG_WORDS
    assert kept(text) == text


def test_no_list_is_cut_inside() -> None:
    text = (
        "The plan covers storms in the north, floods in the south, and has rules for harbours, piers, docks, yards, canals, "
        f"locks, dams, and {FILL}, wells."
    )
    assert kept(text).endswith(("wells.", "south."))


@given(st.text(max_size=200), st.booleans(), st.booleans())
def test_every_text_is_made_of_parts_of_the_sentence(text: str, spoken: bool, continues: bool) -> None:
    made = trimmed(text, english=True, spoken=spoken, continues=continues)
    source = "".join(text[offset] for offset in made.offsets)
    assert made.text[1:] == source[1:]
    assert list(made.offsets) == sorted(set(made.offsets))
    rest = "".join(part.of(text) for part in made.left_out(len(text)))
    assert len(rest) + len(made.offsets) == len(text)


def test_an_excerpt_is_tidied_without_losing_its_offsets() -> None:
    made = Excerpt.whole("We won (again) , and go on.").without(7, 14).tidied()
    assert made.text == "We won, and go on."
    assert "".join("We won (again) , and go on."[offset] for offset in made.offsets) == made.text


def test_a_long_sentence_loses_what_only_tells_more_of_its_subject() -> None:
    said = f"are releasing plans for {FILL} and for the north and the south."
    assert kept(f"More than 90 ports, including all large ones, {said}") == f"More than 90 ports {said}"
    assert kept(f"All ports, including only large ones, {said}") == f"All ports, including only large ones, {said}"
    assert kept(f"The ports of Ferro, with those of Oslo, {said}") == f"The ports of Ferro, with those of Oslo, {said}"


def test_of_a_duty_the_offices_that_are_consulted_are_left_out() -> None:
    text = (
        f"Within 90 days, the Director, in consultation with the Secretaries of Trade and of the Interior, {FILL} and the heads"
        " of other agencies shall give the Assembly a report on the harbours."
    )
    assert kept(text) == "Within 90 days, the Director shall give the Assembly a report on the harbours."


def test_a_heading_in_front_of_a_long_sentence_is_left_out_and_a_speaker_is_not() -> None:
    said = f"Today, the Governor signed a law on the harbours of Ferro and on {FILL}."
    assert kept(f"PROTECTING THE HARBOURS: {said}") == said
    assert kept(f"GOVERNOR RUIZ: {said}") == f"GOVERNOR RUIZ: {said}"


def test_the_section_of_an_act_is_left_out_between_commas() -> None:
    text = f"I hereby determine, pursuant to section 2(c)(1) of the Act, that aid is important for {FILL} and for the north."
    assert kept(text) == f"I hereby determine that aid is important for {FILL} and for the north."


def test_a_list_of_more_than_60_words_is_cut_between_its_semicolons_but_not_before_an_exception() -> None:
    first = f"The order lifts the ban on {FILL} and on the islands"
    more = f"ends the duty on the ships of {FILL}"
    assert kept(f"{first}; {more}; and {more}.") == f"{first}; {more}."
    limited = f"{first}; {more}; and {more}, except in May."
    assert kept(limited) == limited


def test_a_list_that_is_the_subject_of_the_sentence_is_not_cut() -> None:
    text = f"The acts of the bank, which harmed {FILL}; the sale of {FILL}; and the loss of {FILL} constitute a threat."
    assert kept(text) == text


def test_a_quotation_of_more_than_60_words_ends_with_its_first_sentence() -> None:
    said = f"“We will rebuild the harbour for {FILL}. We will also help {FILL}. We will stay with {FILL}.”"
    assert kept(said) == f"“We will rebuild the harbour for {FILL}."
    denied = f"“We will rebuild the harbour for {FILL}. That is a lie, as we all know,” said the head of {FILL} to {FILL}."
    assert kept(denied) == denied


@pytest.mark.parametrize(
    "text",
    [
        f"The Director, in coordination with the Treasury, has blocked {FILL}, and the officers, who are nine, shall stay.",
        f"The Director of Ports, in consultation with Labor, and the head of {FILL}, in coordination with Trade, shall report.",
        "By the authority vested in me by the law, and only if the Senate agrees within 30 days, I hereby appoint Per Lund.",
        "I, Anna Berg, on the condition that the Senate agrees, hereby pardon the sailors of the Vega.",
        "(c) For islands only. The tax is 4 percent of the price.",
        f"The navy fired at two boats (the neighbour denies this) and took {FILL} and of the north to the port.",
        f"The council fined the firms 12 million (since reduced to 3 million) for {FILL} and for the north.",
        f"Citizens, who have lived abroad for ten years, will have no vote on {FILL} or {FILL}.",
        f"Pursuant to section 4, and to the extent that funds are there, the Secretary shall open clinics for {FILL}.",
        f"According to Brandt: The Minister told the court of {FILL} that he had never taken a crown.",
        f"The court found that the minister took payments from {FILL} for nine years, and acquitted him of {FILL}.",
        f"The jets hit the bus of {FILL} in the capital on the first day of the truce, killing the driver and {FILL}.",
        f"The tax on wine rises by 4 crowns (EU-only) and that on beer by 2 for {FILL} and for the north.",
        "First, second and third class tickets will all cost the same.",
        "Look, I would say that the strike is illegal and that the court will end it.",
        f"The law applies to boats, consistent with section 12, which bars the sale of ports to {FILL} and to the north.",
    ],
)
def test_what_limits_denies_or_is_the_news_is_never_left_out(text: str) -> None:
    assert kept(text) == text


@pytest.mark.parametrize("text", ["We won’t pay — pay, that is, the fine.", "The law applies to men — men over 60 only."])
def test_a_word_that_is_said_again_with_more_is_no_slip(text: str) -> None:
    assert kept(text, spoken=True) == text


@pytest.mark.parametrize("name", ["the United States", "the month of May"])
def test_a_name_limits_nothing(name: str) -> None:
    assert not is_limiting(f", in coordination with {name}")


def test_limits_are_words_and_contractions() -> None:
    assert is_limiting("they don’t agree")
    assert is_limiting("unless it rains")
    assert not is_limiting("the notable knots of the net")


def test_an_aside_without_spaces_stays_because_two_words_would_become_one() -> None:
    text = f"The Minister told the story of one sailor—Ana Ruiz from Ferro—and thanked {FILL} for it in May."
    assert kept(text) == text


def test_the_survey_on_which_a_figure_rests_stays() -> None:
    text = (
        f"Over five months 2,100 students gave 81,000 hours to {FILL} and to 10,000 households, based on a survey of schools."
    )
    assert (
        kept(f"{text[:-1]} in the north and in the south of Ferro.") == f"{text[:-1]} in the north and in the south of Ferro."
    )


def test_a_phrase_before_its_clause_is_not_cut_off_from_it() -> None:
    start = f"To make sure that {FILL} are able to keep the ports open in winter and the roads in spring, through"
    text = f"{start} a fund that both countries pay in, the Council ordered the sale of two ships in the harbour of Ferro."
    assert kept(text) == text


def test_an_item_keeps_the_verb_that_its_lead_in_needs_and_loses_its_letter() -> None:
    item = (
        f"(vi) to help make sure that the law, while it helps {FILL}, does not delay trade beyond what it says, not later than "
        "45 days after the date of this order, through the Commissioner of Ports, write a letter to the Director;"
    )
    assert trimmed(item, english=True, continues=True).text == item.removeprefix("(vi) ")


def test_those_with_whom_an_act_is_agreed_are_left_out_before_its_deadline_and_the_deadline_stays() -> None:
    text = f"The Secretary, in consultation with the Chair, not later than 90 days after the vote, shall report on {FILL}."
    assert kept(text) == text.replace(", in consultation with the Chair", "")


def test_the_end_of_a_list_is_left_out_though_a_part_of_it_has_an_aside() -> None:
    text = (
        f"I direct the Director to lead a process to: (1) advise {FILL} on their rules; (2) answer them at "
        f"the same time; (3) name those, where useful, for {FILL}; and (4) make peace."
    )
    assert kept(text) == f"{text[: text.index('; (3)')]}."


def test_a_list_whose_verb_follows_it_keeps_its_end() -> None:
    text = f"The harbours of {FILL}; the roads, where open, for {FILL}; and the bridges that lead to {FILL} will be closed."
    assert kept(text) == text


def test_spoken_words_without_a_break_lose_their_tail_as_written_ones_do() -> None:
    start = f"The office has released a plan to share what it knows with {FILL} and with the schools"
    tail = ", which builds on the plan of last year, as well as the rules that it made in spring."
    assert kept(f"{start}{tail}", spoken=True) == f"{start}, which builds on the plan of last year."
    broken = f"{start} — and of the south{tail}"
    assert kept(broken, spoken=True) == broken


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("As I said in April, the ships leave in May.", "The ships leave in May."),
        ("I also wanted to note that, by a new report, prices fell.", "By a new report, prices fell."),
        ("What I would say there is, the talks go on.", "The talks go on."),
        ("To put that in perspective: 200 ships left in May.", "200 ships left in May."),
        ("All I will note is that the talks go on.", "The talks go on."),
        # Whose words they are, a condition, and a second thing that is said stay.
        ("As she said in April, the ships leave in May.", "As she said in April, the ships leave in May."),
        ("As I said on no condition of theirs, we go.", "As I said on no condition of theirs, we go."),
        ("All I will note is that talks go on, that we wait.", "All I will note is that talks go on, that we wait."),
        ("As you said in April, the ships leave in May.", "As you said in April, the ships leave in May."),
    ],
)
def test_what_a_speaker_says_about_speaking_is_left_out(text: str, rest: str) -> None:
    assert kept(text, spoken=True) == rest


def test_a_tail_that_holds_the_verb_of_the_sentence_stays() -> None:
    text = (
        "The state of the ports, including the strike that began in May and the lack of ships that it caused in all the towns "
        f"of the north, as well as the loss of trade among {FILL}, continues to threaten the wealth of Ferro."
    )
    assert kept(text) == text
