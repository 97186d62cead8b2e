"""What a draft would do: line by line, narrowed to a kind of outcome or a field, and as a file."""

import io

from flask import redirect, request, send_file, url_for

from app.kernel.i18n import _, translate
from app.kernel.tabular import write_xlsx
from app.records.imports import looking
from app.records.imports.files import refused_bytes
from app.records.imports.findings import (
    difference_header,
    differences,
    field_label,
    findings_of,
    refused_rows,
)
from app.records.imports.forms import StartForm
from app.records.imports.keys import key_fields
from app.records.imports.matching import imported_fields
from app.records.imports.model import OUTCOMES, ImportFinding
from app.records.imports.queries import imports_of
from app.records.imports.weighing import weight_of
from app.records.pages.views.exports import as_download
from app.records.pages.views.progress import of_job
from app.web.answer import answer, page, wants_fragment
from app.web.finding import find
from app.web.paging import paged


def matching_values(kind, made, form=None):
    """What the templates of a draft need; `form`: the StartForm that was refused."""
    return {
        "kind": kind,
        "made": made,
        "fields": imported_fields(kind),
        "keys": key_fields(kind),
        "unused": [title for place, title in enumerate(made.header) if title and place not in _used(made)],
        **look_values(kind, made, form),
    }


def _used(made):
    return set(made.mapping.values())


def look_values(kind, made, form=None):
    """What the templates of a look need: how far it is, one page of what was found, and what it can be narrowed to."""
    outcome, field = _narrowed(request.args)
    found = paged(
        findings_of(made, outcome, field),
        ImportFinding.line,
        ImportFinding.id,
        token=request.args.get("after"),
    )
    return {
        "seen": made.seen,
        "looked": of_job(made.look_job_id),
        "findings": found,
        "outcome": outcome,
        "field": field,
        "changed_fields": [
            (name, field_label(kind, name), n) for name, n in made.seen.get("fields", {}).items()
        ],
        "field_label": lambda name: field_label(kind, name),
        "weight": weight_of(kind, made),
        "form": form or StartForm(formdata=None),
    }


def _narrowed(arguments):
    outcome, field = arguments.get("outcome", ""), arguments.get("field", "")
    return outcome if outcome in OUTCOMES else "", field


def create_look(kind, import_id):
    """Have all rows looked at in the background."""
    made = find(imports_of(kind), import_id)
    if made.state == "draft":
        looking.look_at_all(made)
    return answer(
        "records/pages/imports/_look.html",
        otherwise=url_for(".show_import", import_id=made.id),
        kind=kind,
        made=made,
        **look_values(kind, made),
    )


def show_look(kind, import_id):
    """How far the look is, then what it found: the fragment that asks again by itself."""
    made = find(imports_of(kind), import_id)
    if not wants_fragment() or made.state != "draft":
        return redirect(url_for(".show_import", import_id=made.id), 303)
    return page("records/pages/imports/_look.html", kind=kind, made=made, **look_values(kind, made))


def download_differences(kind, import_id):
    """Everything the look found, one line for each changed field, as an Excel file."""
    made, out = find(imports_of(kind), import_id), io.BytesIO()
    rows = differences(kind, made, *_narrowed(request.args))
    write_xlsx(out, difference_header(), rows, sheet=translate("Differences"))
    out.seek(0)
    stem = made.file_name.rpartition(".")[0] or made.file_name
    name = _("%(file)s_differences.xlsx", file=stem)
    return send_file(out, as_attachment=True, download_name=name)


def download_refused(kind, import_id):
    """The rows that stayed out (or, of a draft, would), with the reasons."""
    made = find(imports_of(kind), import_id)
    if made.state != "draft":
        return as_download(made.refused_file_id)
    content, ending = refused_bytes(made, refused_rows(made))
    name = _("%(file)s_refused.csv", file=made.file_name.rpartition(".")[0]).removesuffix("csv") + ending
    return send_file(io.BytesIO(content), as_attachment=True, download_name=name)
