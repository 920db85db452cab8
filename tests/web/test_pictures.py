"""Pictures that strangers send: drawn by us or refused in words, never a fault."""

import io
import struct
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from academy.web.files.pictures import (
    AppleFormat,
    HalfAPicture,
    NotAPicture,
    TooManyPixels,
    TooManyPixelsForWebp,
    UploadRefused,
)
from academy.web.files.uploads import Upload, read_picture

PROJECT = Path(__file__).resolve().parents[2]


def jpeg(size=(1200, 800), **options) -> bytes:
    buffer = io.BytesIO()
    noise(size).save(buffer, "JPEG", **options)
    return buffer.getvalue()


def noise(size) -> Image.Image:
    return Image.effect_noise(size, 40).convert("RGB")


def written(size, kind: str, **options) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, "#1C6B4C").save(buffer, kind, **options)
    return buffer.getvalue()


def png(size) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGBA", size, (28, 107, 76, 120)).save(buffer, "PNG")
    return buffer.getvalue()


def read(content: bytes, name: str = "foto.jpg") -> Upload:
    return read_picture(SimpleUploadedFile(name, content))


def tiff(*entries: bytes, data: bytes = b"") -> bytes:
    """Return EXIF with `entries` of twelve bytes, and `data` behind them."""
    count = struct.pack("<H", len(entries))
    return b"Exif\0\0II*\0\x08\0\0\0" + count + b"".join(entries) + b"\0\0\0\0" + data


def entry(tag: int, kind: int, count: int, value: int) -> bytes:
    return struct.pack("<HHII", tag, kind, count, value)


TURNED = entry(0x0112, 3, 1, 6)
BEHIND = 8 + 2 + 2 * 12 + 4


@pytest.mark.parametrize(
    "exif",
    [
        # A resolution of minus one by nothing, as a signed fraction.
        tiff(TURNED, entry(0x011A, 10, 1, BEHIND), data=struct.pack("<ii", -1, 0)),
        # By nothing at all; beyond the end; a text of nonsense; an endless list.
        tiff(TURNED, entry(0x011A, 5, 1, BEHIND), data=struct.pack("<II", 0, 0)),
        tiff(TURNED, entry(0x011A, 5, 1, 9_999_999)),
        tiff(TURNED, entry(0x010F, 2, 8, BEHIND), data=b"\xff" * 8),
        tiff(TURNED, entry(0x8769, 4, 1, 8)),
    ],
)
def test_a_photo_with_odd_metadata_is_taken_turned_and_without_them(exif):
    upload = read(jpeg(exif=exif))
    assert (upload.width, upload.height) == (800, 1200)
    assert b"Exif" not in upload.content


@pytest.mark.parametrize("exif", [b"Exif\0\0", b"Exif\0\0II*\0", b"Exif\0\0" + b"\xff" * 40])
def test_a_photo_whose_metadata_cannot_be_read_is_taken_as_it_lies(exif):
    upload = read(jpeg(exif=exif))
    assert (upload.width, upload.height) == (1200, 800)


def test_half_a_photo_is_refused_in_words():
    content = jpeg()
    with pytest.raises(HalfAPicture):
        read(content[: len(content) // 2])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        b"\xff\xd8\xff\xe0",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 30,
        b"RIFF\x10\0\0\0WEBPVP8 ",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        png((90, 90))[:60],
        png((90, 90)).replace(b"IDAT", b"IDAX"),
    ],
)
def test_what_no_decoder_can_draw_is_refused(content):
    with pytest.raises(UploadRefused):
        read(content)


def test_any_byte_turned_over_is_a_picture_or_a_refusal():
    for content in (jpeg((40, 30), exif=tiff(TURNED)), png((40, 30))):
        for place in range(0, min(len(content), 700), 3):
            broken = bytearray(content)
            broken[place] ^= 0xFF
            try:
                read(bytes(broken))
            except UploadRefused:
                continue


def test_an_iphone_photo_is_refused_with_the_remedy():
    with pytest.raises(AppleFormat) as refused:
        read(b"\0\0\0\x18ftypheic\0\0\0\0" + b"\0" * 40)
    assert "iPhone" in str(refused.value)


def test_more_pixels_than_memory_is_for_are_refused():
    with pytest.raises(TooManyPixels):
        read(png((5000, 4000)))
    with pytest.raises(TooManyPixels):
        read(written((4500, 4000), "JPEG", progressive=True))
    with pytest.raises(TooManyPixelsForWebp):
        read(written((3000, 2800), "WEBP"))


def fixed(*numbers: float) -> bytes:
    """Return numbers as profiles write them: with sixteen bits behind the point."""
    return struct.pack(f">{len(numbers)}i", *(round(number * 65536) for number in numbers))


