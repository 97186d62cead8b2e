"""機種依存文字を置換: letters that carriers' printers leave blank, written plainly on the label alone."""

from dataclasses import astuple, replace

from app.commerce.persons.person import Person
from app.kernel.tabular.cp932 import plain


def simplified(label):
    """The label with 髙 as 高, ① as 1, ㈱ as (株); names, sender and contents too."""
    return replace(
        label,
        recipient=Person(*map(plain, astuple(label.recipient))),
        sender=Person(*map(plain, astuple(label.sender))),
        names=tuple(map(plain, label.names)),
        note=plain(label.note),
    )
