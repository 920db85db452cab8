from django.http import HttpResponse
from django.urls import path

from academy.people.models import Regency


def bare(request):
    """Session, user, one query: what no page can do without."""
    names = Regency.objects.values_list("name", flat=True)
    return HttpResponse(f"{request.user.username} {len(names)}")


urlpatterns = [path("bare/", bare)]
