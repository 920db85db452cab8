from courses.urls import intake, learn, work

app_name = "courses"
urlpatterns = [*learn.urlpatterns, *intake.urlpatterns, *work.urlpatterns]
