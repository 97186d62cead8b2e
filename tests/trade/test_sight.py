"""The rules of trade.md §8 that the pure module answers for, as properties over random rooms.

2,000 examples each; 50,000 with `CHOBA_EXAMPLES=50000 bin/test tests/trade/test_sight.py`.
"""

import os
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from app.trade import sight
from app.trade.rulebooks.catalogue import BUSINESS_TYPES, matrix
from app.trade.rulebooks.patterns import levels
from tests.trade.rooms import chances, paper_in, room_of

proven = settings(
    max_examples=int(os.environ.get("CHOBA_EXAMPLES", "2000")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
rooms = chances.map(room_of)


def scene_of(chance):
    room = room_of(chance)
    return room, paper_in(room, chance)


scenes = chances.map(scene_of)

EXPORT_HIDES = {
    "SH": "VN VR", "FW": "FW CB RT WH VN VR", "CB": "CB", "NV": "FW CB NV RT WH TO VN VR", "RT": "RT",
    "WH": "RT WH VN VR", "TO": "TO", "OC": "TO OC SA CF", "SA": "TO OC SA CF", "CF": "CF", "VN": "VN VR",
    "VR": "VN VR",
}  # fmt: skip
IMPORT_HIDES = {
    "SH": "VN VR", "FW": "FW CB RT WH VN VR", "CB": "CB VN VR", "NV": "FW CB NV RT WH TO VN VR", "RT": "RT VN VR",
    "WH": "RT WH VN VR", "TO": "TO VN VR", "OC": "OC SA CF VN VR", "SA": "OC SA CF VN VR", "CF": "CF VN VR",
    "VN": "VN VR", "VR": "VN VR",
}  # fmt: skip


@pytest.mark.parametrize("direction, hides", [("export", EXPORT_HIDES), ("import", IMPORT_HIDES)])
def test_who_may_hide_whom_is_the_table_of_the_domain(direction, hides):
    """§6.1, both tables."""
    ceilings = levels(matrix(direction, "FCL", brokered=True, coastal=True))
    assert sight.hideable(ceilings) == {(a, b) for a, those in hides.items() for b in those.split()}


def plain_sees(room, v, n):
    """The formula of §6.3, written a second time and slower."""
    if not room.seats[n].hidden or v == n:
        return True
    if room.seats[n].inviter == v or room.seats[v].inviter == n:
        return True
    above = room.seats[n].inviter
    while room.ancestors_see and above is not None:
        if above == v:
            return True
        above = room.seats[above].inviter
    return False


def plain_believed(room, v, n):
    return n if plain_sees(room, v, n) else plain_believed(room, v, room.seats[n].inviter)


@proven
@given(rooms)
def test_r1_r33_r34_r35_sight_and_belief_are_the_formula(room):
    sight.check(room)
    for v in room.seats:
        assert sight.sees(room, v, v)
        for n in room.seats:
            assert sight.sees(room, v, n) is plain_sees(room, v, n)
            assert sight.believed(room, v, n) == plain_believed(room, v, n)
            assert sight.sees(room, v, sight.believed(room, v, n))


@proven
@given(rooms)
def test_r36_hidden_children_of_one_inviter_do_not_see_each_other(room):
    hidden = [seat for seat in room.seats.values() if seat.hidden]
    for a in hidden:
        for b in hidden:
            if a.id != b.id and a.inviter == b.inviter:
                assert not sight.sees(room, a.id, b.id)


@proven
@given(rooms)
def test_r28_r29_partners_and_inviters_shown_name_nobody_unseen(room):
    for v in room.seats:
        shown = sight.partners(room, v)
        assert all(plain_sees(room, v, seat.id) and seat.active for seat in shown)
        for seat in shown:
            above = sight.shown_inviter(room, v, seat.id)
            assert (above is None) is (seat.inviter is None)
            assert above is None or plain_sees(room, v, above)


@proven
@given(chances)
def test_r32_the_world_looks_the_same_as_if_the_inviter_had_acted(chance):
    """Whoever sees neither n nor what hangs on it is told the same of n's act as of its nearest visible inviter's."""
    room = room_of(chance)
    n = chance.choice(list(room.seats))
    for v in room.seats:
        stand_in = sight.believed(room, v, n)
        told = sight.attributed(sight.attribution(room, n), v)
        assert told == stand_in == sight.attributed(sight.attribution(room, stand_in), v)


@proven
@given(chances)
def test_r46_r47_showing_or_hiding_later_changes_no_kept_attribution(chance):
    room = room_of(chance)
    n = chance.choice(list(room.seats))
    links = sight.attribution(room, n)
    before = {v: sight.attributed(links, v) for v in room.seats}
    seat = room.seats[n]
    if seat.inviter is not None:
        switched = replace(room, seats={**room.seats, n: replace(seat, hidden=not seat.hidden)})
        assert {v: sight.attributed(links, v) for v in switched.seats} == before


@proven
@given(scenes)
def test_r10_r16_r18_no_level_above_any_layer_and_no_reader_beside_them(scene):
    room, paper = scene
    for v, seat in room.seats.items():
        level = sight.effective(room, v, paper)
        assert level <= room.ceilings[seat.business_type][paper.kind]
        assert level <= seat.grants[paper.kind]
        if paper.creator == v:
            assert level == sight.allowed(room, v, paper.kind)
        elif paper.restricted is not None:
            assert level <= paper.restricted.get(v, 0)
        if not (seat.active and seat.enabled):
            assert level == sight.NONE
        if not paper.published and paper.creator != v:
            assert level == sight.NONE


@proven
@given(scenes)
def test_r14_r61_who_is_told_are_exactly_the_other_readers(scene):
    room, paper = scene
    for actor in room.seats:
        told = sight.told(room, paper, actor)
        assert set(told) == {v for v in room.seats if sight.effective(room, v, paper) >= 1} - {actor}


@proven
@given(chances)
def test_r26_a_warning_depends_on_nobody_that_its_reader_does_not_see(chance):
    room, paper = scene_of(chance)
    n = chance.choice(list(room.seats))

    def silenced(given, seats):
        changed = {one: replace(given.seats[one], grants={}) for one in seats}
        return replace(given, seats={**given.seats, **changed})

    lowered = silenced(room, [n])
    for v in room.seats:
        unseen = [one for one in room.seats if not sight.sees(room, v, one)]
        told = sight.stranded(room, lowered, v, paper)
        assert told == sight.stranded(silenced(room, unseen), silenced(lowered, unseen), v, paper)
        assert not (told and n in unseen)


@proven
@given(scenes)
def test_r15_r17_r20_r70_writing_takes_an_open_deal_and_full_rights(scene):
    room, paper = scene
    for v, seat in room.seats.items():
        able = room.open and seat.active and seat.enabled and seat.entitled
        assert sight.may_edit(room, v, paper) is (able and sight.effective(room, v, paper) == sight.WRITE)
        assert sight.may_delete(room, v, paper) is (sight.may_edit(room, v, paper) and paper.creator == v)
        assert sight.may_restrict(room, v, paper) is (able and paper.creator == v)
        for kind in room.ceilings[seat.business_type]:
            assert sight.may_create(room, v, kind) is (able and sight.allowed(room, v, kind) == sight.WRITE)


@proven
@given(chances)
def test_r5_r6_r11_r41_rights_are_in_the_inviters_hand_alone(chance):
    room = room_of(chance)
    n = chance.choice(list(room.seats))
    kind = chance.choice(list(room.ceilings["SH"]))
    top = room.ceilings[room.seats[n].business_type][kind]
    for v in room.seats:
        mine = sight.able(room, v) and room.seats[n].active and room.seats[n].inviter == v
        assert sight.may_manage(room, v, n) is mine
        for level in range(3):
            assert sight.may_grant(room, v, n, kind, level) is (mine and level <= top)
    assert not sight.may_manage(room, n, n)
    assert not any(sight.may_manage(room, v, 0) for v in room.seats)


@proven
@given(chances)
def test_r4_r27_inviting_takes_an_able_seat_and_hiding_the_table(chance):
    room = room_of(chance)
    kind = chance.choice(BUSINESS_TYPES)
    for v, seat in room.seats.items():
        assert sight.may_invite(room, v, kind, hidden=False) is sight.able(room, v)
        allowed = sight.able(room, v) and (seat.business_type, kind) in room.may_hide and kind != "SH"
        assert sight.may_invite(room, v, kind, hidden=True) is allowed


@proven
@given(chances)
def test_r12_r13_a_change_of_one_partner_changes_no_other_and_a_ceiling_counts_at_once(chance):
    room = room_of(chance)
    n = chance.choice(list(room.seats))
    kind = chance.choice(list(room.ceilings["SH"]))
    seat = room.seats[n]
    less = replace(room, seats={**room.seats, n: replace(seat, grants={**seat.grants, kind: 0})})
    for v in room.seats:
        expected = sight.NONE if v == n else sight.allowed(room, v, kind)
        assert sight.allowed(less, v, kind) == expected
    lowered = replace(room, ceilings={one: {**row, kind: 0} for one, row in room.ceilings.items()})
    assert all(sight.allowed(lowered, v, kind) == sight.NONE for v in room.seats)


@proven
@given(scenes)
def test_why_names_a_rule_to_readers_and_nothing_to_others(scene):
    room, paper = scene
    for v in room.seats:
        reasons = sight.why(room, v, paper)
        assert bool(reasons) is (sight.effective(room, v, paper) >= sight.READ)
        if reasons:
            assert min(level for _code, level in reasons) == sight.effective(room, v, paper)


def test_rooms_that_do_not_hold_together_are_refused():
    def seat(number, inviter, **facts):
        return sight.Seat(id=number, organisation="A", business_type="FW", inviter=inviter, **facts)

    for seats in ([seat(0, 1), seat(1, 0)], [seat(0, None), seat(1, None)], [seat(0, None, hidden=True)]):
        with pytest.raises(ValueError, match="owner|circle"):
            sight.check(sight.Room({one.id: one for one in seats}, {}))
    circle = {0: seat(0, None), 1: seat(1, 2), 2: seat(2, 1)}
    with pytest.raises(ValueError, match="circle"):
        sight.check(sight.Room(circle, {}))
