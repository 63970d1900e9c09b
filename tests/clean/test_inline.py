"""What inline markup says: raised and lowered figures, struck-out words, quotation marks and readings."""

from __future__ import annotations

import pytest

from digest.records import Removal, Role
from tests.clean.conftest import Clean

LEAD = "The council of the harbour met on Monday and published its plan for the quays of the old town."


def said(clean: Clean, sentence: str) -> str:
    """The sentence as a feed body says it."""
    return clean(f"<p>{LEAD}</p><p>{sentence}</p>", "text/html", fragment=True, title="T").text.removeprefix(f"{LEAD}\n\n")


def removed(clean: Clean, sentence: str) -> list[tuple[str, str]]:
    statement = clean(f"<p>{LEAD}</p><p>{sentence}</p>", "text/html", fragment=True, title="T")
    return [(removal.rule, removal.text) for removal in statement.removed]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Traffic grew in 2031<sup>7</sup>, the council says.", "Traffic grew in 2031, the council says."),
        ("It cost €18<sup>2</sup> million to mend.", "It cost €18 million to mend."),
        ("It carried 3,450<sup>1</sup> boxes on that day.", "It carried 3,450 boxes on that day."),
        ("It grew from 2023–24<sup>3</sup> to May<sup>4)</sup> or so.", "It grew from 2023–24 to May or so."),
        ("Of these, 18<sup>5</sup> % came by rail.", "Of these, 18 % came by rail."),
        ("It grew by 2.5<sup>3</sup> points in spring.", "It grew by 2.5 points in spring."),
        ("Of these, 18<sup>5</sup>% came by rail.", "Of these, 18% came by rail."),
        ("Seven quays<sup>4</sup> will close.", "Seven quays will close."),
        ("The quays will close.<sup>4</sup>The rest stays open.", "The quays will close. The rest stays open."),
        ("The quays<sup>[4]</sup> and docks<sup>*</sup> close.", "The quays and docks close."),
        ("The quays<sup>1,2</sup> and docks<sup>3–5</sup> close.", "The quays and docks close."),
        ("The quays<sup>b</sup> and docks<sup>iv</sup> close.", "The quays and docks close."),
        ('All 18<sup><a href="#n2">2</a></sup> quays close.', "All 18 quays close."),
        ('The quays<a href="#n2" role="doc-noteref">[2]</a> close.', "The quays close."),
        ('The quays<span style="vertical-align: super">2</span> close.', "The quays close."),
        ("<sup>2</sup>Without the quays of the new town.", "Without the quays of the new town."),
    ],
)
def test_a_mark_that_points_to_a_note_is_left_out_and_recorded(clean: Clean, written: str, read: str) -> None:
    assert said(clean, written) == read
    assert {rule for rule, _ in removed(clean, written)} == {"note-mark"}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("The basin holds 10<sup>7</sup> litres.", "The basin holds 10⁷ litres."),
        ("The limit is 4×10<sup>-5</sup> of it.", "The limit is 4×10⁻⁵ of it."),
        ("The limit is 4×10<sup>&minus;5</sup> of it.", "The limit is 4×10⁻⁵ of it."),
        ("It covers 30 km<sup>2</sup> of mud.", "It covers 30 km² of mud."),
        ("It holds 30 metres<sup>3</sup> of mud.", "It holds 30 metres³ of mud."),
        ("The share grew by 18<sup>2</sup> in a year.", "The share grew by 18² in a year."),
        ("The level of <sup>137</sup>Cs fell.", "The level of ¹³⁷Cs fell."),
        ("It is 2<sup>n</sup> times a<sup>2n+1</sup>.", "It is 2^n times a^(2n+1)."),
        ("Salts of Ca<sup>2+</sup> and Na<sup>+</sup> rose.", "Salts of Ca²⁺ and Na+ rose."),
        ("It takes 3<sup>1</sup>/<sub>2</sub> hours.", "It takes 3 1/2 hours."),
        ("Less CO<sub>2</sub> and H<sub>2</sub>O.", "Less CO2 and H2O."),
        ("In base 10<sub>2</sub> it is two.", "In base 10₂ it is two."),
    ],
)
def test_a_power_or_an_index_never_becomes_a_digit_of_its_number(clean: Clean, written: str, read: str) -> None:
    assert said(clean, written) == read
    assert removed(clean, written) == []


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("The 21<sup>st</sup> of May and the 2<sup>nd</sup>.", "The 21st of May and the 2nd."),
        ("Le XXI<sup>e</sup> siècle et la 2<sup>e</sup> fois.", "Le XXIe siècle et la 2e fois."),
        ("M<sup>me</sup> Leduc et le D<sup>r</sup> Roy.", "Mme Leduc et le Dr Roy."),
        ("O 5<sup>o</sup> artigo e a 2<sup>a</sup> parte.", "O 5º artigo e a 2ª parte."),
        ("À 10<sup>h</sup>30 devant la porte.", "À 10h30 devant la porte."),
        ("The Harbour<sup>TM</sup> and Quay<sup>®</sup> marks.", "The Harbour™ and Quay® marks."),
        ("The whole <sup>sentence is raised</sup> here.", "The whole sentence is raised here."),
        ("The <sub>small</sub> words and <sup>the</sup> others.", "The small words and the others."),
    ],
)
def test_raised_letters_that_end_a_number_or_a_word_stay(clean: Clean, written: str, read: str) -> None:
    assert said(clean, written) == read
    assert removed(clean, written) == []


