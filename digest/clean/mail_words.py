"""The words that mail programs, lists and companies put around the text of a mail, in many languages, as patterns."""

from __future__ import annotations

import re

PREFIX = re.compile(
    r"\s*(?:(?:re|fwd?|aw|wg|tr|rv|vs|vb|sv|doorst|enc|i|r|antw|odp|pd|пер|отв|转发|回复|转寄)\s?(?:\[\d{1,3}\])?\s?[:：]"
    r"|(?:[\[({]|\*{1,5})\s?(?:ext(?:ern(?:al|e|o)?)?|outside|spam|suspected spam|bulk|caution)"
    r"(?:[ -](?:e-?mail|mail|sender))?\s?(?:[\])}]|\*{1,5})\s?:?"
    r"|ext(?:ernal)?(?:[ -](?:e-?mail|mail|sender))?\s?:(?=\s))\s*",
    re.IGNORECASE,
)
"""What programs put before a subject."""

FORWARD_PREFIX = re.compile(
    r"\b(?:fwd?|wg|tr|rv|vb|vs|doorst|enc|i|pd|пер|转发|转寄)\s?(?:\[\d{1,3}\])?\s?[:：]", re.IGNORECASE
)
"""The prefix of a subject of a message that is passed on."""

_FORWARDED = (
    r"(?:begin )?(?:forwarded|redirected) message|(?:anfang der )?weitergeleitete[nr]? (?:nachricht|mail|e-mail)"
    r"|(?:début du )?message (?:transféré|réexpédié)|(?:inicio del )?mensaje reenviado|mensagem (?:reencaminhada|encaminhada)"
    r"|(?:inizio )?messaggio inoltrato|(?:begin )?doorgestuurd bericht|videresendt (?:melding|besked|meddelelse)"
    r"|vidarebefordrat (?:brev|meddelande)|edelleenlähetetty viesti|treść przekazanej wiadomości|przekazana wiadomość"
    r"|пересылаемое (?:сообщение|письмо)|переслан(?:ное|е) (?:сообщение|повідомлення)|转发(?:的)?邮件|転送メッセージ"
)
_ORIGINAL = (
    r"original message|original-?nachricht|ursprüngliche nachricht|message d'origine|mensaje original|mensagem original"
    r"|messaggio originale|oorspronkelijk bericht|opprinnelig melding|oprindelig meddelelse|ursprungligt meddelande"
    r"|исходное сообщение|原始邮件"
)
FORWARD_MARK = re.compile(rf"\W*(?:{_FORWARDED})\s?:?\W*", re.IGNORECASE)
"""The row above a message that is passed on."""

ORIGINAL_MARK = re.compile(rf"\W*(?:{_ORIGINAL})\s?:?\W*", re.IGNORECASE)
"""The row above a message that is passed on or answered."""


_FIELDS = {
    "from": "from von de da van fra från od от від 发件人 差出人",
    "date": "date sent datum gesendet envoyé fecha enviado enviada_em enviado_em data inviato verzonden dato sendt skickat "
    "wysłano дата отправлено "
    "日期 发送时间 日時",
    "subject": "subject betreff objet asunto assunto oggetto onderwerp emne ämne temat тема 主题 件名",
    "other": "to an à a para aan til till do кому 收件人 宛先 cc kopie copie cci bcc reply-to antwort-an reply importance "
    "attachments anlagen resent-from priority копия 抄送",
}
FIELD_OF = {name.replace("_", " "): kind for kind, names in _FIELDS.items() for name in names.split()}
"""The names of the header fields in the text of a mail, to their kind."""

HEADER = re.compile(r"[>*_|\s]*([^\W\d][\w-]{0,20}(?: em)?)\s?[*_]*\s?[:：](?!//)[*_|\s]*(.*)")
"""A header field in the text of a mail: its name and its value."""


