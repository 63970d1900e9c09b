"""The words that several output formats share, in the language of the edition. Pure."""

from __future__ import annotations

from digest.compile.view_model import View
from digest.locale.catalogue import ENGLISH, Catalogue
from digest.records import StatementType, Withdrawal, joined_names
from digest.text.visible import visible_text


def type_label(kind: StatementType, words: Catalogue = ENGLISH) -> str:
    """Return a type as readers see it, for example "Joint statement"; "" if the type is not known."""
    labels = {
        StatementType.STATEMENT: words.gettext("Statement"),
        StatementType.READOUT: words.gettext("Readout"),
        StatementType.JOINT_STATEMENT: words.gettext("Joint statement"),
        StatementType.REMARKS: words.gettext("Remarks"),
        StatementType.TRANSCRIPT: words.gettext("Transcript"),
        StatementType.FACT_SHEET: words.gettext("Fact sheet"),
        StatementType.ORDER: words.gettext("Order"),
        StatementType.PRESS_RELEASE: words.gettext("Press release"),
        StatementType.NOTICE: words.gettext("Notice"),
        StatementType.GREETING: words.gettext("Greeting"),
        StatementType.SCHEDULE: words.gettext("Schedule"),
        StatementType.BLOG: words.gettext("Blog"),
        StatementType.OTHER: "",
    }
    return labels[kind]


def topic_label(topic: str, words: Catalogue) -> str:
    """Return a topic, a field of `TopicWords`, as readers see it; "" for none."""
    labels = {
        "security": words.gettext("Security and conflict"),
        "rights": words.gettext("Rights and justice"),
        "economy": words.gettext("Economy and trade"),
        "aid": words.gettext("Aid and development"),
        "climate": words.gettext("Climate and energy"),
        "health": words.gettext("Health"),
        "migration": words.gettext("Migration"),
        "technology": words.gettext("Technology"),
    }
    return labels.get(topic, "")


def model_label(name: str, words: Catalogue) -> str:
    """Return the name of a model as readers see it; of two that answer together, what each reads."""
    line = visible_text(name)
    names = joined_names(line)
    if not names:
        return line
    return words.gettext("{model} (English), {other} (other languages)", model=names[0], other=names[1])


def cut_label(words: Catalogue) -> str:
    """Return the mark of a key point that is a sentence without some of its words, in its brackets, as every format has it."""
    label = words.gettext("verbatim but for words left out")
    return f"({label})"


def omitted_text(view: View) -> str:
    """Return how many statements of a mail stand in its list only."""
    return view.words.ngettext(
        "{number} more statement is in the list above only, with its link, to keep this mail short.",
        "{number} more statements are in the list above only, with their links, to keep this mail short.",
        view.omitted,
    )


def withdrawal_note(withdrawal: Withdrawal, timezone: str, words: Catalogue) -> str:
    """Return in which edition a withdrawn statement was, and since when its page is gone."""
    return words.gettext(
        "In the edition of {date}; its page is gone since {time}.",
        date=words.day(withdrawal.slot),
        time=words.local_time(withdrawal.gone, timezone),
    )
