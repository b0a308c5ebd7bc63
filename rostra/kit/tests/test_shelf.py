from rostra.kit.shelf import Shelf


def test_what_was_taken_last_outlives_what_was_put_last() -> None:
    shelf: Shelf[str] = Shelf(100)
    for key in "abcd":
        shelf.put(key, key.upper(), 25)
    assert shelf.get("a") == "A"
    shelf.put("e", "E", 25)
    assert shelf.get("b") is None
    assert shelf.get("a") == "A"
    assert shelf.get("e") == "E"


def test_it_holds_no_more_than_it_may() -> None:
    shelf: Shelf[int] = Shelf(1000)
    for key in range(500):
        shelf.put(key, key, 30)
        assert shelf.bytes <= 1000
    assert shelf.bytes == 30 * len(shelf)
    assert shelf.get(499) == 499


def test_a_thing_put_again_counts_once() -> None:
    shelf: Shelf[str] = Shelf(100)
    shelf.put("a", "old", 40)
    shelf.put("a", "new", 60)
    assert (shelf.get("a"), shelf.bytes, len(shelf)) == ("new", 60, 1)


def test_one_that_is_larger_than_the_whole_shelf_stays_alone() -> None:
    shelf: Shelf[str] = Shelf(100)
    shelf.put("a", "A", 10)
    shelf.put("b", "B", 300)
    assert (shelf.get("a"), shelf.get("b"), shelf.bytes) == (None, "B", 300)
    shelf.put("c", "C", 10)
    assert (shelf.get("b"), shelf.get("c"), shelf.bytes) == (None, "C", 10)
