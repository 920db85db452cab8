"""What a browser may do on our pages, told with every answer."""

from django.utils.csp import CSP

# What no page of ours does, nor any script in it. A photo is taken by the device's own camera
# app, which asks for nothing.
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        *("accelerometer", "bluetooth", "browsing-topics", "camera", "display-capture"),
        *("geolocation", "gyroscope", "hid", "magnetometer", "microphone", "midi", "payment"),
        *("publickey-credentials-get", "serial", "usb", "xr-spatial-tracking"),
    )
)


def content(*, stored: list[str], sign_in: list[str]) -> dict[str, list[str]]:
    """Return the content policy of our pages.

    `stored` is where pictures, recordings and files come from besides the academy itself, and
    `sign_in` where a form of the sign-in page leads.
    """
    return {
        "default-src": [CSP.NONE],
        "script-src": [CSP.SELF],
        "style-src": [CSP.SELF],
        "font-src": [CSP.SELF],
        "connect-src": [CSP.SELF],
        "img-src": [CSP.SELF, "data:", *stored],
        "media-src": [CSP.SELF, *stored],
        "manifest-src": [CSP.SELF],
        "worker-src": [CSP.SELF],
        "form-action": [CSP.SELF, *stored, *sign_in],
        "frame-ancestors": [CSP.SELF],
        "base-uri": [CSP.NONE],
    }
