"""The form of a search name: what news should find a project by, although no source says it."""

from django import forms

from curation.forms.acts import WHY
from curation.forms.entries import ReasonField
from news.services.search_names import LONGEST

LANGUAGE_NAMES = {"en": "English", "ru": "Russian", "zh": "Chinese", "kk": "Kazakh"}


class SearchNameForm(forms.Form):
    """A name, how it is read, and why; whether it may be given is for the services to say."""

    text = forms.CharField(
        label="Name",
        max_length=LONGEST,
        help_text="As news writes it. Endings, capitals and signs between words do not matter.",
    )
    language = forms.ChoiceField(
        choices=[("", "Any language"), *LANGUAGE_NAMES.items()],
        required=False,
        help_text="In which it is met, and by whose endings it is read.",
    )
    needs_context = forms.BooleanField(
        label="Needs a second word",
        required=False,
        help_text="Others are called so too: it counts for less, so that something else has to speak for the project.",
    )
    note = ReasonField(required=False, help_text=WHY)
