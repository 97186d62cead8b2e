"""The form of an export, and its columns in their order."""

from dataclasses import dataclass, field

from wtforms import SelectField, StringField

from app.kernel.i18n import _l
from app.records.exports.books import BOOK
from app.records.exports.columns import chosen, offered
from app.records.exports.model import Export
from app.records.exports.operations import NEWLINES, QUOTINGS
from app.web.forms import Form

FORMATS = (
    ("xlsx", _l("Excel (.xlsx)")),
    (BOOK, _l("Excel workbook to fill in (.xlsx)")),
    ("utf8", _l("CSV (UTF-8)")),
    ("cp932", _l("CSV (Shift_JIS)")),
)


class ExportForm(Form):
    """What kind of file a list becomes. Its columns are read by `arranged_in`."""

    format = SelectField(_l("Format"), choices=FORMATS)
    newline = SelectField(
        _l("Line ends (CSV)"),
        choices=[("crlf", _l("CRLF (Windows)")), ("lf", _l("LF (Mac, Linux)"))],
        default="crlf",
    )
    quoting = SelectField(
        _l("Quotation marks (CSV)"),
        choices=[("minimal", _l("Only where needed")), ("all", _l("Around every cell"))],
        default="minimal",
    )
    template_name = StringField(_l("Save these settings as a template"))


@dataclass
class Arrangement:
    """Columns to choose from in the order they are listed; `names` are the chosen ones."""

    names: list = field(default_factory=list)
    listed: list = field(default_factory=list)


def arranged(kind, names, order=()):
    """The Arrangement in which `names` are chosen: in `order` where given, else the chosen ones come first."""
    known = offered(kind)
    names = [one for one in dict.fromkeys(names) if one in known]
    listed = [one for one in dict.fromkeys([*(order or names), *known]) if one in known]
    return Arrangement([one for one in listed if one in names], listed)


def usual(kind, question):
    """The Arrangement of the columns that a list shows."""
    return arranged(kind, chosen(kind, Export(options={}, question=question.address())))


def arranged_in(kind, arguments):
    """The Arrangement in a posted form, after what its arrows move."""
    found = arranged(kind, arguments.getlist("names"), arguments.getlist("listed"))
    for word, by in (("up", -1), ("down", 1)):
        if (name := arguments.get(word)) in found.listed:
            place = found.listed.index(name)
            found.listed.insert(max(place + by, 0), found.listed.pop(place))
    return arranged(kind, found.names, found.listed)


def options_in(form, names):
    """What Export.options keeps of a valid form."""
    newline, quoting = form.newline.data, form.quoting.data
    return {
        "names": names,
        "newline": newline if newline in NEWLINES else "crlf",
        "quoting": quoting if quoting in QUOTINGS else "minimal",
    }
