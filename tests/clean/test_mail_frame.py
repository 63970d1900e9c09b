"""What mail programs, lists and companies put around a text is removed, recorded, and nothing else is."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.clean.mail_frame import bare_subject, find_frame
from tests.clean.conftest import Clean

ONE = "The port authority of Lund opened the new ferry landing this morning, two months ahead of the plan."
TWO = "Harbour master Eva Lindqvist said that the ferries sail every hour from Friday, and cost four crowns."
TEXT = f"{ONE}\n\n{TWO}"
HEADERS = (
    "From: Port of Lund <press@port.example>\nDate: Mon, 3 Nov 2025 at 10:30\nSubject: Ferry landing opened\n"
    "To: <all@paper.example>"
)


def rules_of(statement: object) -> set[str]:
    return {removal.rule for removal in statement.removed}  # type: ignore[attr-defined]


def html_of(text: str) -> str:
    return "".join(f"<div>{row.replace('<', '&lt;') or '<br>'}</div>" for row in text.split("\n"))


FRAMES = {
    "gmail": (f"Kari, please look at this.\n\n---------- Forwarded message ---------\n{HEADERS}\n\n\n{TEXT}", "mail-headers"),
    "apple": (f"Begin forwarded message:\n\n{HEADERS}\n\n{TEXT}", "mail-headers"),
    "outlook": (f"For page two.\n\n{HEADERS.replace('Date', 'Sent')}\n\n{TEXT}", "mail-headers"),
    "german": (
        "-----Ursprüngliche Nachricht-----\nVon: Port of Lund [mailto:press@port.example]\n"
        f"Gesendet: Montag, 3. November 2025 10:30\nAn: Redaktion\nBetreff: Ferry landing opened\n\n{TEXT}",
        "mail-headers",
    ),
    "twice": (
        "See below.\n\n-------- Forwarded Message --------\nSubject: Fwd: Ferry landing opened\n"
        f"From: Ola <ola@paper.example>\n\nFYI\n\n---------- Forwarded message ----------\n{HEADERS}\n\n{TEXT}",
        "mail-headers",
    ),
    "list": (
        f"{TEXT}\n\n_______________________________________________\nPress mailing list\nPress@lists.port.example\n"
        "https://lists.port.example/mailman/listinfo/press",
        "mail-footer",
    ),
    "google group": (
        f'{TEXT}\n\n-- \nYou received this message because you are subscribed to the Google Groups "press" group.\n'
        "To unsubscribe from this group, send an email to press+unsubscribe@groups.example.",
        "mail-signature",
    ),
    "signature": (f"{TEXT}\n\n-- \nEva Lindqvist\nHarbour master\n+00 555 0199", "mail-signature"),
    "press office": (f"{TEXT}\n\nKind regards,\nEva Lindqvist\nPress office, port of Lund\n+00 555 0199", "mail-signature"),
    "german office": (f"{TEXT}\n\nMit freundlichen Grüßen\n\nEva Lindqvist\nPressestelle", "mail-signature"),
    "disclaimer": (
        f"{TEXT}\n\nThis e-mail and its attachments are confidential and intended solely for the\naddressee. "
        "If you have received it in error, delete it.\n\nPlease consider the environment before printing this e-mail.",
        "mail-disclaimer",
    ),
    "german disclaimer": (
        f"{TEXT}\n\nDiese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige Adressat sind,\n"
        "informieren Sie bitte den Absender.",
        "mail-disclaimer",
    ),
    "plain disclaimer": (f"{TEXT}\n\nThis message is confidential and may be privileged.", "mail-disclaimer"),
    "received in error": (f"{TEXT}\n\nIf you have received this message in error, please delete it.", "mail-disclaimer"),
    "settings": (f"{TEXT}\n\nTo manage your email preferences, go to port.example/mail.", "mail-footer"),
    "telephone": (f"{TEXT}\n\nSent from my iPhone", "mail-footer"),
    "warning": (
        f"CAUTION: This email originated from outside of the organisation. Do not click links\nor open attachments.\n\n{TEXT}",
        "mail-warning",
    ),
    "bracketed warning": (
        f"[EXTERNAL EMAIL] This message is from an external sender. Verify the sender before you click a link.\n\n{TEXT}",
        "mail-warning",
    ),
    "security warning": (
        f"Security notice - External email. The sender of this email is unknown: do not open attachments.\n\n{TEXT}",
        "mail-warning",
    ),
    "one word": (f"EXTERNAL EMAIL\n\n{TEXT}", "mail-warning"),
    "french warning": (
        f"ATTENTION : Ce courriel provient de l'externe. Ne cliquez pas sur les liens.\n\n{TEXT}",
        "mail-warning",
    ),
    "rare sender": (
        f"You don't often get email from press@port.example. Learn why this is important\n\n{TEXT}",
        "mail-warning",
    ),
    "answer": (
        f"{TEXT}\n\nOn Mon, 3 Nov 2025 at 08:00, Desk <desk@paper.example> wrote:\n> When does it open?\n> Desk",
        "mail-answered",
    ),
    "outlook answer": (
        f"{TEXT}\n\n-----Original Message-----\nFrom: Desk\nSent: Monday\nSubject: A question\n\nWhen does it open?",
        "mail-answered",
    ),
    "signed": (
        f"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n{TEXT}\n\n-----BEGIN PGP SIGNATURE-----\n\niQEzBAEBCAAdFiEE\n"
        "-----END PGP SIGNATURE-----",
        "mail-signature",
    ),
}
SUBJECTS = {"outlook": "FW: Ferry landing opened", "twice": "Fwd: Fwd: Ferry landing opened"}
PLAIN_ONLY = {"signed"}


@pytest.mark.parametrize("name", FRAMES)
@pytest.mark.parametrize("is_html", [False, True])
def test_the_frame_of_a_mail_is_removed_and_recorded(name: str, is_html: bool, clean: Clean) -> None:
    if is_html and name in PLAIN_ONLY:
        pytest.skip("OpenPGP signs plain text")
    text, rule = FRAMES[name]
    subject = SUBJECTS.get(name, "Ferry landing opened")
    content = html_of(text) if is_html else text
    media_type = "text/html" if is_html else "text/plain"
    statement = clean(content, media_type, title=subject, is_mail=True, fragment=True)
    assert statement.text == TEXT
    assert statement.title == "Ferry landing opened"
    assert statement.speaker == ""
    assert rule in rules_of(statement)


def test_a_forwarded_message_has_the_sender_subject_and_date_of_its_own(clean: Clean) -> None:
    told = {"title": "Fwd: what I found", "author": "Ola Holm", "dates": ("Fri, 14 Nov 2025 09:00:00 +0100",)}
    statement = clean(FRAMES["gmail"][0], is_mail=True, fragment=True, **told)
    assert statement.title == "Ferry landing opened"
    assert statement.published == datetime(2025, 11, 3, 10, 30, tzinfo=UTC)
    assert {removal.text for removal in statement.removed} >= {"Kari, please look at this.", "To: <all@paper.example>"}


@pytest.mark.parametrize("element", ['<div class="gmail_signature">', '<div id="Signature">', '<div class="moz-signature">'])
def test_a_signature_in_html_is_known_by_its_element(element: str, clean: Clean) -> None:
    html = f"<p>{ONE}</p><p>{TWO}</p>{element}Eva Lindqvist<br>Harbour master</div>"
    statement = clean(html, "text/html", title="Ferry", is_mail=True, fragment=True)
    assert statement.text == TEXT
    assert "Harbour master" in {removal.text for removal in statement.removed if removal.rule == "mail-signature"}


@pytest.mark.parametrize(
    "part",
    [
        "ATTENTION : ce courriel provient de l’extérieur de l’organisation. Ne cliquez pas sur les liens.",
        "PRECAUCIÓN: este correo se originó fuera de la organización. No haga clic en enlaces.",
        "You don’t often get email from press@port.example. Learn why this is important",
    ],
)
def test_a_warning_of_mail_from_outside_is_no_text(part: str, clean: Clean) -> None:
    statement = clean(f"{part}\n\n{TEXT}", title="Ferry landing opened", is_mail=True, fragment=True)
    assert statement.text.split("\n\n") == [ONE, TWO]
    assert not statement.speaker


@pytest.mark.parametrize(
    "part",
    ["You are receiving this because you opted in on our site.", "This email was sent to a@b.example by the Port of Lund."],
)
def test_why_a_newsletter_was_sent_is_no_text(part: str, clean: Clean) -> None:
    statement = clean(f"{TEXT}\n\n{part}", title="Ferry landing opened", is_mail=True, fragment=True)
    assert statement.text.split("\n\n") == [ONE, TWO]


@pytest.mark.parametrize(
    "part",
    [
        "Attention: the ministry sent its external partners a message about the ferry on Monday.",
        "The message to the Board was confidential, and intended for its members only, the Minister said.",
        "From: the first ferry of the morning\n\nTo: the last ferry of the night, all of them are new.",
        "--",
        "She said of the e-mail that it was confidential. It was sent to the wrong list of the ministry.",
        "The mailing list of the ministry had grown too long for the post, and so it was given up in the spring of that year. "
        "Nobody misses it, and its last keeper says that she has slept well since. The post misses it even less than she does.",
        "This message was sent to all ministers by the Board: the ferry stays.",
        "They asked to unsubscribe all ports from the treaty.",
        "Security and trust between towns outside the union were at the heart of the talks that Minister Holt held today.",
        "External trade grew, and the ministry asks all firms to verify the origin of what they buy outside the Union.",
        "Notice: the harbour is closed to ships from outside the bay, whose attachments to the quay are not safe.",
        "This message of trust came from partners outside the Union, and the Minister thanked them for it.",
        "This communication sets out new rules on the liability of makers of locks, and goes to the parliament in March.",
        "This communication describes how the sender of a parcel is told of the legally required duties.",
        "This communication is not legally binding on the ports, and informs the public.",
        "This e-mail pretends to come from the tax office: do not open its attachments, for they hold viruses.",
        "Of the towns outside the Union, none has verified the sender of the letters to the organisation.",
        "If you have received a grant in error, you have until 31 March to pay it back to the office of the port.",
        "If you are not yet on the roll, the clerk of the port adds you to it.",
        "Diese Nachricht ist für alle Empfänger von Wohngeld wichtig.",
        "Ce message est destiné à tous les pêcheurs du pays.",
        "Denne rapporten er ikke lenger fortrolig.",
        "To manage your debt in monthly rates, call the port office on any weekday.",
        "To stop receiving the grant, write to the office of the port.",
        "You have received the trust of every member of this house, and you will need it.",
        "Virus-free poultry is sold again from Friday.",
        "Checked by the inspectors of the port, the fish is safe to eat.",
        "The ministry opens a mailing list for fishers, who write to fish@port.example to join it.",
    ],
)
@pytest.mark.parametrize("place", ["top", "middle", "bottom"])
def test_what_only_looks_like_a_frame_stays(part: str, place: str, clean: Clean) -> None:
    text = {"top": f"{part}\n\n{TEXT}", "middle": f"{ONE}\n\n{part}\n\n{TWO}", "bottom": f"{TEXT}\n\n{part}"}[place]
    statement = clean(text, title="Ferry landing opened", is_mail=True, fragment=True)
    assert ONE in statement.text
    assert TWO in statement.text or part == "--"
    assert not part.strip("-") or part.split("\n")[0] in statement.text


@pytest.mark.parametrize(
    "signatory",
    [
        "Eva Lindqvist, Harbour master",
        "Eva Lindqvist, Personal Representative of the President",
        "Eva Lindqvist, in person",
        "Eva Lindqvist, Minister for Culture and Media",
        "Eva Lindqvist, Minister of Communications",
        "Ева Линд, начальник порта и престола",
    ],
)
def test_the_signatory_of_a_letter_stays(signatory: str, clean: Clean) -> None:
    letter = f"{TEXT}\n\nYours sincerely,\n{signatory}"
    assert signatory in clean(letter, title="Ferry", is_mail=True, fragment=True).text.split("\n\n")


def test_a_text_that_is_no_mail_keeps_what_looks_like_a_frame(clean: Clean) -> None:
    statement = clean(f"{HEADERS}\n\n{TEXT}", title="A letter")
    assert "From: Port of Lund" in statement.text


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("Fwd: Ferry", "Ferry"),
        ("[EXTERNAL] FW: RE: Ferry", "Ferry"),
        ("[EXT] Ferry", "Ferry"),
        ("WG: AW: Ferry", "Ferry"),
        ("TR : Ferry", "Ferry"),
        ("***SPAM*** Ferry", "Ferry"),
        ("Re[2]: Ferry", "Ferry"),
        ("EXTERNAL: Ferry", "Ferry"),
        ("[Update] Ferry", "[Update] Ferry"),
        ("External trade in October", "External trade in October"),
        ("Trade: exports grow", "Trade: exports grow"),
        ("Fwd:", "Fwd:"),
        ("", ""),
    ],
)
def test_a_subject_loses_what_programs_put_before_it(written: str, bare: str) -> None:
    assert bare_subject(written) == bare


@given(
    st.lists(
        st.sampled_from([*HEADERS.split("\n"), "", "-- ", "____________", "> x", "Fwd: y", ONE, "---- Forwarded message ----"])
    )
)
def test_every_row_either_stays_or_is_recorded(rows: list[str]) -> None:
    frame = find_frame(rows, "Fwd: x")
    kept = [rows[number].strip() for number in frame.kept if rows[number].strip()]
    removed = [removal.text for removal in frame.removed]
    assert sorted(kept + removed) == sorted(row.strip() for row in rows if row.strip())
