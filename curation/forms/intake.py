"""Forms of the intake: one address of an article, one of a feed."""

from django import forms
from django.core.validators import RegexValidator

from curation.forms.acts import WHY
from curation.forms.entries import ReasonField
from projects.models import Publisher

LANGUAGE_CODE = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"


class AddressForm(forms.Form):
    """An article's address, as pasted."""

    url = forms.URLField(
        label="Address",
        max_length=2000,
        assume_scheme="https",
        help_text="Of one article. It is fetched and read at once; what it concerns is laid in the queue.",
    )


class FeedBasicsForm(forms.Form):
    """Whose feed it is, and the language expected of it."""

    publisher = forms.ModelChoiceField(
        Publisher.objects.all(),
        help_text="Whose news it lists. One that is missing is added under Evidence, Publishers.",
    )
    language = forms.CharField(
        max_length=10,
        required=False,
        validators=[RegexValidator(LANGUAGE_CODE, "This is no code of a language, such as ru or zh.")],
        help_text="Language expected, as a code: en, ru, zh, kk. A hint only; may be left empty.",
    )


class FeedDetailsForm(FeedBasicsForm):
    """What is put right of a feed, and why."""

    reason = ReasonField(required=False, help_text=WHY)


class FeedForm(FeedBasicsForm):
    """A feed: off until it is switched on."""

    url = forms.URLField(
        label="Address",
        max_length=2000,
        assume_scheme="https",
        help_text="Of the feed, or of its site: then the feed is looked for when it is switched on.",
    )
    field_order = ("publisher", "url", "language")
