"""Drawings: the map of the province and the line to the target."""

import csv
import datetime as dt
from itertools import combinations, pairwise

import pytest
from django.conf import settings

from academy.reports.charts import burn_up as chart
from academy.reports.charts import scale, tile_map
from academy.reports.queries.burn_up import BurnUp, Week

BORDERS = """
35.01-35.02 35.01-35.03 35.02-35.03 35.02-35.20 35.02-35.19 35.02-35.04 35.03-35.04 35.04-35.05
35.04-35.06 35.05-35.06 35.06-35.18 35.07-35.79 35.07-35.08 35.07-35.14 35.08-35.09 35.08-35.13
35.09-35.10 35.09-35.11 35.09-35.13 35.10-35.11 35.11-35.12 35.11-35.13 35.12-35.13 35.13-35.14
35.14-35.15 35.15-35.16 35.15-35.78 35.16-35.79 35.17-35.18 35.17-35.22 35.17-35.24 35.18-35.19
35.18-35.22 35.19-35.21 35.19-35.22 35.20-35.21 35.21-35.22 35.22-35.23 35.22-35.24 35.23-35.24
35.24-35.25 35.25-35.78 35.26-35.27 35.27-35.28 35.28-35.29
"""
CITIES = """
35.71-35.06 35.72-35.05 35.73-35.07 35.74-35.13 35.75-35.14 35.76-35.16 35.77-35.19 35.78-35.15
35.79-35.07
"""


def touch(one, other):
    (x, y, _name), (u, v, _other) = tile_map.TILES[one], tile_map.TILES[other]
    return max(abs(x - u), abs(y - v)) == 1


def test_each_regency_of_the_province_has_one_tile():
    with open(settings.BASE_DIR / "academy/people/data/regencies.csv") as file:
        known = {row["kemendagri_code"] for row in csv.DictReader(file)}
    assert set(tile_map.TILES) == known
    assert len({place[:2] for place in tile_map.TILES.values()}) == 38


@pytest.mark.parametrize("border", (BORDERS + CITIES).split())
def test_neighbours_are_neighbours_and_a_city_stands_by_its_regency(border):
    assert touch(*border.split("-"))


def test_the_corners_of_the_province_are_corners():
    west = min(tile_map.TILES.values())
    south_west = tile_map.TILES["35.01"]
    banyuwangi, sumenep = tile_map.TILES["35.10"], tile_map.TILES["35.29"]
    assert south_west[0] == west[0]
    assert south_west[1] == banyuwangi[1] == 4
    assert sumenep[:2] == (8, 0)
    assert banyuwangi[0] == 8


def test_tiles_do_not_overlap_and_stay_in_the_drawing():
    drawn = tile_map.draw({})
    for tile in drawn.tiles:
        assert 0 <= tile.x <= drawn.width - drawn.tile_width
        assert 0 <= tile.y <= drawn.height - drawn.tile_height
    for one, other in combinations(drawn.tiles, 2):
        assert abs(one.x - other.x) >= drawn.tile_width or abs(one.y - other.y) >= drawn.tile_height


@pytest.mark.parametrize(
    ("highest", "legend"),
    [
        (0, []),
        (1, [(1, 1, 1)]),
        (3, [(1, 1, 1), (2, 2, 2), (3, 3, 3)]),
        (40, [(1, 1, 10), (2, 11, 20), (3, 21, 30), (4, 31, 40)]),
    ],
)
def test_shades_follow_the_highest_figure(highest, legend):
    values = {"35.01": tile_map.Value("Kabupaten Pacitan", str(highest), highest)}
    assert tile_map.draw(values).legend == legend


def test_a_withheld_figure_has_no_shade():
    values = {
        "35.01": tile_map.Value("Kabupaten Pacitan", "<5", None),
        "35.02": tile_map.Value("Kabupaten Ponorogo", "40", 40),
    }
    tones = {tile.name: tile.tone for tile in tile_map.draw(values).tiles if tile.shown != "0"}
    assert tones == {"Kabupaten Pacitan": 0, "Kabupaten Ponorogo": 4}


@pytest.mark.parametrize(
    ("highest", "marks"),
    [(1000, [0, 200, 400, 600, 800, 1000]), (7, [0, 2, 4, 6, 8]), (1, [0, 1]), (0, [0])],
)
def test_the_scale_has_round_numbers(highest, marks):
    assert scale.steps(highest) == marks


def test_labels_never_stand_on_each_other():
    assert scale.spread([100, 98, 40], 16) == [100, 84, 40]


@pytest.mark.parametrize("narrow", [True, False])
@pytest.mark.parametrize("completed", [0, 3, 640, 1200])
@pytest.mark.parametrize("day", [1, 180, 364, 500])
def test_the_line_stays_in_its_frame(narrow, completed, day):
    start = dt.date(2026, 1, 1)
    today = start + dt.timedelta(days=day)
    weeks = [Week(start, 0, 0), Week(today, completed, completed // 2)]
    way = BurnUp(start, dt.date(2026, 12, 31), today, 1000, 0, weeks)
    drawn = chart.draw(way, narrow=narrow)
    assert all(drawn.plot.left <= x <= drawn.plot.end for x, _y in drawn.dots)
    assert all(drawn.plot.top <= y <= drawn.plot.base for _x, y in drawn.dots)
    for label in drawn.labels:
        width = len(label.text) * 6.6
        left = label.x - width if label.anchor == "end" else label.x
        assert left >= 0
        assert left + width <= drawn.plot.width
        assert 8 <= label.y <= drawn.plot.height
    heights = sorted(label.y for label in drawn.labels[1:])
    assert all(below - above >= 16 for above, below in pairwise(heights))


def test_the_table_has_the_weeks_in_which_something_changed():
    days = [dt.date(2026, 1, 4) + dt.timedelta(weeks=number) for number in range(5)]
    figures = [(0, 0), (5, 0), (5, 0), (5, 4), (5, 4)]
    weeks = [Week(day, *counts) for day, counts in zip(days, figures, strict=True)]
    way = BurnUp(dt.date(2026, 1, 1), dt.date(2026, 12, 31), days[-1], 1000, 0, weeks)
    assert chart.changes(way) == [weeks[1], weeks[3], weeks[4]]
