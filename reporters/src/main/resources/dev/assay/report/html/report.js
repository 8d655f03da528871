"use strict";
// The table of findings. Everything is built with textContent: names are text, whatever is in them.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const root = document.getElementById("explorer");
  const PAGE = 100;
  const SEVERITIES = ["critical", "high", "medium", "low", "info"];
  const VERDICTS = ["fail", "unknown", "waived", "pass", "not_applicable"];

  // Marks stand for the segments of the resource's name; see ExplorerData.
  const filled = (position, segments) =>
    data.texts[position].replace(/[\u000e-\u001f]/g, (mark) => segments[mark.charCodeAt(0) - 14]);

  const findings = data.rows.map((row, position) => {
    const [rule, verdict, severity, source, folder, leaf, at, message, evidence, fix, waiver, age, id] = row;
    const [ruleId, title, area, anchor, controls] = data.rules[rule];
    const resource = data.folders[folder] + leaf;
    let segments = null;
    const text = (index) => filled(index, (segments ??= resource.split("/")));
    return {
      position, ruleId, title, area, anchor, controls, verdict, severity, resource, age, id,
      source: data.sources[source],
      get at() { return text(at); },
      get message() { return text(message) || title; },
      get evidence() { return text(evidence); },
      get fix() { return text(fix); },
      waiver: data.texts[waiver],
      get haystack() {
        const hay = [ruleId, title, resource, this.at, this.message].join("\n").toLowerCase();
        Object.defineProperty(this, "haystack", { value: hay });
        return hay;
      },
    };
  });

  const element = (name, attributes = {}, ...children) => {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
      else if (value !== null) node.setAttribute(key, value);
    }
    node.append(...children);
    return node;
  };
  const words = (n, noun) => n.toLocaleString("en-US") + " " + noun + (n === 1 ? "" : "s");
  const unique = (values) => [...new Set(values)].sort();

  const fresh = () => ({
    q: "", severity: [], verdict: ["fail", "unknown"], rule: "", area: "", source: "", control: "",
    sort: "severity", order: "", page: 1,
  });
  let state = fresh();
  let expanded = null;

  // The state is the part of the address behind #findings, so that a view can be sent to somebody.
  const address = () => {
    const query = new URLSearchParams();
    const start = fresh();
    for (const [key, value] of Object.entries(state)) {
      const text = String(value);
      if (text !== String(start[key])) query.set(key, text);
    }
    return "#findings" + (String(query) ? "?" + query : "");
  };
  const readAddress = () => {
    const hash = location.hash;
    if (hash.startsWith("#finding-")) {
      const found = findings.find((finding) => finding.id === hash.slice("#finding-".length));
      if (!found) return false;
      state = { ...fresh(), verdict: [found.verdict], rule: found.ruleId };
      expanded = found;
      state.page = 1 + Math.floor(matching().indexOf(found) / PAGE);
      return true;
    }
    if (!hash.startsWith("#findings")) return false;
    state = fresh();
    for (const [key, value] of new URLSearchParams(hash.slice("#findings".length + 1))) {
      if (!(key in state)) continue;
      if (key === "page") state.page = Math.max(1, Number.parseInt(value, 10) || 1);
      else state[key] = Array.isArray(state[key]) ? value.split(",").filter(Boolean) : value;
    }
    return true;
  };

  const ORDERS = {
    severity: (f) => SEVERITIES.indexOf(f.severity),
    verdict: (f) => VERDICTS.indexOf(f.verdict),
    rule: (f) => f.ruleId,
    resource: (f) => f.resource,
  };
  const matching = () => {
    const needles = state.q.toLowerCase().split(/\s+/).filter(Boolean);
    const found = findings.filter((f) =>
      (!state.severity.length || state.severity.includes(f.severity)) &&
      (!state.verdict.length || state.verdict.includes(f.verdict)) &&
      (!state.rule || f.ruleId === state.rule) &&
      (!state.area || f.area === state.area) &&
      (!state.source || f.source === state.source) &&
      (!state.control || f.controls.includes(state.control)) &&
      needles.every((needle) => f.haystack.includes(needle)));
    const key = ORDERS[state.sort] || ORDERS.severity;
    const sign = state.order === "down" ? -1 : 1;
    return found
      .map((f) => [key(f), f])
      .sort(([a, f], [b, g]) => (a < b ? -sign : a > b ? sign : f.position - g.position))
      .map(([, f]) => f);
  };

  const change = (part) => {
    state = { ...state, page: 1, ...part };
    expanded = null;
    history.replaceState(null, "", address());
    draw();
  };

  const toggles = (legend, key, values) => {
    const buttons = values.map((value) =>
      element("button", {
        type: "button",
        "data-value": value,
        onclick: () => {
          const chosen = state[key].includes(value)
            ? state[key].filter((v) => v !== value)
            : [...state[key], value];
          change({ [key]: chosen });
        },
      }, value.replace("_", " ")));
    draws.push(() => buttons.forEach((button) =>
      button.setAttribute("aria-pressed", state[key].includes(button.dataset.value))));
    return element("fieldset", {}, element("legend", {}, legend),
      element("div", { class: "toggles" }, ...buttons));
  };
  const select = (label, key, values) => {
    if (!values.length) return "";
    const options = ["", ...values].map((value) => element("option", { value }, value || "All"));
    const field = element("select",
      { class: "field", onchange: (event) => change({ [key]: event.target.value }) }, ...options);
    draws.push(() => { field.value = state[key]; });
    return element("label", {}, label, field);
  };

  const draws = [];
  const search = element("input", {
    type: "search", class: "field", placeholder: "Resource, rule, words", autocomplete: "off",
    oninput: (event) => change({ q: event.target.value }),
  });
  draws.push(() => { if (search.value !== state.q) search.value = state.q; });
  const present = (key, all) => all.filter((value) => findings.some((f) => f[key] === value));
  const filters = element("div", { class: "filters", role: "search", "aria-label": "Filter findings" },
    element("label", {}, "Text", search),
    toggles("Verdict", "verdict", present("verdict", VERDICTS)),
    toggles("Severity", "severity", present("severity", SEVERITIES)),
    select("Rule", "rule", unique(findings.map((f) => f.ruleId))),
    select("Area", "area", unique(findings.map((f) => f.area))),
    select("Control", "control", unique(findings.flatMap((f) => f.controls))),
    select("Source", "source", unique(findings.map((f) => f.source))),
    element("button", { type: "button", class: "clear", onclick: () => change(fresh()) }, "Reset"));

  const status = element("p", { class: "status", role: "status" });
  const head = (label, key, extra) => {
    const cell = element("th", { scope: "col", class: extra || null },
      element("button", {
        type: "button",
        onclick: () => change({
          sort: key, order: state.sort === key && state.order !== "down" ? "down" : "",
        }),
      }, label));
    draws.push(() => {
      if (state.sort !== key) cell.removeAttribute("aria-sort");
      else cell.setAttribute("aria-sort", state.order === "down" ? "descending" : "ascending");
    });
    return cell;
  };
  const body = element("tbody");
  const table = element("table", { class: "explorer stack" },
    element("caption", {}, "Findings"),
    element("thead", {}, element("tr", {},
      head("Severity", "severity"), head("Verdict", "verdict"), head("Rule", "rule"),
      head("Resource", "resource"), element("th", { scope: "col", class: "what" }, "What was seen"))),
    body);
  const scroll = element("div",
    { class: "scroll", role: "region", "aria-label": "Table of findings", tabindex: "0" }, table);
  const turn = (label, by) => {
    const button = element("button", {
      type: "button",
      onclick: () => { change({ page: state.page + by }); scroll.scrollIntoView({ block: "start" }); },
    }, label);
    return button;
  };
  const back = turn("Previous", -1);
  const next = turn("Next", 1);
  const where = element("span");
  const pager = element("div", { class: "pager" }, back, where, next);

  const bdi = (text) => element("bdi", {}, text);
  const name = (text) => element("bdi", {},
    ...text.split(/(?<=\/)/).flatMap((part) => [part, element("wbr")]));
  const detail = (f) => {
    const cell = element("td", { colspan: "5" });
    if (f.at) cell.append(element("p", { class: "resource" }, "at ", bdi(f.at)));
    if (f.evidence) {
      cell.append(element("ul", { class: "evidence" },
        ...f.evidence.split("\n").map((line) => element("li", {}, element("code", {}, line)))));
    }
    if (f.waiver) cell.append(element("p", {}, f.verdict === "waived" ? "Waived by " : "The waiver lapsed: ", bdi(f.waiver)));
    if (f.fix) {
      cell.append(element("p", { class: "label" }, "Fix"),
        element("pre", { tabindex: "0" }, element("code", {}, f.fix)));
    }
    cell.append(element("p", { class: "fine" },
      element("a", { href: "#" + f.anchor }, "About " + f.ruleId), " · ",
      element("a", { href: "#finding-" + f.id }, "Link to this finding")));
    return element("tr", { class: "detail" }, cell);
  };
  const rowOf = (f) => {
    const open = element("button", {
      type: "button", class: "open", "aria-expanded": String(f === expanded),
      onclick: () => { expanded = f === expanded ? null : f; draw(); },
    }, bdi(f.message));
    const row = element("tr", { class: "row" },
      element("td", {}, element("span", { class: "sev sev-" + f.severity }, f.severity)),
      element("td", {}, element("span", { class: "chip chip-" + f.verdict }, f.verdict.replace("_", " ")),
        ...(f.age === "new" ? [" ", element("span", { class: "chip chip-new" }, "new")] : [])),
      element("td", {}, element("a", { href: "#" + f.anchor, class: "id" }, f.ruleId)),
      element("td", { class: "resource" }, name(f.resource)),
      element("td", { class: "what" }, open));
    return [row, open];
  };

  const draw = () => {
    draws.forEach((update) => update());
    const found = matching();
    const pages = Math.max(1, Math.ceil(found.length / PAGE));
    state.page = Math.min(state.page, pages);
    const from = (state.page - 1) * PAGE;
    const rows = [];
    let focus = null;
    for (const f of found.slice(from, from + PAGE)) {
      const [row, open] = rowOf(f);
      rows.push(row);
      if (f === expanded) {
        rows.push(detail(f));
        focus = open;
      }
    }
    const hadFocus = body.contains(document.activeElement);
    body.replaceChildren(...rows);
    if (hadFocus && focus) focus.focus({ preventScroll: true });
    status.textContent = found.length === findings.length
      ? words(findings.length, "finding")
      : words(found.length, "finding") + " of " + findings.length.toLocaleString("en-US");
    where.textContent = "Page " + state.page + " of " + pages;
    back.disabled = state.page === 1;
    next.disabled = state.page === pages;
    pager.hidden = pages === 1;
    scroll.hidden = found.length === 0;
    return focus;
  };

  const follow = (event) => {
    if (readAddress()) {
      const focus = draw();
      const behavior = event ? "smooth" : "instant";
      (focus || root).scrollIntoView({ block: focus ? "center" : "start", behavior });
    }
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.localName === "details") target.open = true;
  };

  root.replaceChildren(filters, status, scroll, pager);
  draw();
  follow();
  addEventListener("hashchange", follow);
  for (const link of document.querySelectorAll(".in-explorer")) {
    link.href = "#findings?" + new URLSearchParams({ rule: link.dataset.rule });
    link.hidden = false;
  }
})();
