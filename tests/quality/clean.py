"""Prints the quality report of the cleaner beside other extractors: `python -m tests.quality.clean DATA_PATH [section ...]`.

DATA_PATH holds `statements/` and `extraction/` (see README.md in this folder). Sections: labels, types, feeds, pages, articles,
again; without a name, all of them. Other extractors are left out if they are not installed: `pip install --editable '.[peers]'`
in an environment of its own. Prints tables and passes no judgement; no test reads its clock.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import tarfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

from digest.clean.cleaner import StatementCleaner
from digest.clean.rules.load import load_rules
from digest.errors import InputError
from digest.records import Profile, RawStatement, Statement
from digest.text.unicode import normalise

RULES = Path(__file__).parents[2] / "config" / "boilerplate.yaml"
NOW = datetime(2027, 1, 1, tzinfo=UTC)
PROFILES = {
    "whitehouse_2017_fullhtml": Profile(body="div.forall-body"),
    "usaf_afmil_2016_printhtml": Profile(body="div.da_black"),
}
FEEDS = ("state_gov_rss_2021_22", "whitehouse_rss_2021_22", "state_gov_2026")

Extract = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class PublishedDocument:
    """One statement of the collection as published; `gold` is its true body, or empty if that is not known."""

    id: str
    source: str
    title: str
    link: str
    content: bytes
    gold: str = ""

    @property
    def media_type(self) -> str:
        """The media type, by the end of the path."""
        return {"md": "text/markdown", "xt": "text/plain"}.get(self.id[-2:], "text/html")


def cleaner() -> StatementCleaner:
    """Return a cleaner with the shipped rules."""
    return StatementCleaner(load_rules(RULES.read_text(encoding="utf-8"), RULES.name))


def documents(data: Path, *sources: str) -> Iterator[PublishedDocument]:
    """Yield all statements of the collection, or those of `sources`."""
    for part in ("core", "more"):
        root = data / "statements" / part
        rows = [json.loads(row) for row in (root / "index.jsonl").read_text(encoding="utf-8").splitlines()]
        for source in dict.fromkeys(row["source"] for row in rows):
            if not sources or source in sources:
                yield from _of_source(root, source, [row for row in rows if row["source"] == source])


def _of_source(root: Path, source: str, rows: list[dict[str, str]]) -> Iterator[PublishedDocument]:
    archive = root / f"{source}.tar.gz"
    packed: dict[str, bytes] = {}
    if archive.exists():
        with tarfile.open(archive) as tar:
            packed = {member.name: file.read() for member in tar if (file := tar.extractfile(member))}
    for row in rows:
        read = (lambda path: packed[path]) if packed else (lambda path: (root / path).read_bytes())
        gold = read(row["gold"]).decode("utf-8") if row.get("gold") else ""
        yield PublishedDocument(row["path"], source, row["title"], row.get("url") or "", read(row["path"]), gold)


def cleaned(clean: StatementCleaner, document: PublishedDocument, profile: Profile | None = None) -> Statement:
    """Return the cleaned document; without a `profile`, with the profile of its source."""
    raw = RawStatement(
        source=document.source,
        key=document.id,
        link=document.link,
        content=document.content,
        media_type=document.media_type,
        fetched=NOW,
        fragment=document.source in FEEDS,
        title=document.title,
    )
    return clean.clean(raw, profile or PROFILES.get(document.source, Profile()))


# --- how text is compared -------------------------------------------------------------------------------------------------


def squeezed(text: str) -> str:
    """Return `text` in lower case, without spaces and punctuation."""
    return re.sub(r"[\W_]+", "", text.replace("’", "'").lower())


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Count the runs of four words: the measure of the public article benchmark."""
    tokens = re.findall(r"\w+", text)
    return Counter(tuple(tokens[i : i + 4]) for i in range(max(1, len(tokens) - 3)))


def precision_recall(reference: str, text: str) -> tuple[float, float]:
    """Return the precision and recall of the shingles of `text`, from 0 to 1."""
    want, got = shingles(reference), shingles(text)
    common = sum((want & got).values())
    return (common / max(sum(got.values()), 1) if text.strip() else 0.0), common / max(sum(want.values()), 1)


def f1(scores: list[tuple[float, float]]) -> tuple[float, float, float]:
    """Return the F1 of the mean precision and the mean recall, and these two."""
    precision, recall = (sum(column) / len(scores) for column in zip(*scores, strict=True))
    return 2 * precision * recall / max(precision + recall, 1e-9), precision, recall


