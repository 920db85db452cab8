from academy.people.copies import section
from academy.people.models import User


@section("notices")
def notices(user: User) -> list[dict[str, object]]:
    return list(user.notices.order_by("pk").values("kind", "params", "created_at", "read_at"))
