from django.urls import path

from academy.reports.views import partner, people, program

app_name = "reports"
urlpatterns = [
    path("kerja/program/", program.programs, name="programs"),
    path("kerja/program/<uuid:program_id>/", program.program_page, name="program"),
    path("kerja/program/<uuid:program_id>/peserta/", people.seats, name="people"),
    path("kerja/program/<uuid:program_id>/pendaftaran/", people.applications, name="applications"),
    path("kerja/program/<uuid:program_id>/pesantren/", people.pesantren, name="pesantren"),
    path("kerja/mitra/", partner.partner_programs, name="partner_programs"),
    path("kerja/mitra/<uuid:program_id>/", partner.partner_page, name="partner"),
]
