"""The Markdown file: how it reads, and that no text can become markup in it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from digest.compile.markdown import MarkdownRenderer, escape_markdown, markdown_link
from digest.records import Grouping, KeyPoint, Layout, Span
from digest.text.visible import visible_text
from tests.compile.editions import DATA, FILE, a_statement, an_edition, an_entry, real_edition

PARSERS = {
    "commonmark": MarkdownIt("commonmark"),
    "gfm-like": MarkdownIt("gfm-like", {"linkify": False, "html": True}),
}

GOLDEN = """\
# Morning digest

Monday, 23 November 2026 · 5 statements, 1 updated, from 2 sources · 3 minutes to read

## In brief

- *Joint Statement on Cooperation with ASEAN by the Quad Foreign Ministers* ([U.S. Department of State](#s1)) [in the \
original](QUAD)
- *Rule of Law in Iraq* ([U.S. Department of State](#s2)) [in the original](IRAQ)
- *Secretary Rubio’s Meeting with Lebanese President Aoun* ([U.S. Department of State](#s3)) [in the original](AOUN)

## All statements

**U.S. Department of State**

- [Joint Statement on Cooperation with ASEAN by the Quad Foreign Ministers](#s1)
- [Rule of Law in Iraq](#s2)
- [Secretary Rubio’s Meeting with Lebanese President Aoun](#s3) (updated)

**The White House**

- [Readout of President Joe Biden’s Briefing on Ongoing Work to Combat Illicit Fentanyl](#s4)
- [Press Briefing by Director of Communications Kate Bedingfield and NEC Director Brian Deese](#s5)

## U.S. Department of State

### <a id="s1"></a>[Joint Statement on Cooperation with ASEAN by the Quad Foreign Ministers](QUAD)

U.S. Department of State · 22 July 2026, 06:52 EDT · Joint statement

- As ASEAN Comprehensive Strategic Partners, we, the Secretary of State of the United States and the Foreign Ministers of \
Australia, India, and Japan, met today in Manila to reaffirm our commitment to strengthening a free and open Indo-Pacific \
and our unwavering support for ASEAN unity and centrality. [in the \
original](QUAD#:~:text=As%20ASEAN%20Comprehensive,unity%20and%20centrality.)
- We are deeply invested in the region’s success and in cooperating with ASEAN and its member states. [in the \
original](QUAD#:~:text=We%20are%20deeply,its%20member%20states.)

### <a id="s2"></a>[Rule of Law in Iraq](https://www.state.gov/rule-of-law-in-iraq/)

U.S. Department of State · Ned Price, Department Spokesperson · 27 May 2021, 18:29 EDT · Statement

- The United States condemns the violence against demonstrators.

  > The United States is outraged that peaceful demonstrators who took to the streets to urge reform were met with \
threats and brutal violence. [in the \
original](https://www.state.gov/rule-of-law-in-iraq/#:~:text=The%20United%20States,and%20brutal%20violence.)

*Written by the model all-MiniLM-L6-v2.*

### <a id="s3"></a>[Secretary Rubio’s Meeting with Lebanese President Aoun](AOUN)

**Updated** · U.S. Department of State · Tommy Pigott, Spokesperson · 19 July 2026, 11:32 EDT · Readout

- They discussed the **implementation of the** Trilateral Framework. [in the \
original](AOUN#:~:text=They%20discussed%20the%20implementation%20of%20the%20Trilateral%20Framework.)

## The White House

### <a id="s4"></a>[Readout of President Joe Biden’s Briefing on Ongoing Work to Combat Illicit Fentanyl](FENTANYL)

The White House · 31 July 2024, 20:45 EDT · Readout

- These efforts have led to the first decline in fentanyl overdose deaths in the homeland in five years. [in the \
original](FENTANYL#:~:text=These%20efforts%20have,in%20five%20years.)

### <a id="s5"></a>[Press Briefing by Director of Communications Kate Bedingfield and NEC Director Brian Deese](BRIEFING)

The White House · 31 March 2022, 18:45 EDT · Transcript

- **Brian Deese:** There’s currently 568 million barrels in the reserve, which is actually in four locations across \
southern Louisiana and Texas. [in the original](BRIEFING#:~:text=There%E2%80%99s%20currently%20568,Louisiana%20and%20Texas.)

*Only a part of this statement was read; the rest is in the original.*

---

## About this edition

*Key points are sentences of the statements, word for word, selected by the model all-MiniLM-L6-v2.*

*Key points are written by the model all-MiniLM-L6-v2, which can err; the sentences that they stand on are quoted below them.*

**Statements**

- In this edition: 4 new, 1 updated

**Read**

- U.S. Department of State: 2 new, 1 updated
- The White House: 2 new

**Nothing new**

- U.S. Department of War: last new 3 November 2026, 11:30 EST

**Failed**

- NATO: the server answered 503 (last new 20 November 2026, 09:05 EST)
- https\\://www\\.state.gov/gone/: while reading the page: the server answered 404
"""


def rendered(*entries: Any, **fields: Any) -> str:
    return MarkdownRenderer().render(an_edition(*entries, **fields), FILE).decode()


def with_addresses(text: str) -> str:
    """The names of long addresses, replaced by the addresses of the statements in tests/data/compile."""
    for path in DATA.glob("*.txt"):
        link = re.search(r"^link: (.*)$", path.read_text("utf-8"), re.MULTILINE)
        assert link is not None
        text = re.sub(rf"\({path.stem.upper()}\b", lambda _, to=link[1]: f"({to}", text)
    return text


def test_an_edition_of_real_statements() -> None:
    assert MarkdownRenderer().render(real_edition(), FILE).decode() == with_addresses(GOLDEN)


def test_groups_of_one_statement_have_a_line_each_with_the_group_in_it() -> None:
    titles = ("Chad", "Peru", "Japan and its ports", "Japan")
    entries = [
        an_entry(a_statement("It rained.", key=title, title=f"Call with {title}", link=f"https://a.example/{number}"))
        for number, title in enumerate(titles)
    ]
    text = rendered(*entries, layout=Layout(group=Grouping.COUNTRY))
    listed = text.partition("## All statements\n\n")[2].partition("\n\n## ")[0]
    assert "- **Chad:** [Call with Chad](#s" in listed
    assert "- **Peru:** [Call with Peru](#s" in listed
    assert "**Japan**\n\n- [Call with Japan" in listed
    assert listed.count("\n- ") + listed.startswith("- ") == len(titles)


def test_an_edition_with_nothing_new_says_so() -> None:
    assert rendered() == (
        "# Morning digest\n\nMonday, 23 November 2026 · no new statements\n\n"
        "Nothing new has been published since the last edition.\n\n"
        "---\n\n## About this edition\n\n**Nothing new**\n\n- U.S. Department of State: nothing new so far\n"
    )


# --- text stays text -------------------------------------------------------------------------------------------------

HOSTILE: list[str] = Path(DATA / "hostile.lines").read_text("utf-8").splitlines()
MARKS = st.text(st.sampled_from("\\`*_{}[]()<>#+-.!~|^$&:;=%@'\"/?, 1aIw\n\t") | st.characters(), max_size=60)


def pieces(source: str, parser: MarkdownIt) -> tuple[set[str], str]:
    """The kinds of everything in a rendered line, and its text."""
    tokens = [token for block in parser.parse(source) for token in [block, *(block.children or [])]]
    kinds = {token.type for token in tokens} - {"inline", "text", "paragraph_open", "paragraph_close"}
    return kinds, "".join(token.content for token in tokens if token.type != "inline")


def assert_is_only_text(text: str) -> None:
    for name, parser in PARSERS.items():
        for prefix, kinds in (("", set()), ("- ", {"list"}), ("> ", {"blockquote"}), ("### ", {"heading"})):
            seen, shown = pieces(prefix + escape_markdown(text), parser)
            expected = {f"{kind}_{end}" for kind in kinds for end in ("open", "close")}
            allowed = expected | ({f"bullet_list_{end}" for end in ("open", "close")} | {"list_item_open", "list_item_close"})
            assert seen <= (allowed if prefix == "- " else expected), (name, prefix, text)
            assert " ".join(shown.split()) == " ".join(visible_text(text).split()), (name, prefix, text)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_is_shown_as_it_is(text: str) -> None:
    assert_is_only_text(text)


@given(MARKS)
@example("1. a").via("list")
@example("&amp;copy;").via("entity")
@example("a\n===").via("heading of two lines")
def test_no_text_becomes_markup_or_loses_a_character(text: str) -> None:
    assert_is_only_text(text)


@given(MARKS, st.sampled_from(["https://www.state.gov/a?b=c&copy;=d*e*_f_#:~:text=g", ""]))
def test_a_link_holds_its_text_and_leads_where_it_should(text: str, link: str) -> None:
    for parser in PARSERS.values():
        tokens = parser.parse(f"### {markdown_link(text, link)}")[1].children or []
        links = [token.attrs["href"] for token in tokens if token.type == "link_open"]
        assert links == ([link] if link else [])
        assert " ".join("".join(token.content for token in tokens).split()) == " ".join(visible_text(text).split())


@pytest.mark.parametrize(
    "text",
    [
        "The Secretary met Mr. Aoun (of Lebanon) today; they agreed on $5 million – “a start”, he said.",
        "AT&T, Q&A: 10:30 a.m. EST, 50% more, up to 3/4!",
        "J. Smith's “well-known” view of the co-chairs' work.",
    ],
)
def test_ordinary_sentences_are_not_escaped_at_all(text: str) -> None:
    assert escape_markdown(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(a) The Secretary shall", "\\(a) The Secretary shall"),
        ("ii. The Secretary shall", "ii\\. The Secretary shall"),
        ("2026. A year", "2026\\. A year"),
        ("- a dash", "\\- a dash"),
        ("see https://example.org and www.example.org", "see https\\://example.org and www\\.example.org"),
        ("[inaudible] a_b", "\\[inaudible\\] a\\_b"),
        ("x &copy; y & z", "x \\&copy; y & z"),
        ("$x$ and $5", "\\$x\\$ and $5"),
    ],
)
def test_what_could_start_markup_is_escaped_where_it_could(text: str, expected: str) -> None:
    assert escape_markdown(text) == expected


def test_what_only_the_start_of_a_line_makes_a_list_is_escaped_there_alone() -> None:
    fact = "28. November"
    statement = a_statement(f"{fact} was cold.", title=fact, issuer=fact, speaker=fact)
    lines = rendered(an_entry(statement), title=fact).splitlines()
    assert f"# {fact}" in lines
    assert any(line.startswith(f"### [{fact}](") for line in lines)
    assert not any(" 28\\." in line for line in lines if not line.startswith("- "))
    assert any(line.startswith("- 28\\. November") for line in lines)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_statement_brings_no_tag_and_no_link_but_its_own(text: str) -> None:
    statement = a_statement(f"{text} Said.", title=text, issuer=text, speaker=text, warnings=(text,))
    source = rendered(an_entry(statement), title=text)
    for parser in PARSERS.values():
        tokens = [token for block in parser.parse(source) for token in [block, *(block.children or [])]]
        kinds = {token.type for token in tokens}
        assert not {"html_block", "html_inline", "image", "code_inline", "fence", "code_block", "table_open"} & kinds
        links = [str(token.attrs["href"]) for token in tokens if token.type == "link_open"]
        assert links
        assert all(link.startswith("https://www.state.gov/one/") for link in links)


def test_of_a_point_that_lost_words_the_whole_sentence_stands_where_the_link_leads_or_below_it() -> None:
    text = "And so, as I said, the harbour closes on Monday."
    cut = KeyPoint("The harbour closes on Monday.", (Span(0, len(text)),), verbatim=False)
    with_link, without = (a_statement(text, link=link) for link in ("https://www.state.gov/harbour/", ""))
    linked = rendered(an_entry(with_link, cut))
    assert "- The harbour closes on Monday. *(verbatim but for words left out)* [in the original](" in linked
    assert text not in linked
    alone = rendered(an_entry(without, cut))
    assert f"- The harbour closes on Monday. *(verbatim but for words left out)*\n\n  > {text}" in alone
