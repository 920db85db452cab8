"""What a page on paper (PDF) is put together from."""

import ssl

from weasyprint.urls import URLFetcher


def own_files() -> URLFetcher:
    """Return what fetches files of this machine and what a page holds itself, nothing else.

    It has no list of trusted authorities: reading that takes longer than a page of text.
    """
    nobody = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return URLFetcher(ssl_context=nobody, allowed_protocols=("file", "data"))
