// One claim, one telling, one statement.

const TITLES = {
  negation: "Affirmed here, denied there",
  antonym: "Opposite words",
  number: "Another number",
  date: "Another date",
  agent: "Who does what differs",
  speaker: "The same words, another speaker",
  wording: "Words in quotation marks changed",
  certainty: "Hedged here, flat there",
  attribution: "Stated as fact here, attributed there",
};

// Red is kept for accounts of one utterance or fact that differ; all else has calmer colours.
const toneOf = finding => {
  if (finding.accepted) return "calm";
  if (finding.kind === "attribution") return "voice";
  if (finding.kind === "wording") return "wording";
  if (finding.nature === "dispute") return "dispute";
  return finding.nature === "discrepancy" ? "grave" : "calm";
};
const titleOf = finding => {
  const title = TITLES[finding.kind];
  const low = title[0].toLowerCase() + title.slice(1);
  if (finding.nature === "dispute") return `Speakers disagree: ${low}`;
  if (finding.nature === "update") return `Moved with time: ${low}`;
  if (finding.kind === "wording" && finding.nature === "harmless") return "Quoted words changed, meaning kept";
  return title;
};
const sureWords = ({ kind, nature, sure }) =>
  kind === "attribution" ? "a matter of voice" : nature === "harmless" ? "does not change what is said"
    : sure >= 90 ? "very likely a real difference" : sure >= 70 ? "likely a real difference"
    : sure >= 50 ? "perhaps a real difference" : "a difference that may not matter";

// What is shown of a claim, the gravest first: each two tellings with what differs between them. Who looks at
// voices or at quotations sees these first.
const issuesOf = claim => {
  const grave = claim.findings.filter(counts);
  // Words that make accounts conflict are not told once more as words that do not.
  const isTold = one => one.kind === "wording" && !counts(one) && grave.some(other => other.m.some((at, side) =>
    one.m.includes(at) && overlap(side ? other.b : other.a, one.m[0] === at ? one.a : one.b)));
  const shown = claim.findings.filter(finding => finding.why !== undefined && !isTold(finding));
  const first = { voice: "attribution", altered: "wording" }[state.show];
  const rank = finding => finding.kind === first ? -1 : counts(finding) ? (finding.accepted ? 1 : 0)
    : finding.nature === "update" ? 2 : finding.kind === "attribution" ? 3 : 4;
  const issues = [];
  for (const finding of [...shown].sort((a, b) => rank(a) - rank(b) || b.sure - a.sure)) {
    const alike = issues.find(issue => String(issue[0].m) === String(finding.m) && rank(issue[0]) === rank(finding));
    if (alike) alike.push(finding);
    else issues.push([finding]);
  }
  return issues;
};

// A place without words counts as that between two words.
const overlap = ([a, b], [c, d]) => a <= d && c <= b;

const labelOf = member => outletOf(articles[member.at]);

// Two tellings of one outlet are told apart by their dates.
const labelsOf = members => {
  const labels = members.map(labelOf);
  if (labels[0] !== labels[1]) return labels;
  return members.map((member, index) => articles[member.at].date
    ? `${labels[index]}, ${shownDate(articles[member.at].date)}` : labels[index]);
};

const issue = (claim, findings) => {
  const found = aligned(claim, findings), [main] = findings;
  const labels = labelsOf(found.members);
  const names = found.members.map(nameOf);
  const isOfSpeakers = findings.some(finding => ["speaker", "attribution"].includes(finding.kind));
  const point = pointOf(found);
  const line = isOfSpeakers
    ? names.map((name, index) => h("span", { class: "side" }, h("span", { class: "outlet" }, labels[index] + ": "), h("b", { text: name })))
    : point?.map((side, index) => pointLine(labels[index], side));
  const accepted = main.accepted;
  return h("div", { class: `issue ${toneOf(main)}`, id: main.id },
    h("p", { class: "what" }, [...new Set(findings.map(titleOf))].join("; "),
      " ", h("span", { class: "sure", text: `${sureWords(main)} (${main.sure}%)` })),
    line && h("p", { class: "point" }, line[0], h("span", { class: "slash" }, " / "), line[1]),
    score(found, labels, isOfSpeakers ? names : []),
    accepted && h("p", { class: "note" }, `Accepted${accepted.date ? " on " + shownDate(accepted.date) : ""}${accepted.note ? ": " + accepted.note : ""}`));
};

