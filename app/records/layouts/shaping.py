"""A record type as the present tenant arranged it: the description of the code with the configuration laid over it."""

from dataclasses import replace
from functools import lru_cache

from sqlalchemy import select

from app.kernel import context
from app.kernel.db import session
from app.records.kit.describing import LINKS, Card, Field
from app.records.kit.extras import unpacked
from app.records.kit.figures import NUMERIC, format_of
from app.records.kit.filters import choice_filter
from app.records.layouts import versions
from app.records.layouts.labels import OwnLabel
from app.records.layouts.model import Configuration
from app.records.layouts.versions import version_of

CODES, FILES = "codes", "stored_file"
OWN = "x_"
"""How the names of own fields begin."""
KEPT = 512
"""How many arranged record types a process remembers (tenants × record types in use)."""


def shaped(kind):
    """`kind` with the tenant's labels, hidden and required fields, cards, own fields and buttons.

    The same object until the configuration changes, so that forms and templates made from it can be kept.
    """
    version = version_of(f"record:{kind.name}")
    if not version and not (kind.coded and version_of(CODES)):
        return kind
    slots = version_of(f"slots:{kind.name}")
    make = _shaped.__wrapped__ if versions.unsettled() else _shaped
    return make(context.tenant_id(), kind, version, version_of(CODES), slots)


@lru_cache(KEPT)
def _shaped(tenant_id, kind, version, codes, slots):
    content = content_of(f"record:{kind.name}") if version else {}
    places = content_of(f"slots:{kind.name}") if slots else {}
    return arranged(kind, content, content_of(CODES) if codes else {}, places)


def forget_shapes():
    """Make every record type anew (tests, whose versions begin at 1 again)."""
    _shaped.cache_clear()


def content_of(subject):
    """The content in force for a subject; empty when the tenant changed nothing."""
    found = session.scalars(
        select(Configuration.content).where(Configuration.subject == subject)
    ).one_or_none()
    return found or {}


def former_field(kind, name):
    """The Field that `name` stands for in a form opened earlier, also when it is hidden or deleted now.

    None for what never was a field.
    """
    if name in kind.fields:
        return kind.fields[name]
    if not name.startswith(OWN):
        return None
    definition = content_of(f"record:{kind.name}").get("fields", {}).get(name)
    return (
        own_field(name, definition, content_of(CODES)) if definition else Field(name, name.removeprefix(OWN))
    )


def arranged(kind, content, codes, slots=None):
    """`kind` under `content` (of `record:<name>`) and the code lists `codes`. Pure: previews use it too.

    content: `labels` {field: {ja, en}}, `hidden` [field], `required` [field], `cards` [{key, label, fields,
    collapsed}], `fields` {own field: definition}, `columns` [field], `buttons` [button], `defaults` {hidden field:
    value as `extra` keeps it}, `formats` {field: {decimals, thousands, negative, unit}} (an own field has its unit
    in its definition). `slots`: {own field: {slot, ready}}, see custom_fields.sorting. Whatever names a field
    that does not exist any more is left out; fields that no card names stay in the card they come from.
    """
    fields = {
        name: _adjusted(_chosen(of, codes.get(standard_name(kind, of))), content)
        for name, of in kind.fields.items()
    }
    own = {
        name: _written_as(own_field(name, definition, codes, (slots or {}).get(name)), content)
        for name, definition in in_order(content.get("fields", {}))
        if not definition.get("deleted")
    }
    cards = _cards(kind, fields, own, content)
    known = {of.name for card in cards for of in card.fields}
    columns = tuple(one for one in content.get("columns") or kind.columns if one in known)
    shown = {of.name for card in cards for of in card.fields if not of.hidden}
    columns = tuple(one for one in columns if one in shown) or kind.columns
    aliases = kind.aliases | {name: (name, *definition_names(own[name])) for name in own}
    filters = tuple(choice_filter(fields[one.of], one.everything) if one.of else one for one in kind.filters)
    buttons = tuple(content.get("buttons", ()))
    return replace(kind, cards=cards, columns=columns, aliases=aliases, buttons=buttons, filters=filters)


def standard_name(kind, of):
    """The name of the code list of a standard field; no list that a tenant adds can have it."""
    return f"{kind.name}.{of.name}"


def labels_of(kind, name):
    """`{value: label}` of a standard choice as the tenant arranged it."""
    return shaped(kind).fields[name].labels()


def offered_of(kind, name, held=()):
    """`[(value, label)]` of a standard choice that one may choose; retired ones only where they are `held`."""
    return list(shaped(kind).fields[name].offered(held))


