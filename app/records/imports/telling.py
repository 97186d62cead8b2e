"""Planned rows in the reader's words, for the audit trail and for who looks before taking in."""

from app.kernel.i18n import translate
from app.records.kit.queries import titles, veiled
from app.records.kit.reading import shown


def told(kind, planned):
    """`(planned, {field: [before, after]})` of each changed row: choices by label, links by title.

    Not by title where some may not know of what a link points to: more people read this than the present one.
    """
    fields, named = kind.fields, {}
    linked = (name for one in planned for name in one.changes if name in fields and fields[name].link)
    for name in {name for name in linked if not veiled(fields[name].link)}:
        ids = {value for one in planned for value in one.changes.get(name, ())}
        named[name] = titles(fields[name].link, ids)
    for one in planned:
        yield one, {name: [_word(kind, name, named, v) for v in pair] for name, pair in one.changes.items()}


def _word(kind, name, named, value):
    if name == "state":
        return translate(kind.state(value).label)
    return named[name].get(value, "") if name in named else shown(kind.fields[name], value)


def label_of(kind, values, before=None):
    """Code and title of a row."""
    code = values.get(kind.key) or getattr(before, kind.key, "")
    title = values.get(kind.title) or getattr(before, kind.title, "")
    return f"{code} {title}"[:200]
