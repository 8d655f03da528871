"use strict";
// The table of findings. Everything is built with textContent: names are text, whatever is in them.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const root = document.getElementById("explorer");
  const PAGE = 100;
  const columns = data.columns;
  const count = (columns.rule || []).length;
  const leaves = count ? data.leaves.split("\n") : [];
  const links = count ? data.links.split("\n") : [];
  const once = (make) => { let made; return () => (made ??= make()); };
  const lower = (texts) => texts.map((text) => text.toLowerCase());

  // Findings are numbers; only those on the page become objects.
  const resource = (i) => data.folders[columns.folder[i]] + leaves[i];
  const verdict = (i) => data.verdicts[columns.verdict[i]];
  const severity = (i) => data.severities[columns.severity[i]];
  const source = (i) => data.sources[columns.source[i]];
  // Marks stand for the segments of the resource's name; see ExplorerData.
  const filled = (column) => (i) => {
    let segments = null;
    return data.texts[columns[column][i]].replace(/[\u000e-\u001f]/g, (mark) =>
      (segments ??= resource(i).split("/"))[mark.charCodeAt(0) - 14]);
  };
  const at = filled("at");
  const message = filled("message");
  const evidence = filled("evidence");
  const fix = filled("fix");
  const finding = (position) => {
    const [ruleId, title, area, anchor, controls] = data.rules[columns.rule[position]];
    return {
      position, ruleId, title, area, anchor, controls, id: links[position],
      resource: resource(position), verdict: verdict(position), severity: severity(position),
      source: source(position), at: at(position), message: message(position) || title,
      evidence: evidence(position), fix: fix(position), declared: data.texts[columns.declared[position]],
      terms: data.texts[columns.terms[position]],
      waiver: data.texts[columns.waiver[position]], age: data.texts[columns.age[position]],
    };
  };

  // A word is looked for in what many findings share first, once; then in what is a finding's own.
  const lowerRules = once(() => data.rules.map(([id, title]) => (id + "\n" + title).toLowerCase()));
  const lowerFolders = once(() => lower(data.folders));
  const lowerLeaves = once(() => lower(leaves));
  const lowerTexts = once(() => lower(data.texts));
  const spoken = [];
  const containing = (word) => {
    const known = (texts) => {
      const told = new Int8Array(texts.length);
      return (i) => (told[i] ||= texts[i].includes(word) ? 1 : -1) > 0;
    };
    const inRule = known(lowerRules());
    const inFolder = known(lowerFolders());
    const inText = known(lowerTexts());
    const own = lowerLeaves();
    return (i) =>
      inRule(columns.rule[i]) || inFolder(columns.folder[i]) || own[i].includes(word) ||
      inText(columns.at[i]) || inText(columns.message[i]) ||
      (word.includes("/") && resource(i).toLowerCase().includes(word)) ||
      (spoken[i] ??= (at(i) + "\n" + message(i)).toLowerCase()).includes(word);
  };

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
      const found = links.indexOf(hash.slice("#finding-".length));
      if (found < 0) return false;
      state = { ...fresh(), verdict: [verdict(found)], rule: data.rules[columns.rule[found]][0] };
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

  // Texts by their order among all; the same text has the same rank.
  const ranked = (texts, indexOf) => {
    const ranks = [];
    let last = -1;
    for (const i of [...texts.keys()].sort((a, b) => (texts[a] < texts[b] ? -1 : texts[a] > texts[b] ? 1 : 0))) {
      ranks[i] = last < 0 ? 0 : ranks[last] + (texts[last] === texts[i] ? 0 : 1);
      last = i;
    }
    return (i) => ranks[indexOf(i)];
  };
  const ORDERS = {
    severity: () => (i) => columns.severity[i],
    verdict: () => (i) => columns.verdict[i],
    rule: once(() => ranked(data.rules.map(([id]) => id), (i) => columns.rule[i])),
    resource: once(() => ranked(leaves.map((leaf, i) => resource(i)), (i) => i)),
  };
  const matching = () => {
    const words = state.q.toLowerCase().split(/\s+/).filter(Boolean).map(containing);
    const some = (chosen, labels) => labels.map((label) => !chosen.length || chosen.includes(label));
    const severities = some(state.severity, data.severities);
    const verdicts = some(state.verdict, data.verdicts);
    const sources = data.sources.map((name) => !state.source || name === state.source);
    const rules = data.rules.map(([id, , area, , controls]) =>
      (!state.rule || id === state.rule) && (!state.area || area === state.area) &&
      (!state.control || controls.includes(state.control)));
    const found = [];
    for (let i = 0; i < count; i++) {
      if (severities[columns.severity[i]] && verdicts[columns.verdict[i]] && rules[columns.rule[i]] &&
          sources[columns.source[i]] && words.every((contains) => contains(i))) {
        found.push(i);
      }
    }
    const key = (ORDERS[state.sort] || ORDERS.severity)();
    const sign = state.order === "down" ? -1 : 1;
    return found.sort((a, b) => sign * (key(a) - key(b)) || a - b);
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
  const present = (column, labels) => {
    const used = new Set(columns[column]);
    return labels.filter((label, i) => used.has(i));
  };
  const rules = present("rule", data.rules);
  const filters = element("div", { class: "filters", role: "search", "aria-label": "Filter findings" },
    element("label", {}, "Text", search),
    toggles("Verdict", "verdict", present("verdict", data.verdicts)),
    toggles("Severity", "severity", present("severity", data.severities)),
    select("Rule", "rule", unique(rules.map(([id]) => id))),
    select("Area", "area", unique(rules.map(([, , area]) => area))),
    select("Control", "control", unique(rules.flatMap(([, , , , controls]) => controls))),
    select("Source", "source", unique(present("source", data.sources))),
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
    if (f.declared) cell.append(element("p", { class: "resource" }, "in ", bdi(f.declared)));
    if (f.evidence) {
      cell.append(element("ul", { class: "evidence" },
        ...f.evidence.split("\n").map((line) => element("li", {}, element("code", {}, line)))));
    }
    if (f.terms) {
      cell.append(element("ul", { class: "terms" },
        ...f.terms.split("\n").map((line) => element("li", {}, bdi(line)))));
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
      type: "button", class: "open", "aria-expanded": String(f.position === expanded),
      onclick: () => { expanded = f.position === expanded ? null : f.position; draw(); },
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
    for (const f of found.slice(from, from + PAGE).map(finding)) {
      const [row, open] = rowOf(f);
      rows.push(row);
      if (f.position === expanded) {
        rows.push(detail(f));
        focus = open;
      }
    }
    const hadFocus = body.contains(document.activeElement);
    body.replaceChildren(...rows);
    if (hadFocus && focus) focus.focus({ preventScroll: true });
    status.textContent = found.length === count
      ? words(count, "finding")
      : words(found.length, "finding") + " of " + count.toLocaleString("en-US");
    where.textContent = "Page " + state.page + " of " + pages;
    back.disabled = state.page === 1;
    next.disabled = state.page === pages;
    pager.hidden = pages === 1;
    scroll.hidden = found.length === 0;
    return focus;
  };

  const follow = () => {
    if (readAddress()) {
      const focus = draw();
      (focus || root).scrollIntoView({ block: focus ? "center" : "start" });
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
