"""Writing CSV: ec.md section 0, the table of writing and the formula guard."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.errors import Rejected
from app.kernel.tabular import Unwritten, read_table, write_csv


def written(header, rows, **options):
    file = io.BytesIO()
    result = write_csv(file, header, rows, **options)
    return file.getvalue(), result


def test_the_default_opens_in_a_spreadsheet():
    data, result = written(["品名", "数"], [["ねじ", 3]])
    assert data == b"\xef\xbb\xbf" + "品名,数\r\nねじ,3\r\n".encode()
    assert (result.rows, result.lost) == (1, [])


def test_each_type_is_written_one_way():
    row = [None, True, -5, Decimal("1E+3"), Decimal("0.10"), date(2026, 11, 21), "a\nb"]
    data, _ = written(None, [[*row, datetime(2026, 11, 21, 15, 0, tzinfo=UTC)]], encoding="utf-8")
    assert data == b',TRUE,-5,1000,0.10,2026-11-21,"a\nb",2026-11-22 00:00:00\r\n'


@pytest.mark.parametrize(
    "options, line",
    [
        ({"quoting": "all"}, b'"a","b c","d""e"\r\n'),
        ({"quoting": "minimal"}, b'a,b c,"d""e"\r\n'),
        ({"quoting": "none", "delimiter": "\t"}, b'a\tb c\td"e\r\n'),
        ({"newline": "\n", "delimiter": ";"}, b'a;b c;"d""e"\n'),
    ],
)
def test_the_form_is_the_callers(options, line):
    assert written(None, [["a", "b c", 'd"e']], encoding="utf-8", **options)[0] == line


def test_without_quotes_a_cell_cannot_break_the_line():
    options = {"quoting": "none", "delimiter": "\t", "encoding": "utf-8"}
    assert written(None, [["a\tb\r\nc"]], **options)[0] == b"a b  c\r\n"


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_text_that_a_spreadsheet_would_run_is_guarded_for_people_only(start):
    guarded = list(
        csv.reader(io.StringIO(written(None, [[start]], encoding="utf-8")[0].decode(), newline=""))
    )
    bare = written(None, [[start]], encoding="utf-8", guard=False)[0].decode()
    assert guarded == [[f"'{start}"]]
    assert list(csv.reader(io.StringIO(bare, newline=""))) == [[start]]


def test_a_negative_number_is_no_formula():
    assert written(None, [[-1, Decimal("-1.5"), "-1"]], encoding="utf-8")[0] == b"-1,-1.5,'-1\r\n"


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("〜", "～"),
        ("−", "－"),
        ("‖", "∥"),
        ("¢£¬", "￠￡￢"),
        ("—", "―"),
        ("a\xa0b", "a b"),
        ("1‑2–3", "1-2-3"),
        ("1‐2", "1‐2"),
        ("①㈱髙﨑", "①㈱髙﨑"),
        ("★♪", "★♪"),
        ("ok👍🏽❤️\u200b\ufeff", "ok"),
        ("葛\U000e0100", "葛"),
        ("か\u3099ハ\u309a", "がパ"),
    ],
)
def test_cp932_replaces_only_known_twins_and_marks(text, wanted):
    data, result = written(None, [[text]], encoding="cp932")
    assert (data, result.lost) == (f"{wanted}\r\n".encode("cp932"), [])


def test_a_letter_that_cp932_lacks_is_refused_by_place():
    with pytest.raises(Rejected) as refusal:
        written(["コード", "氏名"], [["1", "山田"], ["2", "𠮷田𩸽"]], encoding="cp932")
    assert str(refusal.value) == ("Row 2, 氏名: Shift_JIS has no 𠮷𩸽. Change the text or choose UTF-8.")


def test_a_letter_that_cp932_lacks_may_be_marked_and_is_told():
    data, result = written(["氏名"], [["山田"], ["𠮷田𠮷"]], encoding="cp932", on_unwritable="mark")
    assert data == "氏名\r\n山田\r\n〓田〓\r\n".encode("cp932")
    assert result.lost == [Unwritten(2, "氏名", "𠮷")]


@pytest.mark.parametrize("letter", ["\x80", "\uf8f0", "\uf8f3"])
def test_letters_that_only_python_takes_for_cp932_are_refused(letter):
    with pytest.raises(Rejected):
        written(None, [[f"山{letter}"]], encoding="cp932")


def test_rows_are_taken_as_they_come():
    file, taken = io.BytesIO(), []

    def rows():
        for i in range(5_000):
            taken.append(file.tell())
            yield [i]

    assert write_csv(file, ["n"], rows()).rows == 5_000
    assert taken[-1] > 0
    assert file.getvalue().count(b"\r\n") == 5_001


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=8), st.sampled_from(["all", "minimal"]))
def test_what_is_written_reads_back(pairs, quoting):
    rows = [["終", *pair] for pair in pairs]
    data, _ = written(["a", "b", "c"], rows, quoting=quoting)
    read = read_table(io.BytesIO(data), "a.csv", expected=["a", "b", "c"])
    assert [cells for _line, cells in read.rows] == rows
