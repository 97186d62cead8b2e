"""Which columns a file can have, and how their values are written."""

from app.kernel.i18n import translate
from app.records.imports.keys import ID
from app.records.kit.reading import words_in_files, written
from app.records.lists.asking import question_again

STATE = "state"


def offered(kind):
    """`{name: label}` of everything a file can hold, in the order of the cards; state and id last."""
    fields = {name: of.label for name, of in kind.visible.items() if of.imported or not of.typed}
    return fields | ({STATE: translate("State")} if kind.states else {}) | {ID.name: ID.label}


def header_of(kind, names):
    """The labels of columns."""
    known = offered(kind) | {name: of.label for name, of in kind.fields.items()}
    return [translate(known[name]) for name in names]


def chosen(kind, export):
    """Names of the columns of an Export: those it names, or those its list showed, or all; the state last."""
    wanted = export.options.get("names")
    if wanted:
        known = offered(kind)
        return [name for name in wanted if name in known] or [kind.key, kind.title]
    if export.question.get("export") == "all":
        return [name for name in offered(kind) if name != ID.name]
    return [
        *(question_again(kind, export.question).columns or kind.columns),
        *((STATE,) if kind.states else ()),
    ]


def writer(kind, name, *, typed):
    """Function value → cell, or None when it is written as it is. `typed`: dates stay dates (Excel)."""
    if name == STATE and kind.states:
        labels = {one.value: translate(one.label) for one in kind.states}
        return labels.__getitem__
    if name == ID.name:
        return str
    field = kind.fields[name]
    if field.kind == "sealed":
        return field.write
    if field.kind == "choice":
        labels = {value: translate(label) for value, label in field.labels().items()}
        return lambda value: labels.get(value, value)
    if field.kind == "many":
        words = words_in_files(field)
        return lambda value: ";".join([words.get(one, one) for one in value])
    if field.kind == "datetime" and typed:
        return lambda value: value and value.replace(microsecond=0)
    return (lambda value: written(field, value)) if field.kind in ("bool", "datetime") else None


def code_list(kind, names):
    """`(header, rows)` of the values that choices of these columns may have, for people who fill the file in."""
    header = [
        translate("Name of the field"),
        translate("Allowed value"),
        translate("Code"),
        translate("Remark"),
    ]
    rows = []
    for name in names:
        of = kind.fields.get(name)
        for value, label in of.labels().items() if of is not None and of.kind in ("choice", "many") else ():
            remark = translate("no longer chosen") if value in of.retired else ""
            rows.append((translate(of.label), translate(label), str(value), remark))
        if of is not None and of.kind == "bool":
            rows += [
                (translate(of.label), "1", "", translate("Yes")),
                (translate(of.label), "0", "", translate("No")),
            ]
    return header, rows
