"""The collector leaves alone what was loaded before."""

import gc

from app.kernel import collecting


def test_what_is_loaded_is_not_looked_through_again_and_new_objects_less_often():
    before = gc.get_threshold()
    try:
        collecting.spare()
        assert gc.get_freeze_count() > 10_000
        assert gc.get_threshold() == (50_000, 20, 20)
        circle = []
        circle.append(circle)
        del circle
        assert gc.collect() >= 1
    finally:
        gc.set_threshold(*before)


def test_nothing_is_looked_through_while_things_are_loaded_nor_they_later():
    frozen = gc.get_freeze_count()
    with collecting.paused():
        assert not gc.isenabled()
        loaded = [[] for _ in range(1_000)]
    assert gc.isenabled()
    assert gc.get_freeze_count() >= frozen + len(loaded)
