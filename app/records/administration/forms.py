"""What is typed on the screens of 項目とレイアウト."""

from functools import cache, lru_cache

import wtforms
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.kernel.i18n import _, _l, translate
from app.kernel.permissions import PERMISSIONS
from app.records.custom_fields.defining import HELP, LABEL, SHAPES
from app.records.kit.describing import LINKS, RECORD_TYPES
from app.records.kit.figures import MARKS, MOST_DECIMALS
from app.records.layouts.buttons import ACTIONS, ICONS, PLACES
from app.records.layouts.shaping import KEPT
from app.web.fields import LineList
from app.web.forms import VersionedForm

SHORT = {"maxlength": LABEL}
RESULTS = (
    ("decimal", _l("Figure")),
    ("yen", _l("Amount in yen")),
    ("text", _l("Text")),
    ("date", _l("Date")),
    ("bool", _l("Yes or no")),
)


class CardsForm(VersionedForm):
    """Cards and columns: their order is read from the order of the posted names."""


@cache
def labels_form(kind):
    """Names of the standard fields of a record type, `<field>__ja` and `<field>__en`."""
    limits = [Optional(), Length(max=LABEL, message=_l("Use at most %(n)s letters.", n=LABEL))]
    parts = {
        f"{name}__{language}": StringField(word, limits, render_kw=SHORT)
        for name in kind.fields
        for language, word in (("ja", _l("In Japanese")), ("en", _l("In English")))
    }
    return type("LabelsForm", (VersionedForm,), parts)


@cache
def standards_form(kind):
    """Which standard fields are shown and required, and what the hidden ones begin with."""
    parts = {}
    for name in kind.fields:
        parts[f"{name}__shown"] = BooleanField(_l("Shown"))
        parts[f"{name}__required"] = BooleanField(_l("Required"))
        parts[f"{name}__default"] = StringField(_l("Value when hidden"))
    return type("StandardsForm", (VersionedForm,), parts)


@lru_cache(KEPT)
def figures_form(names):
    """How the figures of each of the fields `names` are written."""
    decimals = [("", _l("As entered")), *((str(n), str(n)) for n in range(MOST_DECIMALS + 1))]
    signs = [("", _l("As the company writes them")), *((mark, f"{mark}1,234") for mark in MARKS)]
    parts = {}
    for name in names:
        parts[f"{name}__decimals"] = SelectField(_l("Decimal places"), choices=decimals)
        parts[f"{name}__thousands"] = BooleanField(_l("Separate thousands"))
        parts[f"{name}__unit"] = StringField(_l("Unit"), [Length(max=10)], render_kw={"maxlength": 10})
        parts[f"{name}__negative"] = SelectField(_l("Negative figures"), choices=signs)
    return type("FiguresForm", (VersionedForm,), parts)


class PrefillLine(wtforms.Form):
    """A field of the new record, and what it begins with."""

    field = StringField(_l("Field"))
    text = StringField(_l("Begins with"))


class ButtonForm(VersionedForm):
    """A title button."""

    label_ja = StringField(_l("Label (Japanese)"), [Length(max=LABEL)], render_kw=SHORT)
    label_en = StringField(_l("Label (English)"), [Length(max=LABEL)], render_kw=SHORT)
    icon = SelectField(_l("Icon"), choices=[("", "—"), *((one, one) for one in ICONS)])
    place = RadioField(_l("Place"), choices=list(PLACES.items()), default="page")
    action = SelectField(_l("What it does"), choices=list(ACTIONS.items()))
    url = StringField(_l("Address"), [Length(max=1000)])
    new_tab = BooleanField(_l("In a new tab"), default=True)
    target = SelectField(_l("What is entered"), choices=lambda: [("", "—"), *_record_types()])
    prefill = LineList(PrefillLine, _l("What it begins with"), spare=3, max_entries=20)
    permission = SelectField(
        _l("Only for those who may"), choices=lambda: [("", _("Everybody")), *_permissions()]
    )
    when = SelectField(_l("Only when this field is filled"), validate_choice=False)

    def offer(self, kind):
        """The fields of the record type as choices."""
        self.when.choices = [("", "—"), *((name, str(of.label)) for name, of in kind.visible.items())]
        return self

    def button(self):
        """The button as the configuration keeps it, without its id."""
        texts = {"ja": (self.label_ja.data or "").strip(), "en": (self.label_en.data or "").strip()}
        plain = {
            name: self[name].data or ""
            for name in ("icon", "place", "action", "target", "permission", "when")
        }
        lines = {
            one["field"].strip(): (one["text"] or "").strip() for one in self.prefill.data if one["field"]
        }
        return {
            **plain,
            "label": {language: text for language, text in texts.items() if text},
            "url": (self.url.data or "").strip(),
            "new_tab": self.new_tab.data,
            "prefill": lines,
        }


