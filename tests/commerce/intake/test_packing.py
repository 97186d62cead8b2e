"""What differs between two orders, and what a file cannot know."""

from app.commerce.intake.packing import completed, differences

BEFORE = {
    "remarks": "急ぎ",
    "money": {"total": 100, "taxes": [[10, 100, 9]]},
    "slips": {"7": {"wished_on": "2026-11-09"}},
}
AFTER = {"remarks": "", "money": {"total": 120, "taxes": []}, "slips": {"7": {"wished_on": None}}}
PARTIAL = ("remarks", "money.taxes", "slips.wished_on")


def test_what_a_file_cannot_know_is_no_difference():
    assert differences(BEFORE, AFTER, PARTIAL) == {("money", "total"): (100, 120)}
    assert set(differences(BEFORE, AFTER)) == {
        ("remarks",), ("money", "total"), ("money", "taxes"), ("slips", "7", "wished_on"),
    }  # fmt: skip


def test_a_whole_part_may_be_unknown():
    assert differences(BEFORE, AFTER, ("money", "slips", "remarks")) == {}


def test_what_was_known_stays_known():
    assert completed(BEFORE, AFTER, PARTIAL) == {
        "remarks": "急ぎ",
        "money": {"total": 120, "taxes": [[10, 100, 9]]},
        "slips": {"7": {"wished_on": "2026-11-09"}},
    }
    assert completed(BEFORE, AFTER) == AFTER
    assert completed({}, AFTER, PARTIAL) == AFTER
