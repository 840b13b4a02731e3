"""The demo's user: an administrator with a generated password and three saved searches."""

import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from django.contrib.auth import get_user_model

from tenders.models import SavedSearch

SEARCHES = {"武汉": "q=武汉", "智算": "q=智算", "政务云": "topic=gov_cloud"}


@dataclass(frozen=True, slots=True)
class Login:
    user: str
    password: str


def ensure_login(kept_at: Path) -> Login:
    """The demo administrator; the password is made once and kept, readable by its owner only, in `kept_at`."""
    users = get_user_model().objects
    if kept_at.exists() and users.filter(username="demo").exists():
        return Login(**json.loads(kept_at.read_text(encoding="utf-8")))
    login = Login("demo", secrets.token_urlsafe(9))
    user, _ = users.update_or_create(
        username=login.user, defaults={"is_staff": True, "is_superuser": True, "email": "demo@example.com"}
    )
    user.set_password(login.password)
    user.save()
    kept_at.touch(mode=0o600)
    kept_at.write_text(json.dumps(asdict(login)), encoding="utf-8")
    for name, query in SEARCHES.items():
        SavedSearch.objects.get_or_create(user=user, name=name, defaults={"query": query})
    return login
