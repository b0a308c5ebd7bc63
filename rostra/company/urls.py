from django.urls import URLPattern, URLResolver, path

from rostra.company.views import brand, company, files, health, mails, privacy

urlpatterns: list[URLPattern | URLResolver] = [
    path("brand.css", brand.brand_css, name="brand_css"),
    path("files/<uuid:file_id>/", files.file, name="file"),
    path("files/<uuid:file_id>/<int:width>/", files.sized, name="file_sized"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("privacy/", privacy.privacy, name="privacy"),
    path("privacy/copy/", privacy.copy, name="privacy_copy"),
    path("console/company/", company.company, name="company"),
    path("console/company/picture/", company.company_picture, name="company_picture"),
    path("console/mail/", mails.mail_log, name="mail_log"),
    path("console/mail/<uuid:mail_id>/tries/", mails.mail_tries, name="mail_tries"),
    path("demo/mail/", mails.demo_mails, name="demo_mails"),
    path("demo/mail/<uuid:mail_id>/", mails.demo_mail, name="demo_mail"),
    path("demo/mail/<uuid:mail_id>/page/", mails.demo_mail_page, name="demo_mail_page"),
]
