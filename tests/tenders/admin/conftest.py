"""Who looks at the admin in these tests: a sales person and an administrator."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from tests.factories import make_user


@pytest.fixture
def sales(db: None) -> User:
    user = make_user("wang", is_staff=True)
    user.groups.add(Group.objects.get(name="sales"))
    return user


@pytest.fixture
def admin_user(db: None) -> User:
    return make_user("chief", is_staff=True, is_superuser=True)


@pytest.fixture
def as_sales(client: Client, sales: User) -> Client:
    client.force_login(sales)
    return client


@pytest.fixture
def as_admin(admin_user: User) -> Client:
    client = Client()
    client.force_login(admin_user)
    return client
