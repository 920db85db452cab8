"""The smallest sum of costs, exactly: also where they have more digits than a double holds.

The solver calculates in doubles. Its answer is a good one, and its prices are a proof that can
be checked in whole numbers: with any price for each row, what a column costs beyond the prices of
its rows is its loss, and no answer costs less than the prices alone. So the costs may be replaced
by losses, all that would lose more than the best answer known is taken out of the question, and
what is left has smaller numbers. That is done again until they are small enough to be trusted;
where it no longer helps, the sum is written in digits and each is made as small as can be.
"""

from collections.abc import Sequence

from courses.admission.proposal.highs import WIDE, best, prices
from courses.admission.proposal.program import Program, Row, total

_BASE = 10**4
_WORTH_IT = 100  # by how much losses have to shrink for another round


def least(program: Program, costs: Sequence[int], start: Sequence[int]) -> list[int]:
    """Return values with the smallest sum of `costs`; `program` then allows only such.

    It may have got columns and rows for that; the values of its former columns come first.
    """
    values, costs = list(start), list(costs)
    while any(costs):
        widest = max(map(abs, costs))
        unit = max(1, -(-widest // WIDE))
        values = best(program, [cost / unit for cost in costs], values)
        paid = [round(price * unit) for price in prices(program, [cost / unit for cost in costs])]
        gap = _lose(program, costs, values, paid)
        if gap == 0:
            break  # no answer is better, and all that are worse are out of the question
        if widest <= WIDE:
            program.add_row(_terms(costs), *[total(costs, values)] * 2)
            break
        if gap * _WORTH_IT > widest:
            values = _by_digits(program, costs, values)
            break
    return values


def _terms(costs: Sequence[int]) -> dict[int, int]:
    return {column: cost for column, cost in enumerate(costs) if cost}


def _lose(program: Program, costs: list[int], values: list[int], paid: list[int]) -> int:
    """Replace costs by losses beyond the prices paid, and return what `values` lose of them.

    What loses more is fixed. A row whose price is paid gets a column for how far it is from its
    limit. Afterwards, the sum of costs differs from the former by the same for all answers.
    """
    paying = []
    for row, price in zip(program.rows, paid, strict=True):
        limit = row.lower if price > 0 else row.upper
        if price and limit is not None:
            paying.append((row, price, limit))
            for column, weight in row.terms.items():
                costs[column] -= price * weight
    gap = sum(price * (row.sum_of(values) - limit) for row, price, limit in paying)
    for column, loss in enumerate(costs):
        gap += loss * (values[column] - _kept(program, column, loss))
    for column, loss in enumerate(costs):
        if abs(loss) > gap:
            program.fix(column, _kept(program, column, loss))
        if program.lowers[column] == program.uppers[column]:
            costs[column] = 0
    for row, price, limit in paying:
        _keep_near(program, row, limit, gap // abs(price))
        if row.lower != row.upper:
            costs.append(abs(price))
            values.append(abs(row.sum_of(values) - limit))
    return gap


def _keep_near(program: Program, row: Row, limit: int, away: int) -> None:
    """Hold a row at its limit, or add a column for how far away from it the row may be."""
    if away == 0:
        row.lower = row.upper = limit
    if row.lower != row.upper:
        widest = sum(abs(weight) * program.uppers[one] for one, weight in row.terms.items())
        column = program.add_column(min(away, widest + abs(limit)))
        program.add_row({**row.terms, column: -1 if limit == row.lower else 1}, limit, limit)


def _kept(program: Program, column: int, loss: int) -> int:
    """Return the value with which a column loses nothing."""
    return (program.lowers if loss > 0 else program.uppers)[column]


def _by_digits(program: Program, costs: Sequence[int], values: Sequence[int]) -> list[int]:
    """Return the values with the smallest sum, found digit by digit from the highest.

    In each place stands the sum of that digit of all losses and what is carried from below, less
    what is carried on. Of two sums the one with the smaller higher digits is the smaller.
    """
    values, left = list(values), [abs(cost) for cost in costs]
    digits: list[int] = []
    carry, largest = None, 0
    while any(left) or largest:
        terms: dict[int, int] = {} if carry is None else {carry: 1}
        constant = 0
        for column, loss in enumerate(left):
            weight = loss % _BASE
            largest += weight * program.uppers[column]
            # A column whose cost is below nothing loses by what is missing to its limit.
            terms[column] = weight if costs[column] > 0 else -weight
            constant += 0 if costs[column] > 0 else weight * program.uppers[column]
        here = constant + sum(weight * values[column] for column, weight in terms.items())
        left, largest = [loss // _BASE for loss in left], largest // _BASE
        digits.append(program.add_column(_BASE - 1))
        carry = program.add_column(largest)
        values += [here % _BASE, here // _BASE]
        program.add_row({**terms, digits[-1]: -1, carry: -_BASE}, -constant, -constant)
    for digit in reversed(digits):
        aim = [0] * len(values)
        aim[digit] = 1
        values = best(program, aim, values)
        program.fix(digit, values[digit])
    return values
