"""XML of shops as plain dicts and back. No document type, no entities of its own: such a document is refused."""

from xml.parsers import expat
from xml.sax.saxutils import escape

from app.commerce.malls.failing import Refused

DEEPEST = 60


class _Builder:
    """Elements become dicts; without children they become their text. Names in `lists` are always lists."""

    def __init__(self, lists):
        self.lists, self.open, self.root, self.letters = lists, [], {}, []

    def start(self, name, _attributes):
        if len(self.open) >= DEEPEST:
            raise ValueError("too deep")
        self.open.append((name, {}))
        self.letters = []

    def text(self, letters):
        self.letters.append(letters)

    def end(self, name):
        _name, children = self.open.pop()
        value = children or "".join(self.letters).strip()
        self.letters = []
        above = self.open[-1][1] if self.open else self.root
        if name in self.lists:
            above.setdefault(name, []).append(value)
        elif name in above:
            held = above[name]
            above[name] = [*held, value] if isinstance(held, list) else [held, value]
        else:
            above[name] = value


def parsed(content, operation, lists=frozenset()):
    """The document as `{root: …}`, texts as str. Raises Refused (unreadable) when it is no such document."""
    builder = _Builder(lists)
    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = builder.start, builder.end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = builder.text, _no_document_type
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError):
        raise Refused("unreadable", operation) from None
    return builder.root


def written(document):
    """The bytes of `{root: {name: value | dict | list}}`; None is left out."""
    return ('<?xml version="1.0" encoding="UTF-8"?>' + _elements(document)).encode()


def _elements(children):
    said = []
    for name, value in children.items():
        for one in value if isinstance(value, list) else [value]:
            if one is not None:
                inner = _elements(one) if isinstance(one, dict) else escape(str(one))
                said.append(f"<{name}>{inner}</{name}>")
    return "".join(said)


def _no_document_type(*_words):
    raise ValueError("a document type is not expected here")