@dataclass(slots=True)
class LabelScore:
    """Compares cleaned texts with the reference labels: boilerplate lines removed, and other lines kept.

    `waste` counts the labelled boilerplate lines and `removed` those that are gone; `body` counts the other lines and `kept`
    those that are in the text. `tagged` counts lost lines whose label has HTML tags, so that they cannot be in any text.
    """

    waste: int = 0
    removed: int = 0
    body: int = 0
    kept: int = 0
    tagged: int = 0

    def add(self, text: str, lines: list[str], marked: set[int], *, spoken: bool) -> list[str]:
        """Count one document, and return the lines that are wrong. `marked` are the numbers of the boilerplate lines.

        A boilerplate line that also occurs as text does not count, nor does one inside a `spoken` transcript, except marks.
        """
        squeezed_text, wrong = squeezed(text), []
        for number, line in enumerate(lines):
            content = squeezed(line)
            if number not in marked:
                if len(line.split()) >= 3:
                    ok = content in squeezed_text
                    self.body, self.kept = self.body + 1, self.kept + ok
                    self.tagged += not ok and re.search(r"</?\w+[^<>]*>", line) is not None
                    wrong += [] if ok else [f"LOST: {line}"]
                continue
            if any(content in squeezed(other) for n, other in enumerate(lines) if n not in marked):
                continue
            if spoken and 8 <= number < len(lines) - 6 and line[:1] not in "([#*":
                continue
            ok = content not in squeezed_text
            self.waste, self.removed = self.waste + 1, self.removed + ok
            wrong += [] if ok else [f"left over: {line}"]
        return wrong


# --- the sections ---------------------------------------------------------------------------------------------------------


def labels(data: Path) -> None:
    """Print removed and kept lines against reference labels, which a large language model made, not human editors."""
    print("\nlabels (by a language model)    documents  removed        kept           kept, labels without HTML tags")
    for name in ("train", "dev"):
        score, wrong, count = LabelScore(), [], 0
        for gold, statement in _labelled(data, name):
            lines = [line["text"] for line in gold["lines"]]
            spoken = gold["type"] in ("transcript", "remarks")
            wrong += [
                f"  {gold['id'][:60]} {line[:140]}"
                for line in score.add(statement.text, lines, set(gold["boilerplate_lines"]), spoken=spoken)
            ]
            count += 1
        print(
            f"{name:32s}{count:9d}  {score.removed}/{score.waste} {score.removed / score.waste:.3f}"
            f"  {score.kept}/{score.body} {score.kept / score.body:.4f}"
            f"  {score.kept}/{score.body - score.tagged} {score.kept / (score.body - score.tagged):.4f}"
        )
        print("\n".join(wrong))


def types(data: Path) -> None:
    """Print types and speakers against the labels. A speaker is right if speaker or issuer has the last name of the label."""
    print("\ntypes (by a language model)   documents  type right  speaker: right / none found / another, of those labelled")
    for name in ("train", "dev"):
        right, wrong, named = 0, Counter[str](), Counter[str]()
        count = 0
        for gold, statement in _labelled(data, name):
            count, right = count + 1, right + (statement.type == gold["type"])
            if statement.type != gold["type"]:
                wrong[f"{gold['type']} as {statement.type.value}"] += 1
            if gold["speaker"]:
                given = squeezed(f"{statement.speaker} {statement.issuer}")
                ok = squeezed(_last_name(gold["speaker"])) in given
                named["right" if ok else "none" if not statement.speaker else "another"] += 1
        print(
            f"{name:28s}{count:10d}  {right / count:.3f}       "
            f"{named['right']} / {named['none']} / {named['another']}, of {named.total()}"
        )
        print("  " + ", ".join(f"{pair} {number}" for pair, number in wrong.most_common()))


def _last_name(speaker: str) -> str:
    """Return "Psaki" for "Jen Psaki, Press Secretary"."""
    words = re.sub(r",? Jr\.?", "", re.split(r"[;(]", speaker)[0]).split(",")[0].split()
    return words[-1]


def _labelled(data: Path, name: str) -> Iterator[tuple[dict[str, Any], Statement]]:
    """Yield the reference labels and the cleaned statement of each document of the set `name`."""
    rows = {row["id"]: row for row in _rows(data / "statements" / f"keypoints_{name}_input.jsonl")}
    clean = cleaner()
    for gold in _rows(data / "statements" / f"keypoints_{name}.jsonl"):
        row = rows[gold["id"]]
        raw = RawStatement(
            source=row["source"],
            key=row["id"],
            link=row["url"],
            content=row["content"].encode(),
            media_type=row["media_type"],
            fetched=NOW,
            charset="utf-8",
            title=row["title"],
        )
        yield gold, clean.clean(raw, Profile())


def _rows(path: Path) -> Iterator[dict[str, object]]:  # type: ignore[type-arg]
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


