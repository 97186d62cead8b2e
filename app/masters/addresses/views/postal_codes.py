"""管理 > 郵便番号データ: where the postal codes are from, and looking one up."""

from flask import Blueprint, request

from app.kernel.text import nfkc
from app.masters import permissions
from app.masters.addresses.checking import check_address
from app.masters.addresses.queries import present_release
from app.web import menu
from app.web.answer import page
from app.web.guards import requires

bp = Blueprint("postal_codes", __name__, url_prefix="/postal-codes")
menu.entry(
    "administration",
    "Postal codes",
    "masters.postal_codes.index",
    "map",
    permissions.POSTAL_VIEW,
    position=75,
)


@bp.get("/")
@requires(permissions.POSTAL_VIEW)
def index():
    """The release, and the places of a code or an address that was asked for."""
    asked = request.args.get("q", "").strip()
    return page(
        "masters/addresses/index.html",
        fragment="masters/addresses/_places.html",
        release=present_release(),
        asked=asked,
        places=_places(asked) if asked else [],
    )


def _places(asked):
    """Places of a postal code, or those an address may have."""
    if any(letter.isalpha() for letter in nfkc(asked)):
        return check_address("", asked).written or check_address("", asked).places
    return check_address(asked, "").places
