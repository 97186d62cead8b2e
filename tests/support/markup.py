"""Strict reading of HTML: a page or htmx answer becomes elements, every parse error a sentence."""

import re
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

import html5lib

CONTAINERS = {
    "tr": "tbody", "td": "tr", "th": "tr", "thead": "table", "tbody": "table", "tfoot": "table",
    "caption": "table", "colgroup": "table", "col": "colgroup", "option": "select", "optgroup": "select",
}  # fmt: skip
VOID = set("area base br col embed hr img input link meta source track wbr".split())
WRAPPERS = {"hx-partial", "template"}
"""Roots of an htmx answer whose content is parsed by itself, wherever it will be put."""
DOCTYPE = re.compile(r"\s*<!doctype html>", re.IGNORECASE)


class Markup:
    """The elements of one answer: `roots`, whether it is a whole `page`, and its parse `errors`."""

    def __init__(self, html):
        self.html, self.errors, self.roots = html, [], []
        self.page = bool(DOCTYPE.match(html))
        if self.page:
            self.roots = [self._parsed(html, None)]
        else:
            self._read_fragment(html)
        self.parents = {child: parent for root in self.roots for parent in root.iter() for child in parent}

    def _read_fragment(self, html):
        for part, tag in _roots(html):
            if tag in WRAPPERS:
                opening, _, rest = part.partition(">")
                self.roots.append(self._parsed(f"{opening}></{tag}>", "div"))
                self._read_fragment(rest.rpartition("</")[0])
            else:
                self.roots.append(self._parsed(part, CONTAINERS.get(tag, "div")))

    def _parsed(self, html, container):
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        if container is None:
            root = parser.parse(html)
        else:
            root = parser.parseFragment(html, container=container)
        lines = html.splitlines() or [""]
        for (line, _column), code, values in parser.errors:
            shown = lines[min(line, len(lines)) - 1].strip()[:100]
            self.errors.append(f"{code} {values.get('name', '')}".strip() + f" near {shown!r}")
        return root

    def every(self, *tags):
        """Yield the elements with one of the tags (all elements without), in document order."""
        for root in self.roots:
            for element in root.iter():
                if isinstance(element.tag, str) and (not tags or element.tag in tags):
                    yield element

    def ancestors(self, element):
        """Yield the elements around an element, nearest first."""
        while (element := self.parents.get(element)) is not None:
            yield element

    def inside(self, element, *tags):
        """Tell whether an element stands inside one with one of the tags."""
        return any(above.tag in tags for above in self.ancestors(element))


def words(element):
    """Return the visible text of an element, white space folded."""
    return " ".join("".join(element.itertext()).split())


def shown(element):
    """Return an element as its start tag and the beginning of its text, for a message."""
    if not isinstance(element, Element):
        return str(element)
    attributes = "".join(f' {name}="{value}"' for name, value in list(element.attrib.items())[:5])
    return f"<{element.tag}{attributes}>{words(element)[:30]}"


class _Splitter(HTMLParser):
    """Finds where each root element of a fragment begins."""

    def __init__(self):
        super().__init__()
        self.depth, self.starts = 0, []

    def _here(self):
        return self.getpos()

    def handle_starttag(self, tag, attrs):
        if self.depth == 0:
            self.starts.append((self._here(), tag))
        self.depth += tag not in VOID

    def handle_startendtag(self, tag, attrs):
        if self.depth == 0:
            self.starts.append((self._here(), tag))

    def handle_endtag(self, tag):
        self.depth = max(0, self.depth - (tag not in VOID))


def _roots(html):
    """Yield `(source, tag)` for each root element; text before the first one counts as a root without tag."""
    splitter = _Splitter()
    splitter.feed(html)
    splitter.close()
    offsets = [0]
    for line in html.split("\n"):
        offsets.append(offsets[-1] + len(line) + 1)
    starts = [(offsets[line - 1] + column, tag) for (line, column), tag in splitter.starts]
    if not starts or html[: starts[0][0]].strip():
        starts.insert(0, (0, ""))
    for (begin, tag), following in zip(starts, [*starts[1:], (len(html), "")], strict=True):
        yield html[begin : following[0]].rstrip(), tag
