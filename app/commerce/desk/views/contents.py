"""Forms about one slip: the recipient, the parcel, the memo."""

from flask import Blueprint, url_for

from app.commerce import permissions
from app.commerce.desk import queries
from app.commerce.desk.forms import MemoForm, ParcelForm, RecipientForm
from app.commerce.persons.person import PERSON_FIELDS
from app.commerce.slips.changing import PARCEL, change_parcel, write_memo
from app.commerce.slips.correcting import correct_recipient
from app.kernel.i18n import _
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("slip_contents", __name__, url_prefix="/slips/<uuid:record_id>")


@bp.get("/recipient/edit")
@requires(permissions.PERSON_SEE)
def edit_recipient(record_id):
    """The form of the recipient."""
    slip = find(queries.slips(), record_id)
    return page(
        "commerce/desk/slips/recipient.html",
        slip=slip,
        form=RecipientForm(obj=_Versioned(slip, slip.recipient)),
    )


@bp.put("/recipient")
@requires(permissions.ORDER_EDIT)
def update_recipient(record_id):
    """Correct the recipient; what the checks say of the new address is asked at once."""
    slip, form = find(queries.slips(), record_id), RecipientForm()
    if form.validate():
        with form.absorbing():
            correct_recipient(slip, form.person, version=form.seen_version)
    if form.errors:
        whole, part = "commerce/desk/slips/recipient.html", "commerce/desk/slips/_recipient_form.html"
        return page(whole, part, 422, slip=slip, form=form)
    return answer(None, url_for("commerce.slips.show", record_id=slip.id), _("The recipient was corrected."))


@bp.get("/parcel/edit")
@requires(permissions.ORDER_EDIT)
def edit_parcel(record_id):
    """The form of the parcel."""
    slip = find(queries.slips(), record_id)
    return page("commerce/desk/slips/parcel.html", slip=slip, form=ParcelForm(obj=slip))


@bp.put("/parcel")
@requires(permissions.ORDER_EDIT)
def update_parcel(record_id):
    """Change how the slip travels."""
    slip, form = find(queries.slips(), record_id), ParcelForm()
    if form.validate():
        with form.absorbing():
            values = {name: form[name].data for name in PARCEL}
            change_parcel(slip, values | {"cod_amount": form.cod_amount.data or 0}, version=form.seen_version)
    if form.errors:
        return page(
            "commerce/desk/slips/parcel.html",
            "commerce/desk/slips/_parcel_form.html",
            422,
            slip=slip,
            form=form,
        )
    return answer(None, url_for("commerce.slips.show", record_id=slip.id), _("The parcel was changed."))


@bp.put("/memo")
@requires(permissions.ORDER_EDIT)
def update_memo(record_id):
    """Write the memo."""
    slip, form = find(queries.slips(), record_id), MemoForm()
    write_memo(slip.order, form.memo.data or "", version=form.seen_version)
    return answer(None, url_for("commerce.slips.show", record_id=slip.id), _("The memo was saved."))


class _Versioned:
    """A person with the version of their slip, as a form reads it."""

    def __init__(self, slip, person):
        self.version = slip.version
        for name in PERSON_FIELDS:
            setattr(self, name, getattr(person, name))
