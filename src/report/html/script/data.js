// What the page holds, read once, and what follows from it. Places count in the kept text of an article,
// whose paragraphs are parted by one line break, or two where some are left out.

const data = JSON.parse(document.getElementById("data").textContent);
const { outlets, events, speakers, articles, said, claims } = data;

const DIFFER = 0, AGREE = 1, SINGLE = 2;
const VOICES = ["quoted", "reported", "in its own words"];
const KINDS = ["quoted", "partly quoted", "reported"];

for (const one of said) one.claims = [];
for (const claim of claims) {
  claim.findings ??= [];
  for (const member of claim.members) if (member.said !== undefined) said[member.said].claims.push(claim);
}

const textOf = (article, [start, end]) => article.text.slice(start, end);
const outletOf = article => outlets[article.outlet].name;
const speakerOf = one => one.who === undefined ? null : speakers[one.who];

// Who is reported to have said a telling, and null for what the outlet says itself.
const tellerOf = member => member.said === undefined ? null : speakerOf(said[member.said]);
const nameOf = member => tellerOf(member)?.name
  ?? (member.said === undefined ? "in its own words" : said[member.said].source ?? "nobody named");

// The stretches of a telling: all of it, or where it is in parts those of its content that lie in it.
const spansOf = member => {
  if (member.said === undefined || !member.parts) return [member.p];
  const flat = said[member.said].c, spans = [];
  for (let at = 0; at < flat.length; at += 2) {
    const start = Math.max(flat[at], member.p[0]), end = Math.min(flat[at + 1], member.p[1]);
    if (start < end) spans.push([start, end]);
  }
  return spans.length ? spans : [member.p];
};

const wordsOf = member => spansOf(member).map(span => textOf(articles[member.at], span)).join(" ");

// Why an attribution was taken for one, its cue and source put back.
const reasonOf = one => data.reasons[one.why]
  .replace("\u0001", () => `“${textOf(articles[one.at], one.v ?? [0, 0])}”`)
  .replace("\u0002", () => `“${textOf(articles[one.at], one.s ?? [0, 0])}”`);

const claimWords = claim => wordsOf(claim.members[claim.by]);

const counts = finding => finding.nature === "discrepancy" || finding.nature === "dispute";

// Text as it is searched: lower case, straight marks, no accents.
const fold = text => {
  const low = text.toLowerCase();
  return /^[\x20-\x7e\n]*$/.test(low) ? low : low
    .replace(/[‘’‚‛`´]/g, "'").replace(/[“”„«»]/g, '"').replace(/[–—‑−]/g, "-")
    .normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/\s+/g, " ");
};

// What a claim or a statement is searched in, made when it is first needed.
const claimText = claim => claim.folded ??= fold(claim.members.map(member => {
  const article = articles[member.at];
  return [wordsOf(member), nameOf(member), outletOf(article), article.title, member.id].join("\n");
}).join("\n") + "\n" + claim.id + claim.findings.map(finding => " " + finding.id).join(""));
const saidText = one => one.folded ??= fold([
  textOf(articles[one.at], [one.c[0], one.c[one.c.length - 1]]),
  speakerOf(one)?.name ?? one.source ?? "", outletOf(articles[one.at]), articles[one.at].title, one.id,
].join("\n"));

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const dayOf = date => {
  const [year, month, day] = date.split("-").map(Number);
  return { year, month: MONTHS[month - 1], day };
};
const shownDate = date => {
  const { year, month, day } = dayOf(date);
  return `${day} ${month} ${year}`;
};
// "12 to 14 Feb 2025"
const shownDates = (first, last) => {
  if (first === last) return shownDate(first);
  const [a, b] = [dayOf(first), dayOf(last)];
  const from = a.year !== b.year ? shownDate(first) : a.month !== b.month ? `${a.day} ${a.month}` : a.day;
  return `${from} to ${shownDate(last)}`;
};
const datesOf = claim => claim.members.map(member => articles[member.at].date).filter(Boolean).sort();

const number = count => count.toLocaleString("en-US");
const counted = (count, noun) => `${number(count)} ${noun}${count === 1 ? "" : "s"}`;
const SMALL = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const inWords = count => SMALL[count] ?? number(count);

