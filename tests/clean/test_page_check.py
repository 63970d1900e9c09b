"""What stands in the place of a statement is refused, by what it says and holds; a real statement never is, however short."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.clean.document import Line
from digest.clean.page_check import Page, why_no_statement
from digest.errors import InputError
from digest.text.lang import LANGUAGES
from digest.text.lang.language_words import WallPhrases
from tests.clean.conftest import Clean

ITEM = ("Harbour of Lund closes for dredging in May", "The harbour closes for six weeks.")
OWN = {"link": "https://a.gov/n/7", "address": "https://a.gov/n/7"}
STATEMENT = "The Port Authority of Lund closes the inner harbour from 4 May, as it must be dredged. Ferries use the outer pier."


def page(title: str, *paragraphs: str, heading: str | None = None, head: str = "", more: str = "") -> str:
    """A page with its headline, its paragraphs, and what else stands in its body."""
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>{more}"
        f"<main><h1>{title if heading is None else heading}</h1>{body}</main></body></html>"
    )


CHALLENGES = [
    page("One more step", "Please confirm you are human to go on.", "Your support ID is 7741902.", "Port of Lund"),
    page(
        "Attention Required!", "Why have I been blocked?", "You do not have permission to view this page.", "Your IP: 192.0.2.7"
    ),
    page("www.a.gov", "Please enable JavaScript and cookies, then reload the page.", "Protected by the shield of a.gov"),
    page("Access Denied", "You don't have permission to access this resource on this server.", "Reference #18.2f7a.1764"),
    page("Too many requests", "Too many requests have come from your network. Please slow down."),
    page("Einen Moment", "Wir prüfen, ob Sie ein Mensch sind.", "Bitte aktivieren Sie JavaScript in Ihrem Browser."),
    page("Vérification de sécurité", "Confirmez que vous n'êtes pas un robot pour continuer."),
    page("Comprobando", "Estamos comprobando su navegador antes de entrar.", "Habilite JavaScript."),
    page("Проверка", "Подтвердите, что вы не робот.", "Включите JavaScript и обновите страницу."),
    page("请稍候", "正在检查您的浏览器，请稍候。", "请启用 JavaScript。"),
    page("確認", "続行する前に、お使いのブラウザを確認しています。しばらくお待ちください。"),
]
CONSENTS = [
    page("Your choice", "We use cookies to improve our pages.", "You can manage your preferences in the privacy settings."),
    page("Before you continue", "Our website uses cookies and other techniques. By going on you agree to our terms of use."),
    page("Cookies", "Wir verwenden Cookies. Bitte stimmen Sie der Verwendung zu, um fortzufahren.", "Cookie-Einstellungen"),
    page("Vos choix", "Nous et nos 300 partenaires utilisons des traceurs. Nous utilisons des cookies sur votre appareil."),
    page("Privacidad", "Utilizamos cookies propias y de terceros. Puede aceptar todas o cambiar la configuración de cookies."),
    page("Privacy", "Noi e i nostri partner utilizziamo i cookie. Prima di continuare, scegli le preferenze sui cookie."),
    page("Pliki cookie", "Ta strona używa plików cookie. Zaakceptuj wszystkie albo zmień ustawienia cookie."),
]
NOT_FOUND = [
    page("Sorry", "The page you are looking for is not here. It may have been moved or deleted."),
    page("404", "Nothing was found at this address. Go to the homepage or try a search."),
    page("Error 404", "We couldn't find that page. Check the spelling of the address, or use our search."),
    page("Seite nicht gefunden", "Die gewünschte Seite existiert nicht oder wurde verschoben.", "Zur Startseite"),
    page("Page introuvable", "La page que vous cherchez n'existe plus. Retour à l'accueil."),
    page("Página no encontrada", "La página que busca no existe o ha cambiado de dirección."),
    page("Pagina non trovata", "La pagina che stai cercando non esiste. Torna alla home."),
    page("Siden finnes ikke", "Siden du leter etter er flyttet eller slettet."),
    page("Страница не найдена", "Запрашиваемая страница не существует. Проверьте адрес."),
    page("صفحة", "لم يتم العثور على الصفحة التي تبحث عنها. العودة إلى الصفحة الرئيسية."),
    page("페이지", "요청하신 페이지를 찾을 수 없습니다. 주소를 확인해 주세요."),
]
LOGINS = [
    page("Staff portal", "Please sign in to continue.", "Forgot your password?", more="<form><input type=password></form>"),
    page("Sign in", "You must be logged in to read this page.", "No account yet? Create an account."),
    page("Anmelden", "Bitte melden Sie sich an.", "Passwort vergessen?"),
    page("Session", "Votre session a expiré. Veuillez vous connecter.", "Mot de passe oublié"),
    page("Members", "This content is for subscribers only. Subscribe to read it."),
    page("Zugang", "Kennung", "Geheimwort", more="<form><input name=k><input type='password'></form>"),
]
UNAVAILABLE = [
    page("We'll be back", "Our website is down for maintenance. Please try again later."),
    page("Service Unavailable", "The server is busy. Try again in a few minutes."),
    page("Internal Server Error", "An unexpected error occurred. We apologize for the inconvenience."),
    page("Wartung", "Die Website wird gerade gewartet. Wir bitten um Ihr Verständnis."),
    page("Indisponible", "Le site est actuellement en maintenance. Merci de réessayer plus tard."),
    page("En mantenimiento", "El sitio está en mantenimiento. Disculpe las molestias."),
    page("Технические работы", "На сайте проводятся технические работы. Попробуйте позже."),
    page("系统维护", "网站正在系统维护，请稍后再试。"),
]
SHELLS = [
    page("", "Loading…"),
    page("Lund", "Bitte warten", heading=""),
    page(ITEM[0], "Loading...", heading=""),
    page(ITEM[0], "Please enable JavaScript to view this page.", heading=""),
    "<html><head><title>Port of Lund</title></head><body><div id=root>Chargement en cours</div></body></html>",
]
WALLS = [*CHALLENGES, *CONSENTS, *NOT_FOUND, *LOGINS, *UNAVAILABLE, *SHELLS]


@pytest.mark.parametrize("wall", WALLS)
def test_a_wall_is_no_statement(wall: str, clean: Clean) -> None:
    with pytest.raises(InputError, match="is not a statement"):
        clean(wall, "text/html", title=ITEM[0], announced=ITEM, **OWN)


@pytest.mark.parametrize("wall", WALLS)
def test_a_wall_is_no_statement_either_if_nothing_announced_it(wall: str, clean: Clean) -> None:
    with pytest.raises(InputError, match="is not a statement"):
        clean(wall, "text/html")


@pytest.mark.parametrize(
    "sentence", ["Too many requests. Please slow down.", "404 Not Found", "Access denied.", "Service unavailable"]
)
def test_a_wall_without_markup_is_none(sentence: str, clean: Clean) -> None:
    with pytest.raises(InputError, match="is not a statement"):
        clean(sentence, title=ITEM[0], announced=ITEM, **OWN)


def test_a_wall_in_words_that_nobody_listed_is_no_statement_of_an_item(clean: Clean) -> None:
    unknown = page("Halt!", "Das Tor ist zu, und der Wächter kennt dich nicht.", "Klopfe dreimal.")
    with pytest.raises(InputError, match="holds none of what was announced as “Harbour of Lund"):
        clean(unknown, "text/html", title=ITEM[0], announced=ITEM, **OWN)


MENU = "".join(f'<li><a href="/{name}">{name} of the Port Authority</a></li>' for name in ("News", "Ships", "Tides", "Fees"))


def test_a_page_of_nothing_but_navigation_is_no_statement(clean: Clean) -> None:
    head = "<html><head><title>Port of Lund</title></head>"
    menu = f"{head}<body><div><ul>{MENU}</ul></div><p>© 2026 Port of Lund</p></body></html>"
    with pytest.raises(InputError, match="is not a statement"):
        clean(menu, "text/html")
    with pytest.raises(InputError, match="is not a statement"):
        clean(menu, "text/html", title=ITEM[0], announced=ITEM, **OWN)


@pytest.mark.parametrize(
    ("text", "kind", "what"),
    [
        ('{"id": 7, "title": "Harbour"}', "text/plain", "JSON data"),
        ('[{"id": 7}]', "text/html", "JSON data"),
        ("port,date,tonnes\nLund,2026-05-04,12\nHolm,2026-05-05,9\n", "text/plain", "a table of data"),
        ("Hafen;Tag;Menge\nLund;4.5.;12\n", "text/plain", "a table of data"),
        ("port\ttonnes\nLund\t12\nHolm\t9\nBrenna\t3\n", "text/plain", "a table of data"),
        (
            "<?xml version='1.0'?>\n<!-- feed --><rss version='2.0'><channel><title>T</title></channel></rss>",
            "text/html",
            "a feed",
        ),
        ("<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title></feed>", "application/xml", "a feed"),
        ("<?xml version='1.0'?><urlset><url><loc>https://a.gov/</loc></url></urlset>", "text/html", "a sitemap"),
        ("BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR", "text/plain", "a calendar"),
    ],
)
def test_data_behind_a_link_is_no_statement(text: str, kind: str, what: str, clean: Clean) -> None:
    with pytest.raises(InputError, match=f"is {what}.*, not a statement"):
        clean(text, kind)


@pytest.mark.parametrize(
    "text",
    [
        "On Friday, May 1, 2026, the Mayor signed:\n\nOrder 5, which names the pier in Brenna, Holm, as the Pier of Pilots.",
        "Jane Quill, Minister of Ports, Lund\nJohn Roe, Minister of Roads, Holm\nAda Poe, Harbour Master, Brenna",
        "Lund, Holm, Brenna and Vik\nJoined the Treaty, the Compact, the Union",
    ],
)
def test_short_rows_with_commas_are_no_table(text: str, clean: Clean) -> None:
    assert clean(text, "text/plain").text


# --- redirects -------------------------------------------------------------------------------------------------------

ANOTHER = page(
    "Buy lamps", *(f"Lamp number {number} lights up every room of your house in warm colours." for number in range(40))
)


def test_a_page_of_another_site_is_no_statement_of_an_item(clean: Clean) -> None:
    with pytest.raises(InputError, match=r"is on another site \(lamps.example\)"):
        clean(ANOTHER, "text/html", title=ITEM[0], announced=ITEM, link=OWN["link"], address="https://lamps.example/x")


def test_a_page_that_moved_to_another_site_is_still_the_statement(clean: Clean) -> None:
    moved = page(ITEM[0], STATEMENT)
    assert "outer pier" in clean(moved, "text/html", announced=ITEM, link=OWN["link"], address="https://port.example/x").text


@pytest.mark.parametrize(
    "home", ["https://a.gov/", "https://a.gov", "https://a.gov/en/", "https://a.gov/index.html", "https://a.gov/de"]
)
def test_a_home_page_is_no_statement_of_a_link_that_led_to_it(home: str, clean: Clean) -> None:
    news = page(
        "Port of Lund", *(f"{ITEM[0]}, and {number} other news of the week, which you find below." for number in range(9))
    )
    with pytest.raises(InputError, match="is the home page"):
        clean(news, "text/html", title=ITEM[0], announced=ITEM, link=OWN["link"], address=home)
    assert clean(news, "text/html", title=ITEM[0], announced=ITEM, **OWN).text


# --- real statements -------------------------------------------------------------------------------------------------

REAL = [
    (
        "New rules for cookies",
        "From March, web sites may store cookies only where their visitors agree. Fines reach 4 million crowns.",
    ),
    (
        "Cookies: what changes for you",
        "You decide which cookies a site may store on your device, the Minister said. The law takes effect in May.",
    ),
    (
        "Access denied to aid convoys",
        "Access to the northern district was denied to two aid convoys on Sunday. The Ministry condemns it.",
    ),
    (
        "Access denied",
        "Fourteen lorries with flour stand at the border of Holm. The Ministry asks all sides to let them pass.",
    ),
    (
        "Web site of the Ministry under maintenance on Sunday",
        "The web site of the Ministry will be under maintenance on Sunday. We apologise for any inconvenience.",
    ),
    (
        "Scheduled maintenance",
        "The portal for permits will be closed on Sunday, 8 November, from 02:00 to 06:00. Please hand in forms before.",
    ),
    ("404", "The 404th Wing returned to its base in Lund this morning. Its commander thanked the families."),
    (
        "404 Not Found",
        "An exhibition of lost works opens in Lund on Monday. It shows what the flood of 1954 took from the museum.",
    ),
    ("Statement", "The Minister sends her condolences to the families of the crew."),
    (
        "Loading limits on the Lund bridge",
        "Lorries above 12 tonnes may not use the bridge. Loading docks at the pier stay open.",
    ),
    (
        "Password rules for public offices",
        "Public offices must change every password once a year. The rule begins in June.",
    ),
    (
        "Security check at the port",
        "Passengers pass a security check from Monday. The Ministry expects waits of ten minutes.",
    ),
    (
        "Wartungsarbeiten an der Schleuse",
        "Wegen Wartungsarbeiten bleibt die Schleuse Lund bis Freitag geschlossen. Schiffe warten vor dem Tor.",
    ),
    (
        "Maintenance du pont",
        "Le pont de Lund est fermé pour maintenance jusqu'à vendredi. Le ministère prie les usagers de l'excuser.",
    ),
    ("港口声明", "伦德港五月起关闭六周。渡轮改停外码头。"),
    ("Заявление", "Гавань Лунда закрыта до пятницы. Министерство благодарит экипажи."),
]


@pytest.mark.parametrize(("title", "text"), REAL)
def test_a_short_statement_is_one_whatever_it_is_about(title: str, text: str, clean: Clean) -> None:
    for markup in (page(title, text), page(f"{title} | Port of Lund", text, heading=title)):
        assert clean(markup, "text/html", title=title, announced=(title, ""), **OWN).text
        assert clean(markup, "text/html").text
    assert clean(text, title=title).text


@pytest.mark.parametrize(
    "text",
    [
        "The map © Port of Lund shows which basins close. The Authority publishes it today.",
        "(c) The third paragraph of the harbour law is repealed. All rights reserved to fishermen stay.",
        "Copyright law changes in May. Authors of Lund may then claim a share of every copy sold.",
        "Le ministÃ¨re de la Mer a prÃ©sentÃ© les mesures dÃ©cidÃ©es pour la rentrÃ©e Ã  BrÃ©vannes.",
    ],
)
def test_a_statement_that_holds_a_sign_of_copyright_is_one(text: str, clean: Clean) -> None:
    assert clean(page("Law of the harbour", text), "text/html").text
    assert clean(page("Law of the harbour", text), "text/html", announced=("Law of the harbour", ""), **OWN).text


def test_a_statement_under_a_consent_dialogue_is_one(clean: Clean) -> None:
    dialogue = "<div class=dialog><p>We use cookies. You can manage your preferences in the privacy settings.</p></div>"
    assert "outer pier" in clean(page(ITEM[0], STATEMENT, STATEMENT, more=dialogue), "text/html", announced=ITEM, **OWN).text


def test_a_statement_beside_a_field_for_passwords_is_one(clean: Clean) -> None:
    login = "<header><form>User <input name=u> Password <input type=password></form></header>"
    assert "outer pier" in clean(page(ITEM[0], STATEMENT, more=login), "text/html", announced=ITEM, **OWN).text
    assert "outer pier" in clean(page(ITEM[0], STATEMENT, more=login), "text/html").text


def test_a_statement_whose_title_was_cut_or_inflected_is_one(clean: Clean) -> None:
    for title in ("Harbour of Lund closing for dredgi…", "PRESS RELEASE: Harbour of Lund closes for dredging"):
        assert clean(page(ITEM[0], STATEMENT), "text/html", title=title, announced=(title, ""), **OWN).text


def test_a_long_statement_in_another_language_than_its_title_is_one(clean: Clean) -> None:
    text = "Die Hafenbehörde schließt das innere Becken für sechs Wochen. Die Fähren legen so lange an der Außenmole an. " * 4
    assert clean(page("Hafen wird ausgebaggert", text), "text/html", title=ITEM[0], announced=ITEM, **OWN).text


@pytest.mark.parametrize(
    "text",
    [
        "Hamnen i Lund stänger den inre hamnen från den 4 maj, eftersom den måste muddras. Färjorna använder den yttre piren.",
        "Порт закрывает внутреннюю гавань с четвёртого мая, так как её надо углубить. Паромы ходят с внешнего пирса.",
        "港湾局は五月四日から内港を閉鎖すると発表した。浚渫工事のためである。フェリーは外側の桟橋を使用する。",
    ],
)
def test_a_short_statement_in_another_language_than_its_title_is_one(text: str, clean: Clean) -> None:
    announced = ("The harbour of Lund is closed for the dredging in May", "")
    assert clean(page("Meddelande", text), "text/html", title=announced[0], announced=announced, **OWN).text


def test_a_statement_that_its_teaser_announces_is_one_although_its_title_differs(clean: Clean) -> None:
    announced = ("Press release number seventeen", "Ferries use the outer pier while the inner harbour is dredged.")
    assert clean(page("Hafen", STATEMENT), "text/html", title=announced[0], announced=announced, **OWN).text


@pytest.mark.parametrize(
    "text",
    [
        "{as delivered} The Minister thanked the crews of the ferries.",
        "[Begin text] The Minister thanked the crews of the ferries.",
        "The Minister met three people, all of them from Lund, on Monday.\nShe spoke of ferries, fish, and nets, and left.",
        "Lund, Holm, Brenna.\nThe ferries sail on Friday.",
        "<p>The Minister thanked the crews.</p>",
    ],
)
def test_a_text_that_only_begins_like_data_is_one(text: str, clean: Clean) -> None:
    assert clean(text).text


def test_the_text_of_a_feed_item_always_counts_as_a_statement(clean: Clean) -> None:
    assert clean("<p>Please try again later.</p>", "text/html", fragment=True).text


# --- for every wall and every item -----------------------------------------------------------------------------------

PHRASES = [
    phrase.removeprefix("=").replace("*", "really")
    for language in LANGUAGES
    for kind in WallPhrases.__dataclass_fields__
    for phrase in getattr(language.walls, kind)
]
WORDS = st.text(string.ascii_lowercase, min_size=6, max_size=10)


@given(phrases=st.lists(st.sampled_from(PHRASES), min_size=1, max_size=5), words=st.lists(WORDS, min_size=3, max_size=8))
def test_no_wall_ever_becomes_the_statement_of_an_item(phrases: list[str], words: list[str]) -> None:
    lines = [Line(phrase.capitalize() + ".") for phrase in phrases]
    title = " ".join(words)
    for headlines in ((), (title,), (phrases[0],), ("Port of Lund",)):
        assert why_no_statement(Page(title, "", headlines, lines, OWN["link"], OWN["address"]))
    assert why_no_statement(Page("", "", (), lines))


@given(title=st.sets(WORDS, min_size=3, max_size=8), text=st.sets(WORDS, min_size=5, max_size=200), data=st.data())
def test_no_page_of_another_site_ever_becomes_the_statement_of_an_item(
    title: set[str], text: set[str], data: st.DataObject
) -> None:
    starts = {word[:5] for word in title}
    other = [word for word in text if word[:5] not in starts]
    cut = data.draw(st.integers(0, len(other)))
    lines = [Line(" ".join(part).capitalize() + ".") for part in (other[:cut], other[cut:]) if part] or [Line("Nothing.")]
    assert why_no_statement(Page(" ".join(title), "", ("Shop",), lines, OWN["link"], "https://other.example/shop"))


@given(words=st.lists(WORDS, min_size=6, max_size=60))
def test_a_page_with_its_title_and_a_text_in_other_words_than_walls_is_always_a_statement(words: list[str]) -> None:
    title = " ".join(words[:5])
    page = Page(title, "", (title,), [Line(title), Line(" ".join(words * 2).capitalize() + ".")], OWN["link"], OWN["address"])
    assert why_no_statement(page) == ""
