// The parts of a workbook page that ipywidgets has no sound form of: tables with buttons, a way through, messages.
// Words always arrive as text and are set as text; nothing that a policy says can become markup.

function element(tag, attributes = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...inside.filter((each) => each !== undefined && each !== null));
  return made;
}

function button(model, cell) {
  const made = element(
    "button",
    {
      type: "button",
      class: `coprod-action ${cell.look ? `coprod-look-${cell.look}` : ""}`,
      "data-action": cell.action,
      "data-way": cell.way,
      "aria-label": cell.label,
      "aria-current": cell.current ? "true" : undefined,
      "aria-pressed": cell.pressed === undefined ? undefined : String(cell.pressed),
      "aria-disabled": cell.off ? "true" : undefined,
      dir: "auto",
    },
    cell.text,
  );
  if (!cell.off) made.addEventListener("click", () => model.send({ action: cell.action }));
  return made;
}

function fileLink(cell) {
  const config = document.getElementById("jupyter-config-data");
  const base = config ? JSON.parse(config.textContent).baseUrl : "/";
  const href = base + "files/" + cell.file.split("/").map(encodeURIComponent).join("/");
  return element("a", { href, target: "_blank", rel: "noopener", dir: "auto" }, cell.text);
}

function inside(model, cell) {
  if (typeof cell === "string") return cell;
  const parts = cell.parts ? cell.parts.map((part) => inside(model, part)) : [];
  if (cell.action) return button(model, cell);
  if (cell.file) return fileLink(cell);
  const look = cell.look ? `coprod-look-${cell.look}` : undefined;
  return element("span", { class: look, dir: "auto" }, ...(parts.length ? parts : [cell.text]));
}

function table(model, content) {
  const head = element("tr", {}, ...content.head.map((word) => element("th", { scope: "col" }, word)));
  const rows = content.rows.map((row) =>
    element("tr", {}, ...row.map((cell, place) => (place === 0 && content.row_heads
      ? element("th", { scope: cell.across ? "rowgroup" : "row", colspan: cell.across, dir: "auto" }, inside(model, cell))
      : element("td", { dir: "auto" }, inside(model, cell))))),
  );
  const caption = element("caption", { class: content.caption_hidden ? "coprod-hidden" : undefined }, content.caption);
  const made = element("table", { class: "coprod-table" }, caption, element("thead", {}, head), element("tbody", {}, ...rows));
  const empty = rows.length ? undefined : element("p", { class: "coprod-quiet" }, content.nothing || "");
  return element("div", { class: "coprod-wide", role: "group", tabindex: "0", "aria-label": content.caption }, made, empty);
}

function way(model, content) {
  const items = content.items.map((item) =>
    element("li", {}, button(model, { ...item, action: item.id, text: item.label, label: item.said, way: content.upright ? undefined : true }),
      item.note ? element("span", { class: "coprod-quiet" }, item.note) : undefined));
  return element("nav", { "aria-label": content.label, class: content.upright ? "coprod-way coprod-upright" : "coprod-way" },
    element("ul", {}, ...items));
}

function cards(model, content) {
  const made = content.cards.map((card) => {
    const lines = card.lines.map(([name, words]) => [element("dt", {}, name), element("dd", { dir: "auto" }, words)]).flat();
    return element("li", { class: "coprod-card" },
      element("h3", { dir: "auto" }, card.title),
      element("dl", {}, ...lines),
      element("p", { class: "coprod-actions" }, ...card.actions.map((each) => button(model, each))));
  });
  const nothing = made.length ? undefined : element("p", {}, content.nothing || "");
  return element("div", {}, element("ul", { class: "coprod-cards", "aria-label": content.label }, ...made), nothing);
}

function message(model, content) {
  const made = element("div", { class: `coprod-message coprod-message-${content.tone || "note"}` });
  if (!content.text && content.progress === undefined) return made;
  made.append(element("p", { dir: "auto" }, content.text));
  if (content.lines && content.lines.length) {
    made.append(element("ul", {}, ...content.lines.map((line) => element("li", { dir: "auto" }, line))));
  }
  if (content.progress !== undefined && content.progress !== null) {
    const bar = element("progress", { "aria-label": content.text, max: "1" });
    if (content.progress >= 0) bar.value = content.progress;
    made.append(bar);
  }
  if (content.actions) made.append(element("p", { class: "coprod-actions" }, ...content.actions.map((each) => button(model, each))));
  return made;
}

function words(model, content) {
  const kinds = { h2: "h2", h3: "h3", h4: "h4", h5: "h5", p: "p", quiet: "p", li: "li", quote: "blockquote" };
  const made = element("div", { class: "coprod-words" });
  let list = null;
  for (const [kind, text] of content.blocks) {
    const part = element(kinds[kind] || "p", { dir: "auto", class: kind === "quiet" ? "coprod-quiet" : undefined }, text);
    if (kind === "li") {
      if (!list) made.append((list = element("ul")));
      list.append(part);
    } else {
      list = null;
      made.append(part);
    }
  }
  return made;
}

