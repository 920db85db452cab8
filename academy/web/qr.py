"""QR codes as drawings, for paper and pages; a phone's camera reads them from 20 mm on."""

import segno


def qr_drawing(text: str) -> str:
    """Return the QR code of `text` as the address of an SVG that holds it (data:…).

    Its quiet zone of four modules is a part of the drawing, white also on a dark page.
    """
    code = segno.make(text, error="m", micro=False, boost_error=False)
    return code.svg_data_uri(border=4, light="#fff", omitsize=True, svgclass=None, lineclass=None)
