"""A curator with the permissions of the group, and nobody's superpowers."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from curation.curators import ensure_group


@pytest.fixture
def ann(db: None) -> Any:
    user = get_user_model().objects.create_user("ann", password="a long example password", is_staff=True)
    user.groups.add(ensure_group())
    return user


@pytest.fixture
def curator(ann: Any) -> Client:
    client = Client()
    client.force_login(ann)
    return client


@pytest.fixture
def onlooker(db: None) -> Client:
    """Staff without the group."""
    client = Client()
    client.force_login(get_user_model().objects.create_user("bob", password="another example", is_staff=True))
    return client


def text(response: Any) -> str:
    return response.content.decode()
