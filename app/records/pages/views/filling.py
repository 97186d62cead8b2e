"""The form of a record as it is shown, and what follows when it was saved."""

from flask import current_app, request, url_for

from app.kernel.i18n import translate
from app.records.attachments.copying import count_of
from app.records.kit.alike import twins_of
from app.records.kit.deriving import worked_out
from app.records.kit.describing import LINKS
from app.records.kit.queries import titles
from app.records.pages.forms import offer, values_of
from app.records.pages.forms.given import Given
from app.records.pages.forms.opened import opened_at
from app.records.pages.views.cells import facts_of
from app.records.pages.views.disclosures import empty_form
from app.web.answer import answer, page


def form_page(
    kind, form, row=None, *, status=200, posted=None, twins=(), source=None, reach=None, given=None
):
    """The form of a new record or of `row`; `posted` when it was refused, `source` when it begins as a copy.

    `given`: the files for own fields that came with a refused one.
    """
    opened = posted.opened if posted else opened_at(kind, row) if row is not None else None
    return page(
        "records/pages/records/form.html",
        fragment="records/pages/records/_form.html",
        status=status,
        row=row,
        source=source,
        files_there=count_of(source.id) if source is not None else 0,
        with_files=bool(request.form.get("with_files")),
        given=given or Given(kind, empty=True) if row is None else None,
        reach=reach or (empty_form(kind, source) if row is None else None),
        opened=opened if row is not None else None,
        carried=posted.orphans if posted else (),
        **shared(kind, offer(kind, form, row), twins, row),
    )


def shared(kind, form, twins=(), row=None):
    """What every template of fields wants to know."""
    return {
        "kind": kind,
        "form": form,
        "twins": [(one, _labels(kind, one.fields)) for one in twins],
        "anyway": ",".join(str(one.id) for one in twins if one.strong),
        "lookups": {name: _lookup(of) for name, of in kind.visible.items() if of.link},
        "texts": link_texts(kind, form),
        "alike": {one.field for one in kind.alike},
        "worked": worked(kind, form, row),
    }


def worked(kind, form, row=None):
    """`{field: text}` of the formulas, for what stands in the form now."""
    found = worked_out(kind, values_of(kind, form), row)
    return {name: facts_of(kind.fields[name], value) for name, value in found.items() if name in kind.visible}


def _lookup(of):
    """Where rows are offered while one types; None where nobody offers any: then a code or name is typed out."""
    endpoint = f"{LINKS[of.link].endpoint}.options"
    return url_for(endpoint, **of.asks) if endpoint in current_app.view_functions else None


def _labels(kind, names):
    return ", ".join(translate(kind.fields[name].label) for name in names)


def link_texts(kind, form):
    """`{field: what stands in its input}` of the links."""
    linked = [form[of.name] for of in kind.fields.values() if of.link and of.name in form]
    return {
        field.short_name: field.text or titles(field.of.link, [field.data]).get(field.data, "")
        for field in linked
    }


def unconfirmed(posted):
    """The likely twins of what was posted, when one is a strong match that nobody confirmed yet; else nothing."""
    twins = twins_of(posted.kind, posted.values, posted.row)
    confirmed = request.form.get("anyway", "").split(",")
    asked = [one for one in twins if one.strong and str(one.id) not in confirmed]
    return twins if asked else []


def saved(posted, row, message):
    """On to the record; by way of a page that shows what was typed into fields which do not exist any more."""
    where, left_out = url_for(".show", record_id=row.id), posted.left_out
    if not left_out:
        return answer(None, otherwise=where, message=message)
    return page(
        "records/pages/records/left_out.html",
        fragment="records/pages/records/_left_out.html",
        kind=posted.kind,
        row=row,
        message=message,
        left_out=left_out,
    )
