"""The live value chain in a real chromium and a real JupyterLab: how long it takes to stand, to filter, to tell.

Run `python -m benchmarks.live_chain`. Beside it, in the same run, stands what a browser needs to lay as many boxes out
by itself: Cytoscape.js with its own `cose` layout, on an empty page. The other widget over Cytoscape.js, ipycytoscape,
is no longer kept up and shows neither lanes nor marks, so it is no peer.
"""

from __future__ import annotations

import json
import random
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from coprod_tools.lifecycle import lifecycle_of
from coprod_tools.workbook.chain_panel.canvas import CYTOSCAPE
from tests.browser.jupyterlab import CHROMIUM, Lab, lab_over, open_workbook, watch

PICTURE = ".coprod-chain-canvas"
CLICKS = 20
_DRAWN = f"() => document.querySelector('{PICTURE}')?.dataset.drawn"
_WATCH = """() => {
  window.told = {};
  const began = () => { window.told.began = performance.now(); window.told.ended = undefined; };
  document.addEventListener("pointerdown", began, { capture: true });
  const look = () => { window.told.ended = performance.now(); };
  new MutationObserver(look).observe(document.querySelector(".coprod-chain-body"), { childList: true, subtree: true,
    characterData: true });
}"""
_PEER = """(links) => new Promise((done) => {
  const began = performance.now();
  const names = new Set(links.flat());
  const elements = [...names].map((id) => ({ data: { id } }));
  links.forEach(([source, target], n) => elements.push({ data: { id: `l${n}`, source, target } }));
  const layout = { name: "cose", animate: false };
  const cy = window.cytoscape({ container: document.querySelector("#peer"), elements, layout });
  cy.one("render", () => done((performance.now() - began) / 1000));
})"""


def policy_text(n: int) -> str:
    """Return a policy of `n` activities over all stages, each with a lead, a part, an outcome and one or two needs."""
    chance = random.Random(n)
    stages = [stage.id for stage in lifecycle_of(None).stages]
    lines = ["coprod: 1", f"id: chain-{n}", f"title: Chain of {n}", "outcomes:"]
    lines += [f"  - {{id: o{i}, label: Outcome {i}}}" for i in range(10)]
    lines += ["actors:", *(f"  - {{id: a{i}, label: Actor {i}, kind: {kind}}}" for i, kind in enumerate(_KINDS))]
    lines.append("activities:")
    for i in range(n):
        needs = sorted({chance.randrange(max(0, i - 30), i) for _ in range(2)}) if i else []
        lines += [
            f"  - id: t{i}",
            f"    label: Do the piece of work {i} together with families",
            f"    stage: {stages[i * len(stages) // n]}",
            f"    lead: a{i % len(_KINDS)}",
            f"    outcomes: [o{i % 10}]",
            *([f"    needs: [{', '.join(f't{each}' for each in needs)}]"] if needs else []),
            *([f"    feeds_back_to: [{stages[0]}]"] if i % 20 == 19 else []),
            f"    parts: [{{actor: a{(i + 1) % len(_KINDS)}, co: design, acts: [a{(i + 1) % len(_KINDS)}]}}]",
        ]
    return "\n".join(lines) + "\n"


_KINDS = ("agency", "people-who-use-it", "provider", "community", "iwi", "business")


