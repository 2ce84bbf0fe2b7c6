"""Forms of single acts: a reason, and the version that was looked at."""

from django import forms

from curation.forms.entries import ReasonField

#: What is said where a reason may be left out.
WHY = "Why, if you like. It stands in the log, for curators only."
#: And where it may not, of changes that readers do not see.
WHY_NEEDED = "Why you do this. It stands in the log, for curators only."


class ReasonForm(forms.Form):
    """Why; without it nothing is undone, ruled or withdrawn."""

    reason = ReasonField()


class OwnReasonForm(forms.Form):
    """Why, where the change is for curators only."""

    reason = ReasonField(help_text=WHY_NEEDED)


class SwitchForm(OwnReasonForm):
    """Why, and which way: as the page asked, whoever switched it meanwhile or sends the form twice."""

    to = forms.ChoiceField(choices=(("off", "off"), ("on", "on")), required=False, widget=forms.HiddenInput)


class VersionForm(ReasonForm):
    """Why, and the newest change of the entry as it was looked at."""

    last_change = forms.IntegerField(min_value=1, max_value=2**53, widget=forms.HiddenInput)


class NoteForm(forms.Form):
    """Why, for who wants to say it."""

    note = ReasonField(required=False, help_text=WHY)
