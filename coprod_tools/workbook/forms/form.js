// Forms: every input with its label, its help and its fault tied to it; what is typed is sent when the field is left.
// Words always arrive as text and are set as text; nothing that a policy says can become markup.

function make(tag, attributes = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...inside.filter((each) => each !== undefined && each !== null));
  return made;
}

// What stands around an input: help, what is said of it, what is wrong with it.
function around(form, spec, id) {
  const help = make("p", { id: `${id}-h`, class: "coprod-quiet", dir: "auto" }, spec.help);
  if (spec.example) help.append(" ", make("span", { class: "coprod-example" }, `${form.words.example} ${spec.example}`));
  const said = spec.state === "unknown" ? form.words.said_unknown : spec.note;
  const note = said ? make("p", { id: `${id}-n`, class: "coprod-said", dir: "auto" }, said) : undefined;
  const faults = (spec.errors || []).map((line) => make("span", { dir: "auto" }, line));
  const fault = faults.length
    ? make("p", { id: `${id}-e`, class: "coprod-fault" }, make("strong", {}, `${form.words.not_saved} `), ...faults)
    : undefined;
  const described = [`${id}-h`, note && `${id}-n`, fault && `${id}-e`].filter(Boolean).join(" ");
  return { help, note, fault, described };
}

function title(form, spec) {
  return [spec.label, spec.required ? make("span", { class: "coprod-quiet" }, ` ${form.words.required}`) : undefined];
}

function press(form, text, told, more = {}) {
  const made = make("button", { type: "button", class: "coprod-action", dir: "auto", disabled: form.read_only, ...more }, text);
  made.addEventListener("click", told);
  return made;
}

function answers(form, spec, id, ...more) {
  if (form.read_only) return undefined;
  const row = make("div", { class: "coprod-actions" }, ...more);
  if (spec.in_languages && spec.control === "words") row.append(another(form, spec, id));
  const off = spec.state === "unknown";
  if (spec.can_unknown) {
    row.append(press(form, form.words.unknown, () => form.answer(spec.key, off ? null : "unknown"),
      { "aria-pressed": String(off), "data-part": "unknown", "aria-label": `${form.words.unknown}: ${spec.label}` }));
  }
  if (spec.can_clear && (spec.state !== "none" || spec.held)) {
    row.append(press(form, form.words.clear, () => form.answer(spec.key, null),
      { "data-part": "clear", "aria-label": `${form.words.clear}: ${spec.label}` }));
  }
  return row.children.length ? row : undefined;
}

// One box for words. `rows` above 1 makes it a box of several lines.
function box(form, { id, value, rows, part, described, invalid, required, mode, list, label, lang }, told) {
  const shared = {
    id, "data-part": part, dir: "auto", lang, "aria-describedby": described, "aria-invalid": invalid ? "true" : undefined,
    "aria-required": required ? "true" : undefined, "aria-label": label, autocomplete: "off", inputmode: mode,
    readonly: form.read_only,
  };
  const many = rows > 1 || value.includes("\n");
  const made = many ? make("textarea", { ...shared, rows: String(Math.min(12, Math.max(rows, 2, value.split("\n").length, Math.ceil(value.length / 90)))) })
    : make("input", { ...shared, type: "text", list });
  made.value = value;
  made.dataset.drawn = made.value;
  // A box that is drawn anew loses the keyboard, and a browser tells half a word then; the words go over to the new box.
  const tell = () => {
    if (form.drawing() || made.value === made.dataset.drawn) return;
    made.dataset.drawn = made.value;
    told(made.value);
  };
  made.addEventListener("change", tell);
  // Words that came in by paste, or were put back when the form was drawn anew, are no change to the browser.
  made.addEventListener("blur", tell);
  if (!many) made.addEventListener("paste", (event) => onOneLine(made, event));
  made.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || (many && !event.ctrlKey && !event.metaKey)) return;
    tell();
    if (!many && form.entered) { event.preventDefault(); form.entered(); }
  });
  return made;
}

// A box of one line would drop the line ends of what is pasted and so run words together.
function onOneLine(made, event) {
  const pasted = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
  if (!/[\r\n]/.test(pasted)) return;
  event.preventDefault();
  made.setRangeText(pasted.trim().replace(/\s*[\r\n]+\s*/g, " "), made.selectionStart, made.selectionEnd, "end");
}

