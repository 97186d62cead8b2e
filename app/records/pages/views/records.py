"""One record: the forms it is entered and changed with."""

from flask import request

from app.kernel.i18n import _
from app.records.kit import keeping
from app.records.kit.extras import held
from app.records.kit.queries import every
from app.records.pages.forms import form_class
from app.records.pages.forms.given import Given
from app.records.pages.forms.posted import Posted
from app.records.pages.views import disclosures, merging
from app.records.pages.views.copying import files_along, source_of
from app.records.pages.views.filling import form_page, saved, unconfirmed
from app.records.pages.views.prefilling import prefilled
from app.web.finding import find


def new(kind):
    """An empty form."""
    return form_page(kind, form_class(kind)(formdata=None, data=prefilled(kind)))


def create(kind):
    """Enter what was typed, known to those chosen; as a copy of a record when the form began as one."""
    posted, source = Posted(kind), source_of(kind, request.form.get("copied_from"))
    reach, given = disclosures.sent(kind), Given(kind)
    wrong = not posted.valid() or reach.errors or given.errors
    twins = [] if wrong else unconfirmed(posted)
    if not wrong and not twins:
        with posted.form.absorbing():
            row = keeping.enter(kind, posted.values | given.files(), source, disclosed_to=reach.disclosed_to)
            given.belong_to(row)
            files_along(kind, source, row)
    if wrong or posted.form.errors or twins:
        values = {"posted": posted, "twins": twins, "source": source, "reach": reach.form, "given": given}
        return form_page(kind, posted.form, status=422, **values)
    return saved(posted, row, _("%(name)s has been entered.", name=getattr(row, kind.title)))


def edit(kind, record_id):
    """The form with what is there."""
    row = find(every(kind), record_id)
    data = {name: held(row, of) for name, of in kind.fields.items()}
    data |= dict.fromkeys(keeping.out_of_sight(kind, row))
    return form_page(kind, form_class(kind)(formdata=None, data=data), row)


def update(kind, record_id):
    """Save; when somebody else was faster, lay both changes side by side and let the reader merge them."""
    row = find(every(kind), record_id)
    posted = Posted(kind, row)
    twins = unconfirmed(posted) if posted.valid() else []
    if not posted.form.errors and not twins:
        with posted.form.absorbing():
            try:
                keeping.change(kind, row, posted.values, version=posted.opened.version)
            except keeping.Overtaken:
                return merging.overtaken(posted)
    if posted.form.errors or twins:
        return _again(posted, twins)
    return saved(posted, row, _("%(name)s has been saved.", name=getattr(row, kind.title)))


def _again(posted, twins):
    if posted.opened.sides:
        return merging.merge_page(posted, posted.opened, posted.form, 422, twins)
    return form_page(posted.kind, posted.form, posted.row, status=422, posted=posted, twins=twins)
