"""One place that names the elements htmx swaps."""


def dom_id(thing, part=""):
    """`rfq-0190…-header`: the element id of a record (anything with `.id`, or a plain value) and a part of it."""
    if isinstance(thing, str):
        base = thing
    else:
        base = f"{_kind(thing)}-{getattr(thing, 'id', thing)}"
    return f"{base}-{part}" if part else base


def _kind(thing):
    name = getattr(thing, "_dom_kind", None) or type(thing).__name__
    return "".join(f"-{c.lower()}" if c.isupper() and i else c.lower() for i, c in enumerate(name))
