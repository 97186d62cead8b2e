"""Looking at a draft before it goes in: the whole plan, nothing written but what was found."""

import uuid
from collections import Counter
from itertools import islice

from app.kernel import clock, context
from app.kernel.db import session
from app.kernel.errors import Rejected
from app.platform import jobs
from app.platform.jobs import running
from app.records.imports.files import table_of, unreadable
from app.records.imports.findings import Findings, clear
from app.records.imports.keys import rules_of
from app.records.imports.lines import lines_of
from app.records.imports.matching import checked
from app.records.imports.model import Import
from app.records.imports.planning import Planner
from app.records.imports.replacing import left_over
from app.records.kit.acting import packed
from app.records.kit.describing import RECORD_TYPES
from app.records.layouts.shaping import shaped

LOOKED_AT = 5_000
"""How many rows are looked at while somebody waits; more are for the background."""
OUTCOMES = ("created", "updated", "unchanged", "refused")
_SAMPLE = 40


def look(kind, made, *, limit=LOOKED_AT):
    """Plan the first rows (`limit=None`: all) and write down what each would do, in `made.seen` and its findings.

    seen: `counts`, `lines`, `whole` (all rows were looked at), `fields` {field: changes}, `sample` (the first row),
    `at`; with `trouble` (a sentence) the file cannot go in at all.
    """
    try:
        made.seen = _looked(kind, made, limit)
    except Rejected as refused:
        clear(made.id)
        made.seen = {"trouble": str(refused), "sample": made.seen.get("sample", [])}


def _looked(kind, made, limit):
    rules = rules_of(kind, made)
    mapping = checked(kind, made.header, made.mapping, rules.key)
    counts, fields, lines = Counter(dict.fromkeys(OUTCOMES, 0)), Counter(), 0
    findings, planner = Findings(kind, made.id), Planner(kind, mapping, rules)
    with table_of(kind, made.file_id) as table:
        rows, sample = iter(table.rows), []
        for chunk in planner.chunks(_sampled(islice(rows, limit), sample)):
            findings.note(chunk)
            counts.update(numbers(chunk))
            fields.update(name for one in chunk.updated for name in one.changes)
            lines += chunk.lines
            if limit is None and made.look_job_id:
                running.progress(made.look_job_id, lines, max(table.line_count - 1, lines))
        whole = next(rows, None) is None
        for chunk in left_over(planner) if whole else ():
            findings.note(chunk)
            counts.update(numbers(chunk))
        lost = unreadable(table)
    further = lines_of(kind, made, entered=planner.seen[kind.key])
    findings.note_lines(further.changed)
    lost = [*lost, *further.refused]
    counts["updated"] += len(further.changed)
    findings.refuse(lost)
    counts["refused"] += len(lost)
    facts = {"counts": dict(counts), "fields": dict(fields), "lines": lines, "whole": whole}
    return {**facts, "sample": sample, "at": clock.now().isoformat()}


def _sampled(rows, sample):
    for line, cells in rows:
        if not sample:
            sample += [cell[:_SAMPLE] for cell in cells]
        yield line, cells


def numbers(chunk):
    """How many rows of a Chunk have each outcome; `removed` only where there are any."""
    found = {
        "created": len(chunk.created),
        "updated": len(chunk.updated),
        "unchanged": chunk.unchanged,
        "refused": len(chunk.refused),
    }
    return found | ({"removed": len(chunk.removed)} if chunk.removed else {})


def look_at_all(made):
    """Have all rows looked at in the background."""
    job = jobs.after_commit(
        "records.imports.look", subject_id=made.id, import_id=made.id, who=packed(context.actor())
    )
    made.look_job_id = job.id


def look_through(import_id):
    """The background's part of `look_at_all`; an import that has gone on meanwhile is left alone."""
    made = session.get(Import, (context.tenant_id(), uuid.UUID(str(import_id))))
    if made is None or made.state != "draft":
        return
    look(shaped(RECORD_TYPES[made.record_type]), made, limit=None)
