"""The academy's addresses where an app at Google is set up."""

from allauth.socialaccount.providers.google import views
from django.urls import include, path

urlpatterns = [
    path("masuk/google/", views.oauth2_login, name="google_login"),
    path("", include("academy.urls")),
]
