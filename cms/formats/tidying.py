"""Clean HTML in the one way in which it is written here, in time that grows with its length."""

import re

# What stands by itself, or may be closed by what follows.
UNPAIRED = {
    *("p", "br", "hr", "wbr", "img", "li", "dt", "dd", "tr", "td", "th", "col"),
    *("source", "embed", "input"),
}
DEEPEST = 300  # elements within one another: to clean more of them takes its square in time
_ELEMENT = re.compile(r"<(/?)([a-zA-Z][\w:-]{0,40})")
_BLOCKS = "p|ul|ol|li|pre|blockquote|table|thead|tbody|tr|th|td"
_BREAK = "<br>"


def is_deep(html: str) -> bool:
    """Say whether more elements stand within one another than in any text that is meant."""
    if html.count("<") <= DEEPEST:
        return False
    depth = 0
    for closing, name in _ELEMENT.findall(html):
        if name.lower() not in UNPAIRED:
            depth = max(0, depth - 1) if closing else depth + 1
            if depth > DEEPEST:
                return True
    return False


def tidied(html: str) -> str:
    """Return clean `html` in the one way in which we write it."""
    html = re.sub(r"<(/?)(?:b|(i)|(?:(del|strike)))>", _renamed, html)
    html = re.sub(r"<h[1-6]>", "<p><strong>", re.sub(r"</h[1-6]>", "</strong></p>", html))
    html = re.sub(r"<a>(.*?)</a>", r"\1", html, flags=re.S)
    parts = re.split(r"(<pre>.*?</pre>)", html, flags=re.S)
    html = "".join(part if part.startswith("<pre>") else _spaced(part) for part in parts)
    html = _without_breaks(html)
    if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1:
        html = _without_breaks(html[3:-4])
    return html


def _renamed(tag: "re.Match[str]") -> str:
    return f"<{tag[1]}{'em' if tag[2] else 's' if tag[3] else 'strong'}>"


def _spaced(html: str) -> str:
    """Return `html` without idle spaces and empty paragraphs; a division is a new line."""
    html = re.sub(r"[ \t\n]+", " ", html)
    html = re.sub(r"(?: ?</?div> ?)+", "\n", html)
    html = re.sub(r" *<br> *", "<br>", html)
    html = re.sub(r"<br>\n|\n<br>", "<br>", html).replace("\n", "<br>")
    parts = re.split(rf"(</?(?:{_BLOCKS})>)", html)
    last = len(parts) - 1
    for index in range(0, len(parts), 2):
        # Beside a block a new line is none.
        parts[index] = _without_breaks(
            parts[index], before=index > 0, behind=index < last, blank=" "
        )
    return re.sub(r"<p>(?:&nbsp;|\s)*</p>", "", "".join(parts))


def _without_breaks(
    html: str, *, before: bool = True, behind: bool = True, blank: str | None = None
) -> str:
    """Return `html` without blanks and breaks at its ends.

    By hand, since a pattern that looks for the end of a text begins anew at each of many breaks.
    """
    begin, end = 0, len(html)
    while before and begin < end:
        if html.startswith(_BREAK, begin):
            begin += len(_BREAK)
        elif html[begin].isspace() if blank is None else html[begin] == blank:
            begin += 1
        else:
            break
    while behind and begin < end:
        if html.endswith(_BREAK, begin, end):
            end -= len(_BREAK)
        elif html[end - 1].isspace() if blank is None else html[end - 1] == blank:
            end -= 1
        else:
            break
    return html[begin:end]
