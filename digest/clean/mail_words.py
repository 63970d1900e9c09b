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


BANNER = re.compile(
    r"(?=.{0,400}\b(?:outside|external|externe[nrs]?|extern|extern[oa]|estern[oa]|unknown sender|extérieur|fuera de|fora da"
    r"|außerhalb|utenfor|udenfor|utanför|buiten"
    r"|don['’]t often (?:get|receive) e?-?mail"
    r"|first[- ]time sender|not recogni[sz]e)\b)"
    r"\W*(?:(?:caution|warning|attention|notice|external|alert|be careful|security|achtung|vorsicht|warnung|hinweis"
    r"|avertissement|atención|precaución|aviso|attenzione|let op|advarsel|varning)\b.{0,600}"
    r"|(?:this|the) (?:e-?mail|message)\b.{0,80}\b(?:originate[sd]?|sent|come|comes|came|received|is|was)\b.{0,600}"
    r"|you don['’]t often (?:get|receive) e?-?mail from .{0,300}"
    r"|diese (?:e-?mail|nachricht) .{0,300}|ce (?:message|courriel) .{0,300}|este (?:mensaje|correo) .{0,300})",
    re.IGNORECASE | re.DOTALL,
)
"""The warning of a mail server that a mail comes from outside."""

BANNER_ABOUT = re.compile(
    r"\b(?:click|attachments?|links?|originate[sd]?|from outside|from an? (?:external|unknown)|outside (?:of )?(?:the|your|our)"
    r"|verify|trust|recogni[sz]e|learn why|phishing|anhänge|klicken|stammt|pièces? jointes?|cliquez|provient|adjuntos|haga clic"
    r"|procede|allegati|bijlagen|vedlegg|lenker)\b",
    re.IGNORECASE,
)
"""What such a warning is about, besides mail from outside."""

BANNER_ALONE = re.compile(
    r"\W*(?:external|outside|extern)(?: (?:e-?mail|mail|sender|message|source))?\W*|\W*e-?mail from outside\W*", re.IGNORECASE
)
"""A warning of one or two words."""

DISCLAIMER = re.compile(
    r"\W*(?:(?:legal |confidentiality )?(?:disclaimer|notice|note)\W{1,4}"
    r"|confidential(?:ity)?\W{1,4}|important\W{1,4})?"
    r"(?:(?:(?:the|any|all) (?:information|contents?|views?|opinions?)\b.{0,60}\b)?"
    r"this (?:e-?mails?|messages?|communication|transmission)\b.{0,300}"
    r"\b(?:confidential|privileged|intended (?:only|solely|recipients?|for)|addressee|virus(?:es)?|legally|liab\w+|disclos\w+"
    r"|author|sender)\b.{0,3000}"
    r"|if you (?:have received|received|are not|have got|got)\b.{0,120}"
    r"\b(?:in error|by mistake|intended (?:recipient|addressee))\b.{0,2000}"
    r"|(?:please )?(?:consider|think of|think about) the environment before .{0,100}|save (?:paper|a tree)\b.{0,100}"
    r"|diese (?:e-?mail|nachricht)\b.{0,300}\b(?:vertraulich|empfänger|adressat)\w*.{0,2000}"
    r"|ce (?:message|courriel|mail)\b.{0,300}\b(?:confidentiel|destinataire|destiné)\w*.{0,2000}"
    r"|este (?:mensaje|correo|e-?mail)\b.{0,300}\b(?:confidencial|destinatario)\w*.{0,2000}"
    r"|esta mensagem\b.{0,300}\b(?:confidencial|destinatário)\w*.{0,2000}"
    r"|quest[ao] (?:messaggio|e-?mail|comunicazione)\b.{0,300}\b(?:riservat|confidenzial|destinatari)\w*.{0,2000}"
    r"|(?:dit bericht|deze e-?mail)\b.{0,300}\b(?:vertrouwelijk|geadresseerde)\w*.{0,2000}"
    r"|den(?:ne|na|ne e-?post|na e-?post)\b.{0,100}\b(?:konfidensiel|fortrolig|konfidentiell)\w*.{0,2000})",
    re.IGNORECASE | re.DOTALL,
)
"""A paragraph for those who get a mail by mistake."""

FOOTER = re.compile(
    r"\W*(?:sent from (?:my|mail for|outlook|yahoo|samsung|proton)\b.{0,60}|get outlook for .{0,40}|von meinem \w+ gesendet\W*"
    r"|envoyé de(?:puis)? mon .{0,40}|enviado desde mi .{0,40}|inviato da(?:l mio)? .{0,40}|sendt fra min .{0,40}"
    r"|virus-?free\b.{0,60}|(?:this e-?mail has been )?(?:checked|scanned) (?:for|by)\b.{0,80}"
    r"|you (?:are receiving|received|are subscribed|have received)\b.{0,200}"
    r"\b(?:subscri|opted|signed up|list\b|group\b|member).{0,600}"
    r"|this (?:e-?mail|message) was sent to \S+@\S+.{0,300}|(?:subscriber services|manage (?:your )?preferences)\b.{0,200}"
    r"|to (?:unsubscribe|stop receiving|post to this|leave this|manage your)\b.{0,400}"
    r"|(?:click here to )?unsubscribe\b.{0,300}|(?:[\w.-]+ ){1,4}mailing list\s*"
    r"|(?=.{0,400}(?:@|https?://)).{0,120}\b(?:mailing list|listinfo|mailman|mailverteiler)\b.{0,300}"
    r"|https?://\S*(?:listinfo|unsubscribe|mailman)\S*|[\w.+-]+@(?:lists?|listserv|groups)\.[\w.-]+)",
    re.IGNORECASE | re.DOTALL,
)
"""A paragraph of a mailing list or a mail program below a text."""

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
    r"\d{3}|@|https?://|www\.|\b(?:press|media|communications?|spokes\w+|newsroom|presse\w*|pressestelle|prensa|stampa|imprensa"
    r"|pers\w*|presse\w*|press\w*|пресс\w*|прес\w*)\b",
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