const speakerLink = one => {
  const speaker = speakerOf(one);
  if (!speaker) return h("b", { text: one.source ?? "nobody named" });
  return h("button", { type: "button", class: "name", title: "Everything that they are reported to have said", text: speaker.name,
    onclick: () => { field.speaker.value = speaker.name; go("said"); } });
};

const marksOf = one => {
  const marks = [];
  for (let at = 0; at < one.c.length; at += 2) marks.push([one.c[at], one.c[at + 1], "content"]);
  if (one.s) marks.push([...one.s, "source"]);
  if (one.v) marks.push([...one.v, "cue"]);
  return marks;
};

const passage = (article, place, marks) =>
  h("blockquote", {}, paragraphsAround(article, place).map(span => h("p", {}, pieces(article, span, marks))));

// Where a passage stands: in the article on the web, and in what this page has of the article.
const places = (article, place, id) => {
  const address = addressOf(article, place);
  return h("p", { class: "places" },
    address && h("a", { href: address, rel: "noreferrer", target: "_blank" }, "In the article, at the passage"),
    address && h("span", { class: "printed", text: article.url }),
    h("a", { href: "#" + id }, "In its paragraphs here"));
};

const telling = (claim, member, index) => {
  const article = articles[member.at], one = member.said === undefined ? null : said[member.said];
  const isCopy = claim.members.slice(0, index).some(other => other.n === member.n && other.at !== member.at);
  const marks = one ? marksOf(one).filter(mark => mark[2] !== "content") : [];
  marks.push(...spansOf(member).map(span => [...span, "content"]));
  for (const finding of claim.findings.filter(counts).filter(one => one.kind !== "speaker")) {
    finding.m.forEach((at, side) => {
      const [from, to] = side ? finding.b : finding.a;
      if (at === index && from < to) marks.push([from, to, "differs"]);
    });
  }
  return h("div", { class: "telling", id: member.id },
    h("p", { class: "by" }, h("b", { text: outletOf(article) }), article.date && `, ${shownDate(article.date)}`,
      " · ", one ? speakerLink(one) : null, one ? ` · ${VOICES[member.voice]}` : VOICES[2],
      isCopy && " · copies an account above"),
    passage(article, member.p, marks),
    places(article, member.p, one ? one.id : `${article.key}&t=${member.id}`));
};

// The claim in one line, behind who is reported to have said it where all agree on that.
const headingOf = claim => {
  const names = new Set(claim.members.map(tellerOf).filter(Boolean));
  const [speaker] = names;
  const isOne = names.size === 1 && !claim.members.some(member => member.voice === 2);
  return isOne && !/unnamed|other|document/.test(speaker.kind) ? [`${speaker.name}: `, claimWords(claim)] : [null, claimWords(claim)];
};

const metaOf = claim => {
  const names = new Set(claim.members.map(tellerOf).filter(Boolean));
  const [speaker] = names;
  const told = new Set(claim.members.map(member => articles[member.at].outlet));
  const dates = datesOf(claim);
  return [
    names.size === 1 && speaker.role ? speaker.role : null,
    told.size === 1 ? outlets[[...told][0]].name
      : claim.accounts === told.size ? counted(told.size, "outlet")
        : `${counted(claim.accounts, "account")} from ${counted(told.size, "outlet")}`,
    told.size === 1 && claim.accounts > 1 ? counted(claim.accounts, "account") : null,
    dates.length ? shownDates(dates[0], dates[dates.length - 1]) : null,
  ].filter(Boolean).join(" · ");
};

