"""Reading CSV and TSV: ec.md section 0. Files are bytes written out by hand, not by our own writer."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.kernel.errors import Rejected
from app.kernel.tabular import read_table

TEXT = "コード,品名,備考\r\nA1,髙橋①㈱,ﾀｶﾊｼ\r\nA2,－～∥,\r\n"
ROWS = [(2, ["A1", "髙橋①㈱", "ﾀｶﾊｼ"]), (3, ["A2", "－～∥", ""])]


def table(data, name="a.csv", **options):
    return read_table(io.BytesIO(data), name, **options)


def refusal_of(data, name="a.csv", **options):
    with pytest.raises(Rejected) as refusal:
        list(table(data, name, **options).rows)
    return str(refusal.value)


@pytest.mark.parametrize("codec, found", [("cp932", "cp932"), ("utf-8", "utf-8"), ("utf-8-sig", "utf-8")])
def test_the_same_file_in_every_encoding(codec, found):
    read = table(TEXT.encode(codec))
    assert (read.header, list(read.rows), read.encoding) == (["コード", "品名", "備考"], ROWS, found)
    assert (read.refused, read.line_count, read.delimiter) == ([], 3, ",")


def test_half_width_kana_in_cp932_are_not_taken_for_utf_8():
    # ﾃｱ is C3 B1 in cp932, which is also a valid ñ; the other lines tell.
    read = table("品名,読み\nねじ,ﾈｼﾞ\nテア,ﾃｱ\n".encode("cp932"))
    assert [cells[1] for _line, cells in read.rows] == ["ﾈｼﾞ", "ﾃｱ"]


@pytest.mark.parametrize("byte", [b"\x80", b"\xa0", b"\xfd", b"\xfe", b"\xff", b"\x85\x9f", b"\x81"])
def test_a_line_with_a_byte_that_no_encoding_has_is_refused_with_its_number_and_bytes(byte):
    lines = [b"\x83R\x81[\x83h,n"] + [b"\x8e\x52%d,x" % i for i in range(30)]
    lines[5] = b"\x8e\x52" + byte + b",x"
    read = table(b"\n".join(lines))
    rows = list(read.rows)
    assert (len(rows), read.encoding) == (29, "cp932")
    [refused] = read.refused
    shown = b"\x8e\x52".decode("ascii", "backslashreplace") + byte.decode("ascii", "backslashreplace") + ",x"
    assert (refused.number, refused.shown) == (6, shown)
    assert str(refused.reason) == "The line holds bytes that are not letters of the file's encoding."


def test_a_bad_byte_inside_a_quoted_text_of_many_lines_refuses_that_record_alone():
    good = "".join(f"山{i},x\n" for i in range(60)).encode()
    read = table("名,備考\n".encode() + b'"a\nb\xff\nc",x\n' + good)
    assert [line for line, _cells in read.rows] == list(range(5, 65))
    assert [(line.number, line.shown) for line in read.refused] == [(3, "b\\xff")]


def test_too_many_unreadable_lines_refuse_the_file():
    data = b"name,n\n" + b"\xff\xff,1\n" * 2 + b"a,1\n" * 17
    assert refusal_of(data) == ("2 of 20 lines are neither UTF-8 nor Shift_JIS. Save the file as CSV UTF-8.")


def test_an_unreadable_header_refuses_the_file():
    data = b"na\xffme,n\n" + b"a,1\n" * 99
    assert refusal_of(data).startswith("The header (line 1) cannot be read: ")


@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_the_delimiter_is_found(mark):
    data = f'a{mark}"b,;\t{mark}d"{mark}c\n1{mark}2{mark}3\n'.encode()
    read = table(data)
    assert (read.delimiter, read.header) == (mark, ["a", f"b,;\t{mark}d", "c"])


def test_one_column_is_a_table():
    assert list(table(b"code\nA\n\nB\n").rows) == [(2, ["A"]), (4, ["B"])]


def test_quotes_are_letters_where_the_sender_means_them_so():
    read = table(b'sku\tname\nA\t"12 inch" disk\n', "a.txt", quoted=False)
    assert list(read.rows) == [(2, ["A", '"12 inch" disk'])]


def test_line_breaks_and_quotes_in_a_text_are_one_cell():
    read = table(b'a,b\r\n"x\r\ny\nz","say ""hi"""\r\n1,2\r\n')
    assert list(read.rows) == [(2, ["x\r\ny\nz", 'say "hi"']), (5, ["1", "2"])]


def test_a_header_below_titles_is_found_by_its_names():
    data = "商品一覧,,\n,,\n2026年11月,,\n品番,品 名,単価\nA,ねじ,3\n".encode()
    read = table(data, expected=["品名", "単価", "JAN"])
    assert read.header == ["品番", "品 名", "単価"]
    assert list(read.rows) == [(5, ["A", "ねじ", "3"])]


def test_a_header_below_titles_is_found_by_being_full():
    read = table("商品一覧\n\n品番,品名,単価\nA,ねじ,3\n".encode())
    assert read.header == ["品番", "品名", "単価"]
    assert list(read.rows) == [(4, ["A", "ねじ", "3"])]


def test_short_lines_are_filled_and_long_ones_refused():
    read = table(b"a,b,c\n1,2\n1,2,3,,\n1,2,3,4\n5,6,7\n")
    assert list(read.rows) == [(2, ["1", "2", ""]), (3, ["1", "2", "3"]), (5, ["5", "6", "7"])]
    assert [(line.number, line.shown, str(line.reason)) for line in read.refused] == [
        (4, "1,2,3,4", "The line has 4 cells, the header 3.")
    ]


