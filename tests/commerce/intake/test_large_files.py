"""Large files: they may come in by the page made for them, and never lie in memory as a whole."""

import csv
import io
import tracemalloc

import pytest
from sqlalchemy import func, select

from app.commerce.intake import arriving
from app.commerce.intake.gathering import Read
from app.commerce.intake.model import Intake, IntakeFile
from app.commerce.intake.queries import files_of
from app.commerce.intake.units import read_unit, units_of
from app.kernel.db import session
from tests.commerce.intake.files import SAMPLES, sample
from tests.commerce.intake.test_intake_pages import dropped

RAKUTEN = (sample("rakuten_orders.csv"), "楽天.csv")
MEGABYTE = 1024 * 1024


@pytest.fixture
def browser(client, clerk):
    return client(clerk)


def large_file(path, orders):
    """A file of so many orders on disk; its size in bytes."""
    with (SAMPLES / "rakuten_orders.csv").open(encoding="utf-8", newline="") as file:
        header, row, *_rest = csv.reader(file)
    number = header.index("注文番号")
    with path.open("w", encoding="cp932", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(header)
        for at in range(orders):
            row[number] = f"123456-20261105-{at:010}"
            writer.writerow(row)
    return path.stat().st_size


def most_memory(path, orders):
    """Bytes of memory that it takes at most to let a file of so many orders arrive, and to read it."""
    size = large_file(path, orders)
    with path.open("rb") as stream:
        tracemalloc.start()
        intake = arriving.receive([(stream, "楽天.csv")])
        [unit] = units_of(intake, ready=lambda file: True)
        found = read_unit(unit)
        next(found)
        read = sum(isinstance(one, Read) for _file, one in found)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    [file] = files_of([intake.id])[intake.id]
    assert (file.state, file.size, read) == ("ready", size, orders)
    return most


def test_a_large_file_takes_no_more_memory_than_a_small_one(tmp_path, shop, inside, clerk):
    shop("rakuten", "123456")
    with inside(clerk):
        small, large = (most_memory(tmp_path / "orders.csv", orders) for orders in (2_500, 7_500))
    # the large file is 5.8 MB larger; what may grow are the numbers of the orders that were read
    assert large < small + 1.5 * MEGABYTE


def test_the_page_takes_more_than_any_other_page(browser, shop, inside, clerk, app):
    shop("rakuten", "123456")
    app.config["MAX_CONTENT_LENGTH"] = 1000
    try:
        assert dropped(browser, RAKUTEN).status_code == 303
        with inside(clerk):
            intake_id = session.scalar(select(Intake.id))
        more = dropped(browser, (RAKUTEN[0], "later.csv"), url=f"/yamada/intakes/{intake_id}/files")
        assert more.status_code == 303
        assert dropped(browser, RAKUTEN, url="/yamada/products/imports").status_code == 413
    finally:
        app.config["MAX_CONTENT_LENGTH"] = 64 * MEGABYTE
    with inside(clerk):
        assert session.scalar(select(func.count()).select_from(IntakeFile)) == 2


def test_more_than_a_file_may_hold_is_refused_before_it_is_read(browser, client):
    class Untouched(io.RawIOBase):
        """A body that says how large it is and fails whoever reads it."""

        def __init__(self, size):
            super().__init__()
            self.size, self.place = size, 0

        def readable(self):
            return True

        def readinto(self, buffer):
            raise AssertionError("nobody may read this")

        def seek(self, _place, whence=0):
            self.place = self.size if whence == io.SEEK_END else 0
            return self.place

        def tell(self):
            return self.place

    def sent(who, size):
        return who.post(
            "/yamada/intakes",
            input_stream=Untouched(size),
            content_type="multipart/form-data; boundary=x",
        ).status_code

    assert sent(browser, arriving.LARGEST_BODY + 1) == 413
    assert sent(client(), 65 * MEGABYTE) == 413
