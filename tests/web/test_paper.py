"""Nothing on paper comes over the network."""

import pytest

from academy.web.paper import own_files
from academy.web.typefaces import FONTS


@pytest.mark.parametrize("address", ["https://a.example/", "http://a.example/", "ftp://a.example/"])
def test_paper_fetches_nothing_from_elsewhere(address):
    with pytest.raises(ValueError, match="disallowed protocol"):
        own_files().fetch(address)


def test_paper_has_our_own_typefaces_and_what_the_page_holds():
    typeface = next(FONTS.glob("*.ttf"))
    for address, content in (
        (typeface.as_uri(), typeface.read_bytes()),
        ("data:text/plain,Stoples", b"Stoples"),
    ):
        answer = own_files().fetch(address)
        assert answer.read() == content
        answer.close()