function languageName(form, tag) {
  const known = form.languages.find(([each]) => each === tag);
  return known ? known[1] : tag;
}

// Words in one language, or in several: a string, or an object of language tag to words.
function wording(form, spec, id, value, extra, told, rows, prefix = "") {
  const plain = typeof value !== "object" || value === null;
  const versions = plain ? { "": value || "" } : value;
  const whole = make("div", { class: "coprod-wording" });
  const tags = Object.keys(versions);
  const changed = (tag, words) => told(plain ? words : { ...versions, [tag]: words });
  tags.forEach((tag, place) => {
    const own = place === 0 ? id : `${id}-${tag}`;
    const name = tag ? `${spec.label}: ${languageName(form, tag)}` : extra.label;
    if (tag) whole.append(make("span", { class: "coprod-language", "aria-hidden": "true" }, languageName(form, tag)));
    whole.append(box(form, { ...extra, id: own, value: versions[tag] || "", rows, part: `${prefix}words-${tag}`, lang: tag || undefined, label: name },
      (words) => changed(tag, words)));
  });
  return whole;
}

function another(form, spec, id) {
  const value = spec.state === "unknown" ? "" : spec.value;
  const plain = typeof value !== "object" || value === null;
  const versions = plain ? { "": value || "" } : value;
  const told = (words) => form.answer(spec.key, words);
  const prefix = "";
  const first = plain && versions[""] ? { en: versions[""] } : {};
  const free = form.languages.filter(([tag]) => !(tag in (plain ? { en: "" } : versions)));
  const pick = make("select", { id: `${id}-l`, "data-part": `${prefix}language` }, make("option", { value: "" }, form.words.choose));
  free.forEach(([tag, name]) => pick.append(make("option", { value: tag }, name)));
  const words = make("textarea", { id: `${id}-lw`, rows: "2", dir: "auto", "data-part": `${prefix}other` });
  const tell = () => { if (pick.value && words.value.trim()) told({ ...(plain ? first : versions), [pick.value]: words.value }); };
  words.addEventListener("change", tell);
  pick.addEventListener("change", tell);
  return make("details", { class: "coprod-more-languages" }, make("summary", { "data-part": `${prefix}languages`, "aria-label": `${form.words.add_language}: ${spec.label}` }, form.words.add_language),
    make("label", { for: `${id}-l` }, form.words.which_language), pick,
    make("label", { for: `${id}-lw` }, form.words.other_words), words);
}

function words(form, spec, id) {
  const { help, note, fault, described } = around(form, spec, id);
  const list = spec.choices && spec.choices.length ? `${id}-d` : undefined;
  const extra = { described, invalid: Boolean(fault), required: spec.required, mode: spec.mode, list };
  const value = spec.state === "unknown" ? "" : spec.value;
  const known = list && make("datalist", { id: list }, ...spec.choices.map(([each, name]) => make("option", { value: each, label: name === each ? undefined : name })));
  return make("div", { class: "coprod-field" }, make("label", { for: id }, ...title(form, spec)), help,
    wording(form, spec, id, value, extra, (typed) => form.answer(spec.key, typed), spec.rows), known, note, answers(form, spec, id), fault);
}

function choice(form, spec, id) {
  const { help, note, fault, described } = around(form, spec, id);
  const pick = make("select", {
    id, "data-part": "choice", "aria-describedby": `${described} ${id}-m`, "aria-invalid": fault ? "true" : undefined,
    "aria-required": spec.required ? "true" : undefined, disabled: form.read_only,
  });
  const value = spec.state === "unknown" ? "unknown" : spec.value || "";
  const options = [["", form.words.no_answer], ...spec.choices, ...(spec.can_unknown ? [["unknown", form.words.unknown]] : [])];
  if (value && !options.some(([each]) => each === value)) options.push([value, value]);
  options.forEach(([each, name]) => pick.append(make("option", { value: each, selected: each === value }, name)));
  const meaning = make("p", { id: `${id}-m`, class: "coprod-quiet", dir: "auto" });
  const mean = () => { meaning.textContent = (options.find(([each]) => each === pick.value) || [])[2] || ""; };
  mean();
  const tell = () => { if (pick.value !== pick.dataset.drawn) { pick.dataset.drawn = pick.value; form.answer(spec.key, pick.value || null); } };
  pick.dataset.drawn = value;
  let keyed = false;
  pick.addEventListener("keydown", (event) => { keyed = event.key !== "Enter"; if (!keyed) tell(); });
  pick.addEventListener("pointerdown", () => { keyed = false; });
  pick.addEventListener("change", () => { mean(); if (!keyed) tell(); });
  pick.addEventListener("blur", tell);
  return make("div", { class: "coprod-field" }, make("label", { for: id }, ...title(form, spec)), help, pick, meaning, note, fault, fresh(form, spec, id));
}

