"""Addresses in a mail: absolute links to pages, and the signed address at which a user ends the mails."""

from django.conf import settings
from django.contrib.auth.models import User
from django.core.signing import BadSignature, Signer
from django.urls import reverse

SIGNER = Signer(salt="tenders.digest.unsubscribe")


def absolute(name: str, *arguments: object, query: str = "") -> str:
    """The full address of a named page of this installation."""
    path = reverse(name, args=arguments)
    return f"{settings.SITE_URL}{path}{'?' + query if query else ''}"


def unsubscribe_address(user: User) -> str:
    """Where the user ends the mails without signing in; good until the secret key changes."""
    return absolute("unsubscribe", SIGNER.sign(str(user.pk)))


def user_of(token: str) -> User | None:
    """The user whom the token in the address means; None when it was not made by us, or the user is gone."""
    try:
        return User.objects.filter(pk=int(SIGNER.unsign(token))).first()
    except (BadSignature, ValueError):
        return None
