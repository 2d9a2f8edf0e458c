// Elements, made without a word of markup so that nothing that an article holds is ever read as such.

const make = (maker, name, attributes, children) => {
  const node = maker(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value === false || value === null || value === undefined) continue;
    if (key === "text") node.textContent = value;
    else if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat(2).filter(child => child !== null && child !== undefined && child !== false));
  return node;
};
const h = (name, attributes, ...children) =>
  make(one => document.createElement(one), name, attributes, children);
const s = (name, attributes, ...children) =>
  make(one => document.createElementNS("http://www.w3.org/2000/svg", one), name, attributes, children);
// Half of a pair of code units is no text to a browser's address.
const wellFormed = text => text.toWellFormed ? text.toWellFormed() : text;
const byId = id => document.getElementById(id);

// A stretch of an article as pieces, each with the names of the marks that cover it; a mark is
// [start, end, name].
const pieces = (article, [start, end], marks) => {
  const inside = marks.filter(([from, to]) => from < end && to > start);
  const cuts = new Set([start, end]);
  for (const [from, to] of inside) {
    if (from > start) cuts.add(from);
    if (to < end) cuts.add(to);
  }
  const ends = [...cuts].sort((a, b) => a - b);
  return ends.slice(1).map((to, index) => {
    const from = ends[index], text = article.text.slice(from, to);
    const names = inside.filter(mark => mark[0] <= from && to <= mark[1]).map(mark => mark[2]);
    return names.length ? h("mark", { class: [...new Set(names)].join(" "), text }) : text;
  });
};

// The paragraphs that a stretch touches.
const paragraphsAround = (article, [start, end]) => {
  const spans = [];
  let from = article.text.lastIndexOf("\n", start - 1) + 1;
  while (from <= Math.max(end - 1, start)) {
    const behind = article.text.indexOf("\n", from), to = behind < 0 ? article.text.length : behind;
    if (to > from) spans.push([from, to]);
    if (behind < 0) break;
    from = behind + 1;
  }
  return spans;
};

// The address of the very passage: a browser that knows text fragments scrolls there and marks it.
const addressOf = (article, [start, end]) => {
  if (!article.url) return null;
  const words = textOf(article, [start, end]).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "").split(/\s+/);
  const coded = some => encodeURIComponent(wellFormed(some.join(" "))).replace(/-/g, "%2D");
  const text = words.length <= 9 ? coded(words) : `${coded(words.slice(0, 5))},${coded(words.slice(-4))}`;
  if (!text) return article.url;
  return `${article.url}${article.url.includes("#") ? "" : "#"}:~:text=${text}`;
};

