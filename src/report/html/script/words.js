// Two tellings set against each other word by word.

// The words of a telling with their places in the article; quotation marks stay with their words.
const tokensOf = member => {
  const tokens = [];
  let sign = null;
  for (const [start, end] of spansOf(member)) {
    for (const found of textOf(articles[member.at], [start, end]).matchAll(/\S+/g)) {
      const from = start + found.index, to = from + found[0].length, key = plain(found[0]);
      const last = tokens[tokens.length - 1];
      // A mark that stands by itself goes with a word beside it.
      if (!key && last && !/^[«“"„(]/.test(found[0])) Object.assign(last, { text: `${last.text} ${found[0]}`, to });
      else if (!key) sign = { text: found[0], from };
      else {
        tokens.push(sign ? { text: `${sign.text} ${found[0]}`, from: sign.from, to, key } : { text: found[0], from, to, key });
        sign = null;
      }
    }
  }
  return tokens;
};
const plain = word => fold(word).replace(/[^\p{L}\p{N}%$£€]+/gu, "");

// How many words are compared; tellings hardly ever have more.
const MOST_WORDS = 400;

// The longest common run of words, as columns: each has the words of both sides, and is the same or not.
const columnsOf = (a, b) => {
  a = a.slice(0, MOST_WORDS);
  b = b.slice(0, MOST_WORDS);
  const width = b.length + 1, best = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      best[i * width + j] = a[i].key === b[j].key
        ? best[(i + 1) * width + j + 1] + 1
        : Math.max(best[(i + 1) * width + j], best[i * width + j + 1]);
    }
  }
  const columns = [], differing = (side, word) => {
    let last = columns[columns.length - 1];
    if (!last || last.same) columns.push(last = { same: false, a: [], b: [] });
    last[side].push(word);
  };
  let i = 0, j = 0;
  while (i < a.length && j < b.length) {
    if (a[i].key === b[j].key) columns.push({ same: true, a: [a[i++]], b: [b[j++]] });
    else if (best[(i + 1) * width + j] >= best[i * width + j + 1]) differing("a", a[i++]);
    else differing("b", b[j++]);
  }
  while (i < a.length) differing("a", a[i++]);
  while (j < b.length) differing("b", b[j++]);
  return { columns, share: best[0] / Math.max(1, Math.min(a.length, b.length)) };
};

// Both sides of some findings between the same two tellings, with the words marked that they are about.
const aligned = (claim, findings) => {
  const [first, second] = findings[0].m.map(index => claim.members[index]);
  const [a, b] = [tokensOf(first), tokensOf(second)];
  const ofWords = findings.filter(finding => !["speaker", "attribution"].includes(finding.kind));
  const mark = (tokens, side) => {
    for (const token of tokens) {
      token.isKey = ofWords.some(finding => finding[side][0] < token.to && token.from < finding[side][1]);
    }
  };
  mark(a, "a");
  mark(b, "b");
  const { columns, share } = columnsOf(a, b);
  for (const column of columns) {
    column.isKey = !column.same && [...column.a, ...column.b].some(token => token.isKey);
    // The same word on both sides is no difference, whatever surrounds it.
    if (column.same) for (const token of [...column.a, ...column.b]) token.isKey = false;
  }
  return { members: [first, second], columns, share };
};

// The words around the first difference on each side, three on either hand.
const AROUND = 3, FARTHEST = 14;
const pointOf = ({ columns }) => {
  const first = columns.findIndex(column => column.isKey);
  if (first < 0) return null;
  let last = first;
  for (let at = first; at < columns.length && at - last <= AROUND; at++) if (columns[at].isKey) last = at;
  const side = name => {
    let from = Math.max(0, first - AROUND), to = Math.min(columns.length, last + 1 + AROUND);
    const words = columns.slice(from, to).flatMap(column => column[name].map(word => ({ ...word, isKey: column.isKey })));
    const cut = words.length > FARTHEST ? words.slice(0, FARTHEST) : words;
    return { words: cut, before: from > 0, after: to < columns.length || cut.length < words.length };
  };
  return [side("a"), side("b")];
};

const pointLine = (label, { words, before, after }) => {
  const trim = word => word.replace(/^["“”«»„`' ]+|["“”«»„`' ]+$/gu, "");
  const shown = words.flatMap((word, index) => [index ? " " : "", word.isKey ? h("b", { text: trim(word.text) }) : trim(word.text)]);
  return h("span", { class: "side" }, h("span", { class: "outlet" }, label + ": "),
    shown.length ? ["“", before && "… ", ...shown, after && " …", "”"] : "not there");
};

// How much of two tellings is to be the same for them to stand word below word.
const LEAST_SHARE = 0.45;
// How many words in a row that answer nothing are shown.
const MOST_ALONE = 12;

const shortened = (words, column) => {
  if (column.isKey || words.length <= MOST_ALONE) return words;
  return [...words.slice(0, 4), { text: "[…]" }, ...words.slice(-4)];
};

const cell = (words, column) => {
  if (!words.length) return h("span", { class: column.isKey ? "gap key" : "gap" }, "·");
  const text = shortened(words, column).map(word => word.text).join(" ");
  return h("span", { class: column.same ? null : column.isKey ? "key" : "other", text });
};

// Word below word, as in a score; for who listens, one side after the other.
const LONG_LABEL = 24;
const score = (found, labels, names) => {
  const full = side => found.columns.flatMap(column => shortened(column[side], column).map(word => word.text)).join(" ");
  const sides = ["a", "b"];
  if (found.share < LEAST_SHARE) {
    return h("dl", { class: "stack" }, sides.map((side, index) => [
      h("dt", { text: labels[index] }),
      h("dd", {}, names[index] && h("span", { class: "teller", text: `${names[index]}: ` }), found.columns.flatMap(column => column[side].length
        ? [cell(column[side], { ...column, same: column.same || !column.isKey }), " "] : [])),
    ]));
  }
  const isLong = labels.some(label => label.length > LONG_LABEL);
  return h("div", { class: isLong ? "score long" : "score" },
    h("p", { class: "unseen" }, sides.map((side, index) => `${labels[index]}: ${full(side)} `)),
    h("div", { class: "labels", "aria-hidden": "true" }, labels.map(label => h("span", { text: label }))),
    h("div", { class: "lines", "aria-hidden": "true" }, found.columns.map(column =>
      h("span", { class: "column" }, cell(column.a, column), cell(column.b, column)))));
};

