"""The desk of recipes: how pages of outlets are read that the general way cannot read, each with a page as its test."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from corridors.errors import DomainError
from curation import decided, doing
from curation.admin.base import ReadOnlyAdmin
from curation.forms.recipes import RecipeForm
from news.models import Recipe
from news.services import recipes
from projects.services import fields


@admin.register(Recipe)
class RecipeAdmin(ReadOnlyAdmin):
    """Recipes, those that find nothing any more first."""

    list_display = ("host", "state", "came_out", "read_last", "saved_by")
    search_fields = ("host", "note")
    list_says = (
        "Where the general way finds no text on an outlet's pages, or the wrong one, a recipe names the elements that "
        "hold it. A recipe that finds nothing is passed over, and counted here."
    )

    def when_empty(self, request: HttpRequest) -> Any:
        """When one is needed."""
        return format_html(
            'No outlet has a recipe, and most need none. Pages without text stand among the <a href="{}?stage=read">'
            "articles given up while they were read</a>.",
            reverse("admin:news_article_changelist"),
        )

    @admin.display(description="State", ordering="failures")
    def state(self, recipe: Recipe) -> str:
        """Whether it is in force, and whether it still finds anything."""
        if not recipe.enabled:
            return "off"
        pages = "page" if recipe.failures == 1 else "pages"
        return f"found nothing on the last {recipe.failures} {pages}" if recipe.failures else "in force"

    @admin.display(description="On its stored page", ordering="outcome")
    def came_out(self, recipe: Recipe) -> str:
        """What came out when it was last tried."""
        return recipe.outcome

    @admin.display(description="Last read a page (UTC)", ordering="worked_at")
    def read_last(self, recipe: Recipe) -> str:
        """When it last found a text."""
        return f"{recipe.worked_at:%Y-%m-%d %H:%M}" if recipe.worked_at else "never"

    @admin.display(description="Saved by", ordering="edited_by")
    def saved_by(self, recipe: Recipe) -> str:
        """Who saved it last."""
        return recipe.edited_by

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As the account's permissions say."""
        return request.user.has_perm("news.add_recipe")

    def get_urls(self) -> list[URLPattern]:
        """The stock addresses, and trying one again."""
        again = path("<int:pk>/try/", self.admin_site.admin_view(self.try_view), name="news_recipe_try")
        return [again, *super().get_urls()]

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """A recipe to be written or put right; what it takes from its page is shown before it counts."""
        known = self.reading(request, object_id) if object_id else None
        if object_id and known is None:
            return self.missing(request, object_id)
        may_save = self.has_act_permission(request) if known else self.has_add_permission(request)
        if not may_save and (request.method == "POST" or known is None):
            raise PermissionDenied
        form = RecipeForm(request.POST if request.method == "POST" else None, instance=known or Recipe(enabled=True))
        if known and form.is_valid() and form.is_stale:
            form = _renewed(form, known)
        if form.is_valid():
            try:
                saved = self._saved(request, form.cleaned_data, known)
            except DomainError as error:
                doing.put_error(form, error)
            else:
                told = f"On its page it finds {saved.tried.words}"
                doing.tell(request, saved.change_id, f"Saved. {told}", nothing=f"{doing.NOTHING} {told}")
                return HttpResponseRedirect(reverse("admin:news_recipe_change", args=[saved.recipe.pk]))
        return self.page(
            request,
            "curation/recipe.html",
            f"Recipe for {known.host}" if known else "Add a recipe",
            original=Recipe.objects.get(pk=known.pk) if known else None,
            form=form,
            may_save=may_save,
            decided=decided.on(known) if known else (),
        )

    def _saved(self, request: HttpRequest, values: dict[str, Any], known: Recipe | None) -> recipes.Saved:
        columns = {name: value for name, value in values.items() if name not in ("reason", "seen")}
        return recipes.save(doing.actor(request), columns, reason=values["reason"], known=known)

    def try_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Try a recipe on its stored page once more."""
        recipe = self.reading(request, pk)
        if recipe is None:
            return self.missing(request, pk)
        if request.method != "POST" or not self.has_act_permission(request):
            raise PermissionDenied
        messages.info(request, recipes.try_again(recipe))
        return HttpResponseRedirect(reverse("admin:news_recipe_change", args=[pk]))


def _renewed(form: RecipeForm, known: Recipe) -> RecipeForm:
    """A stale form with what was typed and the version that it tells of: saving it again is then a decision."""
    data: Any = form.data
    fresh = RecipeForm({**data.dict(), "seen": form.version()}, instance=known)
    by = "".join(f" by {doing.in_words(change, fields.address(known))}" for change in decided.on(known)[:1])
    fresh.is_valid()
    fresh.add_error(
        None,
        f"Changed meanwhile{by}. What you typed is kept below: compare, then save again to put it in place of theirs.",
    )
    return fresh
