"""Two statements are one entry only if no number, date, name or negation differs; the kind of the changed word decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from digest.records import RelationKind
from digest.relate.same_text import same_text
from tests.relate.pairs import ARABIC, CHINESE, DAY, FRENCH, GERMAN, TEXT, TITLE, relation, text

LANGUAGES = (TEXT, GERMAN, FRENCH, CHINESE, ARABIC)


def kind_of(before: str, after: str) -> RelationKind | None:
    found = relation(before, after)
    return None if found is None else found.kind


@pytest.mark.parametrize("body", LANGUAGES)
def test_the_same_words_are_the_same_text(body: str) -> None:
    assert kind_of(body, body) is RelationKind.SAME
    assert kind_of(body, " ".join(body.split())) is RelationKind.SAME


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"', "“"),
        ("\n\n", "\n"),
        (", and that", " – and that"),
        ("$200", "$ 200"),
        ("$200", "＄200"),
        ("2025", "2025,"),
        ("rescue vessels", "rescue-vessels"),
        ("European Union", "EUROPEAN UNION"),
        ("did not", "didn’t"),
        ("work.", "work.\n\nPress contact: press@mfa.example, +47 23 95 00 00"),
        ("work.", "work.\n\nFor more information, visit www.mfa.example/news"),
        ("work.", "work.\n\nENDS"),
        ("work.", "work.\n\nViews: 1,204"),
        ("Foreign Minister Halvorsen met", f"{TITLE}\n\nForeign Minister Halvorsen met"),
        ("Foreign Minister Halvorsen met", "For immediate release\n\nForeign Minister Halvorsen met"),
    ],
)
def test_typography_and_the_lines_of_a_site_make_no_difference(old: str, new: str) -> None:
    changed = TEXT.replace(old, new)
    assert changed != TEXT
    assert kind_of(TEXT, changed) is kind_of(changed, TEXT) is RelationKind.SAME


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("agreement", "agreemnt"),
        ("Foreign Minister Okafor", "Foreign Minster Okafor"),
        ("the protection of the", "protection of"),
        ("long and patient", "tireless"),
        ("5 percent", "5%"),
        ("$200 million", "$200,000,000"),
        ("2 March", "2 Mar."),
        ("20 inspectors", "twenty inspectors"),
    ],
)
def test_another_wording_is_a_corrected_copy_and_says_what_changed(old: str, new: str) -> None:
    changed = TEXT.replace(old, new, 1)
    assert changed != TEXT
    found = relation(TEXT, changed)
    assert found is not None
    assert found.kind is RelationKind.CORRECTED
    assert found.changed
    assert kind_of(changed, TEXT) is RelationKind.CORRECTED


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("$200", "$800", "a number differs"),
        ("$200", "€200", "a number differs"),
        ("$200 million", "$200 billion", "a number differs"),
        ("5 percent", "5 percentage points", "a number differs"),
        ("5 percent", "five to six percent", "a number differs"),
        ("20 inspectors", "thirty inspectors", "a number differs"),
        ("20 inspectors", "20 soldiers", "a number differs"),
        ("20 inspectors", "some 20 inspectors", "a number differs"),
        ("20 inspectors", "up to 20 inspectors", "a number differs"),
        ("Both sides", "All sides", "a number differs"),
        ("2025", "2024", "a number differs"),
        ("Monday", "Tuesday", "a date differs"),
        ("March", "April", "a date differs"),
        ("last year", "next year", "a date differs"),
        ("Bergen", "Bergamo", "a name or title differs"),
        ("Lagoria", "Lagonia", "a name or title differs"),
        ("Okafor", "Okofor", "a name or title differs"),
        ("Deputy Minister Lund", "Minister Lund", "a name or title differs"),
        ("the minister said", "the former minister said", "a name or title differs"),
        ("Foreign Minister Halvorsen met", "Defence Minister Halvorsen met", "a name or title differs"),
        ("Both sides", "Norway and Lagoria", "differs"),
        ("did not enter", "did enter", "a negation or modal verb differs"),
        ("may begin", "must begin", "a negation or modal verb differs"),
        ("supports", "opposes", "replaced by its opposite"),
        ("north coast", "south coast", "replaced by its opposite"),
        ("to open", "to close", "replaced by its opposite"),
        ("before the summer", "after the summer", "replaced by its opposite"),
        ("may begin", "may only begin", "a condition differs"),
        ("before the summer", "unless the talks fail", "a condition differs"),
        ("and to report", "or to report", "a condition differs"),
    ],
)
def test_a_text_with_another_fact_is_never_one_entry(old: str, new: str, reason: str) -> None:
    changed = TEXT.replace(old, new, 1)
    assert changed != TEXT
    for before, after in ((TEXT, changed), (changed, TEXT)):
        found = relation(before, after)
        assert found is not None
        assert found.kind is RelationKind.REISSUED
        assert reason in found.reason


@pytest.mark.parametrize(
    ("body", "old", "new"),
    [
        (GERMAN, "Montag", "Dienstag"),
        (GERMAN, "zehn", "elf"),
        (GERMAN, "zwei", "drei"),
        (GERMAN, "nicht vor", "vor"),
        (GERMAN, "Millionen", "Milliarden"),
        (GERMAN, "Lagorien", "Lagonien"),
        (FRENCH, "lundi", "mardi"),
        (FRENCH, "dix millions", "six millions"),
        (FRENCH, "ne sera pas signé", "sera signé"),
        (FRENCH, "Paris", "Lyon"),
        (CHINESE, "二百万元", "八百万元"),
        (CHINESE, "拉各里亚", "拉各尼亚"),
        (CHINESE, "不会生效", "会生效"),
        (ARABIC, "200", "800"),
        (ARABIC, "الاثنين", "الثلاثاء"),
        (ARABIC, "الرباط", "تونس"),
        (ARABIC, "لن يدخل", "يدخل"),
    ],
)
def test_a_fact_counts_in_every_language(body: str, old: str, new: str) -> None:
    changed = body.replace(old, new)
    assert changed != body
    assert kind_of(body, changed) is kind_of(changed, body) is RelationKind.REISSUED


def test_digits_of_another_script_are_the_same_digits() -> None:
    assert kind_of(ARABIC, ARABIC.replace("200", "٢٠٠")) is RelationKind.SAME


@pytest.mark.parametrize(
    ("title", "other"),
    [
        (TITLE, f"CORRECTED: {TITLE}"),
        (TITLE, TITLE.upper()),
        ("Meeting with the Foreign Minister of Lagoria", "Meeting with the Prime Minister of Lagoria"),
    ],
)
def test_a_long_text_says_for_itself_what_it_is_about(title: str, other: str) -> None:
    found = relation(TEXT, TEXT, title, other)
    assert found is not None
    assert found.kind is RelationKind.SAME


@pytest.mark.parametrize(
    ("title", "other"),
    [("Public schedule, 5 August", "Public schedule, 6 August"), ("Daily bulletin 114", "Daily bulletin 115")],
)
def test_titles_of_two_days_or_numbers_are_two_statements(title: str, other: str) -> None:
    assert relation(TEXT, TEXT, title, other) is None


SHORT = "The minister has no public appointments, and the press room of the ministry remains closed."


def test_a_short_text_is_the_same_only_on_one_day_of_one_source() -> None:
    first = text(SHORT, "Public appointments")
    second = replace(first, id="b")
    assert same_text(first, second) is not None
    assert same_text(first, replace(second, published=DAY + timedelta(days=1))) is None
    assert same_text(first, replace(second, source="embassy")) is None
    assert same_text(first, replace(second, title="Appointments of Minister Lund")) is None


def test_another_form_of_the_same_kind_is_nothing() -> None:
    other = TEXT.replace("Okafor", "Silva").replace("Lagoria", "Maritania").replace("Bergen", "Tromsø")
    assert relation(TEXT, other, TITLE, TITLE.replace("Okafor", "Silva")) is None


def test_the_decision_is_symmetric() -> None:
    for body in LANGUAGES:
        for other in (body.replace("2", "3"), body[: len(body) // 2], body + "\n\nENDS", body.replace("a", "e", 1)):
            assert kind_of(body, other) is kind_of(other, body)


@pytest.mark.parametrize(
    ("old", "new"), [("half a million", "half a billion"), ("dozens", "hundreds"), ("millions", "billions")]
)
def test_a_vague_number_counts_beside_a_figure_that_is_the_same(old: str, new: str) -> None:
    with_both = TEXT.replace("the harbours", f"{old} of boats in 12 harbours")
    assert kind_of(with_both, with_both.replace(old, new)) is RelationKind.REISSUED


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("$200", "$800", "$200 million", "$800 million"),
        ("5 percent", "6 percent", "5 percent", "6 percent"),
        ("20", "30", "20", "30"),
    ],
)
def test_a_figure_is_named_with_its_currency_and_unit_and_shown_in_its_sentence(
    old: str, new: str, before: str, after: str
) -> None:
    found = relation(TEXT, TEXT.replace(f"{old} ", f"{new} "))
    assert found is not None
    assert f'"{before}" and "{after}"' in found.reason
    ((one, other),) = found.changed
    assert one in TEXT
    assert other == one.replace(before, after)


def test_a_text_with_other_facts_also_shows_the_sentences_that_were_added_and_left_out() -> None:
    gone, come = " Deputy Minister Lund will lead the delegation to Abuja.", " The press was not admitted to the talks."
    found = relation(TEXT, TEXT.replace("did not enter", "did enter").replace(gone, come))
    assert found is not None
    assert found.kind is RelationKind.REISSUED
    assert "did not enter" in found.changed[0][0]
    assert ("", come.strip()) in found.changed
    assert (gone.strip(), "") in found.changed


def test_a_changed_wording_is_shown_in_its_sentence() -> None:
    found = relation(TEXT, TEXT.replace("long and patient", "tireless"))
    assert found is not None
    assert found.changed == (
        tuple(
            f"The ministers thanked the crews of the rescue vessels for their {words} work."
            for words in ("long and patient", "tireless")
        ),
    )
