"""What an own field may be, and its definition as the configuration keeps it. Pure."""

import re

from app.kernel.errors import Rejected
from app.kernel.i18n import _l
from app.kernel.text import fold, nfkc
from app.records.formulas.checking import type_of
from app.records.formulas.errors import BadFormula
from app.records.formulas.ordering import in_order
from app.records.formulas.parts import references
from app.records.formulas.reading import parse, rewritten
from app.records.kit.deriving import RESULTS, types_of

MOST, LABEL, HELP = 100, 40, 200
SHAPES = (
    ("text", _l("Text, one line")),
    ("long", _l("Long text")),
    ("number", _l("Figure")),
    ("yen", _l("Amount in yen")),
    ("date", _l("Date")),
    ("datetime", _l("Date and time")),
    ("bool", _l("Yes or no")),
    ("choice", _l("One of a code list")),
    ("many", _l("Several of a code list")),
    ("person", _l("Person")),
    ("organisation", _l("Department")),
    ("record", _l("Another record")),
    ("url", _l("Web address")),
    ("file", _l("File")),
    ("formula", _l("Formula")),
)
_KINDS = {"number": "decimal", "person": "link", "organisation": "link", "record": "link"}
_LINKS = {"person": "user", "organisation": "organisation"}
_CODE = re.compile(r"[a-z][a-z0-9_]{0,29}")


def shape_of(definition):
    """The word of SHAPES that a definition was made with."""
    if definition.get("formula"):
        return "formula"
    if definition["kind"] == "link":
        return {"user": "person", "organisation": "organisation"}.get(definition.get("link"), "record")
    return "number" if definition["kind"] == "decimal" else definition["kind"]


def definition_from(shape, facts):
    """The kind-dependent part of a definition: `facts` has list, link, formula, result. Raises Rejected."""
    if shape == "formula":
        return {"kind": facts["result"], "formula": facts["formula"].strip()}
    made = {"kind": _KINDS.get(shape, shape)}
    if made["kind"] == "link":
        made["link"] = _LINKS.get(shape) or facts.get("link")
        if not made["link"]:
            raise Rejected("Choose what the field leads to.", "link")
    if made["kind"] in ("choice", "many"):
        if not facts.get("list"):
            raise Rejected("Choose a code list. Make one first if there is none.", "list")
        made["list"] = facts["list"]
    return made


def named(code):
    """The name under which the field with that code is kept. Raises Rejected."""
    plain = nfkc(code).strip().lower()
    if not _CODE.fullmatch(plain):
        raise Rejected(
            "A code has up to 30 small letters, digits and _ and begins with a letter. It cannot be changed later.",
            "code",
        )
    return f"x_{plain}"


def checked_texts(texts, field, longest=LABEL, required=True):
    """`{"ja", "en"}` without spaces around, control characters and empty ones. Raises Rejected beside `field`."""
    said = {
        language: "".join(c for c in text if c.isprintable()).strip()
        for language, text in texts.items()
        if text and text.strip()
    }
    for language, text in said.items():
        if len(text) > longest:
            raise Rejected("Use at most %(n)s letters.", f"{field}_{language}", n=longest)
    if required and not said:
        raise Rejected("Enter a name in one of the two languages.", f"{field}_ja")
    return said


def live(content):
    """The definitions that are not deleted."""
    return {name: one for name, one in content.get("fields", {}).items() if not one.get("deleted")}


def names_of(kind):
    """`{folded label or code: {names}}`: what formulas may call the fields of the record type (as arranged)."""
    found = {}
    for name, of in kind.fields.items():
        texts = getattr(of.label, "texts", {}).values()
        for word in {name, name.removeprefix("x_"), str(of.label), *texts}:
            found.setdefault(fold(word), set()).add(name)
    return found


def coded(kind, formula, new=None):
    """`formula` with the labels of fields turned into their names. Raises BadFormula.

    `new`: `{name: labels}` of fields that are just being made.
    """
    known = names_of(kind)
    for name, labels in (new or {}).items():
        for word in {name, name.removeprefix("x_"), *filter(None, labels)}:
            known.setdefault(fold(word), set()).add(name)

    def name_of(word):
        if word in kind.fields:
            return word
        found = known.get(fold(word), set())
        if not found:
            raise BadFormula("There is no field “%(name)s” that a formula can use.", name=word)
        if len(found) > 1:
            listed = ", ".join(sorted(found))
            raise BadFormula(
                "Several fields are called “%(name)s”. Use a code: %(codes)s", name=word, codes=listed
            )
        return next(iter(found))

    return rewritten(formula, name_of)


def labelled(kind, formula):
    """`formula` with names of fields as `[label]`, to be read and changed by people."""

    def said(name):
        of = kind.fields.get(name)
        if of is None:
            return f"[{name}]"
        label = str(of.label)
        alone = len(names_of(kind).get(fold(label), ())) == 1 and not set(nfkc(label)) & set("[]")
        return f"[{label}]" if alone else f"[{name}]"

    return rewritten(formula, said)


def check(kind, content):
    """Refuse an arrangement that cannot work; `kind` is the record type arranged that way. Raises Rejected."""
    own = live(content)
    if len(own) > MOST:
        raise Rejected("A record type has at most %(most)s own fields.", most=MOST)
    types, needs = types_of(kind.fields), {}
    for name, definition in own.items():
        if definition.get("formula"):
            part = parse(definition["formula"])
            needs[name] = references(part)
            if name not in needs[name]:
                _check_result(type_of(part, types), definition["kind"])
    in_order(needs, lambda name: str(kind.fields[name].label))


def _check_result(found, kind):
    if kind not in RESULTS[found]:
        raise BadFormula("The formula gives another type than chosen. Choose a fitting type of result.")


def used_in(kind, content, name):
    """Labels of the formulas that look at the field."""
    return [
        str(kind.fields[other].label)
        for other, definition in live(content).items()
        if definition.get("formula") and other != name and name in references(parse(definition["formula"]))
    ]
