"""Somebody who signs in and follows links, without a browser."""

import re
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, build_opener

SIGN_IN = "/masuk/"


class _Stay(HTTPRedirectHandler):
    """Follows no redirect: what comes after a sign-in is another page's cost."""

    def redirect_request(self, *arguments):
        return None


class Visitor:
    def __init__(self, base_url: str):
        self.base_url = base_url
        self.cookies = CookieJar()
        self.opener = build_opener(HTTPCookieProcessor(self.cookies))
        self.stays = build_opener(HTTPCookieProcessor(self.cookies), _Stay())
        self.token = ""

    def get(self, path: str) -> str:
        """Return the page at `path`, wherever that leads."""
        return self.arrive(path)[1]

    def arrive(self, path: str) -> tuple[str, str]:
        """Return where `path` leads in the end, and the page there."""
        with self.opener.open(self.base_url + path, timeout=120) as answer:
            return urlsplit(answer.geturl()).path, answer.read().decode()

    def sign_in(self, username: str, password: str) -> bool:
        """Sign in; say whether the academy let this person in."""
        self.open_form()
        return self.hand_in(username, password)

    def open_form(self) -> None:
        """Look at the sign-in page, which gives the token."""
        page = self.get(SIGN_IN)
        self.token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]

    def hand_in(self, username: str, password: str) -> bool:
        """Post the form that was opened; go nowhere."""
        fields = {"csrfmiddlewaretoken": self.token, "login": username, "password": password}
        try:
            self.stays.open(self.base_url + SIGN_IN, urlencode(fields).encode(), timeout=120)
        except HTTPError as answer:
            answer.close()
        return any(cookie.name == "sessionid" for cookie in self.cookies)

    @property
    def cookie(self) -> str:
        """The cookies as a header."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.cookies)

    def links(self, path: str, pattern: str) -> list[str]:
        """Return the addresses on the page at `path` that match `pattern`, in their order."""
        addresses = re.findall(r'href="([^"#]+)"', self.get(path))
        found = [address for address in addresses if re.fullmatch(pattern, address)]
        if not found:
            raise LookupError(f"{path} leads to no {pattern}")
        return found

    def first_link(self, path: str, pattern: str) -> str:
        """Return the first of the `links`."""
        return self.links(path, pattern)[0]