# scripts, words that are struck out, and the marks of notes; comments
_NOT_TEXT = re.compile(
    r"(?is)<(script|style|s|del|strike)(?=[\s>])[^>]*>.*?</\1>|<!--.*?-->"
    r"|<a\b[^>]*\bhref=\"[^\"]*#[^>]*>(?:<sup>)?\s*\[?\d{1,2}\]?\s*(?:</sup>)?</a>|<sup>\s*\[?\d{1,2}\]?\s*</sup>"
)
_BLOCK_BORDER = re.compile(
    r"(?i)<br\s*/?>|</?(?:p|li|ul|ol|td|th|tr|table|tbody|thead|h[1-6]|blockquote|div|pre|dt|dd|dl|figcaption|figure|hr|section|article"
    r"|header|footer|aside|main|center|address)\b[^>]*>"
)


def blocks(source: str) -> list[str]:
    """Return the texts of a feed body between block tags, without struck words; shares no code with the cleaner's walk."""
    cut = re.sub(r"<[^>]+>", "", _BLOCK_BORDER.sub("\0", _NOT_TEXT.sub("", source)))
    return [text for part in cut.split("\0") if (text := normalise(unescape(part)).strip())]


def lost_blocks(statement: Statement, source: str) -> list[str]:
    """Return the blocks of `source` that are neither in the text nor noted as removed."""
    text, gone = squeezed(statement.text), [squeezed(removal.text) for removal in statement.removed]
    return [
        block for block in blocks(source) if (key := squeezed(block)) not in text and not any(key in other for other in gone)
    ]


def feeds(data: Path) -> None:
    """Print the paragraphs that feed bodies lost, and how many lines each rule removed."""
    clean, removed, lost, count, total = cleaner(), Counter[str](), [], 0, 0
    for document in documents(data, *FEEDS):
        statement = cleaned(clean, document)
        source = document.content.decode("utf-8")
        lost += [f"  LOST {document.id[-60:]}: {block[:120]}" for block in lost_blocks(statement, source)]
        removed.update(removal.rule for removal in statement.removed)
        count, total = count + 1, total + len(blocks(source))
    print(f"\nfeed bodies: {count} statements, {total} blocks, lost {len(lost)}")
    print("\n".join(lost))
    print("removed by rule: " + ", ".join(f"{rule} {number}" for rule, number in removed.most_common()))


_CREDIT = re.compile(r"[\[(][^\[\]()]*(?:photo|picture|courtesy)[^\[\]()]*[\])]\s*$", re.IGNORECASE)
_RELEASE_HEADER = re.compile(r"\A(?:The White House\n|Office of the .*\n|For Immediate Release\n|\w+ \d\d?, \d{4}\n)+")


def pages(data: Path) -> None:
    """Print figures of pages whose bodies are known (whitehouse.gov, 2017): with a profile, without, by other extractors."""
    clean = cleaner()
    found = [document for document in documents(data, "whitehouse_2017_fullhtml") if document.gold]
    answers: dict[str, Callable[[PublishedDocument], Statement]] = {
        "cleaner, profile": lambda document: cleaned(clean, document),
        "cleaner, unknown page": lambda document: cleaned(clean, document, Profile(language="en")),
    }
    print(f"\nwhitehouse.gov 2017, {len(found)} pages       F1     precision recall  lost paragraphs")
    for name, answer in answers.items():
        statements = [answer(document) for document in found]
        _page_row(f"{name}, as is", found, [statement.text for statement in statements])
        without = [
            replace(document, gold=_without_removed(document.gold, s)) for document, s in zip(found, statements, strict=True)
        ]
        _page_row(f"{name}, less removed lines", without, [statement.text for statement in statements])
    for name, extract in peers().items():
        _page_row(name, found, [extract(document.content.decode("utf-8", "replace")) for document in found])
    captions = [
        paragraph
        for document in documents(data, "usaf_afmil_2016_printhtml")
        for paragraph in cleaned(clean, document).text.split("\n\n")
        if _CREDIT.search(paragraph)
    ]
    print(f"af.mil print pages: captions with a credit left {len(captions)}", *captions, sep="\n  ")


def _without_removed(gold: str, statement: Statement) -> str:
    """Return the true body without the lines that a rule removed."""
    taken = {squeezed(removal.text) for removal in statement.removed}
    return "\n".join(line for line in gold.split("\n") if squeezed(line) not in taken)


def _page_row(name: str, found: list[PublishedDocument], texts: list[str]) -> None:
    golds = [_RELEASE_HEADER.sub("", document.gold) for document in found]
    lost = sum(
        squeezed(line) not in squeezed(text)
        for gold, text in zip(golds, texts, strict=True)
        for line in gold.split("\n")
        if len(line.split()) >= 6
    )
    score, precision, recall = f1([precision_recall(gold, text) for gold, text in zip(golds, texts, strict=True)])
    print(f"  {name:48s} {score:.4f} {precision:.4f}    {recall:.4f}  {lost}")