// A way to add what is not in the list yet.
function fresh(form, spec, id) {
  if (!spec.fresh || form.read_only) return undefined;
  const name = make("input", { id: `${id}-f`, type: "text", dir: "auto", autocomplete: "off", "data-part": "fresh" });
  const tell = () => { if (name.value.trim()) form.told({ do: "new", key: spec.key, value: name.value }); };
  name.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); tell(); } });
  return make("details", {}, make("summary", { "data-part": "freshen", "aria-label": `${spec.fresh}: ${spec.label}` }, spec.fresh),
    make("label", { for: `${id}-f` }, form.words.its_name), name, press(form, form.words.add, tell, { "data-part": "fresh-add", "aria-label": `${spec.fresh}: ${form.words.add}` }));
}

const FEW = 12;

function many(form, spec, id) {
  const { help, note, fault, described } = around(form, spec, id);
  const chosen = Array.isArray(spec.value) ? spec.value : [];
  const nothing = Array.isArray(spec.value) && chosen.length === 0 && spec.state === "given";
  const known = new Set(spec.choices.map(([each]) => each));
  const all = [...spec.choices, ...chosen.filter((each) => !known.has(each)).map((each) => [each, each])];
  const shown = all.length > FEW ? all.filter(([each]) => chosen.includes(each)) : all;
  const ticks = shown.map(([each, name, meaning], place) => {
    const tick = make("input", { type: "checkbox", id: `${id}-${place}`, "data-part": `tick-${each}`, disabled: form.read_only, "aria-describedby": meaning ? `${id}-${place}-m` : undefined });
    tick.checked = chosen.includes(each);
    tick.addEventListener("change", () => (tick.checked ? form.edit(spec.key, null, each) : form.edit(spec.key, each, null)));
    return make("li", {}, tick, make("label", { for: tick.id, dir: "auto" }, name),
      meaning ? make("span", { class: "coprod-quiet", id: `${id}-${place}-m`, dir: "auto" }, meaning) : undefined);
  });
  if (spec.none) {
    const tick = make("input", { type: "checkbox", id: `${id}-none`, "data-part": "tick", disabled: form.read_only });
    tick.checked = nothing;
    tick.addEventListener("change", () => form.answer(spec.key, tick.checked ? [] : null));
    ticks.push(make("li", {}, tick, make("label", { for: tick.id }, spec.none)));
  }
  return make("fieldset", { class: "coprod-field", "aria-describedby": described }, make("legend", {}, ...title(form, spec)), help,
    make("ul", { class: "coprod-ticks" }, ...ticks), all.length > FEW ? addOne(form, spec, id, all, chosen) : undefined,
    note, answers(form, spec, id, fresh(form, spec, id)), fault);
}

function addOne(form, spec, id, all, chosen) {
  if (form.read_only) return undefined;
  const pick = make("select", { id: `${id}-a`, "data-part": "add" }, make("option", { value: "" }, form.words.choose));
  all.filter(([each]) => !chosen.includes(each)).forEach(([each, name]) => pick.append(make("option", { value: each }, name)));
  const add = press(form, form.words.add, () => { if (pick.value) form.edit(spec.key, null, pick.value); }, { "data-part": "add-one", "aria-label": `${form.words.add}: ${spec.label}` });
  return make("div", { class: "coprod-actions" }, make("label", { for: pick.id }, form.words.add_one), pick, add);
}

