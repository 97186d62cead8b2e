"""Every system of labels: who writes it, whose it is, how its files are cut."""

from collections.abc import Callable
from dataclasses import dataclass

from app.commerce.labels.systems import b2, columns, ehiden2, ehiden3, ehidenpro, istar2, km2, yupackr


@dataclass(frozen=True)
class System:
    """`writer(shipper, today)` gives `write(label, fitting) → row or None`. `header`: whether it can skip a first row.

    `columns` in their order; `most` rows of one file, None without end. `file_name`: what its files are called.
    """

    name: str
    label: str
    carrier: str
    columns: tuple[str, ...]
    writer: Callable
    header: bool = True
    most: int | None = None
    file_name: str = "labels"


SYSTEMS = {
    one.name: one
    for one in (
        System("b2", "B2クラウド", "yamato", columns.B2, b2.writer, file_name="B2"),
        System("ehiden3", "e飛伝Ⅲ", "sagawa", columns.EHIDEN3, ehiden3.writer, file_name="ehiden3"),
        System("ehiden2", "e飛伝Ⅱ", "sagawa", columns.EHIDEN2, ehiden2.writer, file_name="ehiden2"),
        System("ehidenpro", "e飛伝Pro", "sagawa", columns.EHIDENPRO, ehidenpro.writer, file_name="ehidenpro"),
        System(
            "yupackr",
            "ゆうパックプリントR",
            "japanpost",
            columns.YUPACKR,
            yupackr.writer,
            False,
            file_name="yupackr",
        ),
        System("km2", "カンガルー・マジックⅡ", "seino", columns.KM2, km2.writer, most=1000, file_name="km2"),
        System("istar2", "iSTAR-2", "fukuyama", columns.ISTAR2, istar2.writer, False, file_name="istar2"),
    )
}
