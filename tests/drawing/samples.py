"""Policies to draw, from tiny to big, with marks set by hand so that every count can be checked by eye."""

from __future__ import annotations

from typing import Any

from coprod_tools.assessment.marks import Assessment, Barrier, Cell, Opportunity, Reason, StageAdvice, WayOver
from coprod_tools.chain import ValueChain, build_chain, involved
from coprod_tools.knowledge import load_knowledge
from coprod_tools.policy import Policy

COS = ("commission", "design", "deliver", "assess")
HOSTILE = (
    "Costs of $x_$ and $\\frac{1}{0}$ per child",
    "<script>alert('x')</script> & \"quotes\"",
    "Whānau " + "very long title without an end " * 10,
    "🎉 Party 👨‍👩‍👧‍👦 day",
    "خطة الرعاية الصحية للأطفال",
    "社区共同设计服务与评估计划的第一阶段工作方案",
    "x" * 300,
    "e\u0301 combining a\u0304 macrons",
)

ACTORS = [
    ("ministry", "Ministry for Families", "agency"),
    ("local-office", "Local office of the Ministry", "agency"),
    ("treasury", "The Treasury", "agency"),
    ("parents", "Parents and caregivers of children under five", "people-who-use-it"),
    ("grandparents", "Grandparents raising grandchildren", "community"),
    ("whanau", "Whānau in the three pilot towns", "whanau"),
    ("iwi", "Ngāti Example Rūnanga", "iwi"),
    ("provider", "Early Years Trust", "provider"),
    ("business", "Toy libraries and shops", "business"),
    ("university", "University evaluators", "research"),
]

ACTIVITIES: list[dict[str, Any]] = [
    {"id": "cabinet", "label": "Cabinet asks for advice on parenting support", "stage": "mandate", "lead": "ministry"},
    {
        "id": "listen",
        "label": "Listen to what parents already do for each other",
        "stage": "problem",
        "lead": "local-office",
    },
    {
        "id": "data",
        "label": "Bring data on admissions and notifications together",
        "stage": "problem",
        "lead": "ministry",
    },
    {"id": "agree", "label": "Agree outcomes with parents, whānau and iwi", "stage": "outcomes", "lead": "ministry"},
    {"id": "options", "label": "Work out options", "stage": "options", "lead": "ministry", "needs": ["agree", "data"]},
    {
        "id": "test-ideas",
        "label": "Test ideas in three towns",
        "stage": "options",
        "lead": "provider",
        "needs": ["listen"],
    },
    {
        "id": "decide",
        "label": "Minister decides",
        "stage": "decision",
        "lead": "ministry",
        "needs": ["options", "test-ideas"],
    },
    {
        "id": "fund",
        "label": "Set up a fund for local groups",
        "stage": "commissioning",
        "lead": "treasury",
        "needs": ["decide"],
    },
    {
        "id": "prototype",
        "label": "Prototype the booklet and the peer groups",
        "stage": "service-design",
        "needs": ["fund"],
    },
    {
        "id": "train",
        "label": "Train peer supporters",
        "stage": "service-design",
        "lead": "provider",
        "needs": ["prototype"],
    },
    {"id": "groups", "label": "Peer groups run by parents", "stage": "delivery", "lead": "parents", "needs": ["train"]},
    {
        "id": "booklets",
        "label": "Booklets and posters",
        "stage": "delivery",
        "lead": "ministry",
        "needs": ["prototype"],
    },
    {"id": "visits", "label": "Home visits", "stage": "delivery", "lead": "provider", "needs": ["train", "fund"]},
    {
        "id": "share",
        "label": "Parents and evaluators look at results together",
        "stage": "assessment",
        "lead": "university",
    },
    {"id": "adjust", "label": "Adjust, grow or stop", "stage": "adapt", "lead": "ministry", "needs": ["share"]},
]


def tiny() -> ValueChain:
    """One activity, nothing else."""
    return chain_of({"id": "tiny", "title": "A first idea", "activities": [{"id": "one", "label": "Do one thing"}]})