function lines(form, spec, id) {
  const { help, note, fault, described } = around(form, spec, id);
  const given = Array.isArray(spec.value) ? spec.value : [];
  const rows = given.map((value, place) => make("li", {},
    wording(form, spec, `${id}-${place}`, value, { described, label: `${spec.label} ${place + 1}`, invalid: Boolean(fault) },
      (typed) => form.edit(spec.key, value, typed, place), 1, `${place}-`),
    form.read_only ? undefined : press(form, form.words.remove, () => form.edit(spec.key, value, null, place),
      { "data-part": `${place}-remove`, "aria-label": `${form.words.remove}: ${spec.label} ${place + 1}` })));
  const list = spec.choices && spec.choices.length ? `${id}-d` : undefined;
  const fresh = form.read_only ? undefined : make("li", {}, make("label", { for: `${id}-new`, class: "coprod-quiet" }, form.words.one_more),
    box(form, { id: `${id}-new`, value: "", rows: 1, part: "one-more", described, list, invalid: Boolean(fault) }, (typed) => { if (typed.trim()) form.edit(spec.key, null, typed); }));
  const known = list && make("datalist", { id: list }, ...spec.choices.map(([each, name]) => make("option", { value: each, label: name === each ? undefined : name })));
  return make("fieldset", { class: "coprod-field", "aria-describedby": described }, make("legend", {}, ...title(form, spec)), help,
    make("ul", { class: "coprod-lines" }, ...rows, fresh), known, note, answers(form, spec, id), fault);
}

function group(form, spec, id) {
  const { help, note, fault, described } = around(form, spec, id);
  if (spec.number) return number(form, spec, id);
  const inner = spec.fields.map((each) => field(form, each));
  if (spec.folded) {
    return make("details", { class: "coprod-field coprod-folded", open: spec.open }, make("summary", { "data-part": "folded" }, spec.label), help,
      make("fieldset", { class: "coprod-group", "aria-label": spec.label, "aria-describedby": described }, ...inner), note, answers(form, spec, id), fault);
  }
  const first = spec.first ? inner.slice(0, 1) : inner;
  const rest = spec.first ? inner.slice(1) : [];
  const more = rest.length ? make("details", { open: spec.open },
    make("summary", { "data-part": "more", "aria-label": `${spec.summary}: ${spec.label}` }, spec.summary), ...rest) : undefined;
  return make("fieldset", { class: "coprod-field coprod-group", "aria-describedby": described },
    make("legend", {}, ...title(form, spec)), help, ...first, more, note, answers(form, spec, id), fault);
}

// A number or an amount of money: its one box first, everything else on request.
function number(form, spec, id) {
  const [main, ...rest] = spec.fields;
  const own = `${id}-${main.key.split(".").pop()}`;
  const { help, note, fault, described } = around(form, { ...spec, example: spec.example || main.example, errors: [...spec.errors, ...main.errors] }, id);
  const input = box(form, { id: own, value: main.state === "unknown" ? "" : main.value, rows: 1, part: "words-", described, invalid: Boolean(fault),
    required: spec.required, mode: "decimal", label: spec.label }, (typed) => form.answer(main.key, typed));
  const more = make("details", { open: spec.open }, make("summary", { "data-part": "more", "aria-label": `${spec.summary}: ${spec.label}` }, spec.summary),
    ...rest.map((each) => field(form, each)));
  const first = make("div", { "data-key": main.key }, input);
  return make("fieldset", { class: "coprod-field", "aria-describedby": described }, make("legend", {}, ...title(form, spec)), help, first, note,
    answers(form, spec, id, more) || more, fault);
}

const KINDS = { words, choice, many, lines, group };

function field(form, spec) {
  const id = `${form.id}-${spec.key.replace(/[^a-zA-Z0-9]+/g, "-")}`;
  const made = KINDS[spec.control](form, spec, id);
  made.dataset.key = spec.key;
  return made;
}

function partOf(el) {
  const active = el.contains(document.activeElement) ? document.activeElement : null;
  if (!active || !active.dataset.part) return null;
  const dirty = active.dataset.drawn !== undefined && active.value !== active.dataset.drawn;
  return { key: active.closest("[data-key]")?.dataset.key, part: active.dataset.part, typed: dirty ? active.value : undefined,
    from: active.selectionStart, to: active.selectionEnd };
}

function find(el, key, part) {
  const holder = [...el.querySelectorAll("[data-key]")].find((each) => each.dataset.key === key);
  if (!holder) return null;
  const all = [...holder.querySelectorAll("[data-part]")];
  return all.find((each) => each.dataset.part === part) || (part === undefined ? all[0] : all[0]);
}

