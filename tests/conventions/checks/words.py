"""Visible words are English inside `_()`: no Japanese in code, no bare sentences in templates."""

import ast
import re

from tests.conventions.checks import tree
from tests.conventions.checks.templates import ENVIRONMENT

JAPANESE = re.compile(r"[぀-ヿ㐀-鿿＀-ﾟ]")
"""Kana, kanji and full-width forms."""
ENGLISH = re.compile(r"[A-Z][a-z]+ [a-z]+")
"""An English sentence may quote Japanese: `Enter a date such as 令和8年11月21日.`"""
ALLOWED = {
    "app/kernel/": "reads and folds what people type",
    "app/web/filters.py": "dates, weekdays and yen as each language writes them",
    "app/demo": "the demonstration companies speak Japanese",
    "app/platform/documents/": "statutory wording of printed forms",
    "app/masters/addresses/": "reads what people write as an address, by the names in Japan Post's file",
    "app/masters/taxes/": "names of tax classes as the accountant's file demands them",
    "app/masters/products/model.py": "the usual unit of a product is data",
    "app/commerce/carriers/": "names of carriers and of what they offer are data",
    "app/commerce/labels/systems/": "carriers' systems are spoken to in Japanese",
    "app/commerce/labels/contents.py": "what stands on a label",
    "app/commerce/labels/fitting.py": "kinds of Japanese letters, between which an address may be broken",
    "app/commerce/intake/readers/": "columns and words of shops' files",
    "app/commerce/intake/words.py": "time slots, carriers and のし as shops write them",
    "app/commerce/intake/people.py": "prefectures, cities and firms in addresses and names",
    "app/commerce/intake/formats.py": "keys under which delivery apps write wishes",
    "app/commerce/mails/values.py": "how lines, amounts and addresses are written in a letter",
    "app/commerce/receipts/issuing.py": "the mark before a postal code",
    "app/procurement/journals/": "the accountant's import formats name their columns in Japanese",
    "app/access/roles/defaults.py": "names of the standard roles become data of the tenant",
}
"""Where Japanese is data rather than a sentence on a page, and why."""
ALIASES = re.compile(r"/(?:aliases|headers|columns|catalogue|defaults)\.py$")
"""Files that hold Japanese by their nature: other people's column names, lists that become data."""
BARE = set(
    "narrow wide Choba PDF CSV Excel Ctrl Enter Esc Tab Shift Cmd JSON XML ZIP ID URL OK MB kB English http https "
    "hidden nbsp amp middot hellip times rarr larr ndash mdash gt lt laquo raquo thinsp ensp emsp yen".split()
)
"""Words that are the same in both languages, and HTML's names of characters."""
SPOKEN = re.compile(r"""\b(?:title|alt|placeholder|aria-label|aria-description|label)="([^"]*)\"""")
TAG = re.compile(r"<[^<>]*>")
SILENT = re.compile(r"<(script|style|template-source|code|kbd|pre)\b.*?</\1>", re.DOTALL | re.IGNORECASE)


def violations(root, allowed=None):
    """Return Japanese in code and templates, and words in templates that cannot be translated."""
    return [*_in_code(root, ALLOWED if allowed is None else allowed), *_in_templates(root)]


def _in_code(root, allowed):
    for name, syntax in tree.python(root, "app"):
        if name.startswith(tuple(allowed)) or ALIASES.search(name):
            continue
        for line, said in _strings(syntax):
            if JAPANESE.search(said) and not ENGLISH.match(said):
                yield (
                    f"{name}:{line}: {said[:20]!r}: write the sentence in English inside _() and its "
                    "Japanese in translations/ja.po (data is listed in ALLOWED with its reason)"
                )


def _strings(syntax):
    """Yield `(line, string)`, but not those that stand as statements (docstrings, notes)."""
    statements = {id(node.value) for node in ast.walk(syntax) if isinstance(node, ast.Expr)}
    for node in ast.walk(syntax):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in statements:
            yield node.lineno, node.value


def _in_templates(root):
    for name, path in tree.files(root, "templates", "*.html", "*.txt"):
        source = tree.text(path)
        spoken = re.sub(r"\{#.*?#\}", _as_lines, source, flags=re.DOTALL)
        for line, text in enumerate(spoken.splitlines(), 1):
            if JAPANESE.search(text):
                yield f"{name}:{line}: Japanese in a template; write English in _(), the Japanese in ja.po"
        for word in _bare_words(source, markup=name.endswith((".html", ".xml"))):
            yield f"{name}: {word!r} cannot be translated; put it inside _()"


def _as_lines(found):
    return "\n" * found[0].count("\n")


def _bare_words(source, markup):
    literal = "".join(value for _line, kind, value in ENVIRONMENT.lex(source) if kind == "data")
    if markup:
        literal = SILENT.sub(" ", re.sub(r"<!--.*?-->", " ", literal, flags=re.DOTALL))
        spoken = " ".join(SPOKEN.findall(literal))
        literal = TAG.sub(" ", literal) + " " + spoken
    for word in re.findall(r"[A-Za-z]{2,}", literal):
        if word not in BARE:
            yield word