@pytest.mark.parametrize(
    ("written", "read", "struck"),
    [
        ("It opens on <s>4</s> 9 May.", "It opens on 9 May.", "4"),
        ("It opens on <del>4</del><ins>9</ins> May.", "It opens on 9 May.", "4"),
        ("It costs $<strike>640</strike>&nbsp;[460] million.", "It costs $[460] million.", "640"),
        ("It costs 8 <s>million</s>[billion] crowns.", "It costs 8 [billion] crowns.", "million"),
        ("The mayor<s> and her aide</s> came.", "The mayor came.", "and her aide"),
        ("The mayor <s>and her aide </s>came.", "The mayor came.", "and her aide"),
        ("The mayor came <s>alone</s>, she said.", "The mayor came, she said.", "alone"),
        ("The mayor<s>s</s> came.", "The mayor came.", "s"),
        ('It opens on <span style="text-decoration: line-through red">4</span> 9 May.', "It opens on 9 May.", "4"),
        ('It opens on <span style="text-decoration-line:line-through">4</span> 9 May.', "It opens on 9 May.", "4"),
        ('It opens on <span class="strike">4</span> 9 May.', "It opens on 9 May.", "4"),
        ('It opens on <span class="note struck-out">4</span> 9 May.', "It opens on 9 May.", "4"),
        ("It opens on <s><b>4</b> <i>or 5</i></s> 9 May.", "It opens on 9 May.", "4 or 5"),
    ],
)
def test_struck_out_words_are_left_out_and_recorded(clean: Clean, written: str, read: str, struck: str) -> None:
    assert said(clean, written) == read
    assert removed(clean, written) == [("struck-out", struck)]


def test_a_paragraph_that_is_struck_out_is_left_out_whole(clean: Clean) -> None:
    body = f"<p>{LEAD}</p><del><p>The quay opens in May.</p><p>It is free.</p></del><p>The quay stays shut until autumn.</p>"
    statement = clean(body, "text/html", fragment=True, title="T")
    assert statement.text == f"{LEAD}\n\nThe quay stays shut until autumn."
    assert statement.removed == (Removal("struck-out", "The quay opens in May."), Removal("struck-out", "It is free."))