def normal() -> ValueChain:
    """Fifteen activities, ten actors, four outcomes."""
    activities = [dict(activity) for activity in ACTIVITIES]
    by_id = {activity["id"]: activity for activity in activities}
    by_id["share"] |= {"feeds_back_to": ["options", "outcomes"], "outcomes": ["trust"]}
    by_id["groups"] |= {
        "outcomes": ["confident"],
        "outputs": [{"id": "meetings", "label": "Weekly meetings"}],
        "feeds_back_to": ["service-design"],
        "parts": [{"actor": "parents", "co": "deliver", "mode": "both"}, {"actor": "local-office", "co": "deliver"}],
    }
    by_id["agree"]["parts"] = [{"actor": name, "co": "commission"} for name in ("parents", "whanau", "iwi")]
    by_id["prototype"]["parts"] = [{"actor": name, "co": "design"} for name in ("parents", "grandparents", "provider")]
    by_id["share"]["parts"] = [{"actor": name, "co": "assess"} for name in ("parents", "university", "iwi")]
    by_id["booklets"]["parts"] = [{"actor": "business", "co": "deliver"}]
    return chain_of(
        {
            "id": "normal",
            "title": "Support for parents of young children",
            "actors": [{"id": id_, "label": label, "kind": kind} for id_, label, kind in ACTORS],
            "activities": activities,
            "outcomes": [
                {"id": "confident", "label": "Parents feel confident and less alone"},
                {"id": "safe", "label": "Children are safe at home", "parent": None},
                {"id": "trust", "label": "Families trust the services", "contested_by": ["whanau"]},
                {"id": "cost", "label": "Fewer children come into care"},
            ],
            "concepts": [{"id": "skills", "label": "Parents know and use more ways to cope"}],
            "claims": [
                {
                    "from": "meetings",
                    "to": "confident",
                    "sign": "+",
                    "evidence": [{"scale": "nesta", "level": "2", "source": "Evaluation of the first groups, 2019"}],
                    "agreed_by": ["parents", "ministry"],
                },
                {"from": "booklets", "to": "skills", "sign": "+", "assumed": "yes"},
                {"from": "skills", "to": "safe", "sign": "+", "evidence": [{"scale": "maryland-sms", "level": "3"}]},
                {
                    "from": "visits",
                    "to": "trust",
                    "sign": "-",
                    "contested_by": ["whanau", "iwi"],
                    "evidence": [{"scale": "lived", "held_by": ["whanau"], "source": "Hui in May"}],
                },
                {"from": "safe", "to": "cost", "sign": "?"},
            ],
        }
    )


