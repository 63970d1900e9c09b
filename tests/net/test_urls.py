"""URLs: one key for all spellings of an address, links that are safe to click, and messages without secrets."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from digest.net.urls import MAX_URL_LENGTH, ascii_host, document_key, is_web_url, normalise_url, redact_url, safe_url

KEY = "https://www.state.gov/a/b?page=2"


@pytest.mark.parametrize(
    "spelling",
    [
        "https://www.state.gov/a/b?page=2",
        "http://www.state.gov/a/b?page=2",
        "HTTPS://WWW.STATE.GOV:443/a/b/?page=2",
        "http://www.state.gov:80/a/b?page=2#text",
        "https://www.state.gov./a/b?page=2",
        "https://www.state.gov/a/./c/../b?page=2",
        "https://www.state.gov/%61/b?page=2",
        "https://www.state.gov/a/b?page=2&utm_source=mail&utm_medium=x",
        "https://www.state.gov/a/b?fbclid=1&page=2",
        "https://www.state.gov/a/b?utm%5fsource=mail&page=2",
        "  https://www.state.gov/a/b?page=2\n",
        "https://user:password@www.state.gov/a/b?page=2",
    ],
)
def test_spellings_of_one_link_give_one_key(spelling: str) -> None:
    assert normalise_url(spelling) == KEY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.gov/x", "https://a.gov/X"),
        ("https://a.gov/x", "https://b.gov/x"),
        ("https://a.gov/x?id=1", "https://a.gov/x?id=2"),
        ("https://a.gov/x%2Fy", "https://a.gov/x/y"),
        ("https://a.gov:8443/x", "https://a.gov/x"),
        ("https://a.gov/x?a=1&b=2", "https://a.gov/x?b=2&a=1"),
    ],
)
def test_urls_that_may_be_two_pages_have_two_keys(one: str, other: str) -> None:
    assert normalise_url(one) != normalise_url(other)


@pytest.mark.parametrize(
    "spelling",
    [
        "http://www.a.gov/n/1?id=5",
        "https://a.gov/n/1;jsessionid=0A1B2C?id=5",
        "https://a.gov/n/1?id=5&PHPSESSID=0a1b2c",
        "https://a.gov/n/1?sid=0123456789abcdef0123&id=5",
        "https://a.gov/(S(lit3py55t21z5v55vlm25s55))/n/1?id=5",
        "https://a.gov/n/1?id=5&xtor=RSS-1",
        "https://a.gov/n/1?mtm_campaign=feed&pk_kwd=x&at_medium=rss&id=5",
        "https://a.gov/n/1?id=5&utm_source=mail#part",
    ],
)
def test_a_document_is_the_same_for_every_visit(spelling: str) -> None:
    assert document_key(spelling) == "https://a.gov/n/1?id=5"
    assert document_key(document_key(spelling)) == document_key(spelling)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.gov/n?sid=12", "https://a.gov/n?sid=13"),
        ("https://a.gov/n?campaign=1", "https://a.gov/n?campaign=2"),
        ("https://a.gov/n;id=1", "https://a.gov/n;id=2"),
        ("https://press.a.gov/n", "https://a.gov/n"),
        ("file:a", "file:b"),
    ],
)
def test_two_documents_are_told_apart(one: str, other: str) -> None:
    assert document_key(one) != document_key(other)


def test_escapes_and_hosts_have_one_spelling() -> None:
    assert normalise_url("https://Ministère.gouv.fr/d%c3%a9clarations/été") == (
        "https://xn--ministre-60a.gouv.fr/d%C3%A9clarations/%C3%A9t%C3%A9"
    )


@pytest.mark.parametrize(
    ("host", "key_host"),
    [
        ("münchen.de", "xn--mnchen-3ya.de"),
        ("ＭÜＮＣＨＥＮ。ＤＥ", "xn--mnchen-3ya.de"),
        ("пример.испытание", "xn--e1afmkfd.xn--80akhbyknj4f"),
        ("☃.net", "xn--n3h.net"),
        ("a_é.gov", "xn--a_-cja.gov"),
        ("-é.gov", "xn----bga.gov"),
    ],
)
def test_a_host_for_which_idna_2003_and_uts_46_agree_keeps_its_key(host: str, key_host: str) -> None:
    assert host.lower().encode("idna").decode("ascii") == key_host
    assert normalise_url(f"https://{host}/x") == f"https://{key_host}/x"


@pytest.mark.parametrize(
    ("host", "uts_46", "idna_2003"),
    [
        ("faß.de", "xn--fa-hia.de", "fass.de"),
        ("βόλος.com", "xn--nxasmm1c.com", "xn--nxasmq6b.com"),
        ("نامه\u200cای.com", "xn--mgba3gch31f060k.com", "xn--mgba3gch31f.com"),
    ],
)
def test_a_host_for_which_they_differ_follows_uts_46_as_browsers_do(host: str, uts_46: str, idna_2003: str) -> None:
    assert host.encode("idna").decode("ascii") == idna_2003
    assert ascii_host(host) == uts_46
    assert normalise_url(f"https://{host}/x") == safe_url(f"https://{host}/x") == f"https://{uts_46}/x"


@pytest.mark.parametrize("host", ["é..gov", f"{'é' * 60}.gov", f"é.{'x' * 64}.gov"])
def test_a_host_that_cannot_be_encoded_is_percent_encoded_in_a_key_and_makes_no_link(host: str) -> None:
    with pytest.raises(ValueError, match="label"):
        ascii_host(host)
    assert normalise_url(f"https://{host}/x") == f"https://{host.replace('é', '%c3%a9')}/x"
    assert safe_url(f"https://{host}/x") == ""


@pytest.mark.parametrize("odd", ["", "tag:www.gov.uk,2005:/x", "mailto:a@b.gov", "/relative", "http://[::1", "https://"])
def test_anything_but_a_web_url_is_its_own_key(odd: str) -> None:
    assert normalise_url(odd) == odd
    assert not is_web_url(odd)


pieces = st.sampled_from(
    [
        "http://",
        "HTTPS://",
        "a.gov",
        "é.gov",
        ":80",
        "/",
        "//",
        ".",
        "..",
        "%2e",
        "%2F",
        "%zz",
        "?",
        "&",
        "=",
        "utm_x",
        "#",
        "@",
        "[",
        ";",
        " ",
        "\ud800",
    ]
)


@example("http://http://\ud800")
@given(st.one_of(st.text(), st.lists(pieces, max_size=12).map("".join), st.text(max_size=30).map("https://a.gov/{}".format)))
def test_a_key_is_its_own_key(link: str) -> None:
    assert normalise_url(normalise_url(link)) == normalise_url(link)


@given(st.text(max_size=40).map("https://user:hunter2@a.gov/{}".format))
def test_a_redacted_url_has_no_password_and_is_one_line(link: str) -> None:
    assert "hunter2" not in redact_url(link)
    assert redact_url(link).isprintable()


def test_a_redacted_url_keeps_its_parameters_except_secret_ones() -> None:
    assert redact_url("https://a.gov/x?page=2&api_key=s3cret&y=1") == "https://a.gov/x?page=2&api_key=...&y=1"


# --- links that are safe to click -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://www.state.gov/a-b/?c=d&e=f#g", "https://www.state.gov/a-b/?c=d&e=f#g"),
        ("HTTPS://WWW.State.GOV", "https://www.state.gov/"),
        ("https://www.state.gov:443/", "https://www.state.gov/"),
        ("http://intranet:8080/x", "http://intranet:8080/x"),
        ("https://user:word@www.state.gov/x", "https://www.state.gov/x"),
        ("https://münchen.de/straße", "https://xn--mnchen-3ya.de/stra%C3%9Fe"),
        ("https://faß.de/", "https://xn--fa-hia.de/"),
        ("https://www.state.gov/a b(c)[d]<e>\"f'`{|}^", "https://www.state.gov/a%20b%28c%29%5Bd%5D%3Ce%3E%22f'%60%7B%7C%7D%5E"),
        ("https://www.state.gov/100%/%41", "https://www.state.gov/100%25/%41"),
        ("https://[2001:db8::1]/x", "https://[2001:db8::1]/x"),
    ],
)
def test_a_safe_url_is_rebuilt_from_its_parts(link: str, expected: str) -> None:
    assert safe_url(link) == expected


@pytest.mark.parametrize(
    "link",
    [
        *("", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "mailto:a@example.org", "//example.org/x"),
        *("vbscript:x", "java\nscript:alert(1)", " \x00javascript:alert(1)", "https:///x", "https://", "http:example.org"),
        *(
            "https://a b/",
            "https://good.example\\@evil.example/",
            "https://x:99999/",
            "https://[::1",
            "https://<b>/",
            "/local/x.txt",
        ),
        "https://www.state.gov/" + "x" * MAX_URL_LENGTH,
        "https://www.state.gov/\ud800",
    ],
)
def test_everything_else_makes_no_safe_url(link: str) -> None:
    assert safe_url(link) == ""


@given(st.text() | st.text().map("https://".__add__) | st.text().map("https://www.state.gov/".__add__))
def test_a_safe_url_is_empty_or_ascii_and_stays_the_same(link: str) -> None:
    rebuilt = safe_url(link)
    if rebuilt:
        assert urlsplit(rebuilt).scheme in ("http", "https")
        assert rebuilt.isascii()
        assert not set(' <>"`(){}|\\^\n\t') & set(rebuilt)
        assert safe_url(rebuilt) == rebuilt
