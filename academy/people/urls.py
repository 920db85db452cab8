"""Doors: sign-in and the account. Of allauth only the pages that lead somewhere here."""

from allauth.account import views as entrance_views
from allauth.mfa.base import views as factor_views
from allauth.mfa.recovery_codes import views as spare_code_views
from allauth.mfa.totp import views as app_views
from allauth.socialaccount import views as social_views
from allauth.socialaccount.providers.google import views as google_views
from allauth.usersessions import views as session_views
from django.conf import settings
from django.urls import include, path

from academy.people.access_desk import views as access_desk
from academy.people.accounts import views as account
from academy.people.consent.views import desk as notices
from academy.people.consent.views import own as privacy
from academy.people.entrance import views as entrance
from academy.people.kept_forms import views as kept
from academy.people.registry import views as registry
from academy.web.edge.open_views import open_to_all

own_urlpatterns = [
    path("masuk/lupa-pin/", entrance.forgotten, name="forgotten_pin"),
    path("masuk/kartu/<str:username>/<slug:key>/", entrance.card, name="card"),
    path("akun/", account.account, name="account"),
    path("akun/profil/", account.profile, name="profile"),
    path("akun/email/", account.email, name="email"),
    path("akun/email/<uuid:change_id>/", account.confirm_email, name="confirm_email"),
    path("akun/pin/", account.change_pin, name="change_pin"),
    path("akun/pin-baru/", entrance.choose_secret, name="choose_secret"),
    path("akun/privasi/", privacy.privacy, name="privacy"),
    path("akun/privasi/tarik/", privacy.withdraw, name="withdraw_consent"),
    path("akun/privasi/salinan/", privacy.data_copy, name="data_copy"),
    path("kerja/privasi/", notices.notices, name="notices"),
    path("kerja/privasi/baru/", notices.notice_draft, name="notice_draft"),
    path("kerja/privasi/<int:version>/", notices.notice, name="notice"),
    path("kerja/privasi/<int:version>/terbit/", notices.notice_publish, name="notice_publish"),
    path("kerja/petugas/akses/", access_desk.accesses, name="accesses"),
    path("kerja/pesantren/", registry.pesantren_list, name="pesantren_list"),
    path("kerja/pesantren/baru/", registry.pesantren_new, name="pesantren_new"),
    path("kerja/pesantren/impor/", registry.pesantren_import, name="pesantren_import"),
    path(
        "kerja/pesantren/impor/<uuid:list_id>/",
        registry.pesantren_preview,
        name="pesantren_preview",
    ),
    path("kerja/pesantren/<uuid:pesantren_id>/", registry.pesantren_edit, name="pesantren"),
    path("akun/isian/<uuid:form_id>/", kept.kept_form, name="kept_form"),
    path("akun/isian/<uuid:form_id>/buang/", kept.discard, name="kept_form_discard"),
]
# Names that allauth calls by; they have no app name.
allauth_urlpatterns = [
    path("masuk/", entrance_views.login, name="account_login"),
    path("masuk/lanjut/", account.go_on, name="account_continue"),
    path("masuk/nonaktif/", entrance_views.account_inactive, name="account_inactive"),
    path("masuk/kode/", factor_views.authenticate, name="mfa_authenticate"),
    path("keluar/", open_to_all(entrance_views.logout), name="account_logout"),
    path("akun/konfirmasi/", entrance_views.reauthenticate, name="account_reauthenticate"),
    path("akun/konfirmasi/kode/", factor_views.reauthenticate, name="mfa_reauthenticate"),
    path("akun/perangkat/", session_views.list_usersessions, name="usersessions_list"),
    path("akun/dua-langkah/", factor_views.index, name="mfa_index"),
    path("akun/dua-langkah/pasang/", app_views.activate_totp, name="mfa_activate_totp"),
    path("akun/dua-langkah/lepas/", app_views.deactivate_totp, name="mfa_deactivate_totp"),
    path(
        "akun/dua-langkah/kode/",
        spare_code_views.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "akun/dua-langkah/kode/baru/",
        spare_code_views.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "akun/dua-langkah/kode/unduh/",
        spare_code_views.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
]
if settings.GOOGLE_CLIENT_ID:
    # Without an app at Google these could only fail.
    allauth_urlpatterns += [
        path("masuk/google/", google_views.oauth2_login, name="google_login"),
        path("masuk/google/kembali/", google_views.oauth2_callback, name="google_callback"),
        path(
            "masuk/google/batal/",
            social_views.login_cancelled,
            name="socialaccount_login_cancelled",
        ),
        path("masuk/google/gagal/", social_views.login_error, name="socialaccount_login_error"),
    ]
urlpatterns = [
    path("", include((own_urlpatterns, "people"))),
    *allauth_urlpatterns,
]
