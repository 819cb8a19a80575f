// The policy workbook in JupyterLab: opens one notebook of ours, runs it when Python is ready and again after a restart,
// and shows what it draws instead of its code. Whatever else lies in the folder is left alone.
//
// This is a prebuilt extension written by hand: JupyterLab calls `init` with the modules it shares, then `get`.
// Where the notebook is and every sentence shown come from the server (`coprod lab`); without them nothing is done here.

(() => {
  const NAME = "coprod-workbook";
  let shared;

  async function borrowed(name) {
    const versions = Object.values(shared[name] || {});
    const own = versions.find((each) => /CORE_OUTPUT/.test(each.from)) || versions[0];
    return (await own.get())();
  }

  function asked(option) {
    const page = document.getElementById("jupyter-config-data");
    return page ? JSON.parse(page.textContent)[option] : undefined;
  }

  function made(tag, attributes, ...inside) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...inside);
    return element;
  }

  function pressable(words, press) {
    const button = made("button", { type: "button", class: "coprod-app-button" }, words);
    button.addEventListener("click", press);
    return button;
  }

  /** What is said instead of the page while there is none: it starts, starts again, or can't. */
  class Curtain {
    constructor(words) {
      this.words = words;
      this.text = made("p", {});
      this.bar = made("progress", { "aria-hidden": "true" });
      this.actions = made("p", {});
      this.node = made("div", { class: "coprod-app-curtain", role: "status" }, this.text, this.bar, this.actions);
    }

    say(id, working, ...actions) {
      this.node.dataset.state = id;
      this.text.textContent = this.words[id];
      this.bar.hidden = !working;
      this.actions.replaceChildren(...actions);
      this.node.hidden = false;
    }

    lift() {
      this.node.hidden = true;
      this.node.dataset.state = "";
    }
  }

  /** The one notebook: run when it is due, its code hidden until somebody asks for it. */
  class Workbook {
    constructor(panel, config, runAll, Widget) {
      this.panel = panel;
      this.words = config.words;
      this.runAll = runAll;
      this.due = true;
      this.run = 0;
      this.curtain = new Curtain(config.words);
      panel.addClass("coprod-app");
      panel.toolbar.hide();
      panel.content.notebookConfig = { ...panel.content.notebookConfig, windowingMode: "none", scrollPastEnd: false };
      this.addBar(config, Widget);
      panel.node.append(this.curtain.node);
      this.curtain.say("starting", true);
      // Nothing in this notebook is ever to be saved; JupyterLab would ask on leaving whether its changes may be lost.
      const clean = () => { if (panel.context.model.dirty) panel.context.model.dirty = false; };
      panel.context.ready.then(() => panel.context.model.stateChanged.connect(clean));
      panel.sessionContext.statusChanged.connect((_, status) => this.heard(status));
      panel.sessionContext.kernelChanged.connect(() => { this.due = true; });
    }

    addBar(config, Widget) {
      this.shown = pressable(this.words["show-code"], () => this.toggleCode());
      this.shown.setAttribute("aria-pressed", "false");
      const again = pressable(this.words.again, () => this.startAgain());
      const whole = asked("mode") === "single-document";
      const lab = made("a", { class: "coprod-app-button", href: whole ? config.lab : config.alone }, this.words[whole ? "whole-lab" : "alone"]);
      const bar = made("div", { class: "coprod-app-bar", role: "toolbar", "aria-label": this.words.bar }, again, this.shown, lab);
      this.panel.contentHeader.addWidget(new Widget({ node: bar }));
    }

    async begin() {
      await this.panel.context.ready;
      await this.panel.sessionContext.ready;
      this.heard(this.panel.sessionContext.session?.kernel?.status);
    }

    heard(status) {
      if (status === "restarting" || status === "autorestarting") {
        this.due = true;
        this.curtain.say("restarting", true);
      } else if (status === "dead" || status === "terminating") {
        this.fail("stopped");
      } else if (status === "starting" && this.drawn && !this.due) {
        // Restarted from elsewhere, such as another tab: what JupyterLab holds of the old Python is of no use any more.
        this.curtain.say("restarting", true);
        location.reload();
      } else if (status === "idle" && this.due) {
        this.due = false;
        this.draw();
      }
      // Keeps JupyterLab from saying the same again in its own words, over ours; where the name goes, it merely says so.
      this.panel._autorestarting = true;
    }

    async draw() {
      const run = ++this.run;
      let drawn = false;
      try {
        drawn = await this.runAll(this.panel.content, this.panel.sessionContext);
      } catch (fault) {
        console.error(fault);
      }
      if (run !== this.run || this.due) return;
      this.drawn = Boolean(drawn);
      if (drawn) this.curtain.lift();
      else this.fail("failed");
    }

    fail(id) {
      this.due = true;
      const buttons = [pressable(this.words.again, () => this.startAgain())];
      if (id === "failed") buttons.push(pressable(this.words["show-code"], () => { this.toggleCode(true); this.curtain.lift(); }));
      this.curtain.say(id, false, ...buttons);
    }

    async startAgain() {
      this.due = true;
      this.curtain.say("restarting", true);
      const { sessionContext } = this.panel;
      const kernel = sessionContext.session?.kernel;
      // One that died for good is not known to the server any more, and JupyterLab would go on asking for it: only a
      // page loaded anew asks for another.
      if (!kernel || kernel.status === "dead") { location.reload(); return; }
      await sessionContext.restartKernel();
      this.heard(sessionContext.session?.kernel?.status);
    }

    toggleCode(wanted = !this.panel.hasClass("coprod-app-code")) {
      this.panel.toggleClass("coprod-app-code", wanted);
      this.panel.toolbar.setHidden(!wanted);
      this.shown.setAttribute("aria-pressed", String(wanted));
    }
  }

  const LOOK = `
    .coprod-app:not(.coprod-app-code) .jp-Inspector, .coprod-app:not(.coprod-app-code) .jp-InputArea,
    .coprod-app:not(.coprod-app-code) .jp-Cell-inputWrapper, .coprod-app:not(.coprod-app-code) .jp-OutputPrompt,
    .coprod-app:not(.coprod-app-code) .jp-Collapser, .coprod-app .jp-Notebook-footer,
    .coprod-app .jp-cell-toolbar, .coprod-app:not(.coprod-app-code) .jp-OutputArea-promptOverlay { display: none !important; }
    .coprod-app .jp-Notebook { padding: 0 !important; }
    .coprod-app .jp-Cell { padding: 0 !important; border-color: transparent !important; box-shadow: none !important;
      background: none !important; margin: 0; }
    .coprod-app .jp-Cell-outputWrapper, .coprod-app .jp-OutputArea, .coprod-app .jp-OutputArea-child,
    .coprod-app .jp-OutputArea-output { max-height: none !important; overflow: visible; }
    .coprod-app:not(.coprod-app-code) .jp-OutputArea-output { padding: 0; margin: 0; width: 100%; }
    .coprod-app-bar { display: flex; flex-wrap: wrap; gap: 0.4rem; justify-content: flex-end; align-items: center;
      min-height: 2.4rem; padding: 0 0.75rem; overflow: hidden; background: var(--jp-layout-color1);
      border-bottom: 1px solid var(--jp-border-color2); }
    .coprod-app-button { font: inherit; font-size: 13px; line-height: 1.4; color: var(--jp-content-font-color0);
      background: var(--jp-layout-color1); border: 1px solid var(--jp-border-color0, #767676); border-radius: 4px;
      padding: 0.15rem 0.7rem; cursor: pointer; text-decoration: none; }
    .coprod-app-button:hover, .coprod-app-button[aria-pressed="true"] { background: var(--jp-layout-color2); }
    .coprod-app-button:focus-visible { outline: 3px solid var(--jp-brand-color1); outline-offset: 1px; }
    .coprod-app-curtain { position: absolute; inset: 0; z-index: 20; padding: 15vh 2rem 0; text-align: center;
      background: var(--jp-layout-color0); color: var(--jp-content-font-color0); font-size: 16px; line-height: 1.5; }
    .coprod-app-curtain[hidden] { display: none; }
    .coprod-app-curtain p { max-width: 40em; margin: 0.6em auto; }
    .coprod-app-curtain progress { width: min(20rem, 80%); }`;

  /** Bars show themselves again once their settings are read, so this is done a second time when the page is drawn. */
  function hideBars(shell) {
    if (asked("mode") !== "single-document") return;
    for (const bar of shell.widgets("bottom")) bar.hide();
    for (const area of ["menu", "top"]) for (const bar of shell.widgets(area)) bar.parent?.hide();
  }

  /** Keep JupyterLab's own bars away where the workbook is the only thing on the page; `Open JupyterLab` has them all. */
  function alone(shell) {
    if (shell.isTopInSimpleModeVisible()) shell.toggleTopInSimpleModeVisibility();
    for (const side of ["left", "right"]) if (shell.isSideTabBarVisible(side)) shell.toggleSideTabBarVisibility(side);
    hideBars(shell);
  }

  async function activate(app, tracker) {
    const config = asked("coprodWorkbook");
    if (!config) return;
    const [{ NotebookActions }, { Widget }] = await Promise.all([borrowed("@jupyterlab/notebook"), borrowed("@lumino/widgets")]);
    document.head.append(made("style", {}, LOOK));
    const ours = (panel) => panel.context.path === config.path;
    const run = async (content, session) => {
      const drawn = await NotebookActions.runAll(content, session);
      hideBars(app.shell);
      return drawn;
    };
    const known = new WeakSet();
    const take = (panel) => {
      if (!ours(panel) || known.has(panel)) return;
      known.add(panel);
      new Workbook(panel, config, (content, session) => run(content, session), Widget).begin();
    };
    if (asked("mode") === "single-document") app.restored.then(() => alone(app.shell)).catch(console.error);
    tracker.forEach(take);
    tracker.widgetAdded.connect((_, panel) => take(panel));
  }

  async function plugin() {
    const { INotebookTracker } = await borrowed("@jupyterlab/notebook");
    return { id: `${NAME}:plugin`, description: "Opens and runs the policy workbook.", autoStart: true, requires: [INotebookTracker], activate };
  }

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB[NAME] = {
    init: (scope) => { shared = scope; },
    get: async () => { const found = await plugin(); return () => ({ __esModule: true, default: found }); },
  };
})();
