"""公開範囲 of a record: who may know of it, and changing that."""

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for

from app.kernel.db import session
from app.kernel.i18n import _
from app.records.disclosures.forms import OPEN, RESTRICTED, DisclosureForm
from app.records.disclosures.operations import EVERYBODY, insiders, open_up, restrict
from app.records.disclosures.queries import names_of, offered, subjects_of
from app.records.kit.queries import every
from app.web.answer import answer, page, typed_ahead, wants_fragment
from app.web.finding import find


def subjects(kind):
    """People, departments and groups for a type-ahead."""
    if not wants_fragment():
        return redirect(url_for(".index"), 303)
    return render_template("records/disclosures/_options.html", rows=offered(typed_ahead()))


def edit_disclosure(kind, record_id):
    """Who knows of the record now, to be changed."""
    row = find(every(kind), record_id)
    chosen = {"reach": RESTRICTED if row.restricted else OPEN, "disclosed_to": _chosen(kind, row)}
    return _page(kind, row, DisclosureForm(formdata=None, data=chosen), row.version)


def update_disclosure(kind, record_id):
    """Limit it to those chosen, or open it to everybody; counts from the next request on."""
    row, form = find(every(kind), record_id), DisclosureForm()
    if form.validate():
        with form.absorbing():
            if form.subjects is None:
                open_up(kind, row, version=form.seen_version)
            else:
                restrict(kind, row, form.subjects, version=form.seen_version)
    if form.errors:
        return _page(kind, row, form, form.version.data, 422)
    return answer(None, url_for(".show", record_id=row.id), _("Who may see this record has been saved."))


def empty_form(kind, source=None):
    """The card of a form for a new record (a copy begins as its source); None where everybody knows of everything."""
    if not kind.private:
        return None
    chosen = (
        {"reach": RESTRICTED, "disclosed_to": _chosen(kind, source)} if source and source.restricted else {}
    )
    return DisclosureForm(formdata=None, data=chosen)


@dataclass(frozen=True)
class Sent:
    """What was chosen on that card, as `keeping.enter` takes it; None when the form had no such card."""

    disclosed_to: object = None
    form: object = None
    errors: tuple = ()


def sent(kind):
    """The Sent of the present request."""
    if not kind.private or "reach" not in request.form:
        return Sent()
    form = DisclosureForm()
    form.validate()
    return Sent(EVERYBODY if form.subjects is None else form.subjects, form, tuple(form.errors))


def blocks(kind, row):
    """The card on the page of a record, as `RecordType.blocks` give theirs; none where there is nothing to limit."""
    if not kind.private:
        return []
    words = session.scalars(subjects_of(row.id)).all() if row.restricted else []
    names = sorted(names_of(words).values())
    return [("records/disclosures/_card.html", {"row": row, "names": names, "kind": kind})]


def _chosen(kind, row):
    return [one for one in session.scalars(subjects_of(row.id)) if one not in insiders(kind, row)]


def _page(kind, row, form, version, status=200):
    always = sorted(names_of(insiders(kind, row)).values())
    values = {"kind": kind, "row": row, "form": form, "version": version, "always": always}
    return page("records/disclosures/edit.html", "records/disclosures/_form.html", status, **values)


ROUTES = (
    ("GET", "/subjects", subjects, "edit"),
    ("GET", "/<uuid:record_id>/disclosure", edit_disclosure, "edit"),
    ("POST", "/<uuid:record_id>/disclosure", update_disclosure, "edit"),
)
"""What record types that can be restricted have besides the routes of every record type."""
