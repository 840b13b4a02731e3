"""The words that all stages share: what a notice, an award, a party and a vendor can be."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class NoticeKind(TextChoices):
    """Kinds of official notice; formats.md §4.1 gives the official names."""

    INTENTION = "intention", _("Procurement intention")
    PREQUALIFICATION = "prequalification", _("Prequalification")
    TENDER = "tender", _("Tender")
    SINGLE_SOURCE = "single_source", _("Single source")
    AMENDMENT = "amendment", _("Amendment")
    CANDIDATES = "candidates", _("Award candidates")
    AWARD = "award", _("Award")
    CANCELLATION = "cancellation", _("Cancellation")
    CONTRACT = "contract", _("Contract")
    ACCEPTANCE = "acceptance", _("Acceptance")
    OTHER = "other", _("Other notice")


class Outcome(TextChoices):
    """What became of a lot. `candidates` is a ranking before the award: never a win."""

    AWARDED = "awarded", _("Awarded")
    FAILED = "failed", pgettext_lazy("lot", "Failed")
    CANDIDATES = "candidates", _("Candidates only")


class Basis(TextChoices):
    """What the printed price is; an amount in yuan exists exactly when it is a total."""

    TOTAL = "total", _("Total price")
    RATE = "rate", _("Rate or discount")
    UNIT_PRICE = "unit_price", _("Unit price")
    UNDISCLOSED = "undisclosed", _("Not disclosed")
    UNREADABLE = "unreadable", _("Unreadable or in doubt")


class Role(TextChoices):
    """What an organisation did in one award (domain.md, roles)."""

    SOLE = "sole", _("Sole winner")
    LEAD = "lead", _("Consortium lead")
    MEMBER = "member", _("Consortium member")
    SUBCONTRACTOR = "subcontractor", _("Subcontractor")
    BRAND = "brand", _("Brand supplied")
    LOSER = "loser", _("Losing bidder")
    CANDIDATE = "candidate", _("Candidate")


class VendorClass(TextChoices):
    """The camp of a vendor. `unknown` is an answer: it waits for a person."""

    CARRIER = "carrier", _("Carrier cloud")
    CARRIER_AFFILIATE = "carrier_affiliate", _("Carrier affiliate")
    BAT = "bat", _("BAT")
    BIG_CLOUD = "big_cloud", _("Big cloud")
    MID_TIER = "mid_tier", _("Mid-tier cloud")
    LOCAL_PLATFORM = "local_platform", _("Local platform company")
    INTEGRATOR = "integrator", _("Integrator")
    AI_MODEL = "ai_model", _("AI model vendor")
    OTHER = "other", _("Other vendor")
    UNKNOWN = "unknown", _("Unknown")


class Topic(TextChoices):
    """Subjects of a project that is ours (domain.md, topics)."""

    GOV_CLOUD = "gov_cloud", _("Government cloud")
    CLOUD = "cloud", _("Cloud services")
    GPU_COMPUTE = "gpu_compute", _("GPU compute")
    LARGE_MODEL = "large_model", _("Large models")
    DATA_PLATFORM = "data_platform", _("Data platform")
    XINCHUANG = "xinchuang", _("Domestic replacement")
    NETWORK = "network", _("Network")
    DATA_CENTRE = "data_centre", _("Data centre")
    SECURITY = "security", _("Security")
    IOT_VIDEO = "iot_video", _("Video and IoT")
    EDGE = "edge", _("Edge compute")
    INTEGRATION = "integration", _("IT integration")


class PageState(TextChoices):
    """Where a kept page stands on its way to facts."""

    PENDING = "pending", _("Waiting to be read")
    READ = "read", _("Read")
    UNREADABLE = "unreadable", _("Unreadable")


class CrawlState(TextChoices):
    """How a crawl ended. `blocked`: the site refused us, and we stopped."""

    RUNNING = "running", _("Running")
    FINISHED = "finished", _("Finished")
    BLOCKED = "blocked", _("Blocked by the site")
    FAILED = "failed", _("Failed")


class Doubt(TextChoices):
    """Why a figure is held back from every sum until a person looks (domain.md, money)."""

    OVER_BUDGET = "over_budget", _("More than three times the budget")
    UNIT_MIXED = "unit_mixed", _("Budget and amount differ by about 10,000: yuan read as 万元, or the reverse")
    BUYER_IS_SUPPLIER = "buyer_is_supplier", _("Supplier and buyer are the same")
    REPEATED = "repeated", _("The same lot and supplier printed with different amounts")
    SHARES_ABOVE_ONE = "shares_above_one", _("Shares of the lot sum to more than one")