def test_a_stray_quote_refuses_its_line_and_the_rest_goes_in():
    read = table(b'a,b\n"x"y,1\n2,3\n')
    assert list(read.rows) == [(3, ["2", "3"])]
    assert [(line.number, str(line.reason)) for line in read.refused] == [
        (2, "A quotation mark or line break stands where none can be.")
    ]


def test_a_file_cut_inside_a_quoted_text_is_refused_with_the_line():
    assert refusal_of(b'a,b\n1,2\n3,"cut off\nhere') == (
        "The quoted text that begins on line 3 is never closed."
    )


def test_an_unclosed_quote_in_a_large_file_is_refused_with_the_line():
    assert refusal_of(b'a,b\n1,2\n3,"open\n' + b"1,2\n" * 100_000) == (
        "The quoted text that begins on line 3 is never closed."
    )


def test_the_guard_of_our_own_exports_is_taken_off():
    data = b"a\n'=1+1\n'-5\n'plain\n=2\n"
    assert [cells for _line, cells in table(data).rows] == [["=1+1"], ["-5"], ["'plain"], ["=2"]]
    assert [cells for _line, cells in table(data, unguard=False).rows][:2] == [["'=1+1"], ["'-5"]]


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\r\n\r\n", b",,\n,,\n"])
def test_a_file_without_content_is_refused(data):
    assert refusal_of(data) in ("The file is empty.", "The file has no rows.")


@pytest.mark.parametrize("data", [b"a,b", b"a,b\r\n", b"\xef\xbb\xbfa,b\n\n\n"])
def test_a_header_alone_has_no_rows(data):
    read = table(data)
    assert (read.header, list(read.rows), read.refused) == (["a", "b"], [], [])


@pytest.mark.parametrize(
    "start, words",
    [
        (b"PK\x03\x04rest", "This file is named a.csv but is an Excel or ZIP file."),
        (b"%PDF-1.7", "This is a PDF file."),
        (b"\x89PNG\r\n", "This is a picture."),
        (b"\xff\xd8\xff\xe0", "This is a picture."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "This is an old Excel file (.xls) or one with a password."),
        (b"\x1f\x8b\x08", "This file is compressed."),
        (b"\xff\xfea\0", "This file is Unicode text (UTF-16)."),
        (b"name\0x,1\n", "This file is not text."),
    ],
)
def test_a_binary_file_named_csv_is_refused_by_what_it_is(start, words):
    assert refusal_of(start + b"\n" * 20).startswith(words)


def test_text_named_xlsx_is_refused():
    assert refusal_of(b"a,b\n", "a.xlsx") == "This file is named a.xlsx but is not an Excel file."


def test_a_file_over_the_limit_is_refused_before_it_is_read():
    assert refusal_of(b"a,b\n" * 1_000_000, max_bytes=3 * 1024 * 1024) == (
        "The file is larger than 3 MB. Split it."
    )


LETTERS = st.text(
    st.characters(
        codec="cp932",
        exclude_categories=["Cs", "Cc"],
        exclude_characters="〜−‖¢£¬\xa0\x80\uf8f0\uf8f1\uf8f2\uf8f3",
    ),
    max_size=20,
)


@settings(
    suppress_health_check=[HealthCheck.too_slow]
)  # the letters of cp932 are gathered with the first example
@given(st.lists(st.tuples(LETTERS, LETTERS), max_size=8), st.sampled_from(["cp932", "utf-8", "utf-8-sig"]))
def test_whatever_a_spreadsheet_saves_reads_back(pairs, codec):
    quoted = [",".join('"{}"'.format(cell.replace('"', '""')) for cell in pair) for pair in pairs]
    data = "\r\n".join(["コード,名称", *quoted, "終,end", ""]).encode(codec)
    read = read_table(io.BytesIO(data), "a.csv", expected=["コード", "名称"], unguard=False)
    rows = [cells for _line, cells in read.rows]
    if read.encoding == codec.removesuffix("-sig"):
        assert rows == [list(pair) for pair in pairs if any(pair)] + [["終", "end"]]


def rows_or_sentence(data):
    """Only Rejected is a refusal; anything else that is raised fails the test."""
    try:
        read = table(data)
        return [len(cells) == len(read.header) for _line, cells in read.rows]
    except Rejected as refusal:
        return [bool(str(refusal))]


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_a_sentence(data):
    assert all(rows_or_sentence(data))


def test_a_refused_line_keeps_its_cells_as_far_as_they_can_be_told_apart():
    data = b"a,b\n1,x\xffy\n2,3,4\n" + b'5,"x"y\n' + b"7,8\n" * 40
    read = table(data)
    assert len(list(read.rows)) == 40
    assert [(line.number, line.cells) for line in read.refused] == [
        (2, ("1", "x\\xffy")),
        (3, ("2", "3", "4")),
        (4, ('5,"x"y\n',)),
    ]


def test_tabs_mean_that_quotes_are_letters_unless_the_header_has_them():
    assert list(table(b'a\tb\n1\t"x\n', quoted=None).rows) == [(2, ["1", '"x'])]
    assert list(table(b'"a"\t"b"\n"1"\t"x"\n', quoted=None).rows) == [(2, ["1", "x"])]
    assert list(table(b'a,b\n1,"x"\n', quoted=None).rows) == [(2, ["1", "x"])]
