"""Who speaks a statement: by the line above the text, the title, the first words, or the author in the feed."""

from __future__ import annotations

import pytest

from digest.clean.speaker import speaker_in_title
from tests.clean.conftest import Clean

BODY = "The ministers agreed that the talks, which began last year, must lead to a lasting peace in the region."


@pytest.mark.parametrize(
    ("title", "who"),
    [
        ("Statement by NSC Spokesperson Emily Horne on the Call", "NSC Spokesperson Emily Horne"),
        ("Statement by President Joseph R. Biden, Jr. on Puerto Rico", "President Joseph R. Biden, Jr."),
        ("Remarks By President Biden After Voting Early in Delaware", "President Biden"),
        ("Remarks by President Biden Highlighting the Importance of Getting Vaccinated", "President Biden"),
        ("Press Briefing by Press Secretary Jen Psaki, July 6, 2021", "Press Secretary Jen Psaki"),
        ("Statement by Prime Minister Theresa May on the Vote", "Prime Minister Theresa May"),
        (
            "Remarks by President Biden and Prime Minister Trudeau of Canada",
            "President Biden and Prime Minister Trudeau of Canada",
        ),
        ("Statement from the President on Delivery of Air Defense Systems to Ukraine", "President"),
        (
            "Statement by NSC Coordinator for Strategic Communications John Kirby",
            "NSC Coordinator for Strategic Communications John Kirby",
        ),
        ("Statement by Deputy National Security Advisor for Memorial Day", ""),
        ("Statement by President Biden for National Day", "President Biden"),
        (
            "On-the-Record Press Call by National Security Advisor Jake Sullivan on the Trip",
            "National Security Advisor Jake Sullivan",
        ),
        ("CORRECTED: Remarks by Vice President Harris at the Summit", "Vice President Harris"),
        ("Vice President Harris Statement on the Passing of Norman Mineta", "Vice President Harris"),
        ("Prime Minister David Cameron's statement on the anniversary", "Prime Minister David Cameron"),
        ("Foreign Secretary Written Ministerial Statement on Syria", ""),
        ("Secretary Blinken to Deliver Remarks at Georgetown", ""),
        ("Remarks as Prepared for Delivery by First Lady Jill Biden at Mesa Community College", "First Lady Jill Biden"),
        ("Statement of Administration Policy", ""),
        ("Message on the 26th Anniversary of the Srebrenica Genocide", ""),
        ("President Biden Announces Key Nominees", ""),
    ],
)
def test_a_title_names_the_speaker(title: str, who: str) -> None:
    assert speaker_in_title(title) == who


def test_the_name_above_the_text_counts_more_than_the_title(clean: Clean) -> None:
    statement = clean(f"Ned Price, Department Spokesperson\n\n{BODY}", title="Remarks by President Biden")
    assert statement.speaker == "Ned Price, Department Spokesperson"


@pytest.mark.parametrize(
    ("title", "text", "who"),
    [
        (
            "Secretary Antony J. Blinken And Ukrainian Foreign Minister Dmytro Kuleba Before Their Meeting",
            f"Antony J. Blinken, Secretary of State\n\nSECRETARY BLINKEN: {BODY}",
            "Antony J. Blinken, Secretary of State, and Ukrainian Foreign Minister Dmytro Kuleba",
        ),
        (
            "Joint Statement on Cuba",
            "We, the Foreign Ministers of Austria, Brazil and the United States of America, condemn the mass arrests in Cuba.",
            "Foreign Ministers of Austria, Brazil and the United States of America",
        ),
        ("Joint Statement on Cuba", "The talks went on for two days, and all who took part spoke of Cuba.", ""),
        (
            "Joint Statement by President Biden and President von der Leyen on Energy",
            "We are united in our condemnation of the war.",
            "President Biden and President von der Leyen",
        ),
        (
            "Joint Declaration Between the Kingdom of Spain and the United States of America",
            "Spain and the United States are allies, and friends.",
            "Kingdom of Spain and the United States of America",
        ),
        ("Joint Communiqué between HM Government and the Papal delegation", "They dined on 17 September.", ""),
        (
            "Joint Statement on Quad Cooperation in the Indo-Pacific",
            "The following is the joint statement released by the Secretary of State of the United States and the Foreign "
            "Ministers of Australia, India, and Japan.",
            "Secretary of State of the United States and the Foreign Ministers of Australia, India, and Japan",
        ),
        (
            "Carbis Bay G7 Summit Communiqué",
            "We, the leaders of the Group of Seven, met in Cornwall.",
            "Leaders of the Group of Seven",
        ),
        (
            "Plans for a submarine",
            f"Defence Secretary Dr Liam Fox has today announced the plans. {BODY}",
            "Defence Secretary Dr Liam Fox",
        ),
        ("Plans for a submarine", f"The submarine was, said Defence Secretary Dr Liam Fox, a success. {BODY}", ""),
        ("PM condemns the attack", f"The Prime Minister, David Cameron, was in London. {BODY}", "Prime Minister"),
        (
            "A Proclamation on Law Day",
            f"NOW, THEREFORE, I, JOSEPH R. BIDEN JR., President of the United States, {BODY}",
            "Joseph R. Biden Jr.",
        ),
        (
            "An Update",
            f"By Alondra Nelson and Clarence Wardell III, Equitable Data Working Group\n\n{BODY}",
            "Alondra Nelson and Clarence Wardell III, Equitable Data Working Group",
        ),
    ],
)
def test_the_text_names_the_speaker_if_the_title_does_not(title: str, text: str, who: str, clean: Clean) -> None:
    assert clean(f"{text}\n\n{BODY}", title=title, link="https://gov.example/news/a").speaker == who


def test_a_moderator_is_not_the_speaker(clean: Clean) -> None:
    text = "MODERATOR: Good morning.\n\nSENIOR ADMINISTRATION OFFICIAL: Thanks.\n\nQ Why now?\n\nMODERATOR: That was all."
    assert clean(text, title="Background Press Call on Sanctions").speaker == "Senior Administration Official"


@pytest.mark.parametrize(
    ("author", "speaker", "issuer"),
    [
        ("Ned Price, Department Spokesperson", "Ned Price, Department Spokesperson", ""),
        ("Staff Sgt. Torri Ingalsbe", "Staff Sgt. Torri Ingalsbe", ""),
        ("Office of the Spokesperson", "", "Office of the Spokesperson"),
        ("devon.suits", "", ""),
        ("The White House", "", ""),
        ("Defense Media Activity", "", ""),
    ],
)
def test_the_author_in_a_feed_is_a_person_an_office_or_ignored(author: str, speaker: str, issuer: str, clean: Clean) -> None:
    statement = clean(f"{BODY}\n\n{BODY}", title="Talks", author=author)
    assert (statement.speaker, statement.issuer) == (speaker, issuer)
