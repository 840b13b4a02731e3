"""Addresses outside the admin."""

from django.urls import path

from tenders.unsubscribe import unsubscribe

urlpatterns = [path("digest/unsubscribe/<str:token>/", unsubscribe, name="unsubscribe")]
