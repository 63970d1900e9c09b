"""Formulas of MathML are text, and a power is never a part of the number before it."""

from __future__ import annotations

import pytest

from tests.clean.conftest import Clean


def said(clean: Clean, formula: str) -> str:
    """What a sentence of a feed body says between "The limit is" and "of the volume."."""
    markup = f"<p>The limit is {formula} of the volume.</p>"
    text = clean(markup, "text/html", fragment=True, title="Limits").text
    return text.removeprefix("The limit is ").removesuffix(" of the volume.")


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        ("<msup><mn>10</mn><mn>6</mn></msup>", "10⁶"),
        ("<mn>5</mn><mo>×</mo><msup><mn>10</mn><mrow><mo>-</mo><mn>3</mn></mrow></msup>", "5 × 10⁻³"),
        ("<mfrac><mn>1</mn><mn>2</mn></mfrac>", "1/2"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>", "(a + b)/2"),
        ("<mi>E</mi><mo>=</mo><mi>m</mi><mo>\u2062</mo><msup><mi>c</mi><mn>2</mn></msup>", "E = mc²"),
        ("<msub><mi>CO</mi><mn>2</mn></msub>", "CO₂"),
        ("<msup><mi>e</mi><mi>x</mi></msup>", "e^x"),
        ("<msqrt><mn>2</mn></msqrt>", "√2"),
        ('<semantics><mn>42</mn><annotation encoding="application/x-tex">\\mathbf{42}</annotation></semantics>', "42"),
        ("<mn>48,000</mn><mtext>tonnes</mtext>", "48,000 tonnes"),
    ],
)
def test_a_formula_is_written_in_the_line(formula: str, text: str, clean: Clean) -> None:
    assert said(clean, f"<math>{formula}</math>") == text


def test_the_copy_of_a_formula_that_is_drawn_by_letters_is_left_out(clean: Clean) -> None:
    drawn = '<span class="katex-html" aria-hidden="true"><span>10</span><span class="vlist">6</span></span>'
    written = '<span class="katex-mathml"><math><msup><mn>10</mn><mn>6</mn></msup></math></span>'
    assert said(clean, f'<span class="katex">{written}{drawn}</span>') == "10⁶"
    assert said(clean, '<span aria-hidden="true">10</span> <math><mn>6</mn></math>') == "10 6"


def test_a_formula_on_a_page_keeps_its_sentence(clean: Clean) -> None:
    sentence = "The basin of the northern quay holds <math><msup><mn>10</mn><mn>6</mn></msup></math> litres, the board said."
    source = (
        f"<!doctype html><html><body><main><h1>Basin</h1><p>{sentence}</p><p>It was dug in a year.</p></main></body></html>"
    )
    assert "The basin of the northern quay holds 10⁶ litres, the board said." in clean(source, "text/html").text


def test_a_formula_that_is_nested_deeper_than_any_is_read_without_its_signs(clean: Clean) -> None:
    assert said(clean, f"<math>{'<mrow>' * 300}<mn>7</mn>{'</mrow>' * 300}</math>") == "7"
