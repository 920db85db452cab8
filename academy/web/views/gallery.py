"""Every component in every state, for those who build pages and those who judge them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from academy.web import gallery as samples


def gallery(request: HttpRequest) -> HttpResponse:
    """Show the components in the participant's look, or in the workspace's (?kerja)."""
    context = samples.context()
    context["form"] = samples.filled_form()
    if "kerja" in request.GET:
        context["workspace_menu"] = samples.menu(request.path)
        return render(request, "web/gallery_work.html", context)
    return render(request, "web/gallery.html", context)
