"""Summaries with their key points as JSON."""

from __future__ import annotations

from dataclasses import asdict

from digest.records import KeyPoint, Model, Summary
from digest.serialise.json_values import Json, spans_from_json, spans_to_json


def summary_to_json(summary: Summary) -> Json:
    """A summary; of its model only the device and the part that chose, since the database keeps the rest in columns."""
    return {
        "device": summary.model.device,
        "truncated": summary.truncated,
        "warnings": list(summary.warnings),
        "chosen_by": asdict(summary.chosen_by) if summary.chosen_by else None,
        "points": [
            {
                "text": p.text,
                "speaker": p.speaker,
                "verbatim": p.verbatim,
                "evidence": spans_to_json(p.evidence),
                "replaced": p.replaced,
                "left_out": spans_to_json(p.left_out),
            }
            for p in summary.points
        ],
    }


def summary_from_json(model: Model, body: Json) -> Summary:
    """The summary of `body`, made by `model`."""
    points = tuple(
        KeyPoint(
            p["text"],
            spans_from_json(p["evidence"]),
            p["speaker"],
            p["verbatim"],
            p.get("replaced", ""),
            spans_from_json(p.get("left_out", ())),
        )
        for p in body["points"]
    )
    chosen_by = Model(**found) if (found := body.get("chosen_by")) else None
    return Summary(points, model, body["truncated"], tuple(body["warnings"]), chosen_by)
