"""An EDIFACT file (ISO 9735, versions 1 to 3) as messages of segments, or an error that names the segment. Pure.

`pydifact` cuts the text into segments; its interchanges and segment classes are not used: they lose the first of two
interchanges when only the second has a UNA, warn on every service segment, and keep no numbers.
"""

from dataclasses import dataclass, field

from pydifact import Characters, Parser, Tokenizer
from pydifact.exceptions import EDISyntaxError
from pydifact.parser import TokenIterator

from app.kernel.errors import Rejected

LARGEST = 1_000_000
"""Bytes of a file."""
ENCODINGS = {"UNOA": "ascii", "UNOB": "ascii", "UNOC": "latin-1", "UNOX": "iso2022_jp", "UNOY": "utf-8"}
BROKEN = "Segment %(number)s (%(tag)s): %(problem)s"


@dataclass(frozen=True)
class Segment:
    """`number` counts from 1 at UNB. Elements are lists of components, read by `at`."""

    number: int
    tag: str
    elements: tuple

    def at(self, element, component=0):
        """A component as text, empty for none; both count from 0 after the tag."""
        parts = self.elements[element] if element < len(self.elements) else ()
        return parts[component].strip() if component < len(parts) else ""


@dataclass(frozen=True)
class Message:
    """One message: its type (IFTMBC), release (99B) and the segments between UNH and UNT."""

    type: str
    release: str
    reference: str
    segments: tuple = ()


@dataclass
class Interchange:
    """A file: who sent it (UNB), the decimal mark, and its messages."""

    sender: str
    reference: str
    decimal: str
    messages: list = field(default_factory=list)


def broken(segment, problem, **values):
    """The refusal of a segment."""
    sentence = Rejected(problem, **values)
    return Rejected(BROKEN, "file", number=segment.number, tag=segment.tag, problem=sentence)


def interchange(data):
    """The Interchange in the bytes of a file. Raises Rejected (`file`)."""
    if len(data) > LARGEST:
        raise Rejected("The file is too large: one megabyte at most.", "file")
    text, characters = _opened(data)
    segments = _segments(text, characters)
    if not segments or segments[0].tag != "UNB":
        raise Rejected("This is no EDIFACT file: it has to begin with UNA or UNB.", "file")
    return _checked(segments, characters.decimal_point)


def _opened(data):
    head = data.lstrip(b"\xef\xbb\xbf \r\n")
    characters = Characters()
    if head.startswith(b"UNA"):
        characters, head = Characters.from_str(head[:9].decode("ascii", "replace")), head[9:].lstrip()
    syntax = head[4:8].decode("ascii", "replace")
    try:
        return head.decode(ENCODINGS.get(syntax, "latin-1")).rstrip(), characters
    except UnicodeDecodeError as error:
        raise Rejected(
            "Byte %(at)s is no letter of %(syntax)s, the letters the file says it is written in.",
            "file",
            at=error.start + 1,
            syntax=syntax,
        ) from error


def _segments(text, characters):
    tokens, found = TokenIterator(Tokenizer().get_tokens(text, characters)), []
    while True:
        try:
            raw = next(Parser().convert_tokens_to_raw_segments(tokens), None)
        except EDISyntaxError as error:
            last = Segment(len(found) + 1, "?", ())
            raise broken(last, "the file ends in the middle of a segment.") from error
        if raw is None:
            return found
        elements = tuple((one,) if isinstance(one, str) else tuple(one) for one in raw[1:])
        found.append(Segment(len(found) + 1, str(raw[0]).strip(), elements))


def _checked(segments, decimal):
    head, held = segments[0], None
    found = Interchange(head.at(1), head.at(4), decimal)
    for one in segments[1:-1]:
        if one.tag == "UNH":
            if held is not None:
                raise broken(one, "the message before it has no end (UNT).")
            held = [one]
        elif held is None:
            raise broken(one, "it stands outside of a message.")
        elif one.tag == "UNT":
            found.messages.append(_message(held, one))
            held = None
        else:
            held.append(one)
    last = segments[-1]
    if held is not None or last.tag != "UNZ" or len(segments) == 1:
        raise broken(last, "the file has no end (UNZ).")
    if last.at(0) != str(len(found.messages)):
        raise broken(
            last, "it counts %(said)s messages, there are %(n)s.", said=last.at(0), n=len(found.messages)
        )
    if last.at(1) != found.reference:
        raise broken(last, "its reference is not that of UNB.")
    return found


def _message(held, last):
    head = held[0]
    if last.at(0) != str(len(held) + 1):
        raise broken(last, "it counts %(said)s segments, there are %(n)s.", said=last.at(0), n=len(held) + 1)
    if last.at(1) != head.at(0):
        raise broken(last, "its reference is not that of UNH.")
    return Message(head.at(1), head.at(1, 2), head.at(0), tuple(held[1:]))
