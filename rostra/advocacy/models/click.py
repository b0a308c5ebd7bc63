"""What came of a share: a short link, and counts a day. Nobody who clicked can be told from the rows."""

from django.db import models


class TrackedLink(models.Model):
    """A short link of one share. `token` is 8 signs of base58: 128 million million of them."""

    token = models.TextField(primary_key=True)
    share = models.OneToOneField("advocacy.Share", on_delete=models.CASCADE, related_name="link")
    target = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.token


class ClickKey(models.Model):
    """The key of one day, with which that day's visitors are hashed. Thrown away when the day is over."""

    day = models.DateField(primary_key=True)
    key = models.BinaryField()

    def __str__(self) -> str:
        return str(self.day)


class Click(models.Model):
    """One visitor of one link on one day, as a keyed hash: only there so that she counts once. Deleted with the day's key."""

    link = models.ForeignKey(TrackedLink, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    visitor = models.BinaryField()  # HMAC-SHA-256 of address and browser, 16 bytes

    class Meta:
        constraints = [models.UniqueConstraint("link", "day", "visitor", name="click_once_a_day")]

    def __str__(self) -> str:
        return f"{self.link_id} on {self.day}"


class DayCount(models.Model):
    """How often a link was asked for on one day, by kind: "click", or a kind of `visitors.py` that is none."""

    link = models.ForeignKey(TrackedLink, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    kind = models.TextField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint("link", "day", "kind", name="count_once_a_day")]

    def __str__(self) -> str:
        return f"{self.link_id} {self.day} {self.kind}: {self.count}"
