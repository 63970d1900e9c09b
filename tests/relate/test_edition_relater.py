"""Statements of two sources on one event are a group, meetings with one minister are not; what follows what is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.records import EditionRelations, RelationKind, Statement, StatementType
from digest.relate.edition_relater import MAX_STATEMENTS, SubjectRelater, follow_up_pairs
from tests.compile.editions import a_statement

DAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
VOTE = "Vote of the Fisheries Council on the Norvik quota"
MINISTRY = (
    "The Fisheries Council voted on Monday to halve the Norvik cod quota. We regret the vote. Eleven of the nineteen members "
    "were in favour, among them Estavia and Corland. The Norvik grounds feed four thousand families of our coast."
)
COMMISSION = (
    "With eleven of nineteen members in favour, the Council on Fisheries has decided that the quota for cod at Norvik will be "
    "half as large from July. The Commission welcomes that vote: Estavia, Corland and the others have followed the science."
)
CALL = "Minister Halvorsen spoke today with the foreign minister of Corland, Petra Lindqvist, about trade and the Norvik quota."
MEETING = (
    "State Secretary Brandt met today with the foreign minister of Corland, Petra Lindqvist, on trade and the Norvik quota."
)


def statement(source: str, title: str, text: str, **fields: object) -> Statement:
    link = f"https://{source}.example/{title}"
    return a_statement(text, source=source, title=title, link=link, **({"published": DAY, "language": "en"} | fields))


BACKGROUND = tuple(
    statement("mfa", title, text, published=DAY - timedelta(days=3))
    for title, text in (
        ("Opening of the consulate in Port Arden", "The consulate in Port Arden opens its doors to the public on Tuesday."),
        ("Grants for museums", "The ministry gives grants to twelve museums and two libraries this spring."),
        ("New ambassador to Estavia", "Ingrid Solheim presented her letters of credence to the president of Estavia."),
        ("Rail link to Corland", "The government approved the route of the railway to Corland after two years of talks."),
        ("Floods in the south", "Rescue teams work in the flooded valleys, and the army sends helicopters and tents."),
        ("School meals", "Pupils in all primary schools get a warm meal from September, the minister of education said."),
        ("Wind parks at sea", "Three licences for wind parks were granted to companies from four countries."),
        ("Prices of electricity", "The regulator lowers the price of electricity for households by three percent."),
    )
)
VOTES = (
    statement("mfa", VOTE, MINISTRY),
    statement("commission", "Council vote halves the Norvik quota", COMMISSION),
    statement("mfa", "Minister Halvorsen's call with Petra Lindqvist", CALL, type=StatementType.READOUT),
    statement("chancellery", "State Secretary Brandt's meeting with Petra Lindqvist", MEETING, type=StatementType.READOUT),
)


def relate(*statements: Statement, earlier: tuple[Statement, ...] = ()) -> EditionRelations:
    return SubjectRelater().relations(statements, earlier, BACKGROUND)


def test_two_sources_on_one_vote_in_other_words_are_a_group() -> None:
    assert relate(*VOTES[:2]).events == ((0, 1),)


def test_two_meetings_with_one_minister_are_two_events() -> None:
    assert relate(*VOTES[2:]).events == ()


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_the_groups_do_not_depend_on_the_order(order: tuple[int, ...]) -> None:
    (group,) = relate(*(VOTES[place] for place in order)).events
    assert {VOTES[order[place]].source for place in group} == {"mfa", "commission"}
    assert len(group) == 2


@pytest.mark.parametrize(
    "change",
    [
        {"source": "mfa"},
        {"published": DAY + timedelta(days=4)},
        {"language": "fr"},
        {"title": "Statement"},
        {"title": "Council vote opens the Port Arden museum"},
        {"text": MINISTRY},
    ],
    ids=lambda change: next(iter(change)),
)
def test_they_are_none_if_one_sign_is_missing(change: dict[str, object]) -> None:
    assert relate(VOTES[0], replace(VOTES[1], **change)).events == ()  # type: ignore[arg-type]


def test_two_briefings_on_many_things_are_no_event() -> None:
    briefings = [replace(each, type=StatementType.TRANSCRIPT) for each in VOTES[:2]]
    assert relate(*briefings).events == ()


def test_an_edition_that_is_too_large_has_no_groups_but_takes_no_time() -> None:
    assert relate(*VOTES[:2], *[VOTES[0]] * MAX_STATEMENTS) == EditionRelations()
    assert relate() == EditionRelations()


EARLIER = statement("mfa", "On the vote about the Norvik quota", MINISTRY, published=DAY - timedelta(days=9))
LATER = statement("mfa", VOTE, f"{COMMISSION} The ministry of fisheries will pay the families of our coast.")


def test_a_later_statement_of_a_source_follows_the_earlier_one_on_its_subject() -> None:
    assert relate(LATER, earlier=(EARLIER,)).previous == ((0, 0),)
    older = replace(EARLIER, key="older", published=DAY - timedelta(days=20))
    assert relate(LATER, earlier=(older, EARLIER)).previous == ((0, 1),)


@pytest.mark.parametrize(
    "change",
    [
        {"source": "commission"},
        {"published": DAY - timedelta(hours=3)},
        {"published": DAY - timedelta(days=90)},
        {"published": None},
        {"type": StatementType.TRANSCRIPT},
        {"title": "On the museum of Port Arden"},
        {"text": BACKGROUND[0].text},
    ],
    ids=lambda change: next(iter(change)),
)
def test_nothing_else_is_what_it_follows(change: dict[str, object]) -> None:
    assert relate(LATER, earlier=(replace(EARLIER, **change),)).previous == ()  # type: ignore[arg-type]


def test_one_form_for_another_thing_is_not_what_it_follows() -> None:
    text = "The president approves a disaster declaration for the counties hit by the storm, and orders aid to them."
    estavia, corland = (
        statement("mfa", f"Disaster declaration for {name} approved", f"{text} {name} gets it.")
        for name in ("Estavia", "Corland")
    )
    before = replace(estavia, key="before", published=DAY - timedelta(days=5))
    assert relate(corland, earlier=(before,)).previous == ()
    assert relate(estavia, earlier=(before,)).previous == ((0, 0),)


def test_two_countries_in_two_titles_are_two_things_though_the_later_text_names_both() -> None:
    earlier, later = (
        statement(
            "mfa",
            f"{country} signs the accords on the fishing grounds of Norvik",
            f"{country} signs the accords on the fishing grounds of Norvik, as Norway and Iceland do. The accords protect cod.",
            published=DAY - timedelta(days=days),
        )
        for country, days in (("Norway", 20), ("Iceland", 0))
    )
    assert relate(later, earlier=(earlier,)).previous == ()
    again = replace(earlier, title=later.title)
    assert relate(later, earlier=(again,)).previous == ((0, 0),)


def test_titles_choose_what_is_compared() -> None:
    titles = [(f"k{place}", each.title.lower()) for place, each in enumerate((*BACKGROUND, EARLIER))]
    assert SubjectRelater().likely_earlier(LATER, titles) == ("k8",)
    assert SubjectRelater().likely_earlier(replace(LATER, type=StatementType.GREETING), titles) == ()
    assert SubjectRelater().likely_earlier(LATER, []) == ()


@settings(deadline=None, max_examples=50)
@given(st.lists(st.sampled_from([*VOTES, *BACKGROUND]), max_size=8), st.randoms())
def test_each_statement_is_in_one_group_at_most_whatever_the_order(statements: list[Statement], random: object) -> None:
    shuffled = list(statements)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    found = [SubjectRelater().relations(each, (), BACKGROUND).events for each in (statements, shuffled)]
    for events in found:
        places = [place for group in events for place in group]
        assert len(places) == len(set(places))
    assert sorted(map(len, found[0])) == sorted(map(len, found[1]))


def test_among_many_statements_each_follows_the_latest_that_fits_whatever_their_order() -> None:
    older = replace(EARLIER, key="older", published=DAY - timedelta(days=20))
    statements = [LATER, *BACKGROUND, older, EARLIER]
    for given_ in (statements, statements[::-1]):
        pairs = {(given_[pair.one].key, given_[pair.other].key): pair.relation.kind for pair in follow_up_pairs(given_)}
        assert pairs == {
            (EARLIER.key, LATER.key): RelationKind.FOLLOW_UP,
            ("older", EARLIER.key): RelationKind.FOLLOW_UP,
        }
    assert list(follow_up_pairs([replace(each, source="") for each in statements])) == []
    assert list(follow_up_pairs([LATER] * 1_501)) == []
