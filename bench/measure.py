"""What a measure is, and how time and memory are taken: one core, one process, the best of several rounds."""

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Measure:
    """Two figures in the same unit; `ratio` is our cost over the peer's, so that lower is better."""

    name: str
    ours: str
    peer: str
    ratio: float
    what: str

    def __str__(self) -> str:
        return f"{self.name} ours={self.ours} peer={self.peer} ratio={self.ratio:.2f} ({self.what})"


def seconds(work: Callable[[], object]) -> float:
    """The processor's time of the best round."""
    best = float("inf")
    for _ in range(ROUNDS):
        started = time.process_time()
        work()
        best = min(best, time.process_time() - started)
    return best


def throughput(name: str, count: int, ours: Callable[[], object], peer: Callable[[], object], what: str) -> Measure:
    """How many of `count` things a second each does."""
    mine, theirs = seconds(ours), seconds(peer)
    return Measure(name, f"{count / mine:.0f}/s", f"{count / theirs:.0f}/s", mine / theirs, what)


def peak_megabytes() -> float:
    """The most memory that this process ever had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
