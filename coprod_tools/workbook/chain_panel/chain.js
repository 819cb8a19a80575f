// The value chain as a picture one can work in. Every place and every word comes from Python; what a person does goes
// back as a message and is done there, so that the table beside the picture can do the very same.
// `cytoscape` stands above this file; nothing is loaded from anywhere.

const LIGHT = { paper: "#ffffff", line: "#7a7a7a", ground: ["#eaeae5", "#f4f4f1"], chosen: "#0b57a4", feedback: "#6a3d9a", need: "#333333" };
const DARK = { paper: "#1f1f1f", line: "#9a9a9a", ground: ["#2c2c2c", "#343434"], chosen: "#8ab8ff", feedback: "#c9a6f0", need: "#d6d6d6" };
const MOST_ZOOM = 4;
const LEAST_FIT = 1.35;
const EDGE = 8;

function isDark(el) {
  const told = document.body.dataset.jpThemeLight;
  if (told !== undefined) return told === "false";
  const ground = getComputedStyle(el).getPropertyValue("--jp-layout-color0").trim();
  const hex = /^#([0-9a-f]{6})$/i.exec(ground);
  return hex ? parseInt(hex[1].slice(0, 2), 16) < 100 : false;
}

// ---- from shapes to the picture inside one box
const safe = (text) => String(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const DASHES = { "--": "3.2 2.2", ":": "1.2 1.8" };

function drawn(shape, ink) {
  const [kind, ...of] = shape;
  if (kind === "t") {
    const [x, y, text, size, colour, bold, italic, anchor] = of;
    const look = `${bold ? ' font-weight="bold"' : ""}${italic ? ' font-style="italic"' : ""}${anchor === "center" ? ' text-anchor="middle"' : ""}`;
    return `<text x="${x}" y="${y}" font-size="${size}" fill="${ink(colour)}"${look}>${safe(text)}</text>`;
  }
  if (kind === "d") {
    const [x, y, r, fill, colour, line] = of;
    return `<circle cx="${x}" cy="${y}" r="${r}" fill="${ink(fill)}" stroke="${ink(colour)}" stroke-width="${line}"/>`;
  }
  if (kind === "p") {
    const [points, colour, line, dash, closed, fill] = of;
    const look = `stroke="${ink(colour)}" stroke-width="${line}" stroke-dasharray="${DASHES[dash] || ""}" fill="${ink(fill)}"`;
    return `<${closed ? "polygon" : "polyline"} points="${points.map((each) => each.join(",")).join(" ")}" ${look}/>`;
  }
  const [x, y, w, h, fill, colour, line, dash] = of;
  return `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${ink(fill)}" stroke="${ink(colour)}" stroke-width="${line}" stroke-dasharray="${DASHES[dash] || ""}"/>`;
}

function image(width, height, shapes, ink, fonts) {
  const inside = shapes.map((shape) => drawn(shape, ink)).join("");
  const size = `width="${width * 2}" height="${height * 2}" viewBox="0 0 ${width} ${height}"`;
  const whole = `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="${safe(fonts)}" stroke-linejoin="round">${inside}</svg>`;
  return "data:image/svg+xml;utf8," + encodeURIComponent(whole);
}

// ---- from places to nodes and edges
function node(id, box, shapes, kind, more) {
  const [x, y, w, h] = box;
  return { group: "nodes", data: { id, w, h, shapes, ...more }, classes: kind, position: { x: x + w / 2, y: y + h / 2 } };
}

function bends(points) {
  const [x0, y0] = points[0];
  const [x1, y1] = points[points.length - 1];
  const long = Math.hypot(x1 - x0, y1 - y0) || 1;
  const along = [(x1 - x0) / long, (y1 - y0) / long];
  const inner = points.slice(1, -1).map(([x, y]) => [x - x0, y - y0]);
  return {
    "segment-weights": inner.map(([x, y]) => (x * along[0] + y * along[1]) / long),
    "segment-distances": inner.map(([x, y]) => -x * along[1] + y * along[0]),
  };
}

function route(each, number, boxes) {
  const source = boxes.get(each.source);
  const target = boxes.get(each.kind === "feeds-back" ? `stage:${each.target}` : each.target);
  const made = { group: "edges", data: { id: `link:${number}`, source: each.source, target: target.id }, classes: each.kind };
  if (!each.points) return { ...made, classes: `${each.kind} loose` };
  const end = (point, box) => `${point[0] - box.x}px ${point[1] - box.y}px`;
  const last = each.points[each.points.length - 1];
  made.style = { ...bends(each.points), "source-endpoint": end(each.points[0], source), "target-endpoint": end(last, target) };
  return made;
}

function elements(picture) {
  const made = [];
  picture.lanes.forEach((lane, number) => {
    made.push(node(`lane:${lane.key}`, lane.box, lane.shapes, `lane lane${number % 2}`, { stage: lane.key }));
    made.push(node(`stage:${lane.key}`, lane.label.box, lane.label.shapes, "label", { stage: lane.key, said: lane.label.said }));
  });
  for (const box of picture.boxes) {
    made.push(node(box.key, box.box, box.shapes, `box ${box.faded ? "faded" : ""}`, { stage: box.lane, said: box.said }));
  }
  const boxes = new Map(made.map((each) => [each.data.id, { id: each.data.id, ...each.position }]));
  picture.routes.forEach((each, number) => made.push(route(each, number, boxes)));
  return made;
}

function styles(look) {
  return [
    { selector: "node", style: { shape: "rectangle", width: "data(w)", height: "data(h)", "background-fit": "none", "background-width": "100%", "background-height": "100%", "background-image-containment": "over", "overlay-opacity": 0 } },
    { selector: "node[image]", style: { "background-image": "data(image)" } },
    { selector: ".lane0", style: { "background-color": look.ground[0] } },
    { selector: ".lane1", style: { "background-color": look.ground[1] } },
    { selector: ".lane", style: { events: "no", "z-index": 0, "z-compound-depth": "bottom" } },
    { selector: ".box, .label", style: { shape: "round-rectangle", "corner-radius": 3, "background-color": look.paper, "border-color": look.line, "border-width": 0.8, "z-index": 3 } },
    { selector: ".label", style: { "border-width": 1.2 } },
    { selector: "edge", style: { width: 1, "curve-style": "segments", "edge-distances": "endpoints", "target-arrow-shape": "triangle", "arrow-scale": 0.55, events: "no", "z-index": 4, "z-index-compare": "manual" } },
    { selector: "edge.loose", style: { "curve-style": "bezier", opacity: 0.55 } },
    { selector: ".needs", style: { "line-color": look.need, "target-arrow-color": look.need } },
    { selector: ".feeds-back", style: { "line-color": look.feedback, "target-arrow-color": look.feedback, "line-style": "dashed", "line-dash-pattern": [3.2, 2.2] } },
    { selector: ".faded", style: { opacity: 0.22 } },
    { selector: "edge.near", style: { width: 2.2, opacity: 1, "z-index": 6 } },
    { selector: "node.chosen", style: { "border-width": 3, "border-color": look.chosen, opacity: 1 } },
    { selector: "node.from", style: { "border-style": "dashed" } },
    { selector: "node.under", style: { "border-width": 3, "border-color": look.chosen, "border-style": "dashed" } },
  ];
}

// ---- the widget
class Chain {
  constructor(model, el) {
    this.model = model;
    this.el = el;
    this.words = model.get("words");
    this.chosen = "";
    this.from = null;
    this.touched = false;
    this.place();
    this.cy = cytoscape({
      container: this.canvas, styleEnabled: true, autounselectify: true, boxSelectionEnabled: false,
      userZoomingEnabled: false, minZoom: 0.02, maxZoom: MOST_ZOOM, layout: { name: "preset" }, elements: [],
    });
    this.listen();
    this.draw();
    this.showSteps();
  }

  send(event, more = {}) { this.model.send({ event, ...more }); }

  get picture() { return this.model.get("picture"); }

  place() {
    this.el.classList.add("coprod-chain");
    this.el.setAttribute("data-lm-suppress-shortcuts", "true");
    this.bar = document.createElement("div");
    this.bar.className = "coprod-chain-bar";
    this.bar.setAttribute("role", "group");
    this.bar.setAttribute("aria-label", this.words.bar);
    this.buttons = {};
    const actions = {
      in: () => this.zoom(1.25), out: () => this.zoom(0.8), width: () => this.fitWidth(), whole: () => this.fitWhole(),
      undo: () => this.send("undo"), redo: () => this.send("redo"), connect: () => this.connectFrom(),
    };
    for (const [name, act] of Object.entries(actions)) {
      const made = document.createElement("button");
      made.type = "button";
      made.className = "coprod-action";
      made.textContent = this.words[name];
      made.dataset.action = name;
      made.addEventListener("click", () => { if (!made.hasAttribute("aria-disabled")) act(); });
      this.buttons[name] = made;
      this.bar.append(made);
    }
    this.hint = document.createElement("span");
    this.hint.className = "coprod-chain-hint coprod-quiet";
    this.hint.setAttribute("role", "status");
    this.bar.append(this.hint);
    this.canvas = document.createElement("div");
    this.canvas.className = "coprod-chain-canvas";
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute("role", "application");
    this.keys = document.createElement("p");
    this.keys.className = "coprod-quiet coprod-chain-keys";
    this.keys.id = `chain-keys-${Math.random().toString(36).slice(2)}`;
    this.keys.textContent = this.words.keys;
    this.canvas.setAttribute("aria-describedby", this.keys.id);
    this.el.replaceChildren(this.bar, this.canvas, this.keys);
  }

  listen() {
    const cy = this.cy;
    this.told = { "change:picture": () => this.draw(), "msg:custom": (message) => this.hear(message), "change:steps": () => this.showSteps() };
    for (const [name, call] of Object.entries(this.told)) this.model.on(name, call);
    cy.on("tap", "node.box, node.label", (event) => this.pressed(event.target.id()));
    cy.on("drag", "node.box", (event) => this.over(event.target));
    cy.on("dragfree", "node.box", (event) => this.dropped(event.target));
    cy.on("dragpan", () => { this.touched = true; });
    cy.on("mouseover", "node.box, node.label", () => { this.canvas.style.cursor = "pointer"; });
    cy.on("mouseout", "node.box, node.label", () => { this.canvas.style.cursor = this.from ? "crosshair" : ""; });
    cy.on("mouseover", "node.box, node.label", (event) => { this.canvas.title = event.target.data("said") || ""; });
    cy.on("mouseout", "node.box, node.label", () => { this.canvas.title = ""; });
    // A message above moves the picture without changing its size, which Cytoscape.js would not notice.
    const moved = () => cy.renderer().invalidateContainerClientCoordsCache();
    for (const name of ["pointerenter", "pointerdown"]) this.canvas.addEventListener(name, moved, { capture: true });
    this.canvas.addEventListener("keydown", (event) => this.key(event));
    this.canvas.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    this.sized = new ResizeObserver(() => this.resized());
    this.sized.observe(this.canvas);
    this.themed = new MutationObserver(() => this.dress());
    this.themed.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light", "data-jp-theme-name"] });
  }

  // ---- drawing
  draw() {
    const cy = this.cy;
    const picture = this.picture;
    const begun = performance.now();
    this.canvas.setAttribute("aria-label", picture.said);
    this.chosen = picture.chosen;
    const kept = this.touched && this.shape === picture.shape ? { zoom: cy.zoom(), pan: { ...cy.pan() } } : null;
    this.shape = picture.shape;
    const found = elements(picture);
    this.dressed(found);
    cy.batch(() => {
      cy.elements().remove();
      cy.add(found);
      cy.nodes(".lane, .label").ungrabify();
      cy.nodes('[id ^= "outcome:"]').ungrabify();
      cy.autoungrabify(!picture.editable);
    });
    cy.style(styles(this.look));
    if (kept) cy.viewport(kept); else { this.touched = false; this.fitWidth(); }
    this.mark(false);
    this.settle(begun);
  }

  // Boxes are painted as their pictures come; `data-drawn` says when all in view are, and how long that took.
  settle(begun) {
    this.canvas.dataset.drawn = "";
    const round = (this.round = (this.round || 0) + 1);
    const look = () => {
      if (round !== this.round || this.cy.destroyed()) return;
      const cache = this.cy.renderer().imageCache || {};
      const waits = this.cy.nodes("[image]").some((each) => this.inView(each) && !cache[each.data("image")]?.image?.complete);
      if (waits) requestAnimationFrame(look);
      else this.cy.one("render", () => { if (round === this.round) this.canvas.dataset.drawn = String(Math.round(performance.now() - begun)); }).forceRender();
    };
    this.cy.one("render", look);
  }

  dressed(found) {
    const dark = isDark(this.el);
    this.look = dark ? DARK : LIGHT;
    const inks = this.picture.dark;
    const ink = dark ? (colour) => inks[colour] || colour : (colour) => colour;
    for (const each of found) {
      const data = each.data;
      if (data.shapes && data.shapes.length) data.image = image(data.w, data.h, data.shapes, ink, this.picture.fonts);
    }
    this.canvas.style.background = dark ? "#181818" : "#ffffff";
  }

  dress() {
    const view = { zoom: this.cy.zoom(), pan: { ...this.cy.pan() } };
    this.draw();
    this.cy.viewport(view);
  }

  mark(look) {
    const cy = this.cy;
    cy.batch(() => {
      cy.elements().removeClass("chosen near");
      const found = this.chosen ? cy.getElementById(this.chosen) : cy.collection();
      found.addClass("chosen");
      found.connectedEdges().addClass("near");
    });
    this.able("connect", this.picture.editable && this.isActivity(this.chosen));
    if (look && this.chosen) this.reveal(cy.getElementById(this.chosen));
  }

  isActivity(id) { return Boolean(id) && !id.includes(":") && this.cy.getElementById(id).nonempty(); }

  able(name, yes) {
    if (yes) this.buttons[name].removeAttribute("aria-disabled");
    else this.buttons[name].setAttribute("aria-disabled", "true");
  }

  showSteps() {
    const steps = this.model.get("steps");
    for (const name of ["undo", "redo"]) {
      this.able(name, Boolean(steps[name]));
      this.buttons[name].title = steps[name] || "";
    }
  }

  // ---- the view
  fitWidth() {
    const wide = this.canvas.clientWidth - 2 * EDGE;
    if (wide <= 0 || !this.picture.lanes.length) return;
    // Words stay large enough to be read; what then stands outside is reached by moving the picture.
    const { left, top, width } = this.picture;
    const zoom = Math.max(LEAST_FIT, Math.min(wide / width, 2));
    const room = Math.max(0, (wide - width * zoom) / 2);
    this.cy.viewport({ zoom, pan: { x: EDGE + room - left * zoom, y: EDGE - top * zoom } });
    this.touched = false;
    if (this.chosen) this.reveal(this.cy.getElementById(this.chosen), false);
  }

  fitWhole() {
    this.cy.fit(undefined, EDGE);
    this.touched = true;
  }

  zoom(by) {
    const middle = { x: this.canvas.clientWidth / 2, y: this.canvas.clientHeight / 2 };
    const found = this.chosen ? this.cy.getElementById(this.chosen) : this.cy.collection();
    const at = found.nonempty() && this.inView(found) ? found.renderedPosition() : middle;
    this.cy.zoom({ level: this.cy.zoom() * by, renderedPosition: at });
    this.touched = true;
  }

  inView(found) {
    const box = found.renderedBoundingBox();
    return box.x2 > 0 && box.y2 > 0 && box.x1 < this.canvas.clientWidth && box.y1 < this.canvas.clientHeight;
  }

  reveal(found, touched = true) {
    if (found.empty()) return;
    const box = found.renderedBoundingBox();
    const [w, h] = [this.canvas.clientWidth, this.canvas.clientHeight];
    const by = { x: 0, y: 0 };
    if (box.x1 < EDGE) by.x = EDGE - box.x1; else if (box.x2 > w - EDGE) by.x = Math.max(w - EDGE - box.x2, EDGE - box.x1);
    if (box.y1 < EDGE) by.y = EDGE - box.y1; else if (box.y2 > h - EDGE) by.y = Math.max(h - EDGE - box.y2, EDGE - box.y1);
    if (by.x || by.y) { this.cy.panBy(by); this.touched = this.touched || touched; }
  }

  resized() {
    this.cy.resize();
    if (!this.touched) this.fitWidth();
    else if (this.chosen) this.reveal(this.cy.getElementById(this.chosen));
  }

  wheel(event) {
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      const box = this.canvas.getBoundingClientRect();
      const at = { x: event.clientX - box.left, y: event.clientY - box.top };
      this.cy.zoom({ level: this.cy.zoom() * Math.exp(-event.deltaY / 300), renderedPosition: at });
      this.touched = true;
      return;
    }
    // The wheel moves the picture while there is more of it that way, and then the page.
    const { left, top, width, height } = this.picture;
    const across = event.shiftKey ? event.deltaY : event.deltaX;
    const x = this.moved("x", left, width, this.canvas.clientWidth, across);
    const y = this.moved("y", top, height, this.canvas.clientHeight, event.shiftKey ? 0 : event.deltaY);
    if (!x && !y) return;
    event.preventDefault();
    this.cy.panBy({ x, y });
    this.touched = true;
  }

  moved(way, start, size, shown, by) {
    const from = start * this.cy.zoom() + this.cy.pan()[way];
    const room = by > 0 ? from + size * this.cy.zoom() - shown + EDGE : EDGE - from;
    return room > 0 ? -Math.sign(by) * Math.min(Math.abs(by), room) : 0;
  }

  // ---- what a person does
  pressed(id) {
    this.canvas.focus({ preventScroll: true });
    if (this.from) { this.connectTo(id); return; }
    this.choose(id);
  }

  hear(message) {
    if (message.chosen !== undefined) { this.chosen = message.chosen; this.mark(true); }
    if (message.again) this.draw();
    if (message.focus) this.canvas.focus({ preventScroll: true });
  }

  choose(id) {
    this.chosen = id;
    this.mark(true);
    this.send("choose", { key: id });
  }

  over(dragged) {
    this.cy.nodes(".under").removeClass("under");
    const lane = this.laneAt(dragged.position("y"));
    if (lane && lane !== dragged.data("stage")) this.cy.getElementById(`stage:${lane}`).addClass("under");
  }

  dropped(dragged) {
    this.cy.nodes(".under").removeClass("under");
    const lane = this.laneAt(dragged.position("y"));
    if (lane && lane !== dragged.data("stage")) { this.send("move", { key: dragged.id(), stage: lane }); return; }
    const box = this.picture.boxes.find((each) => each.key === dragged.id()).box;
    dragged.position({ x: box[0] + box[2] / 2, y: box[1] + box[3] / 2 });
  }

  laneAt(y) {
    const found = this.picture.lanes.find((lane) => y >= lane.box[1] && y <= lane.box[1] + lane.box[3]);
    return found && found.key && !found.key.startsWith(":") ? found.key : null;
  }

  connectFrom() {
    if (this.from) { this.stopConnecting(); return; }
    this.from = this.chosen;
    this.cy.getElementById(this.from).addClass("from");
    this.buttons.connect.setAttribute("aria-pressed", "true");
    this.canvas.style.cursor = "crosshair";
    this.hint.textContent = this.words.hint;
    this.canvas.focus({ preventScroll: true });
  }

  connectTo(id) {
    const from = this.from;
    this.stopConnecting();
    if (id !== from) this.send("connect", { key: from, to: id });
  }

  stopConnecting() {
    this.cy.nodes(".from").removeClass("from");
    this.from = null;
    this.buttons.connect.removeAttribute("aria-pressed");
    this.canvas.style.cursor = "";
    this.hint.textContent = "";
  }

  key(event) {
    const step = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
    const undo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const acts = {
      "+": () => this.zoom(1.25), "=": () => this.zoom(1.25), "-": () => this.zoom(0.8), 0: () => this.fitWidth(),
      Enter: () => this.enter(), " ": () => this.enter(), Escape: () => this.stopConnecting(),
      Home: () => this.jump(0), End: () => this.jump(-1), Delete: () => this.chosen && this.send("ask-delete", { key: this.chosen }),
      c: () => { if (!this.buttons.connect.hasAttribute("aria-disabled") || this.from) this.connectFrom(); },
    };
    if (undo) this.send(event.shiftKey ? "redo" : "undo");
    else if (plain && step) this.step(step);
    else if (plain && acts[event.key]) acts[event.key]();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  get cursor() { return this.from && this.at ? this.at : this.chosen; }

  goTo(id) {
    if (!this.from) { this.at = null; this.choose(id); return; }
    // While connecting, the keyboard looks for the other end and what was chosen stays chosen.
    this.at = id;
    this.cy.nodes(".under").removeClass("under");
    const found = this.cy.getElementById(id).addClass("under");
    this.hint.textContent = `${this.words.hint} ${found.data("said")}`;
    this.reveal(found);
  }

  enter() {
    if (this.from) { if (this.at) { const to = this.at; this.at = null; this.cy.nodes(".under").removeClass("under"); this.connectTo(to); } return; }
    if (this.chosen) this.send("open", { key: this.chosen }); else this.jump(0);
  }

  jump(to) {
    const all = this.cy.nodes(".box, .label").sort((a, b) => a.position("y") - b.position("y") || a.position("x") - b.position("x"));
    if (all.nonempty()) this.goTo(all[to < 0 ? all.length - 1 : 0].id());
  }

  step([dx, dy]) {
    const here = this.cursor ? this.cy.getElementById(this.cursor) : this.cy.collection();
    if (here.empty()) { this.jump(0); return; }
    const edge = (each) => { const box = each.position(); return dy ? box.y - each.height() / 2 : box.y; };
    const at = here.position();
    let best = null;
    let least = Infinity;
    this.cy.nodes(".box, .label").forEach((each) => {
      if (each.same(here)) return;
      const to = each.position();
      const along = dx ? dx * (to.x - at.x) : dy * (edge(each) - edge(here));
      if (along <= 1) return;
      const overlap = dx && Math.abs(to.y - at.y) > (each.height() + here.height()) / 2;
      if (overlap) return;
      const cost = along + 2.5 * (dx ? Math.abs(to.y - at.y) : Math.abs(to.x - at.x));
      if (cost < least) { least = cost; best = each; }
    });
    if (best) this.goTo(best.id());
  }

  leave() {
    for (const [name, call] of Object.entries(this.told)) this.model.off(name, call);
    this.sized.disconnect();
    this.themed.disconnect();
    this.cy.destroy();
  }
}

function render({ model, el }) {
  const chain = new Chain(model, el);
  el.chain = chain;
  return () => chain.leave();
}

export default { render };
