"""The form of a recipe: which elements of an outlet's pages hold what, and a page by which that is tried."""

from django import forms

from curation.forms.acts import WHY
from curation.forms.entries import ReasonField, version_of
from news.models import Recipe
from news.services.recipes import LONGEST_SAMPLE


class RecipeForm(forms.ModelForm):
    """A recipe; whether it reads its stored page is for the services to say."""

    sample_url = forms.URLField(
        label="Address of a page",
        max_length=2000,
        assume_scheme="https",
        help_text="Of one article of this outlet; its address may carry the day of publication.",
    )

    reason = ReasonField(required=False, help_text=f"Of this change. {WHY}")
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Recipe
        fields = ("host", "note", "text", "title", "date", "drop", "language", "enabled", "sample_url", "sample")
        widgets = {name: forms.Textarea(attrs={"rows": 2}) for name in ("text", "title", "date", "drop")} | {
            "sample": forms.Textarea(attrs={"rows": 8}),
            "note": forms.Textarea(attrs={"rows": 2}),
        }
        labels = {
            "text": "Text",
            "drop": "Leave out",
            "note": "Why",
            "enabled": "In force",
            "sample": "Source of that page",
        }
        help_texts = {
            "sample": "Its HTML, as the browser shows it under “View page source”. The recipe is saved only if it "
            "reads this page, and is tried on it again whenever it changes.",
        }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        self.initial["seen"] = self.version()
        self.fields["sample"].max_length = LONGEST_SAMPLE  # type: ignore[attr-defined]  # a field of text
        # Line ends of a browser's text area are not the page's.
        self.fields["sample"].strip = False  # type: ignore[attr-defined]  # a field of text

    def version(self) -> str:
        """What stands now."""
        row = Recipe.objects.filter(pk=self.instance.pk).first()
        return version_of(row, self.Meta.fields) if row is not None else ""

    @property
    def is_stale(self) -> bool:
        """Whether somebody saved the recipe since this form of it was shown."""
        return self.cleaned_data["seen"] not in ("", self.version())

    def _post_clean(self) -> None:
        """Nothing: the service fills and checks the row, and refuses in its own words."""