def lines(clicks: int = CLICKS) -> list[str]:
    """Return the results as lines of a list."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as made, sync_playwright() as running:
        folder, home = Path(made) / "policies", Path(made) / "home"
        folder.mkdir()
        home.mkdir()
        for n in (200, 1000):
            (folder / f"chain-{n}.yaml").write_text(policy_text(n), encoding="utf-8")
        browser = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with lab_over(folder, home) as lab:
            page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
            watch(page)
            found = [*_chain(page, lab, 200, clicks), *_chain(page, lab, 1000, clicks)]
        peer = _peer(browser, 200)
        browser.close()
    return [*found, f"- The peer: Cytoscape.js lays 200 boxes out by itself (`cose`) and paints them: {peer:.2f} s."]


def _chain(page: Any, lab: Lab, n: int, clicks: int) -> list[str]:
    open_workbook(page, lab)
    back = page.get_by_role("button", name="All policies", exact=True)
    if back.is_visible():
        back.click()
    page.locator(".coprod-card", has_text=f"Chain of {n}").get_by_role("button", name="Open").click()
    way = page.get_by_role("button", name="Value chain", exact=True)
    way.wait_for()
    _settle(page, lab)
    start = time.perf_counter()
    way.click()
    page.wait_for_function(_DRAWN, polling=20)
    whole = time.perf_counter() - start
    painted = int(page.locator(PICTURE).get_attribute("data-drawn")) / 1000
    _settle(page, lab)
    told = [_load(n, whole, painted)]
    if n > 200:
        told.append(_switch(page, n))
    return [*told, _clicks(page, n, clicks)]


def _settle(page: Any, lab: Lab) -> None:
    """Wait until the Python behind the page has nothing left to do: the panel before may still be filling."""
    quiet = 0
    while quiet < 4:
        page.wait_for_timeout(400)
        quiet = quiet + 1 if lab.ask("api/kernels")[0]["execution_state"] == "idle" else 0


def _load(n: int, whole: float, painted: float) -> str:
    goal = " (goal 2 s)" if n == 200 else ""
    return (
        f"- {n:,} activities: from pressing “Value chain” until marks are reckoned and all boxes in view are painted, "
        f"{whole:.2f} s{goal}; the painting alone {painted:.2f} s."
    )


def _switch(page: Any, n: int) -> str:
    taken = []
    for stage in ("delivery", "options", "mandate", ""):
        page.locator(PICTURE).evaluate("(el) => { el.dataset.drawn = ''; }")
        start = time.perf_counter()
        page.get_by_label("Stage", exact=True).first.select_option(index=_place(stage))
        page.wait_for_function(_DRAWN, polling=20)
        taken.append(time.perf_counter() - start)
    *some, every = taken
    page.get_by_label("Stage", exact=True).first.select_option(index=1)
    page.wait_for_timeout(2_000)
    return (
        f"- {n:,} activities: another stage is asked for and painted in {statistics.median(some):.2f} s "
        f"(worst of {len(some)}: {max(some):.2f} s); all {n:,} boxes at once in {every:.2f} s."
    )


def _place(stage: str) -> int:
    ids = ["", *(each.id for each in lifecycle_of(None).stages)]
    return ids.index(stage)


def _clicks(page: Any, n: int, clicks: int) -> str:
    """Press boxes in view, one after the other, and see when the last of what is said of them stands in the page."""
    box = page.locator(PICTURE).bounding_box()
    inside = """(el) => { const cy = el.closest(".coprod-chain").chain.cy; return cy.nodes(".box").map((each) => {
      const at = each.renderedPosition(); return [each.id(), at.x, at.y]; }); }"""
    page.evaluate(_WATCH)
    taken = []
    for number in range(clicks + 1):
        places = [
            at for at in page.locator(PICTURE).evaluate(inside) if 40 < at[1] < box["width"] * 0.5 and 60 < at[2] < 400
        ]
        _, x, y = places[number % len(places)]
        box = page.locator(PICTURE).bounding_box()
        page.mouse.click(box["x"] + x, box["y"] + y)
        page.wait_for_function("() => window.told.ended !== undefined", polling=10)
        page.wait_for_timeout(400)
        taken.append(page.evaluate("() => (window.told.ended - window.told.began) / 1000"))
    taken = taken[1:]  # the first one opens the column beside the picture
    return (
        f"- {n:,} activities: from pressing a box to its reasons, median {statistics.median(taken):.3f} s, "
        f"worst of {clicks} {max(taken):.3f} s (goal 0.2 s)."
    )


def _peer(browser: Any, n: int) -> float:
    chance = random.Random(n)
    links = [[f"t{chance.randrange(max(0, i - 30), i)}", f"t{i}"] for i in range(1, n) for _ in range(2)]
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_content('<div id="peer" style="width:1150px;height:540px"></div>')
    page.add_script_tag(path=str(CYTOSCAPE))
    seconds: float = page.evaluate(_PEER, json.loads(json.dumps(links)))
    page.close()
    return seconds


if __name__ == "__main__":
    print("\n".join(lines()))
