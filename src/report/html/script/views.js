// What is shown: views on claims, on everything said, and on outlets and speakers; a piece at a time, so that
// a page of thousands of articles stays quick.

const VIEWS = [
  { key: "differ", tone: "grave", of: claim => claim.verdict === DIFFER, title: count => count === 1 ? "claim differs" : "claims differ", noun: "claim whose accounts differ|claims whose accounts differ" },
  { key: "voice", tone: "voice", of: claim => claim.findings.some(one => one.kind === "attribution"), title: () => "fact here, attributed there", noun: "claim that is stated as fact here and attributed there|claims that are stated as fact here and attributed there" },
  { key: "altered", tone: "wording", of: claim => claim.findings.some(one => one.kind === "wording"), title: count => count === 1 ? "quotation altered" : "quotations altered", noun: "claim with altered quotations|claims with altered quotations" },
  { key: "agree", tone: "agree", of: claim => claim.verdict === AGREE, title: count => count === 1 ? "agrees" : "agree", noun: "claim on which accounts agree|claims on which accounts agree" },
  { key: "single", tone: "plain", of: claim => claim.verdict === SINGLE, title: () => "one account only", noun: "claim with one account|claims with one account" },
  { key: "said", tone: "plain", title: count => count === 1 ? "attribution" : "attributions", noun: "attribution|attributions" },
];
const lists = Object.fromEntries(VIEWS.filter(view => view.of).map(view => [view.key, claims.filter(view.of)]));
lists.said = said;

const list = byId("list"), status = byId("status");
const AT_ONCE = 12, AT_MOST_PRINTED = 400;
let shown = { items: [], make: null, count: 0 };

const showMore = (count = AT_ONCE) => {
  const next = shown.items.slice(shown.count, shown.count + count);
  const nodes = next.map(shown.make);
  shown.count += next.length;
  byId("more")?.remove();
  list.append(...nodes);
  const left = shown.items.length - shown.count;
  if (left > 0) {
    const more = h("button", { type: "button", id: "more", text: `Show ${Math.min(left, AT_ONCE)} more of ${number(left)}`, onclick: () => {
      const first = shown.count;
      showMore();
      list.children[first]?.focus?.();
    } });
    list.append(more);
    watcher?.observe(more);
  }
};
// The next ones come when the end of the list comes into sight.
const watcher = "IntersectionObserver" in window
  ? new IntersectionObserver(seen => { if (seen.some(one => one.isIntersecting)) showMore(); }, { rootMargin: "600px" }) : null;

const showItems = (items, make) => {
  watcher?.disconnect();
  shown = { items, make, count: 0 };
  list.replaceChildren();
  showMore();
};

const cardOf = claim => claim.verdict === SINGLE && claim.members.length === 1 && claim.members[0].said !== undefined
  ? statement(said[claim.members[0].said]) : claimCard(claim);

const ordered = (items, view) => {
  const order = field.order.value;
  if (!order) return items;
  const date = one => view.of ? datesOf(one)[0] ?? "" : articles[one.at].date ?? "";
  const sure = one => one.sure ?? 101;
  const by = { new: (a, b) => date(a) < date(b) ? 1 : date(a) > date(b) ? -1 : 0,
    old: (a, b) => (date(a) || "9") < (date(b) || "9") ? -1 : (date(a) || "9") > (date(b) || "9") ? 1 : 0,
    unsure: (a, b) => sure(a) - sure(b), most: (a, b) => (b.accounts ?? 0) - (a.accounts ?? 0) };
  return by[order] ? [...items].sort(by[order]) : items;
};

const navigation = byId("views");
const showViews = found => {
  const item = (key, tone, children, label) => h("li", {}, h("a", { href: address(key), class: tone, "aria-label": label,
    "aria-current": state.show === key ? "page" : null, "data-view": key }, children));
  navigation.replaceChildren(
    ...VIEWS.map(view => {
      const whole = lists[view.key].length, count = found[view.key].length;
      const isAll = count === whole;
      return item(view.key, whole && view.tone, [h("b", { text: number(count) }), !isAll && h("small", { text: ` of ${number(whole)}` }), ` ${view.title(whole)}`]);
    }),
    item("overview", "plain", "outlets and speakers"),
    h("li", { id: "checked" }));
  showChecked();
};

const showChecked = () => {
  const place = byId("checked");
  if (!place) return;
  const done = claims.filter(isChecked), differing = lists.differ.filter(isChecked).length;
  const more = done.length - differing;
  place.replaceChildren(
    h("a", { href: address("checked"), class: "plain", "aria-current": state.show === "checked" ? "page" : null, "data-view": "checked" },
      h("b", { text: number(differing) }), ` of ${number(lists.differ.length)} checked${more ? `, ${number(more)} more` : ""}`),
    h("button", { type: "button", id: "export", disabled: !done.length, text: "Export", title: "A file that whosaid report --baseline reads", onclick: exportChecks }));
};

