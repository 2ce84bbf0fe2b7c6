"""Articles on their way from an address to a suggestion, and the stories that gather copies of one text."""

from django.db import models
from django.db.models import Q

from news.models.work import Work


class State(models.TextChoices):
    """How far an article has come."""

    FOUND = "found", "Found, to be fetched"
    FETCHED = "fetched", "Fetched, to be read"
    LINKED = "linked", "Read, a project recognised"
    UNLINKED = "unlinked", "Read, no project recognised"
    COPY = "copy", "Another address of an article we have"
    REFUSED = "refused", "Not taken"
    FAILED = "failed", "Given up"


class Story(models.Model):
    """One text, however many outlets print it. Its copies speak with one voice."""

    key = models.CharField(max_length=32, unique=True, help_text="Key of the article it began with.")
    language = models.CharField(max_length=10, help_text="Language of the text.")
    created_at = models.DateTimeField(db_index=True, help_text="When its first article was read.")

    class Meta:
        ordering = ["-created_at"]
        verbose_name_plural = "stories"

    def __str__(self) -> str:
        return self.key


class Article(Work):
    """One page of news, unique by the key of its address."""

    url = models.CharField(max_length=2000, help_text="The address, without tracking.")
    url_key = models.CharField(max_length=32, unique=True, help_text="Key of the address: one row an article.")
    final_url = models.CharField(max_length=2000, blank=True, help_text="Where its redirects ended.")
    page_key = models.CharField(
        max_length=32, blank=True, db_index=True, help_text="Key of the address its page ended at or claims as its own."
    )
    feed = models.ForeignKey(
        "Feed",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="articles",
        help_text="The feed it was first seen in; none for a pasted address.",
    )
    gdelt = models.ForeignKey(
        "GdeltStream",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="articles",
        help_text="The GDELT stream it was first seen in; none for every other way.",
    )
    added_by = models.CharField(max_length=200, blank=True, help_text="Who pasted the address.")
    found_at = models.DateTimeField(db_index=True, help_text="When we first saw the address.")
    state = models.CharField(
        max_length=10, choices=State, default=State.FOUND, db_index=True, help_text="How far it has come."
    )
    outcome = models.TextField(blank=True, help_text="What became of it, in words.")
    attempts = models.PositiveIntegerField(default=0, help_text="How often its present stage was begun.")
    error_stage = models.CharField(max_length=20, blank=True, help_text="Stage in which it was given up.")
    error_class = models.CharField(max_length=80, blank=True, help_text="Kind of the error.")
    title = models.CharField(max_length=500, blank=True, help_text="Its headline, as seen.")
    headline_key = models.CharField(
        max_length=32,
        blank=True,
        db_index=True,
        help_text="Key of its headline without what outlets hang on it; empty where that identifies no article.",
    )
    text = models.TextField(blank=True, help_text="Its text as read; offsets of reasons and quotes point into it.")
    text_method = models.CharField(max_length=20, blank=True, help_text="How the text was found on the page.")
    text_length = models.PositiveIntegerField(default=0, help_text="Characters of its text, whether kept or not.")
    language = models.CharField(max_length=10, blank=True, help_text="Its language; 'und' when it could not be told.")
    language_certainty = models.FloatField(default=0, help_text="How sure that is, 0 to 1.")
    published = models.CharField(max_length=21, blank=True, help_text="Day of publication; empty when not known.")
    published_method = models.CharField(max_length=20, blank=True, help_text="How that day was found.")
    content_hash = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the text.")
    signature = models.BinaryField(default=bytes, blank=True, help_text="MinHash of the text.")
    lead_signature = models.BinaryField(default=bytes, blank=True, help_text="MinHash of its beginning.")
    story = models.ForeignKey(
        Story, null=True, blank=True, on_delete=models.PROTECT, related_name="articles", help_text="Its story."
    )
    source = models.ForeignKey(
        "projects.Source",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The citable document it became.",
    )
    duplicate_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="copies", help_text="The same page."
    )

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(url_key=""), name="article_has_key"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="article_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state__in=[State.REFUSED, State.FAILED]) | ~Q(outcome=""), name="article_failed_says_why"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_at"], name="article_state_due"),
            models.Index(fields=["state"], condition=Q(sent_at__isnull=False), name="article_in_a_queue"),
        ]

    def __str__(self) -> str:
        return self.title or self.url


class StoredPage(models.Model):
    """A fetched page between fetching and reading; gone once the article was read."""

    article = models.OneToOneField(
        Article, primary_key=True, on_delete=models.CASCADE, related_name="page", help_text="Whose page it is."
    )
    body = models.BinaryField(help_text="The bytes, compressed with zlib.")
    content_type = models.CharField(max_length=200, blank=True, help_text="The HTTP header.")
    fetched_at = models.DateTimeField(help_text="When it was fetched.")

    def __str__(self) -> str:
        return str(self.article)


class Band(models.Model):
    """A piece of a signature, by which articles worth comparing are found; works alike on both databases."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="bands", help_text="The article.")
    value = models.BigIntegerField(help_text="The piece, hashed.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["value", "article"], name="one_band_an_article")]

    def __str__(self) -> str:
        return f"{self.value:x}"
