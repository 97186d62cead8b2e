"""数値の表示形式: how the figures of each field are written."""

from functools import partial

from flask import Blueprint

from app.records.administration.forms import figures_form
from app.records.administration.views.keeping import keep, present, screen, subject_of, type_called
from app.records.kit.figures import MARKS, NUMERIC
from app.records.layouts.contents import with_formats
from app.records.layouts.shaping import content_of
from app.records.permissions import EDIT_LAYOUT
from app.web.guards import requires

bp = Blueprint("layout_figures", __name__, url_prefix="/layouts/<string:record_type>/figures")


@bp.get("/")
@requires(EDIT_LAYOUT)
def edit(record_type):
    """All fields that hold a figure, the tenant's own among them."""
    kind = type_called(record_type)
    kept, typed = content_of(subject_of(kind)).get("formats", {}), {}
    for name, of in figured(kind).items():
        style = kept.get(name, {})
        typed[f"{name}__decimals"] = "" if style.get("decimals") is None else str(style["decimals"])
        typed[f"{name}__thousands"] = style.get("thousands", True)
        typed[f"{name}__unit"] = str(of.suffix)
        typed[f"{name}__negative"] = style.get("negative", "")
    return _shown(kind, figures_form(tuple(figured(kind)))(formdata=None, data=typed))


@bp.post("/")
@requires(EDIT_LAYOUT)
def update(record_type):
    """Save, or show it on a record."""
    kind = type_called(record_type)
    form = figures_form(tuple(figured(kind)))()
    return keep(kind, form, partial(_change, kind, form), "formats_changed", partial(_shown, kind, form))


def figured(kind):
    """The fields with a figure, as they are arranged now."""
    return {name: of for name, of in present(kind).fields.items() if of.kind in NUMERIC}


def _change(kind, form, content):
    usual = {name: str((kind.fields.get(name) or of).suffix) for name, of in figured(kind).items()}
    found = {name: _format(partial(_typed, form, name), unit) for name, unit in usual.items()}
    return with_formats(content, {name: one for name, one in found.items() if one})


def _typed(form, name, part):
    return form[f"{name}__{part}"].data


def _format(typed, usual):
    """What differs from the usual way of the field; `usual` is its unit."""
    decimals, mark = typed("decimals"), typed("negative")
    unit = "".join(c for c in typed("unit") or "" if c.isprintable()).strip()
    return {
        **({"decimals": int(decimals)} if decimals else {}),
        **({} if typed("thousands") else {"thousands": False}),
        **({"negative": mark} if mark in MARKS else {}),
        **({"unit": unit} if unit != usual else {}),
    }


def _shown(kind, form, status=200, **values):
    return screen(kind, "figures/edit", status, form=form, figured=figured(kind), **values)