_THIS_MAIL = (
    r"this (?:incoming |is an external )?(?:e-?mail|mail|message|sender)|(?:the|this) sender|the following (?:e-?mail|message)"
    r"|the (?:e-?mail|mail|message) (?:below|above|you)|diese (?:e-?mail|mail|nachricht)|ce (?:message|courriel|mail|e-?mail)"
    r"|cet e-?mail|este (?:mensaje|correo|e-?mail)|esta (?:mensagem|mensaje)|quest[ao] (?:messaggio|e-?mail|mail)"
    r"|dit bericht|deze (?:e-?mail|mail)|denne e-post\w*|detta (?:e-post|mejl)\w*"
)
_ALERTS = (
    r"(?:(?:caution|warning|attention|notice|external|outside|alert|security|important|e-?mail|mail|message|sender|source|from"
    r"|achtung|vorsicht|warnung|hinweis|extern(?:er?|o|a)?|avertissement|atención|precaución|aviso|attenzione|let op|advarsel"
    r"|varning)\W+)"
)
BANNER = re.compile(
    r"(?=.{0,400}\b(?:outside|external|externe[nrs]?|extern|extern[oa]|estern[oa]|unknown sender|extérieur|fuera de|fora da"
    r"|außerhalb|utenfor|udenfor|utanför|buiten"
    r"|don['’]t often (?:get|receive) e?-?mail"
    r"|first[- ]time sender|not recogni[sz]e)\b)"
    rf"\W*(?:{_ALERTS}{{0,8}}(?:(?:{_THIS_MAIL})\b|you don['’]t often (?:get|receive) e?-?mail from)"
    rf"|{_ALERTS}{{1,8}}(?:please )?(?:be careful|(?:use|exercise) caution|think before|do not (?:click|open)|verify the sender"
    r"|of the\b)).{0,600}",
    re.IGNORECASE | re.DOTALL,
)
"""The warning of a mail server that a mail comes from outside: of this mail or its sender, perhaps below a word or two."""

BANNER_ABOUT = re.compile(
    r"\b(?:(?:click|open|follow|download)\w*(?: \w+){0,4} (?:links?|attachments?)|click(?:ing)? (?:on|anything)"
    r"|attachments? (?:unless|and|or)|links? (?:or|and|unless)|learn why|phishing"
    r"|(?:verify|know|trust|recogni[sz]e|check|confirm)(?: \w+){0,3} (?:sender|source)\b|sender(?:['’]s)? (?:identity|address)"
    r"|outside(?: of)? (?:(?:the|your|our|my|this) )?(?:[\w'’.&-]+ ){0,3}(?:organi[sz]ation|company|university|network|agency"
    r"|institution|department|firm|domain|(?:e-?)?mail system)"
    r"|(?:external|unknown|outside) (?:e-?mail |mail )?(?:sender|source)"
    r"|anhänge|klicken|absenders?|pièces? jointes?|cliquez|expéditeur|l['’]organisation|adjuntos|haga clic|remitente"
    r"|la organización|anexos|clique|allegati|mittente|bijlagen|afzender|vedlegg|avsender\w*|vedhæft\w*|bifogade)\b",
    re.IGNORECASE,
)
"""What such a warning is about, besides mail from outside: its links, attachments and sender, and the organisation."""

BANNER_ALONE = re.compile(
    r"\W*(?:external|outside|extern)(?: (?:e-?mail|mail|sender|message|source))?\W*|\W*e-?mail from outside\W*", re.IGNORECASE
)
"""A warning of one or two words."""