def big(activities: int = 120, actors: int = 90) -> ValueChain:
    """A hundred and twenty activities over ten stages, ninety actors."""
    stages = [str(order) for order in range(10)]
    kinds = [kind for _, _, kind in ACTORS]
    return chain_of(
        {
            "id": "big",
            "title": "Everything the department does for children, families, schools and whānau in every region",
            "actors": [{"id": f"a{n}", "label": f"Actor number {n}", "kind": kinds[n % 10]} for n in range(actors)],
            "activities": [
                {
                    "id": f"t{n}",
                    "label": f"Activity number {n} with a name of some length",
                    "stage": stages[n * 10 // activities],
                    "lead": f"a{n % actors}" if actors else None,
                    "needs": [f"t{n - 7}"] if n > 7 else [],
                    "outcomes": [f"o{n % 12}"],
                }
                for n in range(activities)
            ],
            "outcomes": [{"id": f"o{n}", "label": f"Outcome number {n}"} for n in range(12)],
            "claims": [{"from": f"t{n}", "to": f"o{n % 12}", "sign": "+"} for n in range(0, activities, 2)],
        }
    )


def hostile() -> ValueChain:
    """Labels that break careless pictures."""
    return chain_of(
        {
            "id": "hostile",
            "title": HOSTILE[2],
            "actors": [{"id": f"a{n}", "label": label, "kind": "community"} for n, label in enumerate(HOSTILE)],
            "activities": [
                {"id": f"t{n}", "label": label, "stage": "delivery", "lead": f"a{n}", "outcomes": [f"o{n}"]}
                for n, label in enumerate(HOSTILE)
            ],
            "outcomes": [{"id": f"o{n}", "label": label} for n, label in enumerate(HOSTILE)],
            "claims": [{"from": f"t{n}", "to": f"o{n}", "assumption": label} for n, label in enumerate(HOSTILE)],
        }
    )


def chain_of(raw: dict[str, Any]) -> ValueChain:
    """Build a chain from the plain values of a policy."""
    return build_chain(Policy.model_validate({"coprod": "1", **raw}))


def marks(
    chain: ValueChain, verdicts: dict[tuple[str, str, str], str] | None = None, *, more: bool = False
) -> Assessment:
    """Mark a chain by hand: `unknown` but for the (activity, actor, co) in `verdicts`, for everyone involved."""
    given = verdicts or {}
    cells = tuple(
        _cell(chain, activity, actor, co, given.get((activity, actor, co), "unknown"))
        for activity in chain.activities
        for actor in involved(chain, activity)
        for co in COS
    )
    return Assessment(
        chain=chain,
        knowledge=load_knowledge(),
        cells=cells,
        barriers=BARRIERS if more else (),
        opportunities=OPPORTUNITIES if more else (),
        stage_advice=ADVICE if more else (),
    )


def _cell(chain: ValueChain, activity: str, actor: str, co: str, verdict: str) -> Cell:
    stage = chain.activities[activity].stage
    return Cell(
        id=f"{activity}.{actor}.{co}",
        stage=chain.lifecycle.stage(stage).id if stage else "",
        actor=actor,
        activity=activity,
        co=co,
        claimed=None,
        verdict=verdict,  # type: ignore[arg-type]
        shown_as=verdict,
        advice=None,
        value_served=None,
        reasons=(),
    )


NORMAL_VERDICTS = {
    ("groups", "parents", "deliver"): "co-production",
    ("groups", "local-office", "deliver"): "co-production",
    ("share", "parents", "assess"): "co-production",
    ("share", "university", "assess"): "partnership",
    ("agree", "parents", "commission"): "consultation",
    ("agree", "whanau", "commission"): "consultation",
    ("agree", "iwi", "commission"): "partnership",
    ("prototype", "parents", "design"): "consultation",
    ("prototype", "provider", "design"): "partnership",
    ("booklets", "business", "deliver"): "handed-over-work",
    ("booklets", "ministry", "deliver"): "information",
    ("options", "ministry", "design"): "none",
    ("test-ideas", "provider", "design"): "community-led",
}
WHY = (Reason("b4", "No decision moves", ("activities[options].parts", "power.decision_rights")),)
BARRIERS = (
    Barrier("b4.options", "options", "b4", "error", WHY, ("decide",), (WayOver("Write it down", "ministry", None),)),
    Barrier("b2.delivery", "delivery", "b2", "warning", WHY, (), ()),
    Barrier("b6.delivery", "delivery", "b6", "note", (Reason("b6", "x", ("activities[visits].fallback",)),), (), ()),
)
OPPORTUNITIES = tuple(
    Opportunity(f"{stage}.{co}", stage, co, None, ("parents",), "start", {}, 1, 1.0, 1.0, None, "", WHY, (), (), ())
    for stage, co in (("options", "design"), ("delivery", "deliver"), ("assessment", "assess"))
)
ADVICE = (
    StageAdvice("options", "start", None, ()),
    StageAdvice("delivery", "keep", None, ()),
    StageAdvice("decision", "not-here", None, ()),
)


def plan(actions: list[dict[str, Any]], title: str = "Support for parents of young children") -> dict[str, Any]:
    """The parts of a plan.json that the timeline reads."""
    empty = {"kind": "activity", "stage": "delivery", "owner": None, "to_ask": None, "agreed_on": None, "start": None}
    empty |= {"finish": None, "days": None, "needs": [], "gate": None, "critical": False, "from": []}
    return {
        "policy": {"id": "normal", "title": title},
        "stages": [{"id": "delivery", "title": "Delivery"}, {"id": "options", "title": "Options and design"}],
        "actions": [{**empty, **action} for action in actions],
    }


NORMAL_ACTIONS: list[dict[str, Any]] = [
    {
        "id": "a",
        "title": "Work out options",
        "start": "2026-02-01",
        "finish": "2026-04-30",
        "critical": True,
        "owner": "Ministry",
    },
    {
        "id": "b",
        "title": "Test ideas in three towns with parents, whānau and the people who run the local groups there",
        "start": "2026-03",
        "finish": "2026-06",
        "needs": ["a"],
        "critical": True,
        "to_ask": "Early Years Trust",
    },
    {
        "id": "p",
        "title": "Decide on the test “three towns” by its rule",
        "kind": "pilot",
        "start": "2026-08-15",
        "finish": "2026-08-15",
        "needs": ["b"],
        "critical": True,
        "to_ask": "Minister, parents",
    },
    {
        "id": "c",
        "title": "Peer groups run by parents",
        "start": "2026-09",
        "finish": "2027",
        "needs": ["p"],
        "critical": True,
        "gate": "waits for the test “three towns”",
        "to_ask": "Parents",
    },
    {
        "id": "d",
        "title": "Booklets",
        "start": "2026-05-01",
        "finish": "2026-07-31",
        "needs": ["a"],
        "owner": "Ministry",
    },
    {
        "id": "e",
        "title": "Home visits",
        "start": "2027-01",
        "needs": ["d"],
        "owner": "Ministry",
        "gate": "no test and no alternative is recorded",
    },
    {"id": "f", "title": "Look back together", "finish": "2027-06-30", "needs": ["c", "e"], "to_ask": "Parents"},
    {"id": "g", "title": "Answer the grandparents: say what was done with what they told us", "kind": "reply"},
    {"id": "h", "title": "Ask the Treasury which decision may move", "kind": "barrier", "to_ask": "Treasury"},
]
