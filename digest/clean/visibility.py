"""Decides what of a document its readers see: takes dialogues out of the tree, and uncovers what a script uncovers.

The rules look at what an element says of itself and how much of the text it holds, not at the names of products:

- A dialogue, or an element named after cookies or consent that speaks of them, is no text, unless it holds the main part.
- What is hidden is no text, unless an animation or a button uncovers it, or it holds most of the text.
- A heading is text although a button is around or in it, and so is the button of a panel.
- An aside or form that holds most of the paragraphs is the main part.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from lxml import etree

from digest.clean.math_markup import write_formulas
from digest.records import Removal
from digest.text.unicode import normalised_line, word_count

Element = etree._Element

DIALOGUE = "page-dialogue"
"""The rule id of dialogues, such as those that ask for consent to cookies."""

_HIDDEN_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|(?:font-size|opacity)\s*:\s*0(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:;|!|$)"
    r"|(?:left|right|top|text-indent|margin-left)\s*:\s*-(?:\d{4,}(?:px|pt)|\d{3,}(?:em|rem|%))|left\s*:\s*-999px"
    r"|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]"
    r"|clip-path\s*:\s*inset\(\s*(?:50|100)%)",
    re.IGNORECASE,
)
_HIDDEN_CLASS = re.compile(
    r"(?:^|[\s_-])(?:element-invisible|(?:visually|accessibly)-?hidden|hidden-visually|a11y-hidden|sr-only|screen-?reader(?:-(?:text|only))?"
    r"|show-for-sr|off-?screen|wb-inv)(?:-focusable)?(?:\s|$)"
)
# What sites write behind a link for those who cannot see its sign
_LINK_NOTE = re.compile(
    r"\s*[(\[]?\s*(?:(?:this )?link (?:is|to an?) external(?: site)?|external (?:link|site)"
    r"|(?:link )?opens? in (?:a )?new (?:window|tab)|(?:link )?öffnet in (?:einem )?neue[mn] (?:fenster|tab)|externer link"
    r"|lien externe|(?:s['’])?ouvre dans une? nouvel(?:le)? (?:fenêtre|onglet)|nouvelle fenêtre|enlace externo"
    r"|(?:se )?abre en (?:una )?nueva (?:ventana|pestaña)|abre (?:em|numa) nova (?:janela|aba)"
    r"|apre in una nuova (?:finestra|scheda)|ekstern lenke|extern länk|externe link)\s*[)\]]?\s*",
    re.IGNORECASE,
)
_MAX_LINK_NOTE = 60  # characters
_LINK_NOTE_TAGS = ("span", "small", "em", "i")
_NOT_SHOWN = re.compile(r"display\s*:\s*none|mso-hide|font-size", re.IGNORECASE)
_ANIMATED = re.compile(
    r"(?:^|[\s_-])(?:wow|aos|anim\w*|fade\w*|reveal\w*|appear\w*|scroll\w*|slide\w*|lazy\w*)(?=[\s_-]|$)", re.IGNORECASE
)
_ANIMATED_STYLE = re.compile(r"\b(?:transform|transition|animation)\b", re.IGNORECASE)
_ANIMATED_ATTRIBUTE = re.compile(r"data-(?:aos|anim|scroll|sr\b|reveal|wow|appear|inview)", re.IGNORECASE)
_CONSENT_NAME = re.compile(r"cookie|consent|gdpr|ccpa|privacy|\bcmp", re.IGNORECASE)
_BOX_NAME = re.compile(r"overlay|pop-?up|modal|lightbox|banner", re.IGNORECASE)  # of any box over a page
COOKIES = re.compile(r"\bcookies?\b|куки|クッキー|쿠키|informasjonskaps|evästei|ciastecz|kolačić|çerez", re.IGNORECASE)
"""The word in the languages that have one of their own."""

_CONSENT_WORD = re.compile(
    r"\bcookies?\b|consent|personali[sz]ed? (?:ads|content)|куки|クッキー|쿠키|informasjonskaps|evästei|ciastecz|kolačić|çerez",
    re.IGNORECASE,
)
_MAIN = ".//main|.//article|self::main|self::article|self::body|self::html"
_MIN_SENTENCE = 8  # words; fewer are a label
_MIN_BUTTON_WORDS = 3  # of a button that is the heading of a panel; "Menu" and "Read more" have fewer
_MIN_ARTICLE = 40  # words; fewer ask for JavaScript
_MOST = 0.5  # share of the text

_DIALOGUES = etree.XPath("//*[@role='dialog' or @role='alertdialog' or @aria-modal='true']")
_NAMED = ("div", "section", "aside", "form", "p")
_STYLED = etree.XPath("//*[@hidden or @style or @aria-hidden='true']")
_CONTROLS = etree.XPath("//*[@aria-controls]/@aria-controls")
_TOGGLES = etree.XPath(
    "//*[@role='button' or @role='tab' or contains(@data-toggle, 'collapse') or contains(@data-bs-toggle, 'collapse')"
    " or contains(@class, 'accordion') or contains(@class, 'collaps') or contains(@class, 'toggle')]"
    "/@*[name()='href' or name()='data-target' or name()='data-bs-target']"
)
_PANEL_NAME = re.compile(r"accordion|collaps|\bfaq|expand", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?。！？।؟]")
_ASIDES = ("aside", "form", "header", "footer", "fieldset")
_PARAGRAPHS = etree.XPath(".//p[not(ancestor::nav)]")
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 dt summary legend".split())
_TEXTS = etree.XPath(".//text()[not(parent::script or parent::style or parent::template)]", smart_strings=False)


def settle_visibility(root: Element) -> tuple[Removal, ...]:
    """Change the tree so that it has what readers see; return the dialogues that it had."""
    _open_templates(root)
    write_formulas(root)
    total = _length(root)
    _show_noscript(root, total)
    removed = tuple(removal for element in _dialogues(root, total) if (removal := _take_out(element)))
    toggled = (target.removeprefix("#") for target in _strings(_TOGGLES, root) if target.startswith("#"))
    controlled = frozenset((*_strings(_CONTROLS, root), *toggled))
    for element in _elements(_STYLED, root):
        _uncover(element, controlled, total)
    for button in list(root.iter("button")):
        _settle_button(button)
    for note in root.iter(*_LINK_NOTE_TAGS):
        if _is_link_note(note):
            note.set("hidden", "")
    _settle_asides(root)
    return removed


def _open_templates(root: Element) -> None:
    """Make a template that browsers open without a script a plain element."""
    for template in list(root.iter("template")):
        if template.get("shadowrootmode") in ("open", "closed"):
            template.tag = "div"


def _show_noscript(root: Element, total: int) -> None:
    """Make an element for browsers without scripts a plain one if it holds most of the text, and not only a notice."""
    for element in list(root.iter("noscript")):
        if _length(element) > _MOST * total and word_count(_text(element)) >= _MIN_ARTICLE:
            element.tag = "div"


def is_hidden(element: Element) -> bool:
    """Whether an element of a settled tree cannot be seen."""
    attributes = element.attrib
    if not attributes:
        return False
    return (
        "hidden" in attributes
        or _HIDDEN_STYLE.search(str(attributes.get("style", ""))) is not None
        or _HIDDEN_CLASS.search(str(attributes.get("class", ""))) is not None
    )


def _length(element: Element) -> int:
    return sum(len(text.strip()) for text in _strings(_TEXTS, element))


def _dialogues(root: Element, total: int) -> list[Element]:
    """Return the outermost dialogues that do not hold the main part of the text."""
    headlines = sum(1 for _ in root.iter("h1"))
    found = [
        element for element in _elements(_DIALOGUES, root) if _asks(element) or not _holds_all_headlines(element, headlines)
    ]
    named = [element for element in root.iter(*_NAMED) if _is_named_for_consent(element)]
    named = [element for element in named if not _holds_all_headlines(element, headlines)]
    found += [element for element in named if _asks(element) and _length(element) <= _MOST * total]
    outermost = {element: None for element in found if not element.xpath(_MAIN)}
    return [element for element in outermost if not any(outer in outermost for outer in element.iterancestors())]


def _is_named_for_consent(element: Element) -> bool:
    """Whether the name of an element is that of a dialogue about consent. Of another box, its words must be about cookies."""
    name = _name(element)
    if _CONSENT_NAME.search(name):
        return True
    return _BOX_NAME.search(name) is not None and COOKIES.search(_text(element)) is not None


def _asks(element: Element) -> bool:
    return _CONSENT_WORD.search(_text(element)) is not None


def _holds_all_headlines(element: Element, headlines: int) -> bool:
    return headlines > 0 and sum(1 for _ in element.iter("h1")) == headlines


def _name(element: Element) -> str:
    return f"{element.get('id', '')} {element.get('class', '')} {element.get('aria-label', '')}"


def _text(element: Element) -> str:
    return " ".join(_strings(_TEXTS, element))


def _take_out(element: Element) -> Removal | None:
    """Empty an element of the tree; return what it said."""
    words = normalised_line(_text(element))
    for child in list(element):
        element.remove(child)
    element.text = None
    return Removal(DIALOGUE, words) if words else None


def _uncover(element: Element, controlled: Collection[str], total: int) -> None:
    """Take the marks that hide an element from it if its text is seen after all."""
    if not (is_hidden(element) or element.get("aria-hidden") == "true"):
        return
    is_seen = element.get("hidden") == "until-found" or _is_animated(element) or element.get("id") in controlled
    if is_seen or _has_button_beside(element) or _length(element) > _MOST * total:
        for name in ("hidden", "style", "aria-hidden"):
            element.attrib.pop(name, "")


def _has_button_beside(element: Element) -> bool:
    """Whether a hidden sentence stands next to a button: "Read more" behind it, or the heading of its panel before it."""
    around = element.getparent() if element.tag == "span" else None
    beside = [
        other
        for other in (element.getnext(), element.getprevious(), around.getnext() if around is not None else None)
        if other is not None
    ]
    if not any(other.tag == "button" or other.get("role") == "button" or other.get("onclick") for other in beside):
        return False
    text = _text(element)
    return word_count(text) >= _MIN_SENTENCE and _SENTENCE_END.search(text) is not None


def _is_animated(element: Element) -> bool:
    """Whether a script shows an element that is transparent until the reader comes to it."""
    style = str(element.get("style", ""))
    if "hidden" in element.attrib or not style or _NOT_SHOWN.search(style) or word_count(_text(element)) < _MIN_SENTENCE:
        return False
    has_attribute = any(_ANIMATED_ATTRIBUTE.match(str(name)) for name in element.attrib)
    return has_attribute or bool(_ANIMATED_STYLE.search(style) or _ANIMATED.search(str(element.get("class", ""))))


def _is_link_note(element: Element) -> bool:
    """Whether an element in a link, or right behind one, only says where the link leads."""
    before = element.getprevious()
    beside_link = (before is not None and before.tag == "a") or next(element.iterancestors("a"), None) is not None
    if not beside_link:
        return False
    text = _text(element)
    return len(text) <= _MAX_LINK_NOTE and _LINK_NOTE.fullmatch(text) is not None


def _settle_button(button: Element) -> None:
    """Make a button in a heading inline, and the button of a panel a heading."""
    if any(parent.tag in _HEADINGS for parent in button.iterancestors()):
        button.tag = "span"
    elif (button.get("aria-expanded") or _PANEL_NAME.search(_name(button))) and word_count(_text(button)) >= _MIN_BUTTON_WORDS:
        button.tag = "h3"


def _settle_asides(root: Element) -> None:
    """Make an element beside the main part a plain one if it holds most of the paragraphs."""
    asides = list(root.iter(*_ASIDES))
    total = sum(len(_text(paragraph)) for paragraph in _elements(_PARAGRAPHS, root)) if asides else 0
    for aside in asides:
        if total and sum(len(_text(paragraph)) for paragraph in _elements(_PARAGRAPHS, aside)) > _MOST * total:
            aside.tag = "div"


def _elements(path: etree.XPath, root: Element) -> list[Element]:
    found = path(root)
    return [element for element in found if isinstance(element, Element)] if isinstance(found, list) else []


def _strings(path: etree.XPath, root: Element) -> list[str]:
    found = path(root)
    return [str(text) for text in found] if isinstance(found, list) else []
