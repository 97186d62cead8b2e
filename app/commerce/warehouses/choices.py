"""Warehouses to choose from in a form."""

from app.commerce.warehouses.queries import warehouses
from app.kernel.i18n import _


def places_to_choose(only_selling=False):
    """`[(id, name)]` of the warehouses in use; one that is made with the first stock is only named until then."""
    found = [(one.id, one.name) for one in warehouses() if one.sells or not only_selling]
    return found or [("", _("Main warehouse"))]
