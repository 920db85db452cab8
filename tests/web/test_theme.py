import pytest


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_reader_chooses_light_or_dark_and_stays_on_the_page(client, theme):
    response = client.post("/tema/", {"theme": theme, "next": "/komponen/?kerja"})
    assert (response.status_code, response["Location"]) == (302, "/komponen/?kerja")
    assert response.cookies["theme"].value == theme
    assert f'data-theme="{theme}"' in client.get("/komponen/").content.decode()


@pytest.mark.parametrize("theme", ["", "purple", '"><script>'])
def test_no_or_an_unknown_theme_leaves_it_to_the_device(client, theme):
    client.cookies["theme"] = "dark"
    response = client.post("/tema/", {"theme": theme, "next": "/"})
    assert response.cookies["theme"]["max-age"] == 0


@pytest.mark.parametrize("target", ["https://example.com/", "//example.com", "javascript:1", ""])
def test_the_way_back_never_leaves_the_academy(client, target):
    assert client.post("/tema/", {"theme": "dark", "next": target})["Location"] == "/"


def test_a_theme_is_not_set_by_a_link(client):
    assert client.get("/tema/?theme=dark").status_code == 405


def test_a_cookie_with_an_unknown_theme_is_ignored(client):
    client.cookies["theme"] = '"><script>'
    assert "data-theme" not in client.get("/komponen/").content.decode()


def test_a_thrifty_browser_is_not_asked_to_load_the_font(client):
    thrifty = client.get("/komponen/", headers={"Save-Data": "on"}).content.decode()
    usual = client.get("/komponen/").content.decode()
    assert (" data-save-data" in thrifty, "woff2" in thrifty) == (True, False)
    assert (" data-save-data" in usual, "woff2" in usual) == (False, True)