const checkPart = claim => {
  const check = checkOf(claim);
  const tick = h("button", { type: "button", class: "tick", "aria-pressed": String(isChecked(claim)) },
    h("span", { "aria-hidden": "true" }, "✓ "), h("span", { text: isChecked(claim) ? "Checked" : "Check" }));
  const added = newSince(claim);
  const news = h("span", { class: "news", text: added ? `${counted(added, "difference")} new since ${shownDate(check.done)}` : "" });
  const area = h("textarea", { rows: 2, "aria-label": "Note on this claim", placeholder: "What did you find?" });
  area.value = check.note ?? "";
  const printed = h("p", { class: "printed", text: check.note ? `Note: ${check.note}` : "" });
  const note = h("div", { class: "noting", hidden: !check.note }, area, printed);
  const opener = h("button", { type: "button", "aria-expanded": String(Boolean(check.note)), text: "Note",
    onclick: () => {
      note.hidden = !note.hidden;
      opener.setAttribute("aria-expanded", String(!note.hidden));
      if (!note.hidden) area.focus();
    } });
  area.addEventListener("input", () => {
    printed.textContent = area.value ? `Note: ${area.value}` : "";
    setCheck(claim, { note: area.value.trim() });
  });
  tick.addEventListener("click", () => {
    const done = !isChecked(claim) || newSince(claim) > 0;
    setCheck(claim, { done: done ? today() : undefined, findings: done ? acceptable(claim) : undefined });
    tick.setAttribute("aria-pressed", String(done));
    tick.lastChild.textContent = done ? "Checked" : "Check";
    news.textContent = "";
    tick.closest(".claim").classList.toggle("checked", done);
  });
  return { buttons: [tick, opener, news], note };
};

const claimCard = claim => {
  const [name, words] = headingOf(claim), issues = issuesOf(claim);
  const shown = issues.filter((findings, index) => counts(findings[0]) ? index < 3 : index === 0);
  const rest = issues.filter(findings => !shown.includes(findings));
  const checking = checkPart(claim);
  const count = claim.members.length;
  const telling_ = (member, index) => telling(claim, member, index);
  const folded = (title, kind, fill) => {
    const details = h("details", { class: `fold-${kind}` }, h("summary", { text: title }));
    // What is folded is made when it is first opened.
    details.fill = () => { if (details.childElementCount === 1) details.append(h("div", { class: kind }, fill())); };
    details.addEventListener("toggle", () => { if (details.open) details.fill(); });
    return details;
  };
  return h("article", { class: `claim${isChecked(claim) ? " checked" : ""}`, id: claim.id, tabindex: -1, "aria-labelledby": `${claim.id}-h` },
    h("h2", { id: `${claim.id}-h` }, name && h("span", { class: "who", text: name }), words),
    h("p", { class: "meta", text: metaOf(claim) }),
    shown.map(findings => issue(claim, findings)),
    rest.length > 0 && folded(`${counted(rest.length, shown.length ? "further difference" : "difference")}`, "further", () => rest.map(findings => issue(claim, findings))),
    folded(count === 1 ? "The passage in its paragraph" : count === 2 ? "Both passages, in their paragraphs"
      : `All ${inWords(count)} passages, in their paragraphs`, "tellings", () => claim.members.map(telling_)),
    h("div", { class: "foot" }, timeline(claim), checking.buttons,
      h("a", { class: "link", href: "#" + claim.id, title: "This address stays when articles are added" }, "Link to this claim")),
    checking.note);
};

// What one account has, on a few lines.
const statement = one => {
  const article = articles[one.at];
  return h("article", { class: "statement", id: `row-${one.id}`, "aria-label": `${speakerOf(one)?.name ?? "Statement"}, ${outletOf(article)}` },
    h("p", { class: "by" }, speakerLink(one), speakerOf(one)?.role && `, ${speakerOf(one).role}`, " · ", outletOf(article),
      article.date && `, ${shownDate(article.date)}`, ` · ${KINDS[one.kind]} · `,
      h("span", { class: one.sure < 60 ? "unsure" : null, title: reasonOf(one), text: `${one.sure}% sure` }),
      one.nested === 1 && " · within what another one says"),
    passage(article, [one.c[0], one.c[one.c.length - 1]], marksOf(one)),
    h("p", { class: "places" }, places(article, [one.c[0], one.c[one.c.length - 1]], one.id).childNodes,
      one.claims.filter(claim => claim.verdict !== SINGLE).slice(0, 1).map(claim =>
        h("a", { href: "#" + claim.id }, claim.verdict === DIFFER ? "Told differently elsewhere" : "Told elsewhere too"))));
};