_MAIL = r"(?:e-?mails?|e-?mail message|mail|message|communication|transmission)"
_SECRET = (
    r"(?:is|are|be|contains?|includes?) (?:(?:strictly|private|legally|and|or|information|material|that|which|is|may|be|also"
    r"|sensitive|personal) ){0,6}(?:confidential|privileged|proprietary)"
)
_RECIPIENT = (
    r"(?:intended|named|proper|right|correct) (?:recipient|addressee)s?|intended (?:only|solely|exclusively)"
    r"|(?:the|an?) addressee|(?:received|sent|got)(?: \w+){0,4} (?:in error|by mistake)"
)
DISCLAIMER = re.compile(
    r"\W*(?:(?:legal |confidentiality )?(?:disclaimer|notice|note)\W{1,4}"
    r"|confidential(?:ity)?\W{1,4}|important\W{1,4})?"
    rf"(?:(?:(?:the|any|all) (?:information|contents?)\b.{{0,60}}\b)?this {_MAIL}\b(?:[^.!?]{{0,120}}\b{_SECRET}"
    rf"|.{{0,300}}\b(?:{_RECIPIENT}))\b.{{0,3000}}"
    r"|(?:the|any|all) (?:views?|opinions?)\b.{0,60}\bthis (?:e-?mail|message)\b.{0,300}\b(?:author|sender)\b.{0,3000}"
    r"|this e-?mail\b.{0,200}\b(?:for viruses|(?:free|virus)[ -](?:of|from|free)\b|not legally binding|delete (?:it|this)\b)"
    r".{0,3000}"
    r"|if you (?:have )?(?:received|got) (?:it|this|the (?:e-?mail|message|mail))\b.{0,80}\b(?:in error|by mistake)\b.{0,2000}"
    r"|if you (?:have )?(?:received|got) (?:in error|by mistake) (?:it|this|the (?:e-?mail|message))\b.{0,2000}"
    r"|if you are not (?:the|an) (?:\w+ )?(?:recipient|addressee)\b.{0,2000}"
    r"|(?:please )?(?:consider|think of|think about) the environment before .{0,100}"
    r"|save (?:paper|a tree)\W{1,3}(?:(?:please |do not |don['’]t |think |only )?(?:before )?(?:you )?print\b.{0,80})?"
    r"|diese (?:e-?mail|nachricht)\b.{0,300}\b(?:vertraulich\w*|adressat\w*"
    r"|(?:richtige|vorgesehene|bestimmungsgemäße|angegebene|genannte|eigentliche|beabsichtigte)[nr]? empfänger\w*).{0,2000}"
    r"|ce (?:message|courriel|mail)\b.{0,300}\b(?:confidentiel\w*|par erreur"
    r"|(?:pas|seule?|unique|exclusif) (?:le |la )?destinataire|destinataires? (?:désigné|indiqué|visé|mentionné)"
    r"|(?:exclusive|unique|stricte)ment\b.{0,40}\bdestin).{0,2000}"
    r"|este (?:mensaje|correo|e-?mail)\b.{0,300}\b(?:confidencial\w*|por error|(?:el|su|del) destinatario).{0,2000}"
    r"|esta mensagem\b.{0,300}\b(?:confidencial|confidenciais|por engano|por erro|(?:o|seu|do) destinatário).{0,2000}"
    r"|quest[ao] (?:messaggio|e-?mail|comunicazione)\b.{0,300}\b(?:(?:informazioni|contenuto|strettamente) riservat\w*"
    r"|confidenzial\w*|per errore|(?:il|al|del) destinatario).{0,2000}"
    r"|(?:dit bericht|deze e-?mail)\b.{0,300}\b(?:vertrouwelijk|geadresseerde)\w*.{0,2000}"
    r"|den(?:ne|na) (?:e-?post|e-?mail|mail|melding|meddelelse)\w*\b.{0,100}"
    r"\b(?:konfidensiel|fortrolig|konfidentiell)\w*.{0,2000})",
    re.IGNORECASE | re.DOTALL,
)
"""A paragraph for those who get a mail by mistake: it speaks of the recipient or of the secrecy of this mail."""

