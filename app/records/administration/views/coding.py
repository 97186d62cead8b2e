"""A code list between its form and the configuration."""

from app.kernel.errors import Rejected
from app.records.administration.forms import MergeForm
from app.records.administration.views.keeping import looking, opened
from app.records.administration.views.previewing import preview_of
from app.records.codes.operations import checked_code
from app.records.codes.queries import fields_of
from app.records.codes.standard import lists, standard
from app.records.custom_fields.defining import checked_texts
from app.records.custom_fields.queries import merges
from app.records.kit.describing import RECORD_TYPES
from app.records.layouts.labels import OwnLabel
from app.records.layouts.shaping import CODES, content_of
from app.records.layouts.versions import version_of
from app.web.answer import page, wants_fragment


def values_in(form, name):
    """The values that were typed, as the configuration keeps them. Raises Rejected beside the cell at fault."""
    values = []
    for number, line in enumerate(form.values.rows):
        code = checked_code(line.code.data, f"values-{number}-code")
        try:
            texts = checked_texts({"ja": line.ja.data, "en": line.en.data}, "label")
        except Rejected as refused:
            raise Rejected(refused.message, f"values-{number}-ja", **refused.values) from refused
        values.append(
            {"code": code, "label": texts, "tone": line.tone.data or "", "retired": bool(line.retired.data)}
        )
    return values


def act_on_rows(form, act):
    """Move, remove or add a row without JavaScript (`up-2`, `down-2`, `remove-2`, `add`); whether that was asked."""
    verb, _dash, number = act.partition("-")
    if verb not in ("up", "down", "remove", "add"):
        return False
    rows = [line.data for line in form.values.rows]
    place = int(number) if number.isdigit() and int(number) < len(rows) else None
    if place is not None:
        row = rows.pop(place)
        if verb != "remove":
            rows.insert(max(place + (-1 if verb == "up" else 1), 0), row)
    form.values.process(None, rows)
    return True


def shown_list(form, name, status=200, content=None, overtaken=None):
    """The page of a list: its form, its values as chips on a record that has them, merging."""
    codes, brought = lists() if content is None else content, standard().get(name)
    return page(
        "records/administration/codes/edit.html",
        f"records/administration/codes/_{'preview' if looking() else 'edit'}.html",
        200 if status == 422 and looking() and wants_fragment() else status,
        form=form,
        name=name,
        brought=brought,
        arranged=name in content_of(CODES),
        version=opened(form, CODES, status),
        users=fields_of(name) if name else [],
        chips=_chips(codes.get(name or (form.code.data or "").strip(), {}).get("values", ())),
        preview=_preview(name, codes),
        changed=content is not None,
        overtaken=overtaken,
        merging=_merging(name),
        merges=merges(name) if name else [],
    )


def _chips(values):
    return [
        (str(OwnLabel(one["label"])), one.get("tone") or "draft", bool(one.get("retired"))) for one in values
    ]


def _preview(name, codes):
    """The first record type that uses the list, under these codes; None when none does."""
    users = fields_of(name) if name else []
    if not users:
        return None
    kind = RECORD_TYPES[users[0][0]]
    return preview_of(kind, content_of(f"record:{kind.name}"), codes)


def _merging(name):
    values = lists()[name]["values"] if name else ()
    named = [(one, f"{OwnLabel(one['label'])} ({one['code']})") for one in values]
    if len(named) < 2:
        return None
    form = MergeForm(formdata=None, version=str(version_of(CODES))).offer(named)
    form.version.id = "merge-version"
    return form
