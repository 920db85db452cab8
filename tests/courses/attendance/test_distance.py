"""A check-in far from the hall is flagged where both are known, and refuses nobody."""

import pytest

from courses.attendance.rules.distance import Spot, at_least, metres, spot_of, told
from courses.models import Attendance
from tests.courses.attendance.hall import digits, hall, handset, tap

HALL = Spot(-7.2575, 112.7521)
MAP = "https://www.google.com/maps/place/Aula/@-7.2575,112.7521,17z"


@pytest.mark.parametrize(
    ("link", "spot"),
    [
        (MAP, HALL),
        # The pin, and not the middle of what is shown.
        ("https://www.google.com/maps/place/A/@-7.1,112.1,17z/data=!3d-7.2575!4d112.7521", HALL),
        ("https://maps.google.com/?q=-7.2575,112.7521", HALL),
        ("https://www.google.com/maps/search/?api=1&query=-7.2575%2C112.7521", HALL),
        ("https://maps.apple.com/?ll=-7.2575,112.7521", HALL),
        ("https://www.openstreetmap.org/?mlat=-7.2575&mlon=112.7521#map=17/-7.1/112.1", HALL),
        ("https://www.openstreetmap.org/#map=17/-7.2575/112.7521", HALL),
        ("https://maps.app.goo.gl/abc123", None),
        ("https://maps.google.com/?q=Aula+Dinas", None),
        ("https://maps.google.com/?q=-97.2575,112.7521", None),
        ("", None),
    ],
)
def test_a_link_to_a_map_says_where_the_hall_is_or_does_not(link, spot):
    assert spot_of(link) == spot


def test_distances_over_the_ground_are_those_of_a_map():
    # From Surabaya's city hall to Malang's, 78 km as a crow flies.
    assert round(metres(Spot(-7.2592, 112.7469), Spot(-7.9778, 112.6340)) / 1000) == 81
    assert metres(HALL, HALL) == 0


def test_what_a_handset_is_unsure_of_counts_for_the_person():
    away = Spot(HALL.latitude + 0.02, HALL.longitude)
    assert at_least(HALL, (away, 0)) == 2200
    assert at_least(HALL, (away, 1500)) == 700
    assert at_least(HALL, (away, 5000)) == 0


@pytest.mark.parametrize(
    "sent",
    [("", "", ""), ("a", "b", "c"), ("nan", "1", "1"), ("1", "inf", "1"), ("91", "0", "1"),
     ("1", "1", "-1"), ("1", "1", "9999")],
)  # fmt: skip
def test_nonsense_of_a_handset_is_nothing(sent):
    assert told(*sent) is None


def where(latitude: float) -> dict[str, str]:
    return {"latitude": str(latitude), "longitude": "112.7521", "accuracy": "20"}


@pytest.mark.django_db
def test_who_checks_in_from_far_is_present_and_flagged_and_who_is_near_or_silent_is_not(client):
    here = hall(3, map_url=MAP)
    for seat, form in zip(here.seats, (where(-7.30), where(-7.2580), {}), strict=True):
        answer = tap(handset(seat.user), here, code=digits(here.session), **form)
        assert "Anda tercatat hadir" in answer.text
    client.force_login(here.coordinator)
    page = " ".join(client.get(here.roster).text.split())
    assert page.count("km dari aula") == 1
    assert "4,7 km dari aula" in page
    kept = Attendance.objects.order_by("pk").values_list("distance", flat=True)
    assert list(kept) == [4700, 0, None]


@pytest.mark.django_db
def test_of_a_hall_that_nobody_can_place_no_handset_is_asked_and_nothing_is_kept():
    here = hall(1, map_url="https://maps.app.goo.gl/abc123")
    [seat] = here.seats
    phone = handset(seat.user)
    assert "data-where" not in phone.get(here.address).text
    tap(phone, here, code=digits(here.session), **where(-7.30))
    assert Attendance.objects.get().distance is None


@pytest.mark.django_db
def test_only_the_page_that_checks_in_may_ask_where_a_handset_is():
    here = hall(1, map_url=MAP)
    phone = handset(here.seats[0].user)
    page = phone.get(here.address)
    assert "data-where" in page.text
    assert "geolocation=(self)" in page["Permissions-Policy"]
    assert "microphone=()" in page["Permissions-Policy"]
    assert "geolocation=()" in phone.get("/belajar/jadwal/")["Permissions-Policy"]
