// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Recount authors

/// The script of the page: it adds what can be clicked, and changes no word of the report.
///
/// Texts of the data are only ever set as text, never as markup, and styles as attributes of SVG.
enum ReportScript {
  static let text = #"""

    "use strict";
    (() => {
      const $ = (selector, root = document) => root.querySelector(selector);
      const data = JSON.parse($('script[type="application/json"]').textContent);
      const { start, step, count, services, windows, marks } = data;

      // Elements: text is only ever set as text.
      const fill = (node, attributes, children) => {
        for (const [name, value] of Object.entries(attributes || {})) {
          if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
          else if (value != null) node.setAttribute(name, value);
        }
        node.append(...children.filter((child) => child != null));
        return node;
      };
      const el = (tag, attributes, ...children) =>
        fill(document.createElement(tag), attributes, children);
      const svg = (tag, attributes, ...children) =>
        fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
      const code = (text) => el("code", null, text);
      const pressed = (text, name, act) =>
        el("button", { type: "button", "aria-label": name, onclick: act }, text);

      // Times and numbers, as the report writes them.
      const oneDay = start % 86400 + count * step <= 86400;
      const iso = (second) => new Date(second * 1000).toISOString();
      const seconds = step % 60 ? 19 : 16;
      const moment = (second) => iso(second).slice(oneDay ? 11 : 0, seconds).replace("T", " ");
      const stamp = (second) => moment(second).replace(" ", "T");
      const time = (bucket) => start + bucket * step;
      const grouped = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ",");
      const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

      // State: the buckets [from, to) are shown, `at` is under the line, `open` shows its evidence.
      const whole = () => ({ from: 0, to: count, at: null, open: null, off: new Set() });
      let state = whole();
      const shown = () => [...services.keys()].filter((index) => !state.off.has(index));

      // Permalink.
      const isLink = () => /^#(t|svc)=/.test(location.hash);
      const hash = () => {
        const names = new Set(shown().map((index) => encodeURIComponent(services[index].name)));
        const parts = [
          state.to - state.from < count ? `t=${stamp(time(state.from))}..${stamp(time(state.to))}` : "",
          state.off.size ? `svc=${[...names].join(",")}` : ""].filter((part) => part);
        return parts.length ? "#" + parts.join("&") : "";
      };
      const save = () => {
        if (!hash() && !isLink()) return;
        try {
          history.replaceState(null, "", location.href.split("#")[0] + (hash() || "#"));
        } catch { /* A sandboxed page has no history to change. */ }
      };
      const parsed = (text) => {
        const short = /^\d\d:\d\d(:\d\d)?$/.test(text);
        const full = (short ? iso(start).slice(0, 11) : "") + text.replace(" ", "T");
        return Date.parse(full + (full.length < 17 ? ":00Z" : "Z")) / 1000;
      };
      const unescaped = (text) => { try { return decodeURIComponent(text); } catch { return text; } };
      const restore = () => {
        if (!isLink()) return false;
        const next = whole();
        for (const part of location.hash.slice(1).split("&")) {
          const [name, value] = [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)];
          if (name === "t") {
            let [first, last] = unescaped(value).split("..").map(parsed);
            if (oneDay && last <= first) last += 86400;
            const [from, to] = [Math.floor((first - start) / step), Math.ceil((last - start) / step)]
              .map((bucket) => clamp(bucket, 0, count));
            if (to > from) [next.from, next.to] = [from, to];
          } else if (name === "svc") {
            const names = value.split(",").map(unescaped);
            next.off = new Set([...services.keys()].filter((at) => !names.includes(services[at].name)));
            if (next.off.size === services.length) next.off.clear();
          }
        }
        state = next;
        return true;
      };

