"""The kind of a statement, and who speaks: by what it says of itself, by its title, and by who stands over it."""

from __future__ import annotations

import pytest

from digest.clean.speaker import named_in
from digest.records import StatementType
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
        ("Statement by NSC Coordinator for Strategic Communications John Kirby", ""),
        ("Statement of Administration Policy", ""),
        ("Message on the 26th Anniversary of the Srebrenica Genocide", ""),
        ("President Biden Announces Key Nominees", ""),
    ],
)
def test_a_title_names_who_speaks(title: str, who: str) -> None:
    assert named_in(title) == who


def test_the_name_over_the_text_counts_more_than_the_title(clean: Clean) -> None:
    statement = clean(f"Ned Price, Department Spokesperson\n\n{BODY}", title="Remarks by President Biden")
    assert statement.speaker == "Ned Price, Department Spokesperson"


@pytest.mark.parametrize(
    ("title", "first", "kind"),
    [
        ("Elections in Ethiopia", "Ned Price, Department Spokesperson", StatementType.STATEMENT),
        ("Announcement of a Special Envoy for Haiti", "Antony J. Blinken, Secretary of State", StatementType.STATEMENT),
        ("Establishment of the Bureau of Digital Policy", "Office of the Spokesperson", StatementType.PRESS_RELEASE),
        ("Secretary Blinken’s Call with Foreign Minister Solá", "Office of the Spokesperson", StatementType.READOUT),
        ("Statement by Press Secretary Jen Psaki on the President’s Participation in APEC", "", StatementType.STATEMENT),
        ("Statement by President Biden on Chancellor Merkel’s Call", "", StatementType.READOUT),
        ("Elections in Ethiopia", "", StatementType.OTHER),
    ],
)
def test_the_kind_follows_the_title_and_then_who_stands_over_the_text(
    title: str, first: str, kind: StatementType, clean: Clean
) -> None:
    assert clean(f"{first}\n\n{BODY}\n\n{BODY}".strip(), title=title).type is kind
