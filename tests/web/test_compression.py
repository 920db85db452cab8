"""Pages go over the wire as small as the browser can read them."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("accepted", "sent"),
    [
        ("gzip, deflate", "gzip"),
        ("gzip, deflate, br", "br"),
        ("gzip, br, zstd", "zstd"),
        ("", None),
    ],
)
def test_a_page_is_sent_in_the_best_coding_that_the_browser_names(client, accepted, sent):
    answer = client.get("/masuk/", headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == sent