def articles(data: Path) -> None:
    """Print figures of the public article-extraction benchmark (181 pages), with the CPU time of each extractor."""
    truth = json.loads((data / "extraction" / "ground-truth.json").read_text(encoding="utf-8"))
    sources = {
        name: gzip.decompress((data / "extraction" / "html" / f"{name}.html.gz").read_bytes()).decode("utf-8", "replace")
        for name in truth
    }
    clean = cleaner()
    extractors: dict[str, Extract] = {"cleaner": lambda page: _text_of(clean, page), **peers()}
    times: dict[str, list[float]] = {name: [] for name in extractors}
    texts: dict[str, list[str]] = {}
    for _ in range(_RUNS):
        for name, extract in extractors.items():
            start = time.process_time()
            texts[name] = [extract(source) for source in sources.values()]
            times[name].append(1000 * (time.process_time() - start) / len(sources))
    golds = [page["articleBody"] for page in truth.values()]
    print(f"\n181 public pages            F1     precision recall empty low  ms a page, best of {_RUNS} runs in turn")
    for name, answers in texts.items():
        scores = [precision_recall(gold, text) for gold, text in zip(golds, answers, strict=True)]
        score, precision, recall = f1(scores)
        empty, low = sum(not text.strip() for text in answers), sum(recall < 0.5 for _, recall in scores)
        print(f"  {name:24s} {score:.4f} {precision:.4f}    {recall:.4f} {empty:5d} {low:3d}  {min(times[name]):.1f}")


_RUNS = 3  # in turn, so that other load affects all extractors; the first run includes what is loaded once


def _text_of(clean: StatementCleaner, page: str) -> str:
    raw = RawStatement(source="", key="page", link="", content=page.encode(), media_type="text/html", fetched=NOW)
    try:
        return clean.clean(raw, Profile()).text
    except InputError:
        return ""


def again(data: Path) -> None:
    """Print which statements change if their cleaned text is cleaned again; there should be none."""
    clean, count, changed = cleaner(), 0, []
    for document in documents(data):
        try:
            first = cleaned(clean, document)
        except InputError as error:
            print(f"  {error}")
            continue
        raw = RawStatement(
            document.source, document.id, document.link, first.text.encode(), "text/plain", NOW, title=first.title
        )
        second = clean.clean(raw, Profile())
        count += 1
        if second.text != first.text or second.removed:
            changed.append(document.id)
    print(f"\ncleaned twice: {count} statements, changed by the second time {len(changed)}", *changed, sep="\n  ")


def peers() -> dict[str, Extract]:
    """Return the other extractors that are installed, each with its usual settings."""
    import trafilatura

    found: dict[str, Extract] = {
        "trafilatura": lambda page: trafilatura.extract(page, include_comments=False) or "",
        "trafilatura, precision": lambda page: trafilatura.extract(page, include_comments=False, favor_precision=True) or "",
    }
    for name, make in {
        "readability-lxml": _readability,
        "newspaper4k": _newspaper,
        "resiliparse": _resiliparse,
        "jusText": _justext,
    }.items():
        try:
            found[name] = _or_nothing(make())
        except ImportError:
            print(f"  ({name} is not installed)")
    return found


def _or_nothing(extract: Extract) -> Extract:
    """Return `extract`, which finds nothing on a page that it fails on (newspaper4k does without its language extras)."""

    def answer(page: str) -> str:
        try:
            return extract(page)
        except Exception:
            return ""

    return answer


def _readability() -> Extract:
    from lxml import html
    from readability import Document as Readable

    return lambda page: html.fromstring(Readable(page).summary()).text_content()


def _newspaper() -> Extract:
    import newspaper

    def extract(page: str) -> str:
        article = newspaper.Article("http://localhost/", fetch_images=False)
        article.download(input_html=page)
        article.parse()
        return str(article.text)

    return extract


def _resiliparse() -> Extract:
    from resiliparse.extract.html2text import extract_plain_text

    return lambda page: str(extract_plain_text(page, main_content=True))


def _justext() -> Extract:
    import justext

    stop = justext.get_stoplist("English")
    return lambda page: "\n".join(part.text for part in justext.justext(page, stop) if not part.is_boilerplate)


def main() -> int:
    """Print the chosen sections."""
    sections = {"labels": labels, "types": types, "feeds": feeds, "pages": pages, "articles": articles, "again": again}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("section", nargs="*", help=", ".join(sections))
    arguments = parser.parse_args()
    for name in arguments.section or sections:
        sections[name](arguments.data)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
