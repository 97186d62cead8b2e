"""The licence of a colleague: given, changed, taken away."""

from sqlalchemy import select

from app.access.builtin import BUYER_SIDE
from app.access.licences.queries import licences_here
from app.access.roles.model import Role
from app.kernel.db import session
from app.kernel.errors import Rejected


def checked(licence, held, role_ids):
    """`licence` if it may be given here together with these roles (None: what is held, else the first there is).

    Raises Rejected: a supplier's licence goes with the roles of the portal, and with no other built-in ones.
    """
    here = licences_here(held)
    wanted = licence or held or here[0]
    if wanted not in here:
        raise Rejected("Please choose one of the offered values.", field="licence")
    if wanted == "supplier" and _of_our_side(role_ids):
        raise Rejected(
            "A supplier licence works with the roles of the supplier portal only.", field="licence"
        )
    return wanted


def _of_our_side(role_ids):
    ours = select(Role.id).where(Role.id.in_(role_ids), Role.code.in_(BUYER_SIDE))
    return session.scalars(ours.limit(1)).first() is not None
