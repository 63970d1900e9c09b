"""The English words by which changes of a text are told apart (`relate/`)."""

from __future__ import annotations

from digest.text.lang.language_words import phrases

QUANTIFIERS = frozenset(
    """
    all both each every several some many most few half quarter double triple twice once dozen dozens hundred hundreds thousand
    thousands million millions billion billions trillion trillions first one another more less fewer least nearly almost about
    approximately around over under up least roughly total
    """.split()
)
"""Words that say how many, how much or how surely a number is meant (`relate/edit_kinds.py`)."""

RELATIVE_TIMES = frozenset(
    """
    today yesterday tomorrow tonight morning afternoon evening night noon midnight daily weekly monthly annual annually yearly
    next last previous following coming earlier later recent recently year years month months week weeks day days hour hours
    minute minutes am pm
    """.split()
)
"""Words that say when, beside months and weekdays (`relate/edit_kinds.py`)."""

RANK_MODIFIERS = frozenset(
    """
    deputy vice acting interim former ex late assistant associate alternate designate elect under principal senior special
    permanent honorary alleged allegedly suspected reported reportedly so-called
    """.split()
)
"""Words that change who or what the name or office beside them is (`relate/edit_kinds.py`)."""

CONDITIONS = frozenset("only solely merely unless except excluding if until pending or".split())
"""Words that say under which condition, or to what extent, something holds (`relate/edit_kinds.py`)."""

TELLING_SWAPS = (("and", "or"), ("from", "to"), ("for", "against"))
"""Function words that say another thing in the place of each other (`relate/routine.py`)."""

LIGHT_WORDS = frozenset(
    """
    a an the this that these those which who of in on at for by with and as to is are was were be been being has have had it
    its their his her our also so then here there
    """.split()
)
"""Words that may come, go or change in a corrected copy without changing what it says (`relate/edit_kinds.py`)."""

CORRECTION_MARKS = frozenset("corrected correction update updated revised amended reissued".split())
"""Words with which the title of a corrected copy says that it is one (`relate/edit_kinds.py`)."""

FRAME_OPENINGS = phrases(
    """
    for more information, for further information, for additional information, for more details, for further details,
    more information, further information, press office, press contact, press contacts, media contact, media contacts,
    media enquiries, media inquiries, press enquiries, press inquiries, contact, contacts, follow us, follow the, read more,
    learn more, find out more, see also, share this, subscribe, sign up, all rights reserved, copyright, ends, end,
    notes to editors, note to editors, for immediate release, distributed by, source, photo, image, picture, tags, related,
    press release, news release, click here, visit, watch, listen, download, print, back to top, stay connected
    """
)
"""With what the lines begin that a site puts before or behind a text (`relate/frame.py`)."""

FORM_WORDS = frozenset(
    """
    notice message letter order orders executive presidential proclamation memorandum memo determination statement remarks fact
    sheet text readout press release briefing report speaker house representatives president senate congress congressional
    committees chairman chairmen signs issues announces announcement declaration joint regarding concerning related respect
    """.split()
)
"""Words of a title that say the form of a document or to whom it goes, not its subject (`relate/pair_relation.py`)."""

SPOKEN_FORMS = frozenset("briefing briefings remarks readout excerpts excerpt gaggle transcript interview address call".split())
"""Words of the titles of what was said, which no order or letter has (`relate/pair_relation.py`)."""

JOINT_PHRASES = phrases(
    """
    joint statement, joint press statement, joint communique, joint communiqué, joint declaration, joint readout,
    joint press release, leaders statement, leaders' statement, ministers statement, ministers' statement, chair's statement
    """
)
"""What the title of a joint statement has (`relate/pair_relation.py`)."""
