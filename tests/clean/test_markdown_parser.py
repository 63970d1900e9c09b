"""Markdown becomes lines: CommonMark, and the habits of statement archives."""

from __future__ import annotations

import pytest

from digest.clean.markdown_parser import parse_markdown
from digest.records import Role


def texts(source: str) -> list[str]:
    """Return the texts of the lines of `source`."""
    return [line.text for line in parse_markdown(source).lines]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("They *met* and **signed** the `treaty`.", "They met and signed the treaty."),
        ("**READ: **The treaty is signed.", "READ: The treaty is signed."),
        ("Click [here](https://a.example)** to read on.**", "Click here to read on."),
        ("It costs 5 \\* 3 and 2 * 4 dollars\\_net.", "It costs 5 * 3 and 2 * 4 dollars_net."),
        ("See [the (new) act](https://a.example/a_(b)) and <https://b.example>.", "See the (new) act and https://b.example."),
        ("See [the act][act].\n\n[act]: https://a.example", "See the act."),
        ("Read [the act]{.underline} now. {.lead}", "Read the act now."),
        ("An image: ![a flag](flag.png \"Flag\")", "An image:"),
        ("See [[The act|the act]] and [[Paris]].", "See the act and Paris."),
        ("They met^[In Paris.] and left.", "They met (In Paris.) and left."),
        ("> [!NOTE]\n> They met.", "They met."),
        ("[TOC]\n\nThey met.", "They met."),
        ("The clause [!] and [[1]](a) stay.", "The clause [!] and [1] stay."),
        ("The ==new== act costs 5 == 3 + 2.", "The new act costs 5 == 3 + 2."),
        ("They\nmet\nin Paris.", "They met in Paris."),
        ("They met in the town  \nof Paris.", "They met in the town of Paris."),
        ("> They met.", "They met."),
        ("    They met, says a row that is only indented.", "They met, says a row that is only indented."),
        ("&ldquo;Peace&rdquo; &amp; trade", "“Peace” & trade"),
        ("The <title> element and <b>bold</b> text", "The <title> element and bold text"),
        ("Peace <!-- not yet", "Peace <!-- not yet"),
    ],
)  # fmt: skip
def test_a_paragraph_keeps_its_words_and_loses_its_marks(source: str, expected: str) -> None:
    assert texts(source) == [expected]


@pytest.mark.parametrize("hidden", ["<!-- x -->", "<script>\nx\n\ny\n</script>", "<style>x</style>", "<p hidden>x</p>"])
def test_hidden_elements_are_not_text(hidden: str) -> None:
    assert texts(f"They met.\n\n{hidden}\n\nThey signed.") == ["They met.", "They signed."]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("1. First\n2. Second", ["1. First", "2. Second"]),
        ("3) Third\n\n4) Fourth", ["3) Third", "4) Fourth"]),
        ("1.\u00a0\u00a0First\n2.\u00a0 Second", ["1. First", "2. Second"]),
        ("\u00a0 \u00a01.\u00a0 First", ["1. First"]),
        ("- One\n  - Two\n- Three", ["One", "Two", "Three"]),
        ("-\u00a0One", ["One"]),
    ],
)
def test_a_list_gives_items_with_their_numbers(source: str, expected: list[str]) -> None:
    assert texts(source) == expected
    assert {line.role for line in parse_markdown(source).lines} == {Role.ITEM}


def test_a_year_at_the_start_of_a_row_is_not_a_list_number() -> None:
    assert texts("1. It ends on August 19,\n2026. It began in\n2025.") == ["1. It ends on August 19, 2026. It began in 2025."]


@pytest.mark.parametrize("source", ["# Peace", "**Peace**", "Peace\n====", "## Peace ##"])
def test_a_heading_has_a_mark_or_bold_text(source: str) -> None:
    (line, _) = parse_markdown(f"{source}\n\nThey met.").lines
    assert (line.text, line.role) == ("Peace", Role.HEADING)


def test_a_sentence_above_a_rule_is_not_a_heading() -> None:
    assert [line.role for line in parse_markdown("They met in Paris.\n---\nThey signed.").lines] == [Role.BODY, Role.BODY]


@pytest.mark.parametrize("mark", ["###", "# # #", "\\###", "\u00a0###", "\\*\\*\\*"])
def test_an_end_mark_stays_for_the_rules(mark: str) -> None:
    assert texts(f"They met.\n\n{mark}\n") == ["They met.", mark.replace("\\", "").strip()]


def test_the_cells_of_a_table_are_separated() -> None:
    assert texts("| State | Award |\n|---|---|\n| Alabama | $203 |") == ["State | Award", "Alabama | $203"]


def test_a_line_of_one_link_is_linked() -> None:
    assert [
        line.linked for line in parse_markdown("[**Read on**](https://a.example)\n\nRead [on](https://a.example)").lines
    ] == [
        True,
        False,
    ]


def test_a_caption_is_noted_as_removed() -> None:
    document = parse_markdown('They met.\n\n<figure><img src="x.png"><figcaption>A picture.</figcaption></figure>')
    assert [removal.text for removal in document.removed] == ["A picture."]


def test_front_matter_may_be_in_toml() -> None:
    document = parse_markdown('+++\ntitle = "The act"\ndate = 2026-05-04\ntags = ["a"]\n+++\n\nThey met.')
    assert (document.title, document.dates) == ("The act", ("2026-05-04",))
    assert [line.text for line in document.lines] == ["They met."]


@pytest.mark.parametrize("source", ["+++\n\nThey met.\n\n+++\n", "+++ They met."])
def test_text_between_marks_is_no_toml(source: str) -> None:
    assert any("They met." in text for text in texts(source))


def test_the_box_of_a_task_is_no_text() -> None:
    assert texts("- [x] Sign the act\n- [ ] Print it\n- [a] is a letter") == ["Sign the act", "Print it", "[a] is a letter"]


def test_text_between_two_rules_is_not_front_matter() -> None:
    document = parse_markdown("---\nThey met in Paris.\n---\nThey signed.")
    assert [line.text for line in document.lines] == ["They met in Paris.", "They signed."]


@pytest.mark.parametrize("piece", ["> ", "- ", "[", "![", "*", "**a ", "`", "<b>", "</b>", "|", "[a](", "\\", "&"])
def test_deep_nesting_and_unpaired_marks_cause_no_error(piece: str) -> None:
    assert texts(f"They met.\n\n{piece * 3_000}\n\nThey signed.")[0] == "They met."


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("# Harbour *plan* agreed", "Harbour plan agreed"),
        ("Harbour plan agreed\n==", "Harbour plan agreed"),
        ("Harbour plan agreed\n---", "Harbour plan agreed"),
        ("## Harbour plan agreed ##", "Harbour plan agreed"),
        ("**Harbour plan agreed**", "Harbour plan agreed"),
        ("---\ntitle: Harbour &amp;amp; <b>plan</b>\n---\n", "Harbour & plan"),
        ("## Harbour\n\nThe quay is open.\n\n## Town", ""),
        ("### Harbour", ""),
        ("**FOR IMMEDIATE RELEASE**", ""),
        ("**Harbour**\n\nThe quay is open.\n\n**Town**", ""),
    ],
)
def test_the_title_is_the_heading_above_all_others(head: str, title: str) -> None:
    assert parse_markdown(f"{head}\n\nThe board met on Monday and agreed on the plan for the quay.\n").title == title