def in_order(definitions):
    """`(name, definition)` of own fields in the order in which they were added (JSON keeps none)."""
    return sorted(definitions.items(), key=lambda one: (one[1].get("position", 0), one[0]))


def definition_names(of):
    """Further names under which files know an own field."""
    return (f"ext.{of.name.removeprefix(OWN)}",)


def _chosen(of, kept):
    """A standard choice with the values of its code list; those that code needs and the list lacks come last."""
    if not (of.coded and kept):
        return of
    usual, values = of.labels(), list(kept["values"])
    named = {one["code"] for one in values}
    values += [{"code": one, "label": {}} for one in usual if one in of.fixed and one not in named]
    nothing = [("", usual[""])] if "" in usual else []
    return replace(
        of,
        choices=(
            *nothing,
            *((one["code"], OwnLabel(one["label"], usual.get(one["code"], ""))) for one in values),
        ),
        retired=frozenset(one["code"] for one in values if one.get("retired")),
        tones={one["code"]: one["tone"] for one in values if one.get("tone")},
    )


def _adjusted(of, content):
    changes = {}
    texts = content.get("labels", {}).get(of.name)
    if texts:
        changes["label"] = OwnLabel(texts, of.label)
    if of.name in content.get("hidden", ()) and not of.required:
        changes["hidden"] = True
    if of.name in content.get("required", ()) and of.kind != "bool":
        changes["required"] = True
    if of.name in content.get("defaults", {}) and changes.get("hidden"):
        changes["default"] = unpacked(of, content["defaults"][of.name])
    return _written_as(replace(of, **changes) if changes else of, content)


def _written_as(of, content):
    kept = content.get("formats", {}).get(of.name)
    if of.kind not in NUMERIC or (kept is None and not (of.custom and of.suffix)):
        return of
    kept = kept or {}
    return replace(of, format=format_of(kept), suffix=kept.get("unit", of.suffix))


def own_field(name, definition, codes, place=None):
    """The Field of a definition: `kind`, `label` {ja, en}, `help`, `required`, `default`, `list`, `link`, `formula`…"""
    kind = definition["kind"]
    values = codes.get(definition.get("list"), {}).get("values", ()) if kind in ("choice", "many") else ()
    link = _target(kind, definition)
    place = place or {"slot": definition.get("slot", ""), "ready": True}
    made = Field(
        name,
        OwnLabel(definition["label"]),
        kind,
        required=bool(definition.get("required")) and not definition.get("formula"),
        choices=tuple((one["code"], OwnLabel(one["label"])) for one in values),
        retired=frozenset(one["code"] for one in values if one.get("retired")),
        tones={one["code"]: one["tone"] for one in values if one.get("tone")},
        link=link,
        longest=2000 if kind == "long" else 400,
        help=OwnLabel(definition.get("help") or {}),
        suffix=definition.get("suffix", ""),
        wide=kind in ("long", "many", "url"),
        imported=kind != "file" and not definition.get("formula"),
        unique=bool(definition.get("unique")) and kind == "text",
        custom=True,
        slot=place["slot"] if place["ready"] else "",
        filling="" if place["ready"] else place["slot"],
        formula=definition.get("formula", ""),
        hidden=bool(definition.get("hidden")),
    )
    given = definition.get("default")
    return made if given is None else replace(made, default=unpacked(made, given))


def _target(kind, definition):
    if kind == "file":
        return FILES
    return definition.get("link") if kind == "link" and definition.get("link") in LINKS else None


def _cards(kind, fields, own, content):
    everything = fields | own
    home = {of.name: place for place, card in enumerate(kind.cards) for of in card.fields}
    usual = {card.key or f"card{place}": card for place, card in enumerate(kind.cards)}
    wanted = content.get("cards") or [{"key": key} for key in usual]
    placed = {name for card in wanted for name in card.get("fields", ())}
    made = []
    for card in wanted:
        base = usual.get(card["key"])
        names = [name for name in card.get("fields", ()) if name in everything]
        if base is not None:
            names += [of.name for of in base.fields if of.name not in placed]
        names += [
            name for name in own if name not in placed and content["fields"][name].get("card") == card["key"]
        ]
        label = (
            OwnLabel(card["label"], base.label if base else "") if card.get("label") else base and base.label
        )
        made.append(
            Card(label or "", tuple(everything[n] for n in names), card["key"], bool(card.get("collapsed")))
        )
    present = {of.name for card in made for of in card.fields}
    lost = [everything[name] for name in everything if name not in present]
    if lost:
        made[0] = replace(made[0], fields=(*made[0].fields, *lost))
    assert all(name in home or name in own for name in everything)
    return tuple(made)
