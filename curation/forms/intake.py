"""Forms of the intake: one address of an article, one of a feed."""

from django import forms

from projects.models import Publisher


class AddressForm(forms.Form):
    """An article's address, as pasted."""

    url = forms.URLField(
        label="Address",
        max_length=2000,
        assume_scheme="https",
        help_text="Of one article. It is fetched and read at once; what it concerns is laid in the queue.",
    )


class FeedForm(forms.Form):
    """A feed: off until it is switched on."""

    publisher = forms.ModelChoiceField(Publisher.objects.all(), help_text="Whose news it lists.")
    url = forms.URLField(
        label="Address",
        max_length=2000,
        assume_scheme="https",
        help_text="Of the feed, or of its site: then the feed is looked for when it is switched on.",
    )
    language = forms.CharField(max_length=10, required=False, help_text="Language expected, as a code; a hint only.")
