"""English sentences in code and templates, and their Japanese in `app/<package>/translations/ja.po`."""

import ast
import re
from collections import defaultdict
from io import BytesIO

from babel.messages.extract import extract
from babel.messages.pofile import read_po

from tests.conventions.checks import sentences, tree

TEMPLATE = {"_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
TEMPLATE_OPTIONS = {"extensions": "jinja2.ext.do,jinja2.ext.loopcontrols", "silent": "false"}
PLACEHOLDER = re.compile(r"%\((\w+)\)[#0\- +]?[\d.]*[sdifg]")


def violations(root):
    """Return the sentences without Japanese, and the catalogue entries that are wrong or that nobody says."""
    said, catalogue, literal = messages(root), entries(root), _literals(root)
    found = [
        f"{where}: {key[1]!r} has no Japanese; add it to {_catalogue_for(where)}"
        for key, where in said.items()
        if key not in catalogue
    ]
    for key, versions in catalogue.items():
        found += list(_wrong(key, versions))
        if key not in said and key[1] not in literal:
            found.append(f"{versions[0][0]}: {key[1]!r} is said nowhere; delete the entry")
    return found


def messages(root):
    """Return `{(context, English): path:line}` of every sentence in `app/` and `templates/`."""
    found = {}
    functions = sentences.FUNCTIONS | dict.fromkeys(refusals(root), (0,))
    for name, syntax in tree.python(root, "app"):
        for line, context, english in sentences.said(syntax, functions):
            found.setdefault((context, english), f"{name}:{line}")
    for name, path in tree.files(root, "templates", "*.*"):
        data = BytesIO(path.read_bytes())
        for line, message, _notes, context in extract("jinja2", data, TEMPLATE, options=TEMPLATE_OPTIONS):
            english = message[0] if isinstance(message, tuple) else message
            found.setdefault((context, english), f"{name}:{line}")
    return found


def _literals(root):
    """Every string in the code: a label in a table of labels is said when the table is shown."""
    return {
        node.value
        for _name, syntax in tree.python(root, "app")
        for node in ast.walk(syntax)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def refusals(root):
    """Return the names of `Rejected` and all its subclasses: their first argument is a sentence."""
    bases = defaultdict(set)
    for _name, syntax in tree.python(root, "app"):
        for node in ast.walk(syntax):
            if isinstance(node, ast.ClassDef):
                bases[node.name] |= {tree.dotted(base).rpartition(".")[2] for base in node.bases}
    known = {"Rejected"}
    while new := {name for name, above in bases.items() if above & known} - known:
        known |= new
    return known


def entries(root):
    """Return `{(context, English): [(file, message), …]}` of every package's catalogue."""
    found = defaultdict(list)
    for name, path in tree.files(root, "app", "ja.po"):
        with path.open("rb") as source:
            for message in read_po(source, locale="ja"):
                if message.id:
                    english = message.id[0] if isinstance(message.id, tuple) else message.id
                    found[message.context, english].append((name, message))
    return found


def _wrong(key, versions):
    for name, message in versions:
        japanese = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.fuzzy:
            yield f"{name}: {key[1]!r} is fuzzy; settle its Japanese and remove the flag"
        if not all(japanese):
            yield f"{name}: {key[1]!r} is empty; write its Japanese"
        elif not _placeholders_agree(message, japanese):
            yield f"{name}: {key[1]!r} and its Japanese have different placeholders"
    if len({message.string for _name, message in versions}) > 1:
        files = ", ".join(sorted({name for name, _message in versions}))
        yield f"{files}: {key[1]!r} has two Japanese sentences; agree on one, or use pgettext"


def _placeholders_agree(message, japanese):
    wanted = set(PLACEHOLDER.findall(message.id[-1] if isinstance(message.id, tuple) else message.id))
    return all(set(PLACEHOLDER.findall(one)) == wanted for one in japanese)


def _catalogue_for(where):
    package = where.split("/")[1]
    owner = "web" if package.startswith("_") or package in {"layouts", "errors", "style_guide"} else package
    return f"app/{owner}/translations/ja.po"
