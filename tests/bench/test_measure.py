"""A measure reads as one line, and is our cost over the peer's."""

from bench.measure import Measure


def test_a_measure_is_one_line() -> None:
    measure = Measure("read", "500/s", "1000/s", 2.0, "lxml parse and text, 370 real pages")
    assert str(measure) == "read ours=500/s peer=1000/s ratio=2.00 (lxml parse and text, 370 real pages)"
