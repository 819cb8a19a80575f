// A piece of a page. It arrives cleaned of everything that could run or fetch; what its reader unfolded stays open.

const named = (each) => each.querySelector("summary")?.textContent ?? "";

function draw(model, el) {
  const open = new Set([...el.querySelectorAll("details[open]")].map(named));
  el.innerHTML = model.get("html");
  for (const each of el.querySelectorAll("details")) if (open.has(named(each))) each.open = true;
  for (const each of el.querySelectorAll(".wide")) {
    if (!each.hasAttribute("tabindex")) each.setAttribute("tabindex", "0");
  }
}

// JupyterLab would take a link within the page for a file of that name.
function within(el, event) {
  const link = event.target.closest('a[href^="#"]');
  if (!link || !el.contains(link)) return;
  event.preventDefault();
  event.stopPropagation();
  const to = el.querySelector(`[id="${CSS.escape(decodeURIComponent(link.getAttribute("href").slice(1)))}"]`);
  if (to) {
    to.setAttribute("tabindex", "-1");
    to.focus();
    to.scrollIntoView();
  }
}

function render({ model, el }) {
  el.classList.add("coprod-page-block");
  const drawn = () => draw(model, el);
  const followed = (event) => within(el, event);
  model.on("change:html", drawn);
  el.addEventListener("click", followed);
  drawn();
  return () => { model.off("change:html", drawn); el.removeEventListener("click", followed); };
}

export default { render };
