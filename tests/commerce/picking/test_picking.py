"""Rounds along the shelves and the check before packing."""

import pytest

from app.commerce.picking import checks, counting, rounds
from app.commerce.slips.bundling import bundle
from app.kernel import context
from app.kernel.errors import Conflict, Rejected


def begun(shop):
    """A round with both orders."""
    return rounds.begin([shop.slip("1").id, shop.slip("2").id])


def standing(lines):
    """`[(shelf, code, seen, wanted)]`."""
    return [(one.shelf, one.code, one.seen, one.wanted) for one in lines]


def test_a_round_goes_along_the_shelves_and_starts_the_packing(shelves):
    made = begun(shelves)
    assert standing(rounds.lines_of(made)) == [("A-1", "B", 0, 3), ("B-2", "A", 0, 3)]
    assert [slip.status for number in "12" for slip in shelves.slips(number)] == ["working", "working"]
    assert [(place, slip.order_number) for place, slip in rounds.slips_of(made)] == [(1, "1"), (2, "2")]


def test_what_is_complete_moves_to_the_end(shelves):
    made = begun(shelves)
    for _piece in range(3):
        counting.scan(rounds.lines_of(made), "4512345678906")
    assert standing(rounds.lines_of(made)) == [("B-2", "A", 0, 3), ("A-1", "B", 3, 3)]


@pytest.mark.parametrize("typed", ["4901234567894", " ４９０１２３４５６７８９４ ", "a"])
def test_a_product_is_known_by_its_jan_or_our_code_in_any_width(shelves, typed):
    said = counting.scan(rounds.lines_of(begun(shelves)), typed)
    assert (said.code, said.line.code, said.line.seen) == ("taken", "A", 1)


@pytest.mark.parametrize("typed", ["4900000000000", "", "品物 A"])
def test_another_article_is_wrong_and_counts_nothing(shelves, typed):
    made = begun(shelves)
    said = counting.scan(rounds.lines_of(made), typed)
    assert (said.code, said.line, said.typed) == ("wrong", None, typed)
    assert [one.seen for one in rounds.lines_of(made)] == [0, 0]


def test_one_piece_too_many_is_said_and_not_counted(shelves):
    made = begun(shelves)
    said = [counting.scan(rounds.lines_of(made), "A").code for _piece in range(4)]
    assert said == ["taken", "taken", "taken", "full"]


def test_pieces_are_put_back_but_never_below_nothing(shelves):
    line = rounds.lines_of(begun(shelves))[0]
    assert counting.count(line, -1) is False
    assert counting.count(line, 3) is True
    assert counting.count(line, -1) is True
    assert (line.seen, line.left) == (2, 1)


def test_a_slip_is_in_one_open_round_at_most(shelves):
    first = begun(shelves)
    with pytest.raises(Rejected, match="ピッキングできる伝票がありません"):
        begun(shelves)
    rounds.finish(first)
    assert len(rounds.slips_of(begun(shelves))) == 2


def test_a_round_is_finished_once(shelves):
    made = begun(shelves)
    rounds.finish(made)
    with pytest.raises(Conflict):
        rounds.finish(made)


def test_what_travels_along_is_picked_and_checked_with_its_parcel(shelves):
    leader, child = shelves.slip("1"), shelves.slip("2")
    bundle(leader, [child])
    made = rounds.begin([child.id])
    assert [slip.id for _place, slip in rounds.slips_of(made)] == [leader.id]
    assert standing(rounds.lines_of(made)) == [("A-1", "B", 0, 3), ("B-2", "A", 0, 3)]
    assert standing(checks.lines_of(checks.begin(leader))) == [("A-1", "B", 0, 3), ("B-2", "A", 0, 3)]
    with pytest.raises(Rejected, match="同梱先の伝票"):
        checks.begin(shelves.slip("2"))


def test_a_check_is_finished_by_its_last_piece_with_who_and_when(shelves):
    slip = shelves.slip("1")
    check = checks.begin(slip)
    counting.scan(checks.lines_of(check), "A")
    assert checks.settle(check, slip) is False
    counting.scan(checks.lines_of(check), "A")
    assert checks.settle(check, slip) is True
    assert check.finished_by_id == context.actor().id
    assert check.finished_at is not None


def test_beginning_twice_shares_one_check(shelves):
    slip = shelves.slip("1")
    assert checks.begin(slip).id == checks.begin(slip).id


def test_a_slip_is_found_by_its_bar_code(shelves):
    assert checks.named("2-1").id == shelves.slip("2").id
    assert [checks.named(code) for code in ("2-9", "2", "", "x-1")] == [None] * 4