const KINDS = { table, way, cards, message, words };

function draw(model, el) {
  const held = el.contains(document.activeElement) ? document.activeElement.dataset.action : undefined;
  const made = KINDS[model.get("kind")](model, model.get("content"));
  el.replaceChildren(made);
  if (held !== undefined) {
    const again = [...el.querySelectorAll("button")].find((each) => each.dataset.action === held);
    (again || el.querySelector("button"))?.focus();
  }
}

function arrows(el, event) {
  const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: "down", ArrowUp: "up", Home: "first", End: "last" };
  const step = steps[event.key];
  if (step === undefined || event.target.tagName !== "BUTTON") return;
  const all = [...el.querySelectorAll("button")];
  const at = all.indexOf(event.target);
  const row = (each) => each.closest("tr");
  let to = typeof step === "number" ? all[at + step] : step === "first" ? all[0] : all[all.length - 1];
  if (step === "down" || step === "up") {
    const here = event.target.closest("td,th");
    let line = here ? row(event.target) : null;
    to = all[at + (step === "down" ? 1 : -1)];
    while (line) {
      line = step === "down" ? line.nextElementSibling : line.previousElementSibling;
      const under = line && line.children[here.cellIndex] && line.children[here.cellIndex].querySelector("button");
      if (under) { to = under; break; }
    }
  }
  if (to) { to.focus(); event.preventDefault(); }
}

// JupyterLab's one-key commands (cut a cell, move among cells) must not act while somebody uses the workbook, and there
// is nothing for Ctrl+S to do: every answer is saved as it is given.
function keepKeys(el) {
  const root = el.closest(".coprod-workbook");
  if (!root || root.dataset.lmSuppressShortcuts) return;
  root.dataset.lmSuppressShortcuts = "true";
  // JupyterLab looks at what has the focus before it looks at what is around it, so each of them must say so itself.
  root.addEventListener("focusin", (event) => { event.target.dataset.lmSuppressShortcuts = "true"; });
  root.addEventListener("keydown", (event) => { ourKeys(root, event); });
}

const shown = (each) => each && each.offsetParent !== null;
const typing = (target) => target.matches("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
let cameFrom = null;

// F6 goes to the row of parts and back to where one was; Ctrl+Z and Ctrl+Shift+Z undo and redo where nobody types.
function ourKeys(root, event) {
  if (event.defaultPrevented) return;
  const key = event.key.toLowerCase();
  const held = event.ctrlKey || event.metaKey;
  if (held && key === "s") event.preventDefault();
  if (key === "f6") {
    const here = root.querySelector("nav button[data-way][aria-current]");
    const back = root.contains(cameFrom) && shown(cameFrom) && here === document.activeElement;
    const to = back ? cameFrom : here;
    if (!shown(to)) return;
    if (!back) cameFrom = document.activeElement;
    to.focus();
    event.preventDefault();
  }
  const action = held && key === "z" ? (event.shiftKey ? "redo" : "undo") : held && key === "y" ? "redo" : null;
  if (!action || typing(event.target)) return;
  const button = root.querySelector(`.coprod-top button[data-action="${action}"]`);
  if (!shown(button)) return;
  event.preventDefault();
  if (!button.hasAttribute("aria-disabled")) button.click();
}

// Seconds within which a wish for the keyboard still holds; which wishes were met, for all elements of the page.
const FRESH = 20;
const met = (globalThis.coprodMet ??= new Set());

function render({ model, el }) {
  el.classList.add("coprod-element");
  requestAnimationFrame(() => keepKeys(el));
  if (model.get("kind") === "message") {
    el.setAttribute("role", "status");
    el.setAttribute("aria-live", "polite");
  }
  const drawn = () => draw(model, el);
  const focus = (anew) => {
    const { focus: action, when } = model.get("wish");
    const lost = anew && document.activeElement === document.body;
    if (action === undefined || (met.has(when) && !lost)) return;
    met.add(when);
    const found = action === "" ? el.querySelector("h2,h3,h4,button,a,[tabindex]")
      : [...el.querySelectorAll("button")].find((each) => each.dataset.action === action);
    if (found) { if (!found.matches("button,a,[tabindex]")) found.setAttribute("tabindex", "-1"); found.focus(); }
  };
  const wished = () => focus(false);
  const moved = (event) => arrows(el, event);
  model.on("change:content", drawn);
  model.on("change:wish", wished);
  el.addEventListener("keydown", moved);
  drawn();
  // A wish of just now came before the element was drawn, or was met by one that this stands for.
  // An older one is of no use after a reload.
  if (Date.now() / 1000 - (model.get("wish").when || 0) < FRESH) requestAnimationFrame(() => focus(true));
  return () => { model.off("change:content", drawn); model.off("change:wish", wished); el.removeEventListener("keydown", moved); };
}

export default { render };
