from django.urls import path

from academy.notify import views
from academy.notify.mail import views as mail

app_name = "notify"
urlpatterns = [
    path("akun/pesan/", views.notice_list, name="list"),
    path("akun/pesan/dibaca/", views.read_all, name="read_all"),
    path("kerja/surel/", mail.mail_test, name="mail_test"),
    path("akun/pesan/<uuid:notice_id>/", views.read, name="read"),
]