const show = () => {
  const asks = question();
  const found = {};
  for (const view of VIEWS) found[view.key] = isNarrowed() ? lists[view.key].filter(view.of ? asks.claim : asks.said) : lists[view.key];
  showViews(found);
  showOutlets();
  list.className = state.show;
  if (state.show === "overview") return showOverview(asks, found.said);
  if (state.show === "article" && state.article !== undefined) return showArticle(state.article);
  const view = VIEWS.find(one => one.key === state.show) ?? VIEWS[0];
  if (state.show === "checked") {
    const done = claims.filter(claim => isChecked(claim) || checkOf(claim).note);
    status.textContent = done.length ? `${counted(done.length, "claim")} that you ticked or noted something at; kept in this browser.`
      : storeWorks ? "Nothing is ticked yet. Tick claims as you check them; ticks and notes are kept in this browser."
        : "This browser keeps nothing for this page, so ticks are lost when it is closed; export them before.";
    return showItems(done, claimCard);
  }
  const items = ordered(found[view.key], view), whole = lists[view.key].length;
  const [one, many] = view.noun.split("|");
  status.textContent = isNarrowed() ? `Showing ${number(items.length)} of ${number(whole)} ${whole === 1 ? one : many}`
    : `${whole ? number(whole) : "No"} ${whole === 1 ? one : many}`;
  showItems(items, view.of ? cardOf : statement);
  if (!items.length) showEmpty(found, view);
  mark();
};

const showEmpty = (found, view) => {
  const elsewhere = VIEWS.filter(one => one !== view && found[one.key].length);
  list.append(h("div", { class: "empty" },
    h("p", { text: isNarrowed() ? `Nothing here fits ${asked()}.` : "There is nothing of this kind in these articles." }),
    elsewhere.length > 0 && h("p", {}, isNarrowed() ? "It fits " : "There are ",
      elsewhere.map((one, index) => [index > 0 && (index === elsewhere.length - 1 ? " and " : ", "),
        h("a", { href: address(one.key) }, `${number(found[one.key].length)} ${one.key === "differ" ? "that differ" : one.title(found[one.key].length)}`)]), "."),
    isNarrowed() && h("button", { type: "button", text: "Clear the filters", onclick: () => { clear(); changed(); } })));
};

// The words that are searched for, marked where the browser can without touching the page.
const mark = () => {
  if (!globalThis.CSS?.highlights) return;
  CSS.highlights.delete("searched");
  const words = wordsIn(field.q.value);
  if (!words.length) return;
  const found = [], walk = document.createTreeWalker(list, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const text = node.data.toLowerCase().replace(/[‘’]/g, "'");
    for (const word of words) {
      for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, Math.min(at + word.length, node.length));
        found.push(range);
      }
    }
  }
  CSS.highlights.set("searched", new Highlight(...found));
};

// An article, as far as this page has it, with all that is attributed in it.
const showArticle = index => {
  const article = articles[index], here = said.filter(one => one.at === index);
  const told = claims.flatMap(claim => claim.members.filter(one => one.at === index && one.said === undefined).map(one => [claim, one]));
  status.textContent = `${counted(article.said, "attribution")} in this article`;
  const marks = here.flatMap(marksOf);
  const spans = article.text ? paragraphsAround(article, [0, article.text.length]) : [];
  shown = { items: [], make: null, count: 0 };
  watcher?.disconnect();
  list.replaceChildren(h("article", { class: "story", id: article.key, tabindex: -1 },
    h("p", { class: "back" }, h("a", { href: address("differ") }, "Back to the claims")),
    h("h2", { text: article.title }),
    h("p", { class: "meta" }, outletOf(article), article.date && ` · ${shownDate(article.date)}`,
      article.event !== undefined && [" · ", h("button", { type: "button", class: "name", text: "other articles about this event", onclick: () => { field.event.value = events[article.event]; go("differ"); } })]),
    article.url && h("p", {}, h("a", { href: article.url, rel: "noreferrer", target: "_blank", text: article.url })),
    spans.map(([start, end]) => {
      const in_ = here.filter(one => start <= one.c[0] && one.c[0] < end);
      const own = told.filter(([, one]) => start <= one.p[0] && one.p[0] < end);
      return [start > 1 && article.text[start - 2] === "\n" && h("p", { class: "left-out", text: "…" }),
        h("div", { class: "paragraph" }, h("p", { class: "words" }, pieces(article, [start, end], marks)),
          in_.length + own.length > 0 && h("ul", {}, in_.map(one => h("li", { id: one.id, tabindex: -1 },
            speakerLink(one), ` · ${KINDS[one.kind]} · ${one.sure}% sure: ${reasonOf(one)} `,
            one.claims.map(claim => [h("a", { href: "#" + claim.id, text: claim.verdict === DIFFER ? "told differently elsewhere" : claim.verdict === AGREE ? "told elsewhere too" : "told here alone" }), " "]))),
          own.map(([claim, one]) => h("li", { id: one.id, tabindex: -1 }, "in its own words: ", h("a", { href: "#" + claim.id, text: claim.verdict === DIFFER ? "told differently elsewhere" : "told elsewhere too" })))))];
    }),
    !spans.length && h("p", { class: "empty", text: "Nobody is reported to have said anything in this article." })));
};

