"""An own field between its form and its definition."""

from app.kernel.errors import Rejected
from app.records.codes.standard import own_lists
from app.records.custom_fields.defining import (
    HELP,
    checked_texts,
    coded,
    definition_from,
    labelled,
    shape_of,
)
from app.records.kit.extras import packed
from app.records.kit.queries import by_key_or_name, titles
from app.records.kit.reading import shown, value_of
from app.records.kit.slots import shape_of as slot_shape
from app.records.layouts.labels import OwnLabel
from app.records.layouts.shaping import CODES, content_of, own_field


def known_codes():
    """`[(code list, its name)]`."""
    return [(name, str(OwnLabel(one["label"]))) for name, one in sorted(own_lists().items())]


def definition_of(kind, form, name, before=None):
    """The definition of the field `name` that the form asks for; `kind` as arranged now. Raises Rejected."""
    facts = {"list": form.code_list.data, "link": form.link.data, "result": form.result.data}
    new = {name: (form.label_ja.data, form.label_en.data)}
    formula = coded(kind, form.formula.data or "", new) if form.shape.data == "formula" else ""
    made = definition_from(form.shape.data, {**facts, "formula": formula})
    if before is not None and made["kind"] == "link":
        made["link"] = before["link"]
    made["label"] = checked_texts({"ja": form.label_ja.data, "en": form.label_en.data}, "label")
    made["help"] = checked_texts(
        {"ja": form.help_ja.data, "en": form.help_en.data}, "help", HELP, required=False
    )
    made["card"], made["suffix"] = form.card.data, (form.suffix.data or "").strip()
    made["required"] = (
        bool(form.required.data) and made["kind"] not in ("bool", "file") and not made.get("formula")
    )
    made["sortable"] = bool(form.sortable.data)
    if made["sortable"] and slot_shape(made["kind"]) is None:
        raise Rejected(
            "A field of this type cannot be sorted fast; it can be filtered without this.", "sortable"
        )
    default = None if made.get("formula") else _default(made, form.default.data or "")
    return made if default is None else {**made, "default": default}


def _default(definition, text):
    if not text.strip():
        return None
    of = own_field("default", definition, content_of(CODES))
    try:
        value = value_of(of, text)
    except Rejected as refused:
        raise Rejected(refused.message, "default", **refused.values) from refused
    if definition["kind"] == "file":
        raise Rejected("A file cannot be the value of new records.", "default")
    if of.link:
        value = by_key_or_name(of.link, [text.strip()]).get(text.strip())
        if value is None:
            raise Rejected("There is no entry with this code or name. Choose one of the list.", "default")
    return packed(of, value)


def filled(kind, name, definition):
    """What the form of an existing field shows."""
    texts = {f"label_{language}": text for language, text in definition["label"].items()}
    texts |= {f"help_{language}": text for language, text in definition.get("help", {}).items()}
    formula = definition.get("formula", "")
    plain = {key: definition.get(key, "") for key in ("card", "link", "suffix", "required", "sortable")}
    return {
        **texts,
        **plain,
        "shape": shape_of(definition),
        "code_list": definition.get("list", ""),
        "code": name.removeprefix("x_"),
        "formula": labelled(kind, formula) if formula else "",
        "result": definition["kind"],
        "default": _default_words(kind.fields.get(name)),
    }


def _default_words(of):
    if of is None or of.default is None:
        return ""
    return titles(of.link, [of.default]).get(of.default, "") if of.link else shown(of, of.default)
