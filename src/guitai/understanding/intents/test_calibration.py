import numpy as np
import pytest

from guitai.understanding.intents.calibration import REFUSED, Calibration, calibrated

OUTSIDE = np.array([False, False, True])


@pytest.fixture
def scored():
    """Scores of a thousand sentences of two intents inside and of one outside, and which was right."""
    draw = np.random.default_rng(1)
    right = draw.integers(0, 3, 1000)
    scores = draw.normal(0.2, 0.15, (1000, 3)) + 0.6 * np.eye(3)[right]
    return scores.astype(np.float32), right


def within(calibration, scores):
    return np.array([calibration.within(row[~OUTSIDE], row[OUTSIDE]) for row in scores])


def test_of_what_is_inside_no_more_is_refused_than_was_settled(scored):
    scores, right = scored
    inside = within(calibrated(scores, right, OUTSIDE), scores)

    assert np.mean(inside[right != 2] < 0.5) == pytest.approx(REFUSED, abs=0.005)
    assert np.mean(inside[right == 2] < 0.5) > 0.9


def test_where_nothing_outside_is_known_the_best_score_decides(scored):
    scores, right = scored
    known = right != 2
    calibration = calibrated(scores[known], right[known], OUTSIDE)

    assert calibration.weights[2:] == (0.0, 0.0)
    assert np.mean(within(calibration, scores[known]) < 0.5) == pytest.approx(REFUSED, abs=0.005)


def test_confidence_is_as_often_right_as_it_says(scored):
    scores, right = scored
    known = right != 2
    calibration = calibrated(scores, right, OUTSIDE)
    shares = np.array([calibration.shares(row[~OUTSIDE]) for row in scores[known]])

    assert shares.max(1).mean() == pytest.approx(np.mean(shares.argmax(1) == right[known]), abs=0.03)


def test_a_higher_score_is_never_less_likely():
    calibration = Calibration()
    likely = [
        calibration.within(np.array([top, 0.1], np.float32), np.array([0.1], np.float32))
        for top in (0.1, 0.4, 0.8)
    ]

    assert likely == sorted(likely)
