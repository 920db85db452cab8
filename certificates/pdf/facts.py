"""What a certificate says: frozen when it is issued, printed from nothing else."""

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

COMPLETION = "completion"
ATTENDANCE = "attendance"

# The facts that differ between two people of one batch; all others are laid out once.
PERSONAL_FIELDS = frozenset(
    {
        "number",
        "code",
        "full_name",
        "arabic_name",
        "pesantren",
        "regency",
        "mean_mark",
        "attendance_percent",
        "verify_url",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleFacts:
    """One module as printed; `mark` (0 to 100) is None where nothing in it was graded."""

    course: str
    title: str
    hours: Decimal
    mark: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateFacts:
    """Everything a certificate prints.

    `kind` is COMPLETION or ATTENDANCE. `full_name` is the name as on the certificate,
    titles included. `hours` are hours of learning, `mean_mark` is 0 to 100 and
    `attendance_percent` 0 to 100, both None where the batch has none. `rules` are the
    requirements in words that the person met. `check_address` is where a code is typed,
    `verify_url` the page of this one certificate.
    """

    kind: str
    number: str
    code: str
    full_name: str
    arabic_name: str
    pesantren: str
    regency: str
    heading: str
    statement: str
    program: str
    batch: str
    starts_on: date
    ends_on: date
    courses: tuple[str, ...]
    modules: tuple[ModuleFacts, ...]
    hours: Decimal
    mean_mark: Decimal | None
    attendance_percent: Decimal | None
    rules: tuple[str, ...]
    issued_on: date
    city: str
    issuer: str
    signer_name: str
    signer_title: str
    check_address: str
    verify_url: str

    def to_json(self) -> dict[str, Any]:
        """Return the facts as JSON: decimals as text, dates in ISO form."""
        found: dict[str, Any] = json.loads(json.dumps(asdict(self), default=str))
        return found

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "CertificateFacts":
        """Return the facts that `to_json` wrote; what else is in `data` is left out."""
        modules = tuple(
            ModuleFacts(
                course=module["course"],
                title=module["title"],
                hours=Decimal(module["hours"]),
                mark=_decimal(module["mark"]),
            )
            for module in data["modules"]
        )
        converted = {
            "courses": tuple(data["courses"]),
            "rules": tuple(data["rules"]),
            "modules": modules,
            "hours": Decimal(data["hours"]),
            "mean_mark": _decimal(data["mean_mark"]),
            "attendance_percent": _decimal(data["attendance_percent"]),
        }
        days = {day: date.fromisoformat(data[day]) for day in ("starts_on", "ends_on", "issued_on")}
        names = {one.name for one in fields(cls)}
        return cls(**{k: v for k, v in (data | converted | days).items() if k in names})

    def common_key(self) -> str:
        """Return a key that all certificates share whose pages are laid out alike."""
        facts = {
            name: value for name, value in self.to_json().items() if name not in PERSONAL_FIELDS
        }
        modules = [module | {"mark": None} for module in facts["modules"]]
        # Which personal facts there are decides what has its place on the page.
        room = {
            "arabic_name": bool(self.arabic_name),
            "marks": any(module.mark is not None for module in self.modules),
            "mean_mark": self.mean_mark is not None,
            "attendance_percent": self.attendance_percent is not None,
        }
        return digest(facts | {"modules": modules, "room": room})


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def digest(data: dict[str, Any]) -> str:
    """Return the SHA-256 of `data`, the same for the same JSON on every machine."""
    canonical = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
