"""The type of a statement: by its label, its title, its link, its questions, and who is named above it."""

from __future__ import annotations

import pytest

from digest.records import StatementType
from tests.clean.conftest import Clean

BODY = "The ministers agreed that the talks, which began last year, must lead to a lasting peace in the region."


@pytest.mark.parametrize(
    ("title", "first", "kind"),
    [
        ("Elections in Ethiopia", "Ned Price, Department Spokesperson", StatementType.STATEMENT),
        ("Announcement of a Special Envoy for Haiti", "Antony J. Blinken, Secretary of State", StatementType.STATEMENT),
        ("Establishment of the Bureau of Digital Policy", "Office of the Spokesperson", StatementType.PRESS_RELEASE),
        ("Secretary Blinken’s Call with Foreign Minister Solá", "Office of the Spokesperson", StatementType.READOUT),
        ("Statement by Press Secretary Jen Psaki on the President’s Participation in APEC", "", StatementType.STATEMENT),
        ("Statement by President Biden on Chancellor Merkel’s Call", "", StatementType.READOUT),
        ("Statement by Press Secretary Jen Psaki on President Biden’s Calls with Senators", "", StatementType.READOUT),
        ("Letter to the Speaker of the House of Representatives on the War Powers Report", "", StatementType.OTHER),
        ("National Black History Month, 2025", "A PROCLAMATION", StatementType.ORDER),
        ("Secretary Blinken to Deliver Remarks at Georgetown", "Office of the Spokesperson", StatementType.PRESS_RELEASE),
        ("How to Watch President Biden’s State of the Union Address", "", StatementType.PRESS_RELEASE),
        ("President Biden Amends Hawaii Disaster Declaration", "", StatementType.PRESS_RELEASE),
        ("Modifying Duties to Address Threats by Executive Order", "", StatementType.ORDER),
        ("Prime Minister’s address to the United Nations", "", StatementType.REMARKS),
        (
            "On the Recognition of the Data for Diplomacy Award Winners",
            "Office of the Spokesperson",
            StatementType.PRESS_RELEASE,
        ),
        ("On the Anniversary of the Act", "Ned Price, Department Spokesperson", StatementType.STATEMENT),
        ("Statement from President Joe Biden on Orthodox Christmas", "", StatementType.GREETING),
        ("Extra talk-time to those back home for troops in Afghanistan this Christmas", "", StatementType.OTHER),
        ("Foreign Secretary condemns attack in southern Israel", "", StatementType.STATEMENT),
        ("Elections in Ethiopia", "", StatementType.OTHER),
        ("Mission Statement", "", StatementType.OTHER),
        ("Environmental Impact Statement for the Port of Aldmouth", "", StatementType.OTHER),
        ("Permission Statement of the Minister", "", StatementType.STATEMENT),
    ],
)
def test_the_title_decides_the_type_and_then_who_is_named_above_the_text(
    title: str, first: str, kind: StatementType, clean: Clean
) -> None:
    assert clean(f"{first}\n\n{BODY}\n\n{BODY}".strip(), title=title).type is kind


SPEECH = "\n\n".join(["PRESIDENT BIDEN: Good evening.", *["We will build roads, and rail, and bridges."] * 7])


ASKED = "Q Will it pass?\n\nPRESIDENT BIDEN: Yes."


@pytest.mark.parametrize(
    ("text", "title", "kind"),
    [
        (f"{SPEECH}\n\nAUDIENCE: Yes!\n\n{ASKED}", "Remarks by President Biden in State of the Union", StatementType.REMARKS),
        ("\n\n".join([ASKED] * 4), "Remarks by President Biden Before Marine One Departure", StatementType.TRANSCRIPT),
        (f"{SPEECH}\n\n{ASKED}\n\n{ASKED}", "President Biden on Roads", StatementType.TRANSCRIPT),
        (SPEECH, "Remarks by President Biden and President von der Leyen in Joint Press Statement", StatementType.REMARKS),
        (SPEECH, "President Biden and President Abbas Statements to the Press", StatementType.REMARKS),
    ],
)
def test_remarks_with_a_few_questions_are_remarks_and_an_exchange_is_a_transcript(
    text: str, title: str, kind: StatementType, clean: Clean
) -> None:
    assert clean(text, title=title).type is kind


@pytest.mark.parametrize(
    ("first", "kind"),
    [
        ("The Foreign Secretary, William Hague, met Prime Minister Valdis Dombrovskis in London.", StatementType.READOUT),
        ("Prime Minister David Cameron spoke to President Obama last night about Libya.", StatementType.READOUT),
        ("Minister for Africa, Mark Simmonds, met members of the travel industry today.", StatementType.PRESS_RELEASE),
        ("Foreign Secretary William Hague spoke after the President of Israel had done so.", StatementType.PRESS_RELEASE),
        ("The President said that the Foreign Minister met the Secretary in May.", StatementType.PRESS_RELEASE),
    ],
)
def test_a_story_that_opens_with_a_meeting_of_two_high_officials_is_a_readout(
    first: str, kind: StatementType, clean: Clean
) -> None:
    assert clean(f"{first}\n\n{BODY}", title="Talks in London", link="https://gov.example/news/a").type is kind


@pytest.mark.parametrize(
    ("text", "title", "language", "kind"),
    [
        ("Die Ministerin besuchte heute die Werft in Husum.", "Besuch in Husum", "de", StatementType.PRESS_RELEASE),
        ("Fisch ist gesund, und er schmeckt allen, die ihn essen.", "Fisch", "de", StatementType.OTHER),
        ("Pressemitteilung\n\nDer Hafen ist wieder offen.", "Hafen offen", "de", StatementType.PRESS_RELEASE),
        ("Queridos amigos, os deseamos una feliz Navidad.", "", "es", StatementType.GREETING),
        ("Los turrones de la Navidad cuestan más que nunca.", "", "es", StatementType.OTHER),
        ("Discurso de la ministra en el puerto\n\nSeñoras y señores, el mar es de todos.", "", "es", StatementType.REMARKS),
        ("The harbour is open again.", "Harbour open", "en", StatementType.OTHER),
    ],
)
def test_a_text_in_another_language_is_typed_by_its_own_words(
    text: str, title: str, language: str, kind: StatementType, clean: Clean
) -> None:
    assert clean(text, title=title, language=language).type is kind


def test_the_section_in_the_link_decides_if_nothing_else_does(clean: Clean) -> None:
    link = "https://amt.example/aktuelles/pressemitteilungen/2026/hafen"
    assert clean(BODY, title="The harbour", link=link).type is StatementType.PRESS_RELEASE
    assert clean(BODY, title="Remarks by President Quill", link=link).type is StatementType.REMARKS
