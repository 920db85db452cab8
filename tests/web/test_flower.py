from types import SimpleNamespace

from academy.web.flower import petals


def test_each_module_is_a_petal_from_the_top_clockwise():
    drawn = petals([1, 0.25, 0])
    assert [(petal.share, petal.angle, petal.is_done) for petal in drawn] == [
        (1.0, 0, True),
        (0.25, 120.0, False),
        (0.0, 240.0, False),
    ]


def test_a_quarter_of_the_work_fills_a_quarter_of_what_a_module_under_way_may_fill():
    assert petals([0.25])[0].fill_transform == "rotate(0) scale(0.410)"


def test_a_nearly_finished_petal_keeps_its_rim_open():
    nearly = petals([0.99])[0]
    assert (nearly.is_done, nearly.fill_transform) == (False, "rotate(0) scale(0.816)")


def test_four_petals_stand_as_in_the_batik():
    assert [petal.angle for petal in petals([0] * 4)] == [45, 135, 225, 315]


def test_modules_may_be_objects_or_mappings():
    drawn = petals([SimpleNamespace(share=0.5), {"share": 1}])
    assert [petal.share for petal in drawn] == [0.5, 1.0]


def test_shares_outside_nought_and_one_are_cut():
    assert [petal.share for petal in petals([-1, 7])] == [0.0, 1.0]


def test_a_course_without_modules_has_no_flower():
    assert petals([]) == ()
