"""HiGHS, which finds the best whole numbers for a program."""

from collections.abc import Sequence

import highspy
import numpy as np

from courses.admission.proposal.program import Program

# Costs up to this are whole in the solver's arithmetic with room to spare; its tolerances are
# about a ten-millionth, and sums of them stay far below what a double holds.
WIDE = 10**6
_OPTIONS = {
    "output_flag": False,
    "threads": 1,  # the same question gets the same answer
    "random_seed": 1,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.5,  # sums are whole numbers: what is nearer than one is the best
    "time_limit": 120.0,
}


class Unsolved(RuntimeError):
    """The solver did not find the best answer, or not one that holds."""


def best(program: Program, costs: Sequence[float], start: Sequence[int] = ()) -> list[int]:
    """Return the values with the smallest sum of `costs`; `start` is an answer known before.

    Whether they keep the program's limits is checked here, without the solver.
    """
    solver = _solver(program, costs, whole=True)
    if start:
        known = highspy.HighsSolution()
        known.col_value = [float(value) for value in start]
        solver.setSolution(known)
    _run(solver)
    values = [round(value) for value in solver.getSolution().col_value]
    if not program.holds(values):
        raise Unsolved("The proposal that was found does not keep the limits.")
    return values


def prices(program: Program, costs: Sequence[float]) -> list[float]:
    """Return what each row's limit costs where columns may be parts of whole numbers."""
    solver = _solver(program, costs, whole=False)
    _run(solver)
    return list(solver.getSolution().row_dual)


def _run(solver: highspy.Highs) -> None:
    solver.run()
    status = solver.getModelStatus()
    if status != highspy.HighsModelStatus.kOptimal:
        raise Unsolved(
            f"No best proposal was found in time ({solver.modelStatusToString(status)})."
        )


def _solver(program: Program, costs: Sequence[float], *, whole: bool) -> highspy.Highs:
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(program.uppers), len(program.rows)
    model.col_cost_ = np.array(costs, dtype=np.double)
    model.col_lower_ = np.array(program.lowers, dtype=np.double)
    model.col_upper_ = np.array(program.uppers, dtype=np.double)
    model.row_lower_ = _limits([row.lower for row in program.rows], -highspy.kHighsInf)
    model.row_upper_ = _limits([row.upper for row in program.rows], highspy.kHighsInf)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    sizes = [len(row.terms) for row in program.rows]
    model.a_matrix_.start_ = np.array([0, *np.cumsum(sizes)], dtype=np.int32)
    columns = [column for row in program.rows for column in row.terms]
    weights = [weight for row in program.rows for weight in row.terms.values()]
    model.a_matrix_.index_ = np.array(columns, dtype=np.int32)
    model.a_matrix_.value_ = np.array(weights, dtype=np.double)
    if whole:
        model.integrality_ = [highspy.HighsVarType.kInteger] * len(program.uppers)
    solver = highspy.Highs()  # type: ignore[no-untyped-call]  # highspy has no types
    for name, value in _OPTIONS.items():
        solver.setOptionValue(name, value)
    solver.passModel(model)
    return solver


def _limits(limits: list[int | None], without: float) -> np.ndarray:
    return np.array([without if limit is None else limit for limit in limits], dtype=np.double)
