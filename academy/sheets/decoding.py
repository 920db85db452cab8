"""The text of a file, whatever program wrote it."""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOKED_AT = 4096
_ASCII = bytes(range(128))
# Signs that no text has; ends of lines and tabs stay. Some files end with the old ^Z.
_CONTROL = re.compile("[\0-\x08\x0e-\x1f\x7f\ufeff\ufffe\uffff]")
# "\r\r\n" is one end, written by a program for Windows that was given Windows' own ends.
_ENDS = re.compile("\r{1,2}\n|[\r\x0b\x0c\x85\u2028\u2029]")


def text_of(data: bytes, declared: str = "") -> str:
    """Return the text of `data`, its lines ended by "\\n" alone.

    Byte order marks are believed first, then UTF-8 where the bytes are, then what the file
    says of itself (`declared`), then Windows-1252, in which old editors write.
    """
    return _ENDS.sub("\n", _CONTROL.sub("", decoded(data, declared)))


def decoded(data: bytes, declared: str = "") -> str:
    """Return the text of `data` with all its signs and ends of lines as they are."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if encoding := _without_mark(data[:_LOOKED_AT]):
        return data.decode(encoding, "replace")
    try:
        return data.decode()
    except UnicodeDecodeError:
        pass
    whole = data.decode("utf-8", "ignore")
    strange = len(data) - len(whole.encode())
    if strange * 2 < len(data.translate(None, _ASCII)):
        return data.decode("utf-8", "windows-1252")  # a few lines pasted from elsewhere
    return data.decode(_eight_bits(declared), "windows-1252")


def _without_mark(opening: bytes) -> str:
    """Return which UTF-16 `opening` is written in, by where its zeros stand."""
    half = len(opening) // 2
    first, second = opening[0::2].count(0), opening[1::2].count(0)
    most, least = max(first, second), min(first, second)
    # Latin letters have a zero each; of other ones the signs between them have, all on one side.
    is_latin = most >= half * 0.6 and least <= half * 0.1
    if half < 2 or not (is_latin or (most >= max(8, half * 0.05) and not least)):
        return ""
    return "utf-16-le" if second > first else "utf-16-be"


def _eight_bits(declared: str) -> str:
    """Return the encoding that a file declares where it is one of single bytes, else 1252."""
    try:
        name = codecs.lookup(declared or "cp1252").name
    except (LookupError, ValueError):
        return "cp1252"
    # What calls itself Latin-1 was nearly always written by Windows.
    return name if re.fullmatch(r"cp125\d|iso8859-(?:[2-9]|1\d)|koi8-[ru]", name) else "cp1252"


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that are not of their encoding as Windows does, and what that leaves open as
    Latin-1 does."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    strange = error.object[error.start : error.end]
    try:
        return strange.decode("cp1252"), error.end
    except UnicodeDecodeError:
        return strange.decode("latin-1"), error.end


codecs.register_error("windows-1252", _as_windows)
