import uuid

from app.kernel.ids import new_id, short


def test_an_identifier_is_a_standard_uuid_of_version_7():
    identifier = new_id()
    assert type(identifier) is uuid.UUID
    assert identifier.version == 7
    assert identifier.variant == uuid.RFC_4122


def test_later_identifiers_sort_after_earlier_ones():
    made = [new_id() for _ in range(2000)]
    assert made == sorted(made)
    assert len(set(made)) == 2000


def test_short_forms_tell_neighbours_apart():
    made = [short(new_id()) for _ in range(100)]
    assert {len(form) for form in made} == {8}
    assert len(set(made)) == 100
