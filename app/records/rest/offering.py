"""What programs are offered beside record types: addresses, scopes and words of a package above."""

from collections.abc import Callable
from dataclasses import dataclass

from app.kernel import context

OFFERS: dict[str, "Offer"] = {}
"""`{name in the address: Offer}`."""


@dataclass(frozen=True)
class Offer:
    """Views below `/api/v1/{path}` (`records.rest.views.family.of_programs`) that belong together.

    `name` is that of its scopes (`deal:read`), `view` and `edit` the permissions behind them. `described()` is its part
    of the OpenAPI document as `{paths, schemas}` in the language spoken, `examples(address)` `[(title, line, curl)]`.
    """

    name: str
    path: str
    plural: object
    view: str
    edit: str
    described: Callable
    examples: Callable


def offer(one):
    """Register an Offer. Returns it."""
    OFFERS[one.path] = one
    return one


def visible_offers():
    """`{name in the address: Offer}` of what the present actor may see."""
    may = context.actor().may
    return {path: one for path, one in OFFERS.items() if may(one.view)}


def operations_of(one):
    """`[(method, address, summary)]` of an Offer, in the order in which it describes them."""
    return [
        (method.upper(), path, told["summary"])
        for path, methods in one.described()["paths"].items()
        for method, told in methods.items()
    ]
