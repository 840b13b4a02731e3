"""95 % intervals of a ratio: exact odds for counts, a bootstrap over projects for value. Pure numbers, no awards."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

LEVEL = 0.95
RESAMPLES = 10_000
SEED = 20_190_613  # fixed, so that the same awards always give the same interval
CELLS = 4_000_000  # projects × resamples drawn at a time: about 100 MB
HALVINGS = 60  # of [0, 1]: beyond double precision

Numbers = NDArray[np.float64]


class Interval(NamedTuple):
    """Bounds of a ratio; `high` is None where the data set no upper limit."""

    low: float
    high: float | None


def odds_interval(numerator: int, denominator: int) -> Interval:
    """The Clopper-Pearson interval of the numerator's part of all, as odds.

    Given the total, the numerator's count is binomial; its exact bounds p become p : (1 - p). Written with numpy
    alone: the two quantiles needed do not justify scipy.
    """
    total, tail = numerator + denominator, (1 - LEVEL) / 2
    low = 0.0 if numerator == 0 else root(lambda p: at_least(numerator, total, p) - tail)
    high = 1.0 if denominator == 0 else root(lambda p: at_least(numerator + 1, total, p) - (1 - tail))
    return Interval(low / (1 - low), None if denominator == 0 else high / (1 - high))


def at_least(successes: int, total: int, p: float) -> float:
    """The probability of that many successes or more in `total` trials."""
    k = np.arange(successes, total + 1)
    log_factorial = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, total + 1)))])
    log_ways = log_factorial[total] - log_factorial[k] - log_factorial[total - k]
    return float(np.exp(log_ways + k * np.log(p) + (total - k) * np.log1p(-p)).sum())


def root(rising: Any) -> float:
    """Where a rising function of a probability crosses zero."""
    low, high = 0.0, 1.0
    for _step in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if rising(middle) > 0 else (middle, high)
    return (low + high) / 2


def bootstrap_interval(numerators: Numbers, denominators: Numbers) -> Interval:
    """The percentile interval of sum(numerators) / sum(denominators), whole projects drawn with replacement.

    The arrays hold each project's value on either side. A draw without any denominator counts as infinitely large,
    so that the upper bound is None when such draws make up more than the upper tail. The same projects give the same
    interval in whatever order they come: rows are numbered as the workers happened to save them.
    """
    order = np.lexsort((denominators, numerators))
    numerators, denominators = numerators[order], denominators[order]
    generator = np.random.default_rng(SEED)
    projects, drawn = len(numerators), []
    step = max(1, CELLS // projects)
    for begin in range(0, RESAMPLES, step):
        picks = generator.integers(0, projects, size=(min(step, RESAMPLES - begin), projects))
        drawn.append((numerators[picks].sum(axis=1), denominators[picks].sum(axis=1)))
    above, below = (np.concatenate(sums) for sums in zip(*drawn, strict=True))
    ratios = np.full(len(above), np.inf)
    np.divide(above, below, out=ratios, where=below > 0)
    low, high = np.quantile(ratios, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], method="inverted_cdf")
    return Interval(float(low), float(high) if np.isfinite(high) else None)
