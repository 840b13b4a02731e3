"""Why an award is not in a number: the words, in the order in which they are given."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    """Each award that did not enter has exactly one, the first that applies."""

    # it is no result, whatever is asked
    OLD_VERSION = "old_version", _("a newer version of the notice is counted")
    CANDIDATES = "candidates", _("candidates only: not yet a win")
    FAILED = "failed", _("the lot failed")
    NOT_A_RESULT = "not_a_result", _("the notice is no result")
    # something else was published on the same lot
    ANNULLED = "annulled", _("cancelled later")
    CORRECTED = "corrected", _("corrected later: the correction is counted")
    DUPLICATE = "duplicate", _("the same award is counted from another notice")
    CONTRACT = "contract", _("the award notice of this contract is counted")
    BUYER_IS_SUPPLIER = "buyer_is_supplier", _("in doubt: buyer and supplier are the same")
    # it is not what is asked
    UNDATED = "undated", _("no date of publication")
    OTHER_PERIOD = "other_period", _("outside the period")
    OTHER_PLACE = "other_place", _("outside the region")
    OTHER_TOPIC = "other_topic", _("another topic")
    OTHER_METHOD = "other_method", _("another method")
    OTHER_CAMP = "other_camp", _("won by neither camp")
    NOT_CREDITED = "not_credited", _("the credit rule gives it to another member of the consortium")
    # it is what is asked, but held back
    INTRA_GROUP = "intra_group", _("buyer and winner belong to one group")
    FRAMEWORK = "framework", _("several independent winners and no printed shares")
    DOUBT = "doubt", _("the amount is in doubt")
    NO_AMOUNT = "no_amount", _("no total amount is printed")


WITHOUT_AMOUNT = (Reason.DOUBT, Reason.NO_AMOUNT)
