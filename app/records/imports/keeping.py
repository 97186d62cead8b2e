"""What changed fields held before an import, small enough to be kept for thirty days."""

from app.records.kit.plain import from_plain, plain_of


def kept(kind, planned):
    """The former values of a changed row as JSON can hold them: of changed fields, and of other columns it sets."""
    fields = kind.fields
    values = {
        name: plain_of(fields[name], pair[0]) for name, pair in planned.changes.items() if name in fields
    }
    return values | {name: getattr(planned.before, name) for name in planned.columns}


def known_again(kind, before):
    """`(values, columns)` of what `kept` made; fields that do not exist any more are left out."""
    fields = kind.fields
    values = {name: from_plain(fields[name], value) for name, value in before.items() if name in fields}
    return values, {name: value for name, value in before.items() if name in ("state", "archived_from")}
