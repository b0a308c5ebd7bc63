"""The company itself: one row."""

import hashlib
from functools import cached_property
from zoneinfo import ZoneInfo

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Company(models.Model):
    """One company is one database. `brand` is any CSS colour; `nameplate` is what the masthead says."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.TextField()
    nameplate = models.TextField()
    zone = models.TextField(default="Europe/Helsinki")
    language = models.TextField(default="en")
    languages = ArrayField(models.TextField(), default=list)  # what people may choose; `language` is among them
    brand = models.TextField(default="oklch(0.46 0.17 262)")
    greeting = models.TextField(blank=True)  # one sentence on the sign-in page
    picture_id = models.UUIDField(null=True)  # the sign-in page's picture, a File kept by "company.picture"
    employer_names = ArrayField(models.TextField(), default=list, blank=True)  # what readers outside know it by
    mail_host = models.TextField(blank=True)
    mail_port = models.PositiveIntegerField(default=587)
    mail_user = models.TextField(blank=True)
    mail_password = models.TextField(blank=True)  # sealed with the keys for tokens at rest
    mail_security = models.TextField(default="starttls")  # none, starttls or tls
    mail_from = models.TextField(blank=True)
    demo = models.BooleanField(default=False)  # demo and real data never mix
    set_up_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_company")]

    def __str__(self) -> str:
        return self.name

    @property
    def brand_version(self) -> str:
        """Part of the address of `/brand.css`, so that it can be kept for ever."""
        return hashlib.sha256(self.brand.encode()).hexdigest()[:8]

    @cached_property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)