function restore(el, held) {
  const found = held && find(el, held.key, held.part);
  if (!found || found === document.activeElement) return;
  if (held.typed !== undefined) found.value = held.typed;
  found.focus({ preventScroll: true });
  if (held.from !== null && held.from !== undefined && found.setSelectionRange) {
    try { found.setSelectionRange(held.from, held.to); } catch (unsupported) { /* a select has no caret */ }
  }
}

function openOf(node) {
  return new Set([...node.querySelectorAll("details[open]")].map((each) => each.closest("[data-key]")?.dataset.key + "/" + each.firstElementChild.dataset.part));
}

function reopen(node, open) {
  node.querySelectorAll("details").forEach((each) => {
    const name = each.closest("[data-key]")?.dataset.key + "/" + each.firstElementChild.dataset.part;
    if (open.has(name) && !["freshen"].includes(each.firstElementChild.dataset.part)) each.open = true;
  });
}

// Seconds within which a wish for the keyboard still holds; which wishes were met, for all of the page.
const FRESH = 20;
const met = (globalThis.coprodMet ??= new Set());

function render({ model, el }) {
  el.classList.add("coprod-form");
  el.dataset.lmSuppressShortcuts = "true";
  const place = make("div", {});
  const spoken = make("div", { class: "coprod-hidden", role: "status", "aria-live": "polite" });
  el.append(place, spoken);
  let drawn = new Map();
  let heard = "";

  let drawing = false;
  const draw = () => {
    drawing = true;
    try { drawAnew(); } finally { drawing = false; }
  };

  const drawAnew = () => {
    const content = model.get("content");
    const form = {
      ...content,
      drawing: () => drawing,
      told: (message) => model.send(message),
      answer: (key, value) => model.send({ do: "answer", key, value }),
      // Of a list only what changed is told: what was told just before may not have come back yet.
      edit: (key, was, now, at) => model.send({ do: "edit", key, value: { was, now, at } }),
      entered: content.enter ? () => model.send({ do: "press", key: content.enter }) : undefined,
    };
    const held = partOf(place);
    const next = new Map();
    for (const spec of content.fields) {
      const text = JSON.stringify([spec, content.read_only]);
      const old = drawn.get(spec.key);
      if (old && old.text === text) { next.set(spec.key, old); continue; }
      const node = field(form, spec);
      if (old) reopen(node, openOf(old.node));
      next.set(spec.key, { text, node });
    }
    const nodes = [...next.values()].map((each) => each.node);
    const row = buttons(form);
    // What stays in place is not touched, so that it keeps the keyboard.
    const wanted = row ? [...nodes, row] : nodes;
    [...place.children].forEach((child) => { if (!wanted.includes(child)) child.remove(); });
    wanted.forEach((node, at) => { if (place.children[at] !== node) place.insertBefore(node, place.children[at] || null); });
    drawn = next;
    restore(place, held);
    const faults = content.fields.flatMap(faultsOf).join(" ");
    if (faults !== heard) { heard = faults; spoken.textContent = faults; }
  };

  const faultsOf = (spec) => [
    ...(spec.errors && spec.errors.length ? [`${spec.label}: ${spec.errors.join(" ")}`] : []),
    ...(spec.fields || []).flatMap(faultsOf),
  ];

  const buttons = (form) => {
    if (!form.buttons || !form.buttons.length) return undefined;
    return make("p", { class: "coprod-actions", "data-key": "buttons" }, ...form.buttons.map((each) => press(form, each.text,
      () => form.told({ do: "press", key: each.action }),
      { "data-part": each.action, "aria-expanded": each.expanded === undefined ? undefined : String(each.expanded), disabled: false })));
  };

  const focus = (anew) => {
    const { focus: key, when } = model.get("wish");
    const lost = anew && document.activeElement === document.body;
    if (key === undefined || (met.has(when) && !lost)) return;
    met.add(when);
    const found = key ? find(place, key) : place.querySelector("[data-part]");
    if (found) { found.closest("details:not([open])")?.setAttribute("open", ""); found.focus(); }
  };
  const wished = () => focus(false);
  model.on("change:content", draw);
  model.on("change:wish", wished);
  draw();
  // A wish of just now came before the form was drawn, or was met by one that this stands for.
  // An older one is of no use after a reload.
  if (Date.now() / 1000 - (model.get("wish").when || 0) < FRESH) requestAnimationFrame(() => focus(true));
  return () => { model.off("change:content", draw); model.off("change:wish", wished); };
}

export default { render };