@pytest.mark.parametrize(
    "written",
    ['<span style="text-decoration: underline">4</span>', "<ins>4</ins>", "<u>4</u>", '<a class="broken_link" href="/x">4</a>'],
)
def test_inserted_and_underlined_words_stay(clean: Clean, written: str) -> None:
    assert said(clean, f"It opens on {written} May.") == "It opens on 4 May."


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("They call it <q>a waste of time</q> today.", "They call it “a waste of time” today."),
        ("<q>It is done.</q> She left.", "“It is done.” She left."),
        ("He said: <q>They call it <q>a waste</q>.</q>", "He said: “They call it ‘a waste’.”"),
        ("They call it “<q>a waste</q>” today.", "They call it “a waste” today."),
        ("They call it <q>“a waste”</q> today.", "They call it “a waste” today."),
        ("Ils disent «&nbsp;<q>assez</q>&nbsp;» ici.", "Ils disent « assez » ici."),
        ("Ils parlent d’<q>un échec</q> et de l'<q>oubli</q>.", "Ils parlent d’“un échec” et de l'“oubli”."),
        ("It is the mayor's <q>own</q> plan.", "It is the mayor's “own” plan."),
    ],
)
def test_an_inline_quotation_has_its_marks_once(clean: Clean, written: str, read: str) -> None:
    assert said(clean, written) == read


def test_readings_above_words_are_no_words(clean: Clean) -> None:
    harbour = "<ruby><rb>港</rb><rp>(</rp><rt>みなと</rt><rp>)</rp></ruby>"
    assert said(clean, f"{harbour}の計画は<ruby>承認<rt>しょうにん</rt></ruby>された。") == "港の計画は承認された。"


@pytest.mark.parametrize(
    ("written", "read", "gone"),
    [
        ("It opens on ~~4~~ 9 May.", "It opens on 9 May.", [("struck-out", "4")]),
        ("It opens on <del>4</del> 9 May.", "It opens on 9 May.", [("struck-out", "4")]),
        ("It costs $18<sup>2</sup> million.", "It costs $18 million.", [("note-mark", "2")]),
        ("It grew in 2031[^7] again.\n\n[^7]: By our count.", "It grew in 2031 again.\n\nBy our count.", [("note-mark", "*")]),
        ("It covers 30 km^2^ of H~2~O.", "It covers 30 km² of H2O.", []),
        ("It is from ~5 to ~9 [^see] and a^b.", "It is from ~5 to ~9 [^see] and a^b.", []),
    ],
)
def test_markdown_has_the_same_meanings(clean: Clean, written: str, read: str, gone: list[tuple[str, str]]) -> None:
    statement = clean(f"{LEAD}\n\n{written}", "text/markdown", title="T")
    assert statement.text == f"{LEAD}\n\n{read}"
    assert [(removal.rule, removal.text) for removal in statement.removed] == gone


@pytest.mark.parametrize("bullet", ["v ", "q ", "n ", "➢ ", "→ ", "☐ "])
def test_a_letter_or_sign_before_each_of_three_rows_is_a_bullet(clean: Clean, bullet: str) -> None:
    rows = ["Close the northern quay", "Open the southern quay", "Move the ferry"]
    text = "The board will:\n\n" + "\n\n".join(f"{bullet}{row}" for row in rows)
    assert clean(text, title="Quays").text.split("\n\n")[1:] == rows


@pytest.mark.parametrize(
    ("lead", "rows"),
    [
        ("Rada řekla, že bude jednat o tom, kde jsou mosty, které se opraví:", ["v Praze", "v Brně", "v Plzni"]),
        (
            "A junta disse que não pode mudar o que já foi dito sobre os cais:",
            ["o Porto abre", "o Governo paga", "o Cais fecha"],
        ),
        ("The board has two quays.", ["n Open the quay", "n Close the quay"]),
    ],
)
def test_a_word_of_one_letter_stays(clean: Clean, lead: str, rows: list[str]) -> None:
    assert clean("\n\n".join([lead, *rows]), title="Quays").text.split("\n\n") == [lead, *rows]