def _record_types():
    return [(kind.name, translate(kind.label)) for kind in RECORD_TYPES.values()]


def _permissions():
    return [(name, translate(one.label)) for name, one in sorted(PERMISSIONS.items())]


class FieldForm(VersionedForm):
    """An own field."""

    shape = SelectField(_l("Type"), choices=list(SHAPES))
    code = StringField(_l("Code"), [Length(max=30)])
    label_ja = StringField(_l("Label (Japanese)"), [Length(max=LABEL)], render_kw=SHORT)
    label_en = StringField(_l("Label (English)"), [Length(max=LABEL)], render_kw=SHORT)
    help_ja = StringField(_l("Help (Japanese)"), [Length(max=HELP)])
    help_en = StringField(_l("Help (English)"), [Length(max=HELP)])
    card = SelectField(_l("Card"), validate_choice=False)
    code_list = SelectField(_l("Code list"), validate_choice=False)
    link = SelectField(_l("Leads to"), choices=lambda: [("", "—"), *_record_types()])
    formula = TextAreaField(_l("Formula"), [Length(max=1000)], render_kw={"rows": 3, "spellcheck": "false"})
    result = SelectField(_l("Type of the result"), choices=list(RESULTS))
    suffix = StringField(_l("Unit behind the value"), [Length(max=10)])
    required = BooleanField(_l("Required"))
    default = StringField(_l("Value of new records"), [Length(max=400)])
    sortable = BooleanField(_l("Sort and filter lists by it"))

    def offer(self, kind, codes, fixed=None):
        """Cards and code lists to choose from; `fixed`: the type of a field that exists."""
        self.card.choices = [(card.key, str(card.label)) for card in kind.cards]
        self.code_list.choices = [("", "—"), *((name, text) for name, text in codes)]
        if fixed:
            self.shape.choices = [one for one in SHAPES if one[0] == fixed]
            self.link.choices = [("", "—"), *((name, name) for name in LINKS)]
        return self


class ValueLine(wtforms.Form):
    """A value of a code list."""

    code = StringField(_l("Code"), [Length(max=30)])
    ja = StringField(_l("In Japanese"), [Length(max=LABEL)], render_kw=SHORT)
    en = StringField(_l("In English"), [Length(max=LABEL)], render_kw=SHORT)
    tone = SelectField(
        _l("Colour"),
        choices=[
            ("", _l("None")),
            ("done", _l("Green")),
            ("waiting", _l("Amber")),
            ("problem", _l("Vermilion")),
            ("info", _l("Indigo")),
            ("closed", _l("Grey")),
            ("draft", _l("Outline")),
        ],
    )
    retired = BooleanField(_l("Retired"))


class CodeListForm(VersionedForm):
    """A code list with its values in their order."""

    code = StringField(_l("Code"), [Length(max=30)])
    label_ja = StringField(_l("Name (Japanese)"), [Length(max=LABEL)], render_kw=SHORT)
    label_en = StringField(_l("Name (English)"), [Length(max=LABEL)], render_kw=SHORT)
    values = LineList(ValueLine, _l("Values"), spare=2)


class MergeForm(VersionedForm):
    """One value into another."""

    value = SelectField(_l("Value that goes"), [InputRequired()], validate_choice=False)
    into = SelectField(_l("Value that stays"), [InputRequired()], validate_choice=False)

    def offer(self, values):
        """The values of the list; only those in use may stay."""
        self.value.choices = [(one["code"], text) for one, text in values]
        self.into.choices = [(one["code"], text) for one, text in values if not one.get("retired")]
        return self
