"""The workbook of a record type (sales.md §12): data to fill in, allowed values, explanations; it comes back too."""

from app.kernel.i18n import _l, translate
from app.kernel.tabular.workbooks import BookSheet
from app.records.exports.columns import code_list
from app.records.imports.headers import BELONGS
from app.records.imports.matching import codes_of
from app.records.imports.reading import CLEARED
from app.records.kit.describing import RECORD_TYPES
from app.records.kit.sheets import SHEETS

BOOK = "book"
_KINDS = {
    "code": _l("Code"),
    "number": _l("Figure"),
    "percent": _l("Figure"),
    "decimal": _l("Figure"),
    "yen": _l("Amount in yen"),
    "price": _l("Unit price in yen"),
    "date": _l("Date (YYYY/MM/DD)"),
    "datetime": _l("Date and time"),
    "choice": _l("One of the allowed values"),
    "many": _l("Allowed values, with ; between"),
    "bool": _l("1 or 0"),
    "link": _l("Code, or a name that only one has"),
}
_OTHERS = {"user": _l("Mail address of the colleague"), "organisation": _l("Code of the department")}
_RULES = (
    _l(
        "Rows begin below the third one. The first row, which is hidden, names the columns: leave it as it is."
    ),
    _l("Rows with a %(key)s that exists change that record; the others are new."),
    _l("An empty cell changes nothing. %(cleared)s empties the field."),
    _l("Formulas count with the value they show."),
    _l("Nothing goes in before you have seen what each row would do."),
)


def filled_in(kind, names):
    """Those of the columns that a file can bring back, the key first."""
    return [kind.key, *(name for name in names if name != kind.key and _comes_back(kind.fields.get(name)))]


def _comes_back(of):
    return of is not None and of.imported and not of.formula and not of.hidden and of.kind != "file"


def sheets_of(kind, question, names, rows, formats):
    """The sheets of the workbook of what the question finds: these columns, rows, number formats by name."""
    fields = [kind.fields[name] for name in names]
    codes = [codes_of(one.name, one)[0] for one in fields]
    titles = ([translate(one.label) for one in fields], [BELONGS % _belongs(kind, one) for one in fields])
    by_code = {code: formats[name] for name, code in zip(names, codes, strict=True) if name in formats}
    header, values = code_list(kind, names)
    return [
        BookSheet(translate(kind.plural), codes, rows, titles, by_code),
        *(_further(kind, one, question) for one in SHEETS.get(kind.name, ())),
        BookSheet(translate("List of codes"), header, values),
        BookSheet(translate("Explanation"), *_explained(kind, fields, codes)),
    ]


def _further(kind, sheet, question):
    of = kind.fields[kind.key]
    labels = [translate(of.label), *(translate(one.label) for one in sheet.fields)]
    words = [BELONGS % translate("required"), *(BELONGS % _belongs(kind, one) for one in sheet.fields)]
    codes = [sheet.key, *(one.name for one in sheet.fields)]
    return BookSheet(translate(sheet.label), codes, sheet.rows(question), (labels, words))


def _belongs(kind, of):
    words = [translate(_KINDS.get(of.kind, _l("Letters")))]
    if of.link:
        words.append(translate(_called(of)))
    if of.required and of.default is None:
        words.append(translate("required"))
    if of.name == kind.key and kind.numbered:
        words.append(translate("empty: the next number"))
    return translate(", ").join(words)


def _called(of):
    return RECORD_TYPES[of.link].label if of.link in RECORD_TYPES else _OTHERS.get(of.link, of.label)


def _explained(kind, fields, codes):
    header = [
        translate(word)
        for word in ("Column", "Name of the field", "What belongs into it", "Letters at most", "Remark")
    ]
    facts = {"key": translate(kind.fields[kind.key].label), "cleared": CLEARED}
    rules = [["", "", translate(rule, **facts), "", ""] for rule in _RULES]
    letters = ("text", "kana", "long", "email", "url")
    columns = [
        [
            code,
            translate(of.label),
            _belongs(kind, of),
            of.longest if of.kind in letters else "",
            translate(of.help),
        ]
        for of, code in zip(fields, codes, strict=True)
    ]
    return header, rules + columns
