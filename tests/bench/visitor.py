"""Somebody who signs in and follows links, without a browser."""

import re
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener


class Visitor:
    def __init__(self, base_url: str):
        self.base_url = base_url
        self.cookies = CookieJar()
        self.opener = build_opener(HTTPCookieProcessor(self.cookies))

    def get(self, path: str) -> str:
        """Return the page at `path`."""
        with self.opener.open(self.base_url + path, timeout=60) as answer:
            return answer.read().decode()

    def sign_in(self, username: str, password: str) -> bool:
        """Sign in; say whether the academy let this person in."""
        page = self.get("/masuk/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        fields = {"csrfmiddlewaretoken": token, "login": username, "password": password}
        try:
            with self.opener.open(
                self.base_url + "/masuk/", urlencode(fields).encode(), timeout=60
            ) as answer:
                answer.read()
        except HTTPError:
            return False
        return any(cookie.name == "sessionid" for cookie in self.cookies)

    @property
    def cookie(self) -> str:
        """The cookies as a header."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.cookies)

    def first_link(self, path: str, pattern: str) -> str:
        """Return the first address on the page at `path` that matches `pattern`."""
        for address in re.findall(r'href="([^"#]+)"', self.get(path)):
            if re.fullmatch(pattern, address):
                return address
        raise LookupError(f"{path} leads to no {pattern}")
