"""What programs call things: addresses of record types, names of fields."""

from app.records.kit.describing import RECORD_TYPES

FIXED = ("id", "version", "state", "archived", "created_at", "changed_at")
"""What every record says about itself, and nobody sends."""
OWN, OWN_FIELD = "custom", "x_"


def resources():
    """`{name in the address: RecordType}`, as the code describes them."""
    return {resource_of(kind): kind for kind in RECORD_TYPES.values()}


def resource_of(kind):
    """The record type's name in the address: `products`."""
    return kind.path.strip("/")


def property_of(kind, of):
    """A field's name for programs: `category` for the link `category_id`, `custom.rank` for the own field `x_rank`."""
    if of.custom:
        return f"{OWN}.{of.name.removeprefix(OWN_FIELD)}"
    short = of.name.removesuffix("_id") if of.link else of.name
    return of.name if short != of.name and short in kind.fields else short


def properties(kind):
    """`{name for programs: Field}` of everything a screen may show."""
    return {property_of(kind, of): of for of in kind.visible.values()}


def writable(of):
    """Whether a program may send the field: neither worked out nor a file."""
    return of.typed and of.kind != "file"


def read_only(name):
    """Whether programs send that name in vain."""
    return name in FIXED
