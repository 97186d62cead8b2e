"""Slots for the fields that lists sort and filter by: given, filled by a walk over all rows, given back.

Which field has which slot is no part of the arrangement that people change and take back, so it has a subject of its
own, `slots:<record type>`: `{field: {"slot": "slot_text_1", "ready": true}}`. Until it is ready the field is written to
its slot and read from `extra`.
"""

from app.kernel.errors import Rejected
from app.kernel.i18n import translate
from app.records.custom_fields.defining import live
from app.records.kit.slots import SLOTS, shape_of
from app.records.layouts.operations import configure
from app.records.layouts.shaping import content_of


def subject_of(kind):
    """The subject under which the slots of a record type are kept."""
    return f"slots:{kind.name}"


def settle(kind, content):
    """Give and take back slots so that they fit `content`. Returns the fields that have to be filled.

    Raises Rejected beside `sortable` when no slot of the right shape is left; nothing is changed then.
    """
    before = content_of(subject_of(kind))
    wanted = {
        name: one for name, one in live(content).items() if one.get("sortable") and shape_of(one["kind"])
    }
    after = {name: place for name, place in before.items() if _fits(wanted.get(name), place)}
    fixed = {one["slot"] for one in live(content).values() if one.get("slot")}
    new = [name for name in wanted if name not in after and not wanted[name].get("slot")]
    for name in new:
        taken = fixed | {place["slot"] for place in after.values()}
        after[name] = {"slot": _free(shape_of(wanted[name]["kind"]), taken, wanted), "ready": False}
    if after != before:
        configure(subject_of(kind), after, "slots_given")
    return new


def _fits(definition, place):
    return definition is not None and place["slot"].split("_")[1] == shape_of(definition["kind"])


def _free(shape, taken, wanted):
    free = next((one for one in SLOTS if one.split("_")[1] == shape and one not in taken), None)
    if free is None:
        holding = [one["label"] for one in wanted.values() if shape_of(one["kind"]) == shape]
        said = ", ".join(label.get("ja") or label.get("en", "") for label in holding)
        raise Rejected(
            "No more fields of this type can be sorted and filtered fast. Take it away from another: %(names)s",
            "sortable",
            names=said,
        )
    return free


def ready(kind, name):
    """The slot of a field is filled: lists read it from now on."""
    content = content_of(subject_of(kind))
    if name in content and not content[name]["ready"]:
        filled = {**content, name: {**content[name], "ready": True}}
        configure(subject_of(kind), filled, "slot_filled", field=name)


def left(kind, content):
    """`[(what they hold, free, all)]`: how many slots of each shape there are."""
    taken = [place["slot"] for place in content_of(subject_of(kind)).values()]
    taken += [one["slot"] for one in live(content).values() if one.get("slot")]
    words = {
        "text": translate("Text, choice, web address, link"),
        "number": translate("Number, amount, date and time"),
        "day": translate("Date"),
    }
    found = []
    for shape, word in words.items():
        every = [one for one in SLOTS if one.split("_")[1] == shape]
        found.append((word, len([one for one in every if one not in taken]), len(every)))
    return found
