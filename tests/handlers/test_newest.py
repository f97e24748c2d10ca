from handlers.newest import Newest


def test_a_newer_action_goes_before_an_older_one() -> None:
    newest = Newest()

    assert newest.arrived("V1", "100.1")
    assert newest.arrived("V1", "100.2")
    assert not newest.arrived("V1", "100.1")


def test_an_action_delivered_twice_is_as_new_as_before() -> None:
    newest = Newest()

    assert newest.arrived("V1", "100.1")
    assert newest.arrived("V1", "100.1")


def test_an_action_is_the_newest_until_another_arrives() -> None:
    newest = Newest()
    newest.arrived("V1", "100.1")

    assert newest.is_newest("V1", "100.1")
    newest.arrived("V1", "100.2")

    assert not newest.is_newest("V1", "100.1")
    assert newest.is_newest("V1", "100.2")


def test_modals_do_not_disturb_each_other() -> None:
    newest = Newest()
    newest.arrived("V1", "200.0")

    assert newest.arrived("V2", "100.0")
    assert newest.is_newest("V1", "200.0")


def test_a_modal_in_use_is_remembered_however_many_others_there_are() -> None:
    newest = Newest()
    newest.arrived("V1", "200.0")
    for place in range(3000):
        newest.arrived(f"other {place}", "1.0")
        if place % 500 == 0:
            newest.arrived("V1", "200.0")

    assert not newest.arrived("V1", "100.0")


def test_modals_long_closed_are_forgotten() -> None:
    newest = Newest()
    newest.arrived("V1", "200.0")

    for place in range(3000):
        newest.arrived(f"other {place}", "1.0")

    assert newest.arrived("V1", "100.0")
