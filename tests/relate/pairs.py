"""Texts for tests of relations, invented, and the decision about two of them."""

from __future__ import annotations

from datetime import UTC, datetime

from digest.records import StatementRelation
from digest.relate.compared_text import ComparedText
from digest.relate.same_text import same_text

DAY = datetime(2026, 3, 2, 15, tzinfo=UTC)
TITLE = "Minister Halvorsen’s Meeting with Foreign Minister Okafor"

TEXT = """\
Foreign Minister Halvorsen met Foreign Minister Okafor of Lagoria in Bergen on Monday, 2 March. The two ministers \
discussed the fishing agreement between both countries, which did not enter into force last year.

The government will provide $200 million for the harbours of the north coast, 5 percent more than in 2025. "We welcome \
the offer of our partners," the minister said. She noted that 20 inspectors may begin their work before the summer, and \
that Lagoria supports the proposal of the European Union. Deputy Minister Lund will lead the delegation to Abuja.

Both sides agreed to resume the talks on the protection of the spawning grounds, to open a joint office, and to report \
to their parliaments about the results. The ministers thanked the crews of the rescue vessels for their long and patient \
work."""

GERMAN = """\
Die Außenministerin hat am Montag in Berlin mit ihrem Amtskollegen aus Lagorien über die Lage der Häfen gesprochen. \
Beide Seiten wollen die Verhandlungen im Sommer fortsetzen und haben zwei gemeinsame Ausschüsse eingesetzt. Die \
Regierung stellt dafür zehn Millionen Euro bereit. Die Ministerin sagte, das Abkommen werde nicht vor dem Herbst \
unterzeichnet, und dankte den Kräften vor Ort für ihren geduldigen Einsatz in den vergangenen Wochen und Monaten."""

FRENCH = """\
La ministre des affaires étrangères a reçu lundi à Paris son homologue de Lagorie pour évoquer la situation des ports. \
Les deux ministres ont décidé de poursuivre les négociations au printemps et de créer une commission commune. Le \
gouvernement versera dix millions d'euros. La ministre a indiqué que l'accord ne sera pas signé avant l'automne et a \
remercié les équipes sur place pour leur travail patient au cours des dernières semaines."""

CHINESE = """\
外交部长三月二日在北京会见了来访的拉各里亚外长。双方讨论了港口合作和渔业协定，同意在夏季恢复谈判，并设立两个联\
合委员会。中方将提供二百万元用于港口建设。部长表示，协定今年不会生效，感谢救援人员长期耐心的工作。双方还就地区\
局势交换了意见。"""

ARABIC = """\
التقى وزير الخارجية يوم الاثنين نظيره اللاغوري في الرباط وبحث معه أوضاع الموانئ واتفاق \
الصيد بين البلدين. واتفق الجانبان على استئناف المحادثات في الصيف وإنشاء لجنتين مشتركتين. \
وستقدم الحكومة 200 مليون درهم لموانئ الساحل الشمالي. وقال الوزير إن الاتفاق لن يدخل حيز \
التنفيذ هذا العام وشكر طواقم سفن الإنقاذ على عملها الطويل والصبور في الأسابيع الماضية."""


def text(
    body: str, title: str = TITLE, *, name: str = "a", published: datetime | None = DAY, source: str = "mfa"
) -> ComparedText:
    """A text to compare."""
    return ComparedText(name, body, title, published, source)


def relation(before: str, after: str, title: str = TITLE, other_title: str | None = None) -> StatementRelation | None:
    """How two texts of one day and source are related."""
    return same_text(text(before, title), text(after, title if other_title is None else other_title, name="b"))