def display_p3() -> bytes:
    """Return the profile of the screens of newer phones, whose green and red lie further out."""
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, round(2.2 * 256))
    parts = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", 3) + b"P3\0" + b"\0" * 79,
        b"cprt": b"text\0\0\0\0-\0\0\0",
        b"wtpt": b"XYZ \0\0\0\0" + fixed(0.9642, 1, 0.8249),
        b"rXYZ": b"XYZ \0\0\0\0" + fixed(0.5151, 0.2412, -0.0011),
        b"gXYZ": b"XYZ \0\0\0\0" + fixed(0.2919, 0.6922, 0.0419),
        b"bXYZ": b"XYZ \0\0\0\0" + fixed(0.1572, 0.0666, 0.7841),
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve),
    }
    place, table, body = 128 + 4 + 12 * len(parts), struct.pack(">I", len(parts)), b""
    for name, part in parts.items():
        table += name + struct.pack(">II", place + len(body), len(part))
        body += part + b"\0" * (-len(part) % 4)
    head = struct.pack(">I4sI", place + len(body), b"\0" * 4, 0x02400000)
    head += b"mntrRGB XYZ " + struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp"
    return head.ljust(68, b"\0") + fixed(0.9642, 1, 0.8249) + b"\0" * 48 + table + body


def test_a_photo_of_a_wide_gamut_keeps_its_colour():
    """Read as the colours of older screens, its green would look dull."""
    buffer = io.BytesIO()
    green = Image.new("RGB", (90, 90), (100, 160, 90))
    green.save(buffer, "JPEG", quality=95, icc_profile=display_p3())
    drawn = Image.open(io.BytesIO(read(buffer.getvalue()).content))
    assert drawn.getpixel((9, 9)) == pytest.approx((76, 162, 81), abs=4)
    assert "icc_profile" not in drawn.info


@pytest.mark.parametrize("name", ["😀" * 200 + ".jpg", "a" * 300 + ".jpeg", "...", "نسخة.jpg"])
def test_a_long_name_is_no_fault(name):
    assert read(jpeg((40, 30)), name).filename.endswith(".jpg")


@pytest.mark.parametrize(
    ("kind", "size"),
    [
        ("JPEG", (8000, 6000)),
        ("progressive JPEG", (4000, 4000)),
        ("PNG", (4000, 4000)),
        ("WEBP", (2800, 2800)),
        ("WEBP see-through", (2800, 2800)),
    ],
)
def test_the_largest_picture_costs_a_process_200_mb_at_most(tmp_path, kind, size):
    path = tmp_path / "besar"
    see_through = kind in {"PNG", "WEBP see-through"}
    ground = Image.new("RGBA", size, (28, 107, 76, 120)) if see_through else None
    # Noise of so many pixels would be more bytes than are taken.
    picture = ground or (Image.new("RGB", size, "#1C6B4C") if kind == "JPEG" else noise(size))
    how = {"format": kind.split()[-1], "progressive": True} if "progressive" in kind else {}
    picture.save(path, **{"format": kind.split()[0]} | how)
    # No application is set up for it, which would take ten times as long as the reading. Linux
    # counts to a process, as its most, what the one that started it had; not in its status.
    script = """
        import resource, sys
        from pathlib import Path
        from django.core.files.uploadedfile import SimpleUploadedFile
        from academy.web.files.uploads import read_picture
        def most():
            if sys.platform == "darwin":
                return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            status = Path("/proc/self/status").read_text()
            return 1024 * int(status.partition("VmHWM:")[2].split()[0])
        content = open(sys.argv[1], "rb").read()
        before = most()
        read_picture(SimpleUploadedFile("a.jpg", content))
        print(most() - before)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script), str(path)],
        cwd=PROJECT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert int(done.stdout) <= 200 * 1024 * 1024


def test_a_picture_that_wants_to_be_drawn_a_hundred_times_is_refused():
    content = jpeg((400, 300), progressive=True)
    scan = content.rindex(b"\xff\xda")
    with pytest.raises(NotAPicture):
        read(content[:scan] + content[scan:-2] * 100 + b"\xff\xd9")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["foto." + "😀" * 60, "😀" * 200 + ".jpg", "." + "a" * 300])
def test_no_name_of_a_file_breaks_a_form(client, name):
    file = SimpleUploadedFile("x", jpeg((40, 30)))
    file._name = name
    assert client.post("/masuk/", {"login": "siti", "files": file}).status_code == 200


def test_a_photo_with_a_film_behind_it_is_taken():
    assert read(jpeg((400, 300)) + b"ftypmp42" + b"\xff\xda\0" * 200).width == 400
