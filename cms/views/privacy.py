from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from academy.people.models import PrivacyNotice


def privacy(request: HttpRequest) -> HttpResponse:
    """Show the privacy notice that is in force."""
    return render(request, "cms/privacy.html", {"notice": PrivacyNotice.current()})
