from academy.people.copies import Rows, section
from academy.people.models import User


@section("notices")
def notices(user: User) -> Rows:
    return list(user.notices.order_by("pk").values("kind", "params", "created_at", "read_at"))
