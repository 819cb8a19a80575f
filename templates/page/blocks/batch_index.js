"use strict";
// Filters and sorts the index of a batch. Without it the whole table stands; on paper all rows that match do.
document.documentElement.classList.add("scripted");
document.addEventListener("DOMContentLoaded", () => {
  const STEP = 200;
  const find = (id) => document.getElementById(id);
  const plain = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const counts = (told) => new Map((told || "").split(" ").filter(Boolean).map((each) => {
    const [key, many] = each.split(":");
    return [key, Number(many || 1)];
  }));
  const rowOf = (element, place) => ({
    element, place, text: null, standing: element.dataset.s, status: element.dataset.t || "made",
    marks: counts(element.dataset.m), barriers: counts(element.dataset.b), findings: counts(element.dataset.f),
  });
  const tables = [...document.querySelectorAll("table.rows")].map((table) => ({
    table, body: table.querySelector("tbody"), rows: [...table.querySelectorAll("tbody > tr")].map(rowOf), shown: STEP,
    more: table.closest(".wide").nextElementSibling, sorted: null, down: false, matching: [],
  }));
  const inputs = Object.fromEntries(["text", "status", "standing", "mark", "barrier", "finding"].map((each) => [each, find(each)]));
  const said = find("result");
  const all = tables.reduce((sum, each) => sum + each.rows.length, 0);
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const chosen = (kind) => inputs[kind].value || inputs[kind].dataset.first;
  const words = (row) => (row.text ??= plain(row.element.textContent));
  const cell = (row, number) => {
    let found = row.element.firstElementChild;
    for (let place = 0; place < number; place += 1) found = found.nextElementSibling;
    return found.textContent.trim();
  };
  const KEYS = {
    name: (row) => (row.name ??= cell(row, 0)),
    standing: (row) => cell(row, 1),
    marks: (row) => row.marks.get(chosen("mark")) || 0,
    findings: (row) => row.findings.get(chosen("finding")) || 0,
    reason: (row) => cell(row, 2),
  };

  const matches = (row, wanted) =>
    (!wanted.status || row.status === wanted.status) && (!wanted.standing || row.standing === wanted.standing) &&
    (!wanted.mark || row.marks.has(wanted.mark)) && (!wanted.barrier || row.barriers.has(wanted.barrier)) &&
    (!wanted.finding || row.findings.has(wanted.finding)) && wanted.text.every((word) => words(row).includes(word));

  const draw = (each) => {
    let place = 0;
    for (const row of each.rows) {
      const fits = row.fits;
      if (row.element.hidden === fits) row.element.hidden = !fits;
      if (fits) {
        row.element.classList.toggle("later", place >= each.shown);
        place += 1;
      }
    }
    each.more.hidden = place <= each.shown;
    each.matching = place;
  };

  const filter = () => {
    const wanted = Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.value]));
    wanted.text = plain(wanted.text).split(/\s+/).filter(Boolean);
    for (const each of tables) {
      each.shown = STEP;
      for (const row of each.rows) row.fits = matches(row, wanted);
      draw(each);
    }
    const matching = tables.reduce((sum, each) => sum + each.matching, 0);
    said.textContent = said.dataset.words.replace("{shown}", matching).replace("{all}", all);
  };

  const sort = (each) => {
    const key = KEYS[each.sorted];
    const keys = new Map(each.rows.map((row) => [row, key(row)]));
    const compare = (one, other) => {
      const [a, b] = [keys.get(one), keys.get(other)];
      return typeof a === "number" ? a - b : collator.compare(a, b);
    };
    const way = each.down ? -1 : 1;
    each.rows.sort((one, other) => way * compare(one, other) || one.place - other.place);
    // Emptied first: to move ten thousand rows one by one within the page takes minutes.
    each.body.replaceChildren();
    each.body.append(...each.rows.map((row) => row.element));
    draw(each);
  };

  const name = (head) => {
    const kind = { marks: "mark", findings: "finding" }[head.dataset.sort];
    if (!kind) return;
    const options = [...inputs[kind].options];
    head.querySelector(".by").textContent = options.find((each) => each.value === chosen(kind)).textContent;
  };

  const heads = [];
  for (const each of tables) {
    for (const head of each.table.querySelectorAll("th[data-sort]")) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      heads.push(head);
      head.setAttribute("aria-sort", "none");
      button.addEventListener("click", () => {
        const number = ["marks", "findings"].includes(head.dataset.sort);
        each.down = each.sorted === head.dataset.sort ? !each.down : number;
        each.sorted = head.dataset.sort;
        for (const other of each.table.querySelectorAll("th[data-sort]")) other.setAttribute("aria-sort", "none");
        head.setAttribute("aria-sort", each.down ? "descending" : "ascending");
        sort(each);
        said.textContent = said.dataset.sorted.replace("{by}", button.textContent.replace(/\s+/g, " ").trim());
      });
    }
    each.more.querySelector("button.step").addEventListener("click", () => { each.shown += STEP; draw(each); });
    each.more.querySelector("button.every").addEventListener("click", () => { each.shown = Infinity; draw(each); });
  }

  const changed = (event) => {
    for (const head of heads) name(head);
    const kind = { mark: "marks", finding: "findings" }[event.target.id];
    for (const each of tables) if (kind && each.sorted === kind) sort(each);
    filter();
  };
  let waiting = 0;
  inputs.text.addEventListener("input", (event) => { clearTimeout(waiting); waiting = setTimeout(changed, 120, event); });
  for (const [key, input] of Object.entries(inputs)) if (key !== "text") input.addEventListener("change", changed);
  find("clear").addEventListener("click", (event) => {
    for (const input of Object.values(inputs)) input.value = "";
    changed(event);
    inputs.text.focus();
  });
  find("filters").hidden = false;
  heads.forEach(name);
  filter();
});
