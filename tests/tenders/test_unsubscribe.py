"""Ending the mails: by a signed address, on POST only, without signing in."""

import pytest
from django.test import Client

from tenders.digest.address import unsubscribe_address
from tests.factories import make_search, make_user


@pytest.mark.django_db
def test_one_click_ends_the_mails_without_cookie_or_login() -> None:
    user = make_user()
    make_search(user, "")
    address = unsubscribe_address(user)
    answer = Client(enforce_csrf_checks=True).post(address, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not user.saved_searches.filter(weekly=True).exists()


@pytest.mark.django_db
def test_opening_the_link_only_asks() -> None:
    user = make_user()
    make_search(user, "")
    answer = Client().get(unsubscribe_address(user))
    assert b'<form method="post">' in answer.content
    assert user.saved_searches.filter(weekly=True).exists()


@pytest.mark.django_db
def test_the_mails_of_others_stay() -> None:
    alice, bob = make_user("alice"), make_user("bob")
    for user in (alice, bob):
        make_search(user, "")
    Client().post(unsubscribe_address(alice))
    assert bob.saved_searches.filter(weekly=True).exists()


@pytest.mark.django_db
def test_an_address_that_is_not_ours_is_not_found() -> None:
    user = make_user()
    assert Client().post(unsubscribe_address(user).replace(f"/{user.pk}:", f"/{user.pk + 1}:")).status_code == 404
