"""The page at which a user ends the weekly mails without signing in, also at one click of a mail program (RFC 8058)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from tenders.digest.address import user_of


@csrf_exempt  # a mail program has no cookie; the signed address is the permission
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Ask on GET, for link scanners open every link of a mail; end the mails on POST. 404 for an address not ours."""
    user = user_of(token)
    if user is None:
        raise Http404
    done = request.method == "POST"
    if done:
        user.saved_searches.update(weekly=False)
    return render(request, "tenders/unsubscribe.html", {"done": done, "email": user.email})
