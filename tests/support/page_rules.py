"""What every page and fragment owes its reader. A rule is given the markup and yields what is wrong where."""

import re
from collections import Counter

from tests.support.markup import shown, words

ASKED = {"input", "select", "textarea"}
UNLABELLED = {"hidden", "submit", "button", "reset", "image"}
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "popovertarget", "list", "form")
NAMING = ("aria-label", "aria-labelledby", "title")
SLIPS = re.compile(r"%\(\w+\)s|\bUndefined\b|<\w+ object at 0x|\bDecimal\(|&(?:amp|lt|gt|quot);")
SVG = "{http://www.w3.org/2000/svg}"


def parses(markup, **_):
    """HTML is written without relying on the browser's repair."""
    for error in markup.errors:
        yield f"does not parse: {error}"


def ids_are_unique(markup, **_):
    """An id names one element."""
    counts = Counter(e.get("id") for e in markup.every() if e.get("id") is not None)
    for name, times in counts.items():
        if times > 1:
            yield f'id="{name}" stands {times} times; use dom_id, or name the row'
        if not name or re.search(r"\s", name):
            yield f'id="{name}" is empty or holds a space'


def references_exist(markup, **_):
    """On a whole page, what a label, an ARIA attribute or a #link points at is there."""
    if not markup.page:
        return
    known = {e.get("id") for e in markup.every()}
    for element in markup.every():
        for attribute in REFERENCES:
            for name in (element.get(attribute) or "").split():
                if name not in known:
                    yield f'{attribute}="{name}" points at nothing: {shown(element)}'
        target = element.get("href") or ""
        if element.tag == "a" and target.startswith("#") and len(target) > 1 and target[1:] not in known:
            yield f"a link to a place that is not on the page: {shown(element)}"


def page_is_whole(markup, **_):
    """A page has a language, a title, one h1 and one main."""
    if not markup.page:
        return
    if not any(e.get("lang") for e in markup.every("html")):
        yield "<html> has no lang"
    titles = [words(e) for e in markup.every("title") if e.tag == "title"]
    if not titles or not titles[0]:
        yield "the page has no <title>"
    for tag in ("h1", "main"):
        found = list(markup.every(tag))
        if len(found) != 1:
            yield f"the page has {len(found)} <{tag}>, not one: {[words(e)[:30] for e in found]}"


def inputs_have_labels(markup, **_):
    """Whoever cannot see the page hears what an input asks for."""
    labels = {e.get("for") for e in markup.every("label")}
    for element in markup.every(*ASKED):
        if element.get("type") in UNLABELLED or any(element.get(name) for name in NAMING):
            continue
        if element.get("id") not in labels and not markup.inside(element, "label"):
            yield f"no label: {shown(element)}; use field(), or aria-label"


def forms_work_without_javascript(markup, **_):
    """A form says where it goes and how; a posting one carries the token."""
    for form in markup.every("form"):
        method = (form.get("method") or "").lower()
        if method not in {"get", "post", "dialog"}:
            yield f"form without method: {shown(form)}"
        if method != "dialog" and not form.get("action"):
            yield f"form without action: {shown(form)}"
        tokens = [e for e in form.iter("input") if e.get("name") == "csrf_token" and e.get("value")]
        if method == "post" and len(tokens) != 1:
            yield f"{len(tokens)} csrf_token fields in {shown(form)}; use form() or hidden()"
        if method == "get" and tokens:
            yield f"a GET form carries the token into the address: {shown(form)}"


def buttons_and_links_say_something(markup, **_):
    """A button has a type and a name; a link leads somewhere and says where; neither holds the other."""
    for element in markup.every("button", "a", "summary"):
        if not _name(element):
            yield f"nothing to read on {shown(element)}; give it a text or aria-label"
        for child in element.iter():
            if child is not element and child.tag in {"a", "button", "input", "select", "textarea"}:
                yield f"{shown(child)} inside {shown(element)}: one click, two meanings"
    for button in markup.every("button"):
        if button.get("type") not in {"submit", "button", "reset"}:
            yield f"button without type: {shown(button)}"
    for link in markup.every("a"):
        href = link.get("href") or ""
        if href in {"", "#"} or href.lower().startswith("javascript:"):
            yield f"a link that leads nowhere: {shown(link)}; an act is a button in a form"


def pictures_have_words(markup, **_):
    """An img has alt (empty for decoration); an svg is named or hidden; a frame has a title."""
    for element in markup.every("img"):
        if element.get("alt") is None:
            yield f"img without alt: {shown(element)}"
    for element in markup.every(f"{SVG}svg"):
        if element.get("aria-hidden") != "true" and not any(
            element.get(n) for n in (*NAMING, "aria-labelledby")
        ):
            yield f"svg neither named (role=img, aria-label) nor aria-hidden: {element.attrib}"
    for element in markup.every("iframe"):
        if not element.get("title"):
            yield f"iframe without title: {shown(element)}"


def nothing_inline(markup, nonce=None, **_):
    """The content policy lets no inline script, style or handler through."""
    for element in markup.every():
        if element.tag == "script" and not element.get("src") and _executes(element):
            if not nonce or element.get("nonce") != nonce:
                yield f"inline script without this answer's nonce: {shown(element)}"
        if element.tag == "style" or element.get("style") is not None:
            yield f"inline style: {shown(element)}"
        for attribute in element.attrib:
            if isinstance(attribute, str) and re.match(r"on[a-z]+$|hx-on", attribute):
                yield f"{attribute} in {shown(element)}; write a behaviour"


def words_are_finished(markup, english=frozenset(), **_):
    """No English sentence on a Japanese page, no placeholder, no Python value by accident."""
    for element, text in _texts(markup):
        if text in english and not _foreign(markup, element):
            yield f"untranslated: {text!r} in {shown(element)}"
        if SLIPS.search(text) or text == "None":
            yield f"a slip of the program is shown: {text[:60]!r} in {shown(element)}"


RULES = (
    parses,
    ids_are_unique,
    references_exist,
    page_is_whole,
    inputs_have_labels,
    forms_work_without_javascript,
    buttons_and_links_say_something,
    pictures_have_words,
    nothing_inline,
    words_are_finished,
)


def _name(element):
    if words(element) or any(element.get(name) for name in NAMING):
        return True
    return any(
        child.get("alt") or child.get("aria-label") for child in element.iter() if isinstance(child.tag, str)
    )


def _executes(script):
    return script.get("type") in {None, "", "module", "text/javascript"}


def _texts(markup):
    """Yield `(element, text)` of what is seen or read aloud."""
    for element in markup.every():
        if element.tag in {"script", "style", "code", "pre", "template"}:
            continue
        for text in (element.text, *(child.tail for child in element)):
            if text and text.strip():
                yield element, " ".join(text.split())
        spoken = ("placeholder", "title", "aria-label", "alt")
        for attribute in (*spoken, "value") if _shows_its_value(element) else spoken:
            if element.get(attribute):
                yield element, element.get(attribute)


def _shows_its_value(element):
    """An input that is a button; what a `<button>` sends is not seen."""
    return element.tag == "input" and element.get("type") in {"submit", "button"}


def _foreign(markup, element):
    around = [element, *markup.ancestors(element)]
    return any(e.get("lang") == "en" and e.tag != "html" or e.get("translate") == "no" for e in around)
