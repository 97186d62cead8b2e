"""The parts of a set, changed as a whole."""

from flask import Blueprint, url_for

from app.kernel.i18n import _
from app.masters import permissions
from app.masters.product_sets.forms import PartsForm, parts_form
from app.masters.product_sets.operations import put_together
from app.masters.product_sets.queries import parts_of
from app.records.kit.describing import RECORD_TYPES
from app.records.kit.queries import every
from app.web.answer import answer, page
from app.web.finding import find
from app.web.guards import requires

bp = Blueprint("product_sets", __name__, url_prefix="/products/<uuid:product_id>/parts")


@bp.get("/edit")
@requires(permissions.PRODUCT_EDIT)
def edit(product_id):
    """The parts as they are, and empty lines."""
    product = _product(product_id)
    return _form(product, parts_form(parts_of(product.id)))


@bp.post("")
@requires(permissions.PRODUCT_EDIT)
def update(product_id):
    """These are the parts from now on."""
    product, form = _product(product_id), PartsForm()
    if form.validate():
        parts = form.parts()
        if not form.lines.errors:
            with form.absorbing():
                put_together(product, parts)
    if form.errors:
        return _form(product, form, status=422)
    return answer(
        None, url_for("masters.products.show", record_id=product.id), _("The parts have been saved.")
    )


def _product(product_id):
    return find(every(RECORD_TYPES["product"]), product_id)


def _form(product, form, status=200):
    return page("masters/product_sets/edit.html", None, status, product=product, form=form)