const tally = (length, found, keyOf) => {
  const tallies = Array.from({ length }, () => ({ said: 0, direct: 0, mixed: 0, indirect: 0, unnamed: 0, nobody: 0 }));
  for (const one of found) {
    const key = keyOf(one);
    if (key === undefined) continue;
    const of = tallies[key];
    of.said++;
    of[SHARES[one.kind][0]]++;
    if (one.who === undefined) of.nobody++;
    else if (speakers[one.who].kind.startsWith("unnamed")) of.unnamed++;
  }
  return tallies;
};

// Long tables show their first rows until more are asked for.
const ROWS_SHOWN = 40;
const table = (titles, rows, row) => {
  const body = h("tbody", {}, rows.slice(0, ROWS_SHOWN).map(row));
  const left = rows.length - ROWS_SHOWN;
  return [h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": titles[0] },
    h("table", {}, h("thead", {}, h("tr", {}, titles.map(([title, isNumber]) => h("th", { scope: "col", class: isNumber && "number", text: title })))), body)),
  left > 0 && h("button", { type: "button", text: `Show ${number(left)} more`, onclick: event => {
    body.append(...rows.slice(ROWS_SHOWN).map(row));
    event.target.remove();
  } })];
};

const showOverview = (asks, found) => {
  const byOutlet = isNarrowed() || data.held.said < data.summary.attributions
    ? tally(outlets.length, found, one => articles[one.at].outlet).map((one, index) => ({ ...one, name: outlets[index].name }))
    : outlets.map(one => ({ ...one }));
  const ordered = byOutlet.map((one, index) => ({ ...one, index })).sort((a, b) => b.said - a.said);
  const counts_ = new Map();
  for (const one of found) if (one.who !== undefined) {
    const key = one.who * outlets.length + articles[one.at].outlet;
    counts_.set(key, (counts_.get(key) ?? 0) + 1);
  }
  const bySpeaker = tally(speakers.length, found, one => one.who).map((one, index) => ({ ...one, index, name: speakers[index].name }))
    .filter(one => one.said > 0).sort((a, b) => b.said - a.said);
  const named = bySpeaker.filter(one => !/unnamed/.test(speakers[one.index].kind));
  const about = articles.map((article, index) => [article, index]).filter(([article]) => asks.article(article));
  const most = ordered[0];
  status.textContent = `${counted(found.length, "attribution")} by ${counted(bySpeaker.length, "speaker")} in ${counted(about.length, "article")}`;
  shown = { items: [], make: null, count: 0 };
  watcher?.disconnect();
  list.replaceChildren(...[
    h("section", {}, h("h2", { text: "How each outlet attributes" }),
      most?.said > 0 && h("p", { class: "aside", text: `${most.name} attributes most: ${number(most.said)}, of which ${percentOf(most.direct, most.said)} are quoted and ${percentOf(most.unnamed, most.said)} have a source without a name.` }),
      legend(), h("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": "How each outlet attributes" }, bars(ordered))),
    h("section", {}, h("h2", { text: "Who is reported by whom" }),
      matrix(named, ordered, (who, outlet) => counts_.get(who * outlets.length + outlet) ?? 0) ?? h("p", { class: "aside", text: "It takes two outlets and a speaker to compare." })),
    h("section", {}, h("h2", { text: "Speakers" }), table([["Speaker"], ["Role"], ["Said", true], ["Quoted", true], ["Claims that differ", true]], bySpeaker, one =>
      h("tr", {}, h("th", { scope: "row" }, h("button", { type: "button", class: "name", text: one.name, onclick: () => { field.speaker.value = one.name; go("said"); } })),
        h("td", {}, speakers[one.index].role, speakers[one.index].more && h("small", { text: ` ${speakers[one.index].more.join(", ")}` })),
        h("td", { class: "number", text: number(one.said) }), h("td", { class: "number", text: number(one.direct + one.mixed) }),
        h("td", { class: "number", text: speakers[one.index].differ || "" })))),
    h("section", {}, h("h2", { text: "Articles" }), table([["Date"], ["Outlet"], ["Headline"], ["Said", true]], about, ([article]) =>
      h("tr", {}, h("td", { class: "date", text: article.date ?? "" }), h("td", { text: outletOf(article) }),
        h("td", {}, h("a", { href: "#" + article.key, text: article.title })), h("td", { class: "number", text: number(article.said) })))),
  ]);
};

