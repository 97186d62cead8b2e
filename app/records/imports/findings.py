"""What a draft would do, line by line: written by a look, shown in pages, handed out as a file."""

from sqlalchemy import delete, func, select

from app.kernel.copying import copy_in
from app.kernel.db import session
from app.kernel.i18n import translate
from app.records.imports.model import ImportFinding
from app.records.imports.planning import Refused
from app.records.imports.telling import label_of, told


class Findings:
    """Writes the findings of one import, in place of those of an earlier look."""

    def __init__(self, kind, import_id):
        self.kind, self.import_id = kind, import_id
        clear(import_id)

    def note(self, chunk):
        """Write down what became of the rows of a Chunk."""
        changed = (*self._changed(chunk.updated, "updated"), *self._changed(chunk.removed, "removed"))
        self._copy([*self._created(chunk.created), *changed, *refused(chunk.refused)])

    def _created(self, planned):
        return [(one.line, "created", None, label_of(self.kind, one.values), {}) for one in planned]

    def _changed(self, planned, outcome):
        return [
            (
                one.line,
                outcome,
                one.before.id,
                label_of(self.kind, one.values, one.before),
                {"changes": said},
            )
            for one, said in told(self.kind, planned)
        ]

    def note_lines(self, changed):
        """Write down records whose lines change: `(line, id, label, before, after)`, in words."""
        self._copy(
            [(line, "updated", row_id, label, {"changes": {"lines": [before, after]}})
             for line, row_id, label, before, after in changed]
        )  # fmt: skip

    def refuse(self, rows):
        """Write down rows (Refused) that were never planned."""
        self._copy(refused(rows))

    def _copy(self, lines):
        names = ("line", "outcome", "record_id", "label", "details")
        rows = [dict(zip(names, line, strict=True)) for line in lines]
        copy_in(ImportFinding, rows, {"import_id": self.import_id})


def refused(rows):
    """Refused rows as lines of findings."""
    return [
        (one.line, "refused", None, ", ".join(filter(None, one.cells))[:80],
         {"reason": one.reason, "cells": one.cells, "columns": one.columns})
        for one in rows
    ]  # fmt: skip


def clear(import_id):
    """Take the findings of an import away."""
    session.execute(delete(ImportFinding).where(ImportFinding.import_id == import_id))


def findings_of(made, outcome="", field=""):
    """Select of what a look found, in the order of the file, of one outcome or of changes to one field."""
    found = select(ImportFinding).where(ImportFinding.import_id == made.id)
    if outcome:
        found = found.where(ImportFinding.outcome == outcome)
    if field:
        found = found.where(func.jsonb_exists(ImportFinding.details["changes"], field))
    return found


def refused_rows(made):
    """The refused rows of a draft as Refused, in the order of the file."""
    found = findings_of(made, "refused").order_by(ImportFinding.line, ImportFinding.id)
    return [
        Refused(one.line, one.details["cells"], one.details["reason"], tuple(one.details["columns"]))
        for one in session.scalars(found)
    ]


def differences(kind, made, outcome="", field=""):
    """Rows of a file that tells the differences: one line for each changed field, new and refused rows."""
    words = {
        "created": translate("New rows"),
        "updated": translate("Changed rows"),
        "removed": translate("Rows taken out"),
        "refused": translate("Refused rows"),
    }
    found = findings_of(made, outcome, field).order_by(ImportFinding.line, ImportFinding.id)
    for one in session.scalars(found, execution_options={"yield_per": 2_000}):
        start = [one.line, words[one.outcome], one.label]
        if one.outcome not in ("updated", "removed"):
            yield [*start, "", "", "", one.details.get("reason", "")]
        for name, (before, after) in one.details.get("changes", {}).items():
            if not field or name == field:
                yield [*start, field_label(kind, name), before, after, ""]


def field_label(kind, name):
    """How a changed field is called."""
    of = kind.fields.get(name)
    return translate(of.label) if of else translate("State")


def difference_header():
    """The header of `differences`."""
    return [
        translate("Line"),
        translate("Effect"),
        translate("Record"),
        translate("Name of the field"),
        translate("Before the change"),
        translate("After the change"),
        translate("Reason"),
    ]
