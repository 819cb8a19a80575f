"""Widgets of the workbook in a plain page of a real browser, with their Python behind them and no kernel between."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from coprod_tools.workbook.elements import Element
from coprod_tools.workbook.forms.form_element import FormElement

HERE = Path(__file__).resolve().parents[2] / "coprod_tools" / "workbook"
THEMES = {
    "light": {"layout-color0": "#fff", "layout-color1": "#fff", "layout-color2": "#eee", "content-font-color0": "#000",
              "content-font-color1": "#212121", "border-color0": "#757575", "border-color1": "#bdbdbd",
              "brand-color1": "#1976d2", "error-color0": "#b71c1c"},
    "dark": {"layout-color0": "#111", "layout-color1": "#212121", "layout-color2": "#424242",
             "content-font-color0": "#fff", "content-font-color1": "#e0e0e0", "border-color0": "#bdbdbd",
             "border-color1": "#616161", "brand-color1": "#64b5f6", "error-color0": "#ff8a80"},
}  # fmt: skip
PAGE = """<!doctype html><html lang="en"><head><title>Widgets</title><style>{style}</style></head>
<body><main class="coprod-workbook" id="root"><h1>A folder</h1><h2>A policy</h2><h3>A panel</h3></main><script>
const models = {{}};
window.put = (id, kind, content) => {{
  let model = models[id];
  if (model) {{ model.content = content; model.fire("change:content"); return; }}
  const heard = {{}};
  model = models[id] = {{
    content, get: (name) => (name === "kind" ? kind : model.content), send: (message) => window.told(id, message),
    on: (name, call) => (heard[name] = heard[name] || []).push(call), off: () => {{}},
    fire: (name, value) => (heard[name] || []).forEach((call) => call(value)),
  }};
  const el = document.createElement("div");
  el.id = id;
  document.getElementById("root").append(el);
  (kind === "form" ? window.drawForm : window.drawElement)({{ model, el }});
}};
window.keepOnly = (ids) => [...document.getElementById("root").children].forEach((el) => {{
  if (el.id && !ids.includes(el.id)) {{ el.remove(); delete models[el.id]; }}
}});
</script></body></html>"""


class WidgetPage:
    """A page that shows one widget and sends what is done in it to its Python.

    `show` brings the page up to date; a test calls it after each thing it does, as the kernel's answer would arrive.
    """

    def __init__(self, page: Any, widget: Any, theme: str = "light") -> None:
        self.page, self.widget = page, widget
        self._sent: dict[str, str] = {}
        self._parts: dict[str, Any] = {}
        page.expose_binding("told", lambda source, name, message: self._told(name, message))
        colours = "".join(f"--jp-{name}:{value};" for name, value in THEMES[theme].items())
        style = f":root{{{colours}}} body{{background:var(--jp-layout-color0);font-family:sans-serif}}"
        sheets = [(HERE / name).read_text(encoding="utf-8") for name in ("elements/workbook.css", "forms/form.css")]
        page.set_content(PAGE.format(style="\n".join([style, *sheets])))
        for name, file in (("drawForm", "forms/form.js"), ("drawElement", "elements/elements.js")):
            script = (HERE / file).read_text(encoding="utf-8").replace("export default", f"window.{name} = ")
            page.add_script_tag(type="module", content=script.replace("{ render };", "render;"))
        page.wait_for_function("Boolean(window.drawForm && window.drawElement)")
        self.show()

    def show(self) -> None:
        """Bring the page to what the widget is now."""
        self.page.wait_for_timeout(30)
        self._parts = {f"w{part.model_id}": part for part in _parts(self.widget)}
        self.page.evaluate("(ids) => keepOnly(ids)", [name for name in self._parts if name in self._sent])
        for name, part in self._parts.items():
            content = json.dumps(part.content)
            if self._sent.get(name) != content:
                self._sent[name] = content
                kind = "form" if isinstance(part, FormElement) else part.kind
                self.page.evaluate("([name, kind, content]) => put(name, kind, content)", [name, kind, part.content])
        self.page.evaluate("(ids) => keepOnly(ids)", list(self._parts))

    def _told(self, name: str, message: dict[str, Any]) -> None:
        part = self._parts[name]
        (part._told if isinstance(part, FormElement) else part._heard)(part, message, [])


def _parts(widget: Any) -> Iterator[Any]:
    if isinstance(widget, (FormElement, Element)):
        yield widget
    else:
        for child in getattr(widget, "children", ()):
            yield from _parts(child)
