"""The command `lead`: which statements of one day stand out, and which are routine. Uses no store and no model.

An edition looks at the key points of a statement. Here its first sentences stand for them: many documents take a second.
"""

from __future__ import annotations

import argparse
import json

from digest.builders.cleaner_builder import build_cleaner
from digest.cli.command_context import found_settings, print_line
from digest.cli.document_commands import input_documents
from digest.cli.documents import clean_all
from digest.cli.output import error_result
from digest.compile.lead import lead_entries, ranked
from digest.errors import DONE
from digest.records import Entry, KeyPoint, Model, Role, Statement, Summary

_SENTENCES = 4
_NO_MODEL = Model("first sentences", "")


def lead(options: argparse.Namespace) -> int:
    """Print the lead of the documents of bulk input; return the exit code of the first that failed, else DONE."""
    names: dict[str, str] = {}
    entries: list[Entry] = []
    code = DONE
    with input_documents(options) as given, build_cleaner(found_settings(options)) as cleaner:
        for result in clean_all(given, cleaner):
            if result.error is not None:
                code = code or result.error.exit_code
                print_line(error_result(result))
            else:
                names[result.cleaned.key] = result.name
                entries.append(entry_of_first_sentences(result.cleaned))
    judged = ranked(entries)
    routine = [each for each in judged if each.importance.is_routine]
    chosen = {"lead": lead_entries(judged), "routine": routine}
    print_line(json.dumps({key: [names[each.entry.statement.key] for each in value] for key, value in chosen.items()}))
    return code


def entry_of_first_sentences(statement: Statement) -> Entry:
    """An entry with the first sentences of a statement as key points; headings and questions are none."""
    bodies = [part for part in statement.paragraphs if part.role in (Role.BODY, Role.ITEM)]
    spans = [span for span in statement.sentences if any(part.start <= span.start < part.end for part in bodies)]
    points = tuple(KeyPoint(span.of(statement.text), (span,)) for span in spans[:_SENTENCES])
    return Entry(statement, Summary(points, _NO_MODEL))