      // Copying.
      const copy = async (text, button) => {
        const label = button.textContent;
        try {
          await navigator.clipboard.writeText(text);
          button.textContent = "Copied";
        } catch {
          const area = el("textarea", { readonly: "" });
          area.value = text;
          document.body.append(area);
          area.select();
          button.textContent = document.execCommand("copy") ? "Copied" : "Not copied";
          area.remove();
        }
        setTimeout(() => { button.textContent = label; }, 1500);
      };
      const inert = (text) => text.replace(/\s+/g, " ")
        .replace(/[\\`*_[\]|~$]/g, "\\$&").replace(/&/g, "&amp;").replace(/</g, "&lt;")
        .replace(/>/g, "&gt;").replace(/[@#!]|:(?=\/\/)/g, (sign) => `&#${sign.charCodeAt(0)};`)
        .replace(/(www)\./gi, "$1&#46;");
      const span = (text) => {
        const runs = text.match(/`+/g) || [];
        const fence = "`".repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
        const space = /^`|`$/.test(text) ? " " : "";
        return fence + space + text.replace(/\|/g, "\\|") + space + fence;
      };
      const cell = (node) => [...node.childNodes].map((child) => {
        if (child.nodeName === "CODE") return span(child.textContent);
        const bold = child.nodeName === "STRONG" ? "**" : "";
        return bold + inert(child.textContent) + bold;
      }).join("").trim();
      const markdown = (table) => {
        const line = (row) => "| " + [...row.cells].map(cell).join(" | ") + " |\n";
        const [head, ...rows] = [...table.rows].filter((row) => !row.hidden);
        const rule = [...head.cells].map((th) => th.className === "number" ? "---:" : "---");
        return line(head) + "| " + rule.join(" | ") + " |\n" + rows.map(line).join("");
      };

      // The timeline: rows by text, service and kind.
      const timeline = $('[data-block="timeline"] table');
      const rows = [...timeline?.tBodies[0].rows ?? []].filter((row) => row.cells.length > 4);
      const kindOf = (row) =>
        data.kinds.find((kind) => row.cells[3].textContent.startsWith(kind + " (")) || "note";
      const option = (name, value) => el("option", { value }, name);
      const filterTimeline = () => {
        const service = (row) => row.cells[2].textContent;
        const choice = (name, of) => el("select", { "aria-label": name }, option("every " + name, ""),
          ...[...new Set(rows.map(of))].filter((value) => value).sort()
            .map((value) => option(value, value)));
        const text = el("input", { type: "search", "aria-label": "Text", placeholder: "text" });
        const [byService, byKind] = [choice("service", service), choice("kind", kindOf)];
        const found = el("output", { "aria-live": "polite" });
        const apply = () => {
          const words = text.value.toLowerCase();
          for (const row of rows) {
            row.hidden = !row.textContent.toLowerCase().includes(words)
              || (byService.value && service(row) !== byService.value)
              || (byKind.value && kindOf(row) !== byKind.value);
          }
          found.textContent = `${rows.filter((row) => !row.hidden).length} of ${rows.length} rows`;
        };
        timeline.parentNode.before(el("div", { class: "tools filter", role: "group", oninput: apply,
          "aria-label": "Filter of the timeline" }, text, byService, byKind, found));
        apply();
      };

      // The explorer.
      const range = el("output", { "aria-live": "polite" });
      const overview = el("div", { class: "overview" });
      const plots = el("div", { class: "plots", tabindex: "0", role: "group",
        "aria-label": "Services over time. Left and right move the line, plus and minus zoom, "
          + "Enter shows evidence, Escape shows all." });
      const said = el("p", { class: "hint", "aria-live": "polite" });
      const evidence = el("div", { class: "evidence", "aria-live": "polite", hidden: "" });
      const values = el("tbody");
      const table = el("table", null, el("caption", null, "Values of all services"), el("thead", null,
        el("tr", null, ...["Service", "Counted", "Failed", "Share"].map((name, index) =>
          el("th", { scope: "col", class: index ? "number" : null }, name)))), values);
      const windowsOf = (service) =>
        windows.filter((one) => one.service === service.name && one.noun === service.noun);
      const nameOf = (service) => services.some((other) => other !== service
        && other.name === service.name) ? `${service.name} ${service.noun}` : service.name;
      const toggles = services.map((service, index) =>
        pressed(nameOf(service), null, () => toggle(index)));
      const left = 48, right = 10, plotHeight = 46, rowHeight = 74, overviewHeight = 64;
      let width = 880, line = null;
      const scale = (from, to) => (bucket) =>
        left + (bucket - from) / (to - from) * (width - left - right);
      const x = (bucket) => scale(state.from, state.to)(bucket);
      const overX = (bucket) => scale(0, count)(bucket);
      const area = (series, from, to, place, base) => {
        let path = "", isOpen = false;
        for (let bucket = from; bucket < to; bucket++) {
          const y = series(bucket);
          if (y == null && isOpen) path += `V${base}Z`;
          if (y != null) {
            path += (isOpen ? "" : `M${place(bucket).toFixed(1)} ${base}`)
              + `V${y.toFixed(1)}H${place(bucket + 1).toFixed(1)}`;
          }
          isOpen = y != null;
        }
        return path + (isOpen ? `V${base}Z` : "");
      };
      const highest = (of, from, to) =>
        Math.max(0, ...Array.from({ length: to - from }, (_, index) => of(from + index) ?? 0));
      const summed = (values) =>
        values.reduce((sum, value) => value == null ? sum : (sum ?? 0) + value, null);
      const ticks = (from, to, atMost) => {
        const steps = [60, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400];
        const wide = (to - from) / atMost;
        const gap = steps.find((one) => one >= wide) || Math.ceil(wide / 86400) * 86400;
        const first = Math.ceil(from / gap), length = Math.floor(to / gap) - first + 1;
        return Array.from({ length }, (_, index) => (first + index) * gap);
      };
      const label = (text, px, py, attributes) => svg("text", { x: px, y: py, "font-size": 12,
        fill: "#57606a", stroke: "#ffffff", "stroke-width": 3, "paint-order": "stroke", ...attributes },
      text);
      const axis = (y, from, to, place) => ticks(from, to, Math.max(2, width / 80)).map((second) =>
        svg("g", null,
          svg("line", { x1: place(second), x2: place(second), y1: y, y2: y + 4, stroke: "#57606a" }),
          label(second % 86400 || oneDay ? iso(second).slice(11, 16) : iso(second).slice(5, 10),
            clamp(place(second), left, width - 24), y + 16, { "text-anchor": "middle" })));
      const place = (second) => x((second - start) / step);
      const high = (value, most, base, height) => value == null ? null : base - value / most * height;
      const drawOverview = () => {
        const failed = (bucket) => summed(services.map((service) => service.failed[bucket]));
        const [base, most] = [overviewHeight - 20, Math.max(1, highest(failed, 0, count))];
        const height = (bucket) => high(failed(bucket), most, base, base - 8);
        overview.replaceChildren(svg("svg", { width, height: overviewHeight, role: "img",
          "aria-label": "Failed events of all services; drag to zoom" },
        svg("rect", { x: left, y: 4, width: width - left - right, height: base - 4, fill: "#f6f8fa" }),
        svg("path", { d: area(height, 0, count, overX, base), fill: "#7f1d1d" }),
        label("failed", 0, 18), label(grouped(most), 0, 34),
        svg("rect", { class: "brush", x: overX(state.from), y: 2, height: base - 2, stroke: "#0071b2",
          width: overX(state.to) - overX(state.from), fill: "#0071b2", "fill-opacity": 0.14 }),
        ...axis(base, start, time(count), (second) => overX((second - start) / step))));
      };
      const strip = (index, top) => {
        const service = services[index], { from, to } = state;
        const share = (at) => service.total[at] ? service.failed[at] / service.total[at] : null;
        const most = [0.01, 0.05, 0.1, 0.25, 0.5].find((one) => one >= highest(share, from, to)) || 1;
        const busiest = Math.max(1, highest((bucket) => service.total[bucket], from, to));
        const base = top + 20 + plotHeight;
        const events = (bucket) => high(service.total[bucket], busiest, base, plotHeight);
        const failed = (bucket) => high(share(bucket), most, base, plotHeight);
        const shade = windowsOf(service).map((one) => {
          const [a, b] = [one.from, one.to].map((second) => clamp(place(second), left, width - right));
          return svg("rect", { x: a, y: top + 20, width: Math.max(0, b - a), height: plotHeight,
            fill: "#7f1d1d", "fill-opacity": 0.1 });
        });
        return svg("g", null,
          label(service.name, left, top + 14, { fill: "#333333", "font-weight": 600 }),
          label(`${service.noun}, at most ${grouped(busiest)}`, width - right, top + 14,
            { "text-anchor": "end" }),
          ...shade,
          svg("path", { d: area(events, from, to, x, base), fill: "#9fb4c7", "fill-opacity": 0.35,
            stroke: "#56789a", "stroke-width": 0.75 }),
          svg("path", { d: area(failed, from, to, x, base), fill: "#7f1d1d", "fill-opacity": 0.75,
            stroke: "#7f1d1d" }),
          svg("line", { x1: left, x2: width - right, y1: base, y2: base, stroke: "#57606a" }),
          label(most * 100 + " %", left - 6, top + 30, { "text-anchor": "end" }),
          label("0", left - 6, base, { "text-anchor": "end" }));
      };
      const drawPlots = () => {
        const base = 22 + shown().length * rowHeight;
        const root = svg("svg", { width, height: base + 24, role: "img", "aria-label": "Services" });
        let free = 0;
        for (const { number, time, label: name } of marks) {
          const px = place(time);
          if (px < left || px > width - right) continue;
          root.append(svg("line", { x1: px, x2: px, y1: 18, y2: base, stroke: "#333333",
            "stroke-dasharray": "3 3", "stroke-width": 0.75 }));
          if (px <= free) continue;
          root.append(fill(label(number, px, 14, { "text-anchor": "middle" }), null,
            [svg("title", null, name)]));
          free = px + 14;
        }
        shown().forEach((index, row) => root.append(strip(index, 18 + row * rowHeight)));
        line = svg("line", { class: "line", y1: 18, y2: base, stroke: "#0071b2", "stroke-width": 1.5 });
        root.append(line, ...axis(base, time(state.from), time(state.to), place));
        plots.replaceChildren(root);
      };
      const counts = (service, at) => service.total[at] == null ? "no logs"
        : `${grouped(service.failed[at])} of ${grouped(service.total[at])} ${service.noun} failed`;
      const drawLine = () => {
        const { at } = state, isIn = at != null && at >= state.from && at < state.to;
        line.setAttribute("visibility", isIn ? "visible" : "hidden");
        if (isIn) for (const end of ["x1", "x2"]) line.setAttribute(end, x(at + 0.5));
        const [first, last] = isIn ? [at, at + 1] : [state.from, state.to];
        const span = `${moment(time(first))} – ${moment(time(last))} UTC`;
        table.caption.firstChild.data = `Values of all services, ${span}`;
        values.replaceChildren(...services.map((service) => {
          const [total, failed] = [service.total, service.failed].map((of) =>
            summed(of.slice(first, last)));
          const texts = total == null ? ["no logs", "", ""] : [`${grouped(total)} ${service.noun}`,
            grouped(failed), total ? `${(failed / total * 100).toFixed(1)} %` : "—"];
          return el("tr", null, el("th", { scope: "row" }, code(service.name)),
            ...texts.map((text) => el("td", { class: "number" }, text)));
        }));
        said.textContent = isIn
          ? `${span}: ` + (services.filter((service) => service.failed[at]).map((service) =>
            `${service.name} ${counts(service, at)}`).join("; ") || "no failures")
          : "Drag on the overview to zoom; click a bucket for its evidence. "
            + "Keys: ← → move the line, + − zoom, Enter evidence, Esc all.";
      };
      const drawEvidence = () => {
        evidence.hidden = state.open == null;
        if (state.open == null) return;
        const [first, last] = [time(state.open), time(state.open + 1)];
        const parts = [el("p", null, el("strong", null, `${moment(first)} – ${moment(last)} UTC`))];
        services.forEach((service, index) => {
          const own = windowsOf(service).filter((one) => one.from < last && one.to > first);
          if (state.off.has(index) || (!own.length && !service.failed[state.open])) return;
          parts.push(el("p", null, code(service.name), " " + counts(service, state.open)
            + (own.length ? "" : "; in no window")));
          for (const one of own) {
            const lines = one.lines.filter((row) => row.first < last && row.last >= first);
            const ids = one.figures.length ? one.figures : [one.figure];
            parts.push(el("ul", null, ...lines.map((row) => el("li", null, code(row.text), " in ",
              code(row.place), ` (${row.is}, ${grouped(row.count)} in the window)`)),
            one.reasons.length ? el("li", null, "Of the window: "
              + one.reasons.map(([name, times]) => `${name} ${grouped(times)}`).join(", ")) : null,
            lines.length ? null : el("li", null, "The report has no sample line of this bucket."),
            el("li", null, "Figures: ", ...ids.flatMap((id) => [code(id), " "]))));
          }
        });
        if (parts.length === 1) parts.push(el("p", null, "Nothing failed."));
        const near = rows.map((row) => [parsed(row.cells[0].textContent), row])
          .filter(([second]) => second >= first && second < last);
        if (near.length) parts.push(el("p", null, "In the timeline:"));
        parts.push(el("ul", null, ...near.map(([, row]) =>
          el("li", null, row.cells[3].textContent + " ", code(row.cells[4].textContent)))));
        evidence.replaceChildren(...parts);
      };
      const draw = () => {
        range.textContent = `${moment(time(state.from))} – ${moment(time(state.to))} UTC`;
        toggles.forEach((button, index) => button.setAttribute("aria-pressed", !state.off.has(index)));
        for (const part of [drawOverview, drawPlots, drawLine, drawEvidence, save]) part();
      };
      const toggle = (index) => {
        if (!state.off.delete(index) && state.off.size < services.length - 1) state.off.add(index);
        draw();
      };
      const zoom = (factor) => {
        const middle = state.at ?? (state.from + state.to) / 2;
        const size = clamp(Math.round((state.to - state.from) * factor), 4, count);
        const from = clamp(Math.round(middle - size / 2), 0, Math.max(0, count - size));
        [state.from, state.to] = [from, Math.min(count, from + size)];
        draw();
      };
      const reset = () => { state = { ...whole(), off: state.off }; draw(); };
      const point = (at) => { state.at = clamp(at, state.from, state.to - 1); drawLine(); };
      const move = (by) => point(state.at == null ? state.from : state.at + by);
      const open = () => { state.open = state.at; drawEvidence(); };
      const bucketAt = (event, node, from, to) => {
        const inside = event.clientX - node.getBoundingClientRect().left - left;
        return clamp(from + inside / (width - left - right) * (to - from), from, to);
      };
      const hover = (event) => point(Math.floor(bucketAt(event, plots, state.from, state.to)));
      const brush = () => {
        let origin = null;
        const follow = (event) => {
          const at = bucketAt(event, overview, 0, count);
          if (event.type === "pointerdown") {
            origin = at;
            event.preventDefault();
            try { overview.setPointerCapture(event.pointerId); } catch { /* Not a real pointer. */ }
          }
          if (origin == null) return;
          const [first, last] = [Math.min(origin, at), Math.max(origin, at)];
          fill($(".brush", overview), { x: overX(first), width: overX(last) - overX(first) }, []);
          if (event.type !== "pointerup") return;
          origin = null;
          if (last - first > 1) [state.from, state.to] = [Math.floor(first), Math.ceil(last)];
          draw();
        };
        for (const type of ["down", "move", "up"]) overview.addEventListener("pointer" + type, follow);
        overview.addEventListener("pointercancel", () => { origin = null; draw(); });
      };
      const keys = (event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.target !== plots && event.key !== "Escape") return;
        const far = event.shiftKey ? 10 : 1;
        const act = {
          ArrowLeft: () => move(-far), ArrowRight: () => move(far),
          Home: () => point(state.from), End: () => point(state.to - 1), "+": () => zoom(0.5),
          "=": () => zoom(0.5), "-": () => zoom(2), Escape: reset, Enter: open,
        }[event.key];
        if (act) { event.preventDefault(); act(); }
      };
      const explore = () => {
        const link = pressed("Copy link", null, () => copy(location.href, link));
        const section = el("section", { class: "explorer", "aria-label": "Explore" },
          el("h2", null, "Explore"),
          el("div", { class: "tools" }, pressed("−", "Zoom out", () => zoom(2)),
            pressed("+", "Zoom in", () => zoom(0.5)), pressed("All", "Show all", reset), link, range),
          el("div", { class: "tools", role: "group", "aria-label": "Services shown" }, ...toggles),
          overview, plots, said, evidence, el("div", { class: "scroll" }, table),
          data.omitted ? el("p", { class: "hint" }, `${data.omitted} more services.`) : null);
        $("main").insertBefore(section, $("main").children[1] || null);
        brush();
        plots.addEventListener("pointermove", hover);
        plots.addEventListener("click", (event) => { hover(event); open(); });
        section.addEventListener("keydown", keys);
        const resize = () => { width = Math.max(280, plots.clientWidth || 880); draw(); };
        addEventListener("resize", resize);
        addEventListener("hashchange", () => { if (restore()) draw(); });
        const isLinked = restore();
        resize();
        if (isLinked) section.scrollIntoView();
      };

      if (services.length) explore();
      if (rows.length) filterTimeline();
      for (const one of document.querySelectorAll("table")) {
        const button = pressed("Copy as Markdown", null, () => copy(markdown(one), button));
        one.caption.append(button);
      }
    })();

    """#
}
