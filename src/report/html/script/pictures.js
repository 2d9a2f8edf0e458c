// Pictures, each with its text beside it.

// The tellings of a claim on a line of time: filled and hollow for the two sides, grey for the others.
const timeline = claim => {
  const days = claim.members.map(member => Date.parse(articles[member.at].date ?? ""));
  const known = days.filter(Number.isFinite), first = Math.min(...known), last = Math.max(...known);
  if (!known.length || first === last) return null;
  const WIDTH = 200, MARGIN = 8, sides = new Map();
  for (const finding of claim.findings.filter(counts)) finding.m.forEach((at, side) => sides.has(at) || sides.set(at, side));
  const stacked = new Map();
  const dots = days.flatMap((day, index) => {
    if (!Number.isFinite(day)) return [];
    const x = MARGIN + (WIDTH - 2 * MARGIN) * (day - first) / (last - first);
    const level = stacked.get(Math.round(x)) ?? 0;
    stacked.set(Math.round(x), level + 1);
    const side = sides.get(index), article = articles[claim.members[index].at];
    return s("circle", { cx: x.toFixed(1), cy: Math.max(5, 17 - 6 * level), r: 4.5, class: side === 0 ? "a" : side === 1 ? "b" : "rest" },
      s("title", { text: `${outletOf(article)}, ${shownDate(article.date)}` }));
  });
  const earliest = claim.members[days.indexOf(first)];
  const text = `first ${labelOf(earliest)}, ${shownDate(articles[earliest.at].date)}`;
  return h("span", { class: "timeline" },
    s("svg", { viewBox: `0 0 ${WIDTH} 24`, width: WIDTH, height: 24, "aria-hidden": "true" },
      s("line", { x1: MARGIN, x2: WIDTH - MARGIN, y1: 17, y2: 17 }), dots),
    h("span", { text }));
};

const SHARES = [["direct", "quoted"], ["mixed", "partly quoted"], ["indirect", "reported"]];
const percentOf = (part, whole) => whole ? `${Math.round(100 * part / whole)}%` : "–";

// How an outlet attributes: above, the shares of what is quoted, partly quoted and reported; below, of
// unnamed sources.
const bar = (outlet, width, height) => {
  let x = 0;
  const part = (count, name, y, tall) => {
    const wide = outlet.said ? width * count / outlet.said : 0, from = x;
    x += wide;
    return s("rect", { x: from.toFixed(2), y, width: wide.toFixed(2), height: tall, class: name });
  };
  const tall = Math.round(height * 0.62), parts = SHARES.map(([key]) => part(outlet[key], key, 0, tall));
  x = 0;
  return s("svg", { viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none", class: "bar", "aria-hidden": "true" },
    s("rect", { x: 0, y: 0, width, height: tall, class: "none" }), parts,
    part(outlet.unnamed, "unnamed", tall + 1.5, height - tall - 1.5));
};

const legend = () => h("p", { class: "legend" },
  [["direct", "quoted"], ["mixed", "partly"], ["indirect", "reported"], ["unnamed", "unnamed source"]]
    .map(([name, text]) => h("span", {}, s("svg", { viewBox: "0 0 10 10", "aria-hidden": "true" }, s("rect", { width: 10, height: 10, class: name })), text)));

const MOST_BARS = 40;
const bars = tallies => {
  const shown = tallies.filter(tally => tally.said > 0).slice(0, MOST_BARS);
  return h("table", { class: "bars" },
    h("thead", {}, h("tr", {}, ["Outlet", "Share of what it attributes", "Said", "Quoted", "Partly", "Reported", "Unnamed", "No source"]
      .map((title, index) => h("th", { scope: "col", class: index > 1 ? "number" : null, text: title })))),
    h("tbody", {}, shown.map(tally => h("tr", {},
      h("th", { scope: "row", text: tally.name }), h("td", { class: "picture" }, bar(tally, 100, 16)),
      h("td", { class: "number", text: number(tally.said) }),
      ["direct", "mixed", "indirect", "unnamed", "nobody"].map(key =>
        h("td", { class: "number" }, number(tally[key]), h("small", { text: ` ${percentOf(tally[key], tally.said)}` })))))));
};

// Who is reported by whom: a dot as large as the count, which stands in it.
const ROWS = 14, COLUMNS = 8;
const matrix = (speakerTallies, outletTallies, count) => {
  const rows = speakerTallies.slice(0, ROWS), columns = outletTallies.filter(one => one.said > 0).slice(0, COLUMNS);
  if (!rows.length || columns.length < 2) return null;
  const NAME = 190, CELL = 64, HEIGHT = 26, TOP = 78;
  const most = Math.max(...rows.flatMap(row => columns.map(column => count(row.index, column.index))), 1);
  const short = (text, length) => text.length > length ? text.slice(0, length - 1).trimEnd() + "…" : text;
  const cells = rows.flatMap((row, y) => columns.flatMap((column, x) => {
    const said = count(row.index, column.index);
    if (!said) return [];
    const radius = 4 + 8 * Math.sqrt(said / most), cx = NAME + CELL * (x + 0.5), cy = TOP + HEIGHT * (y + 0.5);
    return [s("circle", { cx, cy, r: radius.toFixed(1), class: "dot" }, s("title", { text: `${row.name}, ${column.name}: ${said}` })),
      s("text", { x: cx + radius + 3, y: cy + 4, class: "count", text: said })];
  }));
  const width = NAME + CELL * columns.length + 90, height = TOP + HEIGHT * rows.length + 4;
  const heads = columns.map((column, x) => s("text", { transform: `translate(${NAME + CELL * (x + 0.5) - 4} ${TOP - 8}) rotate(-24)`, text: short(column.name, 20) },
    s("title", { text: column.name })));
  const sides = rows.map((row, y) => [
    s("line", { x1: 0, x2: NAME + CELL * columns.length, y1: TOP + HEIGHT * (y + 1), y2: TOP + HEIGHT * (y + 1), class: "rule" }),
    s("text", { x: 0, y: TOP + HEIGHT * (y + 0.5) + 4, text: short(row.name, 28) }, s("title", { text: row.name }))]);
  const top = rows[0], by = columns.map(column => [column.name, count(top.index, column.index)]).sort((a, b) => b[1] - a[1])[0];
  const text = `${top.name} is reported most, ${counted(top.said, "time")}, most often by ${by[0]} (${by[1]}).`
    + (rows.length < speakerTallies.length ? ` Shown are the ${rows.length} who are reported most${columns.length < outletTallies.length ? ` and the ${columns.length} outlets that report most` : ""}; the table has all.` : "");
  return h("figure", { class: "matrix" },
    h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "Speakers by outlet" },
      s("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "aria-label": text }, heads, sides, cells)),
    h("figcaption", { text }));
};

