"""Code lists: kept as one configuration, `codes`, with versions like every arrangement.

`{list: {"label": {ja, en}, "values": [{"code", "label": {ja, en}, "tone", "retired"}]}}`. A list of a standard field
stands there once the tenant has changed it (see `standard`).
"""

import re

from app.kernel.errors import Rejected
from app.kernel.text import nfkc
from app.records.codes.queries import fields_of, held_by
from app.records.codes.standard import check, lists, standard, usual
from app.records.custom_fields.defining import checked_texts
from app.records.custom_fields.reworking import begin
from app.records.kit.describing import RECORD_TYPES
from app.records.layouts.operations import configure
from app.records.layouts.shaping import CODES, content_of

MOST, LISTS = 500, 200
_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,29}")


def checked_code(text, field):
    """A code of a list or value: letters, digits, `_` and `-`. Raises Rejected beside `field`."""
    plain = nfkc(text or "").strip()
    if not _CODE.fullmatch(plain):
        raise Rejected(
            "A code has up to 30 letters, digits, _ and - and begins with a letter or digit.", field
        )
    return plain


def with_list(content, name, label, values):
    """`content` of the code lists with one list set. Raises Rejected."""
    if name not in content and len(content) >= LISTS:
        raise Rejected("There are at most %(most)s code lists.", most=LISTS)
    if len(values) > MOST:
        raise Rejected("A code list has at most %(most)s values.", most=MOST)
    seen = set()
    for number, one in enumerate(values):
        if one["code"] in seen:
            raise Rejected("Two values have the code %(code)s.", f"values-{number}-code", code=one["code"])
        seen.add(one["code"])
    check(name, values)
    texts = usual(standard()[name][1])["label"] if name in standard() else checked_texts(label, "label")
    return {**content, name: {"label": texts, "values": values}}


def keep_list(name, label, values, *, version, new=False):
    """Add or change a code list. Values that records hold cannot be left out, only retired. Raises Rejected."""
    content, known = content_of(CODES), lists()
    if new and name in known:
        raise Rejected("This code is used already. Choose another.", "code")
    changed = with_list(content, name, label, values)
    codes = {one["code"] for one in values}
    gone = [one for one in known.get(name, {}).get("values", ()) if one["code"] not in codes]
    refuse_used(name, gone)
    summary = "list_added" if new else "list_changed"
    return configure(CODES, changed, summary, version=version, list=name, called=changed[name]["label"])


def refuse_used(name, values):
    """Raise Rejected when records hold one of the values."""
    for one in values:
        count = held_by(name, one["code"])
        if count:
            raise Rejected(
                "%(count)s records hold “%(value)s”. Retire it, or merge it into another value.",
                count=count,
                value=one["label"].get("ja") or one["label"].get("en") or one["code"],
            )


def delete_list(name, *, version):
    """Take away a code list that no field uses; a standard one is as the program brings it again.

    Raises Rejected, Conflict.
    """
    users = fields_of(name)
    if name in standard():
        return _reset(name, version)
    if users:
        labels = ", ".join(label for _kind, _field, label in users)
        raise Rejected("These fields use the list: %(names)s", names=labels)
    content = content_of(CODES)
    left = {key: one for key, one in content.items() if key != name}
    return configure(CODES, left, "list_deleted", version=version, list=name, called=content[name]["label"])


def _reset(name, version):
    content = content_of(CODES)
    brought = usual(standard()[name][1])
    known = {one["code"] for one in brought["values"]}
    refuse_used(name, [one for one in lists()[name]["values"] if one["code"] not in known])
    left = {key: one for key, one in content.items() if key != name}
    return configure(CODES, left, "list_reset", version=version, list=name, called=brought["label"])


def merge(name, value, into, *, version):
    """Put `into` in the place of `value` in every record, as a job; `value` can no longer be chosen from now on."""
    content, values = content_of(CODES), lists()[name]["values"]
    if value == into or not {value, into} <= {one["code"] for one in values}:
        raise Rejected("Choose two different values.", "into")
    if next(one for one in values if one["code"] == into).get("retired"):
        raise Rejected("This value is retired. Choose one that is in use.", "into")
    kept = [{**one, "retired": True} if one["code"] == value else one for one in values]
    check(name, kept)
    changed = {**content, name: {**lists()[name], "values": kept}}
    configure(CODES, changed, "values_merged", version=version, list=name, value=value, into=into)
    kinds = {kind for kind, _field, _label in fields_of(name)}
    return [begin(RECORD_TYPES[kind], "merge", list=name, value=value, into=into) for kind in sorted(kinds)]


def take_back(revision, *, version):
    """An earlier version of all lists in force again; values that came later and are held stay, retired."""
    present, old = content_of(CODES), revision.content
    kept = {name: _again(name, present.get(name), old.get(name)) for name in {**old, **present}}
    kept = {name: one for name, one in kept.items() if one is not None}
    return configure(CODES, kept, "taken_back", version=version, to=revision.version)


def _again(name, present, old):
    if old is None and name in standard():
        old = usual(standard()[name][1])
    if old is None:
        return present if fields_of(name) else None
    known = {one["code"] for one in old["values"]}
    later = [one for one in (present or {}).get("values", ()) if one["code"] not in known]
    held = [{**one, "retired": True} for one in later if held_by(name, one["code"])]
    return {**old, "values": [*old["values"], *held]}
