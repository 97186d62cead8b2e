"""Beside the postal code of any form: the address of the code, the codes of the address, and what does not fit.

The address of the fragment names the form's inputs: `?code=postal_code&address=address` and, where a form keeps them
apart, `prefecture` and `city`. Nothing is written.
"""

from flask import Blueprint, request

from app.masters.addresses.checking import check_address
from app.masters.addresses.offering import offers, problems
from app.web.answer import page
from app.web.guards import signed_in

bp = Blueprint("addresses", __name__, url_prefix="/addresses")
PARTS = ("code", "prefecture", "city", "address")


@bp.post("/candidates")
@signed_in
def candidates():
    """Look at what the form holds."""
    names = {part: request.args[part] for part in PARTS if request.args.get(part)}
    typed = {part: request.form.get(name, "").strip() for part, name in names.items()}
    code, address = typed.pop("code", ""), "".join(typed.values())
    check = check_address(code, address) if code or address else None
    found = offers(check) if check else []
    return page(
        "masters/addresses/candidates.html",
        fragment="masters/addresses/_candidates.html",
        names=names,
        check=check,
        problems=problems(check) if check else [],
        offers=[(one, one.fill(names)) for one in found],
        at_once=len(found) == 1 and not address,
    )