_MAILINGS = r"(?:e-?mails?|mail|mailings?|messages?|newsletters?|releases?|updates?|alerts?|notifications?|bulletins?|digests?)"
FOOTER = re.compile(
    r"\W*(?:sent from (?:my|mail for|outlook|yahoo|samsung|proton)\b.{0,60}|get outlook for .{0,40}|von meinem \w+ gesendet\W*"
    r"|envoyé de(?:puis)? mon .{0,40}|enviado desde mi .{0,40}|inviato da(?:l mio)? .{0,40}|sendt fra min .{0,40}"
    r"|virus-?free\W*(?:(?:https?://|www\.)\S+\W*)?|this e-?mail has been (?:checked|scanned)\b.{0,100}"
    r"|(?:checked|scanned) (?:for (?:\w+ ){0,3}(?:virus(?:es)?|malware)|by (?:[\w.]+ ){0,3}(?:avg|avast|anti-?virus|norton"
    r"|mcafee|kaspersky|messagelabs|mimecast|https?://\S+|www\.\S+))\b.{0,80}"
    r"|you are subscribed to\b.{0,200}\b(?:list|group|newsletter|e-?mails?|alerts|updates)\b.{0,600}"
    rf"|you (?:are (?:receiving|getting)|received|have received|get)"
    r" (?:this because"
    rf"|(?:this|these|our|the|an?)\b.{{0,40}}\b{_MAILINGS}\b)"
    r".{0,200}\b(?:subscri|opted|signed up|list\b|group\b|member).{0,600}"
    r"|this (?:e-?mail|message) was sent to \S+@\S+.{0,300}"
    r"|subscriber services\s*(?:[:|].{0,200})?|manage (?:your )?(?:\w+ )?(?:preferences|subscriptions?)\b.{0,200}"
    rf"|to (?:unsubscribe|opt out of|stop receiving (?:(?:these|this|such|our|the|further|future) )?(?:\w+ )?{_MAILINGS}"
    r"|(?:post to|leave) this (?:list|group)|manage your (?:[\w-]+ ){0,2}(?:preferences|subscriptions?|settings|alerts))\b"
    r".{0,400}"
    r"|(?:click here to )?unsubscribe\b.{0,300}|(?:[\w.-]+ ){1,4}mailing list\s*"
    r"|(?:[\w.-]+ ){1,4}mailing list\W+(?:\S+@|https?://).{0,300}|.{0,120}(?:https?://|@)\S*(?:listinfo|mailman)\b.{0,300}"
    r"|(?=.{0,400}(?:@|https?://))(?:[\w.-]+ ){0,12}mailverteiler\b.{0,300}"
    r"|https?://\S*(?:listinfo|unsubscribe|mailman)\S*|[\w.+-]+@(?:lists?|listserv|groups)\.[\w.-]+)",
    re.IGNORECASE | re.DOTALL,
)
"""A paragraph of a mailing list or a mail program below a text: it speaks of this mail, the list or its settings."""

DELIMITER = re.compile(r"[_=-]{5,}\s*")
"""A row that is a line."""

SIGNATURE_MARK = re.compile(r"--_?\s*")
"""The row above a signature."""

CLOSE = re.compile(
    r"\W*(?:(?:with )?(?:kind|best|warm|many)(?:est)? (?:regards|wishes|thanks)"
    r"|regards|(?:yours )?(?:sincerely|faithfully|truly)(?: yours)?"
    r"|mit freundlichen grüßen|freundliche grüße|viele grüße|(?:bien )?cordialement|bien à vous"
    r"|(?:un )?saludos?(?: cordial(?:es)?)?"
    r"|atentamente|cordiali saluti|distinti saluti|com os melhores cumprimentos|atenciosamente|met vriendelijke groet(?:en)?"
    r"|med vennlig hilsen|med venlig hilsen|med vänliga hälsningar|vänliga hälsningar|с уважением|з повагою|z poważaniem)\W*",
    re.IGNORECASE,
)
"""The row above the name below a letter."""

OFFICE = re.compile(
    r"\d{3}|@|https?://|www\.|\b(?:press|newsroom|spokes(?:man|woman|person|people)\w*|prensa|stampa|imprensa"
    r"|(?:media|communications?) (?:office\w*|relations?|team|contact|desk|service|department|unit|manager|director|advis[eo]r"
    r"|en?quiries|inquiries|centre|center|and|&)|(?:head|director|manager|office|department|chief)(?: of|,)?"
    r" (?:media|communications?)"
    r"|presse(?!n)\w*|press(?:kontakt|sekreter|tjänst|avdelning|ansvarig|chef|meddel)\w*"
    r"|pers(?:voorlicht\w*|contact\w*|dienst|bureau|chef|woordvoerder\w*)?"
    r"|пресс(?:а|-\w+|служб\w*|секретар\w*|центр\w*)|прес-?(?:служб|секретар|центр)\w*)\b",
    re.IGNORECASE,
)
"""What the signature of a press office has, and the signatory of a letter has not."""

ARMOUR = re.compile(r"-----(?:BEGIN PGP SIGNED MESSAGE|BEGIN PGP SIGNATURE|END PGP SIGNATURE)-----")
"""The marks of OpenPGP."""

ATTRIBUTION = re.compile(
    r"[>\s]*(?:(?:on|am|le|el|il|op|den|em) )?.{0,200}\b(?:wrote|writes|schrieb|a écrit|escribió|ha scritto|schreef|skrev"
    r"|escreveu|написал\w*|пише|писал\w*)\b.{0,120}:\s*",
    re.IGNORECASE,
)
"""The row above a quotation that is answered."""
