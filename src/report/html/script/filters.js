// What is asked for: read from the form and the address, and what fits it.

const form = byId("filters");
const NAMED = ["q", "event", "speaker", "since", "until", "sure", "order"];
const field = Object.fromEntries(NAMED.map(name => [name, byId(name)]));

// What differs, as a reader asks for it.
const GROUPS = [
  ["what", "who, what, whether", ["negation", "antonym", "agent"]],
  ["number", "number or date", ["number", "date"]],
  ["speaker", "who said it", ["speaker"]],
  ["wording", "words in quotation marks", ["wording"]],
  ["certainty", "how certain", ["certainty"]],
];
const ID = /^[astcf][0-9a-z]{8}(~\d+)?$/;

const state = { show: "differ", at: "", kinds: new Set(), outlets: new Set(), voices: new Set() };

const boxes = name => [...form.querySelectorAll(`input[name="${name}"]`)];

// The address without its id, so that a link can add its own.
const address = (show = state.show) => {
  const asked = new URLSearchParams({ show });
  for (const name of NAMED) if (field[name].value.trim()) asked.set(name, field[name].value.trim());
  for (const name of ["kinds", "voices"]) if (state[name].size) asked.set(name, [...state[name]].join(" "));
  for (const index of state.outlets) asked.append("outlet", outlets[index].name);
  return "#" + asked;
};

const readAddress = () => {
  const [first, ...rest] = location.hash.slice(1).split("&");
  const asked = new URLSearchParams(ID.test(first) ? rest.join("&") : location.hash.slice(1));
  state.at = ID.test(first) ? first : "";
  if (state.at && !rest.length) return;
  state.show = asked.get("show") ?? "differ";
  for (const name of NAMED) field[name].value = asked.get(name) ?? "";
  for (const name of ["kinds", "voices"]) state[name] = new Set((asked.get(name) ?? "").split(" ").filter(Boolean));
  const named = asked.getAll("outlet");
  state.outlets = new Set(outlets.flatMap((outlet, index) => named.includes(outlet.name) ? [index] : []));
  for (const name of ["kinds", "voices"]) {
    for (const box of boxes(name)) box.checked = state[name].has(box.value);
  }
};

const readForm = () => {
  for (const name of ["kinds", "voices"]) {
    state[name] = new Set(boxes(name).filter(box => box.checked).map(box => box.value));
  }
  for (const box of boxes("outlets")) state.outlets[box.checked ? "add" : "delete"](Number(box.value));
};

const isNarrowed = () => NAMED.some(name => name !== "order" && field[name].value.trim())
  || state.kinds.size + state.voices.size + state.outlets.size > 0;

const clear = () => {
  for (const name of NAMED) if (name !== "order") field[name].value = "";
  for (const name of ["kinds", "voices", "outlets"]) {
    state[name] = new Set();
    for (const box of boxes(name)) box.checked = false;
  }
};

// The words of a search; those in quotation marks as one.
const wordsIn = query => [...fold(query).matchAll(/"([^"]+)"|[^\s"]+/g)].map(found => (found[1] ?? found[0]).trim());

// Names as they are searched.
const foldedSpeakers = speakers.map(speaker => fold(speaker.name)), foldedEvents = events.map(fold);

// Indices of the names that are typed: the one that is typed whole, else all that hold every word.
const typed = (folded, value) => {
  const whole = fold(value.trim()).replace(/\s+/g, " ");
  if (!whole) return null;
  const exact = folded.flatMap((name, index) => name === whole ? [index] : []);
  if (exact.length) return new Set(exact);
  const words = wordsIn(value);
  return new Set(folded.flatMap((name, index) => words.every(word => name.includes(word)) ? [index] : []));
};

// A question to each claim and each statement, made once for all of them.
const question = () => {
  const words = wordsIn(field.q.value), least = Number(field.sure.value) || 0;
  const who = typed(foldedSpeakers, field.speaker.value);
  const event = typed(foldedEvents, field.event.value);
  const [since, until] = [field.since.value, field.until.value];
  const kinds = new Set(GROUPS.filter(([key]) => state.kinds.has(key)).flatMap(([, , kinds]) => kinds));
  const article = one => (!state.outlets.size || state.outlets.has(one.outlet))
    && (!event || event.has(one.event))
    && (!since || (one.date && one.date >= since)) && (!until || (one.date && one.date <= until));
  const voice = one => !state.voices.size || state.voices.has(String(one.voice));
  const asksMembers = state.outlets.size || event || since || until || state.voices.size || who;
  return {
    claim: claim => (!asksMembers || claim.members.some(member => article(articles[member.at]) && voice(member)
        && (!who || (member.said !== undefined && who.has(said[member.said].who)))))
      && (claim.sure === undefined || claim.sure >= least)
      && (!kinds.size || claim.findings.some(finding => kinds.has(finding.kind)))
      && words.every(word => claimText(claim).includes(word)),
    said: one => article(articles[one.at]) && voice(one) && (!who || who.has(one.who)) && one.sure >= least
      && (!kinds.size || one.claims.some(claim => claim.findings.some(finding => kinds.has(finding.kind))))
      && words.every(word => saidText(one).includes(word)),
    article,
  };
};

// The filters in words, for who finds nothing.
const asked = () => {
  const parts = [];
  if (field.q.value.trim()) parts.push(`“${field.q.value.trim()}”`);
  if (field.speaker.value.trim()) parts.push(`speaker ${field.speaker.value.trim()}`);
  if (field.event.value.trim()) parts.push(`event ${field.event.value.trim()}`);
  if (state.outlets.size) parts.push([...state.outlets].map(index => outlets[index].name).join(" or "));
  if (state.kinds.size) parts.push("what differs");
  if (state.voices.size) parts.push([...state.voices].map(voice => VOICES[voice]).join(" or "));
  if (field.since.value) parts.push(`from ${shownDate(field.since.value)}`);
  if (field.until.value) parts.push(`until ${shownDate(field.until.value)}`);
  if (field.sure.value) parts.push(`at least ${field.sure.value}% sure`);
  return parts.join(", ");
};