@pytest.mark.parametrize("bullet", ["§ ", "Ø ", "ü ", "o\t", "v\u00a0\u00a0 ", "• ", "\uf0a7 "])
def test_the_bullets_of_word_are_no_text(clean: Clean, bullet: str) -> None:
    items = ("Close the quays of the old town", "Keep the ferry beside the northern pier")
    plain = "\n\n".join([LEAD, *(bullet + item for item in items), LEAD])
    page = f"<p>{LEAD}</p>{''.join(f'<p>{bullet}{item}</p>' for item in items)}<p>{LEAD}</p>"
    for statement in (clean(plain, title="T"), clean(page, "text/html", fragment=True, title="T")):
        assert statement.text == "\n\n".join([LEAD, *items, LEAD])
        assert [paragraph.role for paragraph in statement.paragraphs][1:3] == [Role.ITEM, Role.ITEM]


def test_a_letter_in_a_symbol_font_is_a_bullet(clean: Clean) -> None:
    item = '<p><span style="font-family:Wingdings">n<span>&nbsp; </span></span>Close the quays</p>'
    assert said(clean, item) == "Close the quays"


@pytest.mark.parametrize(
    "line",
    [
        "§ 5 of the Harbour Act applies to the quays.",
        "Ø 25 mm pipes are used.",
        "o Ministério fecha o cais.",
        "v Praze je ticho.",
    ],
)
def test_a_sign_or_a_word_that_is_no_bullet_stays(clean: Clean, line: str) -> None:
    assert said(clean, line) == line
    assert clean(f"{LEAD}\n\n{line}\n\n{LEAD}", title="T").text.split("\n\n")[1] == line


def test_a_style_sheet_strikes_out_and_raises_the_words_of_a_class(clean: Clean) -> None:
    sheet = ".old, td.gone { color: grey; text-decoration: line-through } .fn{font-size:70%;vertical-align:super}"
    text = "It opens on <span class='box old'>4</span> 9 May with 3,450<span class='fn'>1</span> boxes."
    page = f"<html><head><style>{sheet}</style></head><body><main><p>{text}</p></main></body></html>"
    assert clean(page, "text/html").text == "It opens on 9 May with 3,450 boxes."


@pytest.mark.parametrize("selector", [".basket .text", "del > .text", ".basket, .shop .text", "body.sale .text"])
def test_a_style_sheet_for_words_inside_another_element_strikes_nothing_out(selector: str, clean: Clean) -> None:
    sheet = f"p {{ margin: 0 }} {selector} {{ text-decoration: line-through }}"
    text = "It opens on 4 May for all boats."
    page = f"<html><head><style>{sheet}</style></head><body><main><p class='text'>{text}</p></main></body></html>"
    assert clean(page, "text/html").text == text


def test_a_style_sheet_for_links_or_for_a_moment_strikes_nothing_out(clean: Clean) -> None:
    sheet = ".old:hover { text-decoration: line-through } .new { text-decoration: underline }"
    text = "It opens on <a class='old' href='/d'>4</a> <span class='new'>May</span> for all boats."
    page = f"<html><head><style>{sheet}</style></head><body><main><p>{text}</p></main></body></html>"
    assert clean(page, "text/html").text == "It opens on 4 May for all boats."


@pytest.mark.parametrize("name", ["footnote-ref", "footnoteRef", "noteref", "note-number", "field footnote"])
def test_a_mark_that_only_its_class_names_is_no_figure_of_the_number_before_it(name: str, clean: Clean) -> None:
    statement = clean(f'<p>In all 17<span class="{name}">2</span> boats left the harbour.</p>', "text/html", fragment=True)
    assert statement.text == "In all 17 boats left the harbour."
    kept = clean(
        '<p>In all 17<span class="noted">2</span> boats <b class="note-mark">left</b>.</p>', "text/html", fragment=True
    )
    assert kept.text == "In all 172 boats left."
