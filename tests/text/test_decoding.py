"""Bytes become the text that their author wrote, whatever a server or a page says of their charset."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.text.charset_labels import codecs_of
from digest.text.decoding import decode_bytes, looks_binary

FRENCH = "Le ministère a publié aujourd’hui les chiffres de l’été : 12 millions d’euros pour les bâtiments abîmés."
CZECH = "Ministerstvo dopravy dnes zveřejnilo nový jízdní řád. Ministryně poděkovala řidičům za trpělivost v příštích týdnech."
RUSSIAN = "Министерство транспорта опубликовало новое расписание поездов. Билеты можно купить с первого марта."
CHINESE = "交通部今天公布新的列车时刻表。部长朱镕明表示,新票价将于三月一日起施行。"


def page(text: str, head: str = "") -> str:
    """An HTML page of `text`."""
    return f"<!doctype html><html><head>{head}<title>News</title></head><body><nav>Home</nav><p>{text}</p></body></html>"


@pytest.mark.parametrize(
    ("text", "charset", "label"),
    [
        ("朱镕基 €", "gb18030", "gb2312"),
        ("朱镕基 镕", "gbk", "x-gbk"),
        ("①髙橋㈱", "cp932", "Shift_JIS"),
        ("①髙橋", "cp932", "x-sjis"),
        ("①高橋", "euc_jis_2004", "euc-jp"),
        ("똠방각하", "cp949", "euc-kr"),
        ("똠방각하", "cp949", "ks_c_5601-1987"),
        ("“İyi günler” dedi – €", "cp1254", "iso-8859-9"),
        ("“İyi”…", "cp1254", "latin5"),
        ("“ไทย”", "cp874", "tis-620"),
        ("“ไทย”", "cp874", "iso-8859-11"),
        ("着衫嘅時候 嘅", "big5hkscs", "big5"),
        ("l’été – €", "cp1252", "iso-8859-1"),
        ("l’été", "cp1252", '"US-ASCII"'),
        ("Привет", "cp1251", "win-1251"),
        ("Привет", "cp1251", "x-cp1251"),
        ("Привіт", "koi8-u", "koi8-ru"),
        ("שלום", "cp1255", "windows-1255"),
        ("שלום", "iso8859-8", "iso-8859-8-i"),
    ],
)
def test_a_label_means_what_browsers_take_it_for(text: str, charset: str, label: str) -> None:
    assert decode_bytes(text.encode(charset), label) == text
    assert decode_bytes(page(text, f"<meta charset={label}>").encode(charset), markup=True) == page(
        text, f"<meta charset={label}>"
    )


@pytest.mark.parametrize(
    "label", ["utf-7", "rot13", "base64", "hex", "unicode_escape", "idna", "no-such", "", "x" * 5000, "\0", "é"]
)
def test_what_names_no_charset_of_text_is_ignored(label: str) -> None:
    assert codecs_of(label) == ()
    assert decode_bytes(FRENCH.encode(), label) == FRENCH


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        (FRENCH, "cp1252"),
        (CZECH, "cp1250"),
        (CZECH, "iso8859_2"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (RUSSIAN, "cp866"),
        (CHINESE, "gb18030"),
        ("運輸省は本日、新しい時刻表を発表した。大臣は駅の人々に感謝した。", "cp932"),
        ("運輸省は本日、新しい時刻表を発表した。大臣は駅の人々に感謝した。", "euc_jp"),
        ("運輸省は本日、新しい時刻表を発表した。", "iso2022_jp"),
        ("Το Υπουργείο Μεταφορών ανακοίνωσε σήμερα το νέο πρόγραμμα των τρένων.", "cp1253"),
        ("משרד התחבורה פרסם היום את לוח הזמנים החדש של הרכבות.", "cp1255"),
        ("Ulaştırma Bakanlığı bugün yeni tren saatlerini açıkladı, değişiklik için teşekkür etti.", "cp1254"),
        ("Ministerstwo ogłosiło dziś nowy rozkład jazdy pociągów i dziękuje podróżnym.", "cp1250"),
        ("Ministerstwo ogłosiło dziś nowy rozkład jazdy pociągów i dziękuje podróżnym.", "iso8859_2"),
        ("Transportministeren offentliggjorde i dag den nye køreplan på bygevejret.", "cp1252"),
        (RUSSIAN, "utf-16-le"),
        (FRENCH, "utf-16-be"),
    ],
)
def test_a_charset_that_nobody_declares_is_guessed(text: str, charset: str) -> None:
    assert decode_bytes(text.encode(charset)) == text
    assert decode_bytes(page(text).encode(charset), markup=True) == page(text)


@pytest.mark.parametrize("damage", [b"\x96", b"\xa0", b"\xe2\x80", b"\xff", b"\xc3"])
@pytest.mark.parametrize("label", ["", "utf-8", "iso-8859-1"])
@pytest.mark.parametrize("place", [0, 30, -1])
def test_a_damaged_byte_damages_one_character(damage: bytes, label: str, place: int) -> None:
    words = FRENCH.split(" ")
    words.insert(place, "X")
    damaged = " ".join(words).encode().replace(b"X", damage)
    assert decode_bytes(damaged, label) == " ".join(words).replace("X", "\ufffd")


def test_a_damaged_byte_in_a_declared_charset_damages_one_character() -> None:
    assert decode_bytes(CHINESE.encode("gbk") + b"\xd6", "gb2312") == CHINESE + "\ufffd"


def test_a_text_in_windows_1252_with_one_letter_beyond_ascii_is_not_damaged_utf_8() -> None:
    assert decode_bytes("The café is closed.".encode("cp1252"), "utf-8") == "The café is closed."


@pytest.mark.parametrize("label", ["iso-8859-1", "windows-1252", "windows-1251", "us-ascii", "gb2312", "shift_jis", "utf-16"])
def test_valid_utf_8_is_utf_8_whatever_is_declared(label: str) -> None:
    assert decode_bytes(FRENCH.encode(), label) == FRENCH
    declared = page(FRENCH, f'<meta http-equiv="Content-Type" content="text/html; charset={label}">')
    assert decode_bytes(declared.encode(), markup=True) == declared


def test_two_characters_of_gbk_that_are_valid_utf_8_stay_gbk() -> None:
    assert decode_bytes("联通".encode("gbk"), "gbk") == "联通"


def test_a_declaration_of_latin_1_by_the_server_gives_way_to_that_of_the_page() -> None:
    declared = page(RUSSIAN, "<meta charset=windows-1251>")
    assert decode_bytes(declared.encode("cp1251"), "ISO-8859-1", markup=True) == declared
    assert decode_bytes(declared.encode("koi8-r"), "koi8-r", markup=True) == declared


@pytest.mark.parametrize("bom", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE])
def test_a_byte_order_mark_goes_before_every_label(bom: bytes) -> None:
    charset = {3: "utf-8", 2: "utf-16-le" if bom == codecs.BOM_UTF16_LE else "utf-16-be", 4: "utf-32-le"}[len(bom)]
    assert decode_bytes(bom + FRENCH.encode(charset), "windows-1251") == FRENCH


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn")), max_size=60))
def test_utf_8_is_read_as_written(text: str) -> None:
    content = (FRENCH + text.replace("\ufffd", "").replace("\ufeff", "")).encode()
    assert decode_bytes(content, "iso-8859-1") == content.decode()


@given(st.binary(max_size=300), st.sampled_from(["", "utf-8", "gbk", "shift_jis", "utf-16", "iso-2022-jp", "windows-1255"]))
def test_any_bytes_become_a_text_without_control_characters(content: bytes, charset: str) -> None:
    text = decode_bytes(content, charset, markup=True)
    assert not [character for character in text if character < " " and character not in "\t\n\r"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("long\x1eterm co\x1foperation", "long\u2011term co\u00adoperation"),
        ("the minister\x19s \x1cword\x1d", "the minister’s “word”"),
        ("one\x0btwo\x0cthree", "one\ntwo\nthree"),
        ("a\x00b\x08c\x7f", "abc"),
        ("padded" + "\0" * 500, "padded"),
    ],
)
def test_control_characters_say_what_word_means_by_them_or_nothing(written: str, read: str) -> None:
    assert decode_bytes(written.encode()) == read


@pytest.mark.parametrize("stray", ["\x00", "\x02", "\x01\x02\x03", "\x1e" * 40, "\x07" * 30])
def test_stray_control_characters_do_not_make_a_text_binary(stray: str) -> None:
    assert not looks_binary(f"{FRENCH}{stray}{FRENCH}".encode())


@pytest.mark.parametrize(
    "content",
    [
        bytes(range(256)),
        b"\x00\x01\x02\xff" * 60,
        b"\x01\x00\x02\x00\x07\x00" * 60,
        b"\xff\xfe\x01\x00" * 60,
        b"\0" * 9,
        b"\0\1\2",
        b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00isom\x00\x01\x02\x03",
        b"\x01\x02\x05" * 50,
    ],
)
def test_binary_data_is_binary(content: bytes) -> None:
    assert looks_binary(content)


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_text_in_wide_characters_is_not_binary(charset: str) -> None:
    assert not looks_binary(page(FRENCH).encode(charset))


def test_the_circled_figures_of_japanese_makers_are_read() -> None:
    text = "大臣は駅の人々に感謝した。①新しい時刻表を発表した。"
    content = text.encode("euc_jis_2004")
    assert decode_bytes(page("").encode() + content, "euc-jp").endswith(text)


@pytest.mark.parametrize(
    ("text", "charset", "label"),
    [
        (CZECH, "cp1250", "iso-8859-2"),
        ("Řekla „děkuji“ – a odešla…", "cp1250", "iso-8859-2"),
        ("„Ačiū“ – ministrė", "cp1257", "iso-8859-13"),
        ("l’été – €", "cp1252", "iso-8859-1"),
        ("l’été – œuvre", "cp1252", "iso-8859-15"),
    ],
)
def test_a_text_in_a_windows_charset_that_is_declared_as_the_iso_one_keeps_its_letters(
    text: str, charset: str, label: str
) -> None:
    assert decode_bytes(text.encode(charset), label) == text


def test_quotation_marks_of_windows_do_not_change_the_letters_of_an_iso_charset() -> None:
    assert decode_bytes("Žluť \x84kůň\x93".encode("iso-8859-2"), "iso-8859-2") == "Žluť „kůň“"
    assert decode_bytes("Prix : 12 €, œuvre".encode("iso-8859-15"), "iso-8859-15") == "Prix : 12 €, œuvre"


def test_the_numbers_of_windows_characters_mean_these_characters() -> None:
    assert decode_bytes("Aujourd\u0092hui \u0096 hier\u0085".encode()) == "Aujourd’hui – hier…"


def test_what_sets_the_colour_of_a_terminal_is_no_text() -> None:
    assert decode_bytes(b"The \x1b[1;31mquota\x1b[0m is [1] low") == "The quota is [1] low"


def test_a_new_page_ends_no_sentence() -> None:
    assert decode_bytes(b"two thousand\n\x0cfewer boats.\n\x0cThe Minister") == "two thousand\nfewer boats.\n\nThe Minister"
