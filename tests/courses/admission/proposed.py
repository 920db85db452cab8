"""What a proposal is asked in tests, in few words."""

from hashlib import sha256
from itertools import combinations

from courses.admission.proposal.proposing import propose
from courses.admission.proposal.reading import checked

ALIKE = {
    "score": 80,
    "regency": "Gresik",
    "pesantren": "Al-Hikmah",
    "gender": "female",
    "pillar": "santripreneur",
    "first_time": True,
}


def applicant(name, score=80, **values):
    return {"id": name, **ALIKE, "score": score, **values}


def quota(by, value, least=None, most=None):
    return {"by": by, "value": value, "least": least, "most": most}


def asked(seats, quotas, applicants, **more):
    return {"seats": seats, "quotas": quotas, "applicants": applicants, **more}


def proposed(seats, quotas, applicants, **more):
    return propose(checked(asked(seats, quotas, applicants, **more)))


def accepted(seats, quotas, applicants, **more):
    return set(proposed(seats, quotas, applicants, **more)["accepted"])


def lots(question):
    """Return everybody's rank by lot, computed as it is published."""
    seed = question.get("seed", "")
    drawn = sorted(
        (sha256(f"{seed}:{one['id']}".encode()).hexdigest(), one["id"])
        for one in question["applicants"]
    )
    return {name: rank for rank, (_, name) in enumerate(drawn, 1)}


def worth(question, chosen):
    """Return how good a choice is, for comparing; None if it breaks a rule that is hard."""
    people = [one for one in question["applicants"] if one["id"] in chosen]
    if len(people) > question["seats"]:
        return None
    missing = 0
    for rule in question["quotas"]:
        by = rule["by"]
        each = {one[by] for one in question["applicants"]} - {None}
        for value in each if rule["value"] == "*" else [rule["value"]]:
            count = sum(one[by] == value for one in people)
            if rule["most"] is not None and count > rule["most"]:
                return None
            missing += max(0, (rule["least"] or 0) - count)
    rank = lots(question)
    scores = sum(one["score"] or 0 for one in people)
    return len(people), -missing, scores, -sum(rank[one["id"]] for one in people)


def best_worth(question):
    """Return what the best of all choices is worth, by trying every one."""
    names = [one["id"] for one in question["applicants"]]
    tried = (
        worth(question, set(chosen))
        for size in range(len(names) + 1)
        for chosen in combinations(names, size)
    )
    return max(value for value in tried if value is not None)
