// The controls, the address, and the first view.

const outletList = byId("outlet-list"), outletSearch = byId("outlet-search");
const OUTLETS_SHOWN = 12;
const outletOrder = outlets.map((outlet, index) => ({ ...outlet, index })).sort((a, b) => b.said - a.said);
let outletsShown = "";
const showOutlets = () => {
  const words = wordsIn(outletSearch.value);
  const fits = outletOrder.filter(one => words.every(word => fold(one.name).includes(word)));
  const rows = outletOrder.filter(one => state.outlets.has(one.index) || fits.slice(0, OUTLETS_SHOWN).includes(one));
  const key = rows.map(one => one.index).join();
  if (key !== outletsShown) {
    outletsShown = key;
    outletList.replaceChildren(...rows.map(one => h("label", { class: "outlet" },
      h("input", { type: "checkbox", name: "outlets", value: one.index }), h("span", { text: one.name }),
      h("span", { class: "count", text: number(one.said) }), bar(one, 100, 11))));
    byId("outlets-left").textContent = fits.length > OUTLETS_SHOWN ? `and ${number(fits.length - OUTLETS_SHOWN)} more; type to find them` : "";
  }
  for (const box of boxes("outlets")) box.checked = state.outlets.has(Number(box.value));
};

// Suggestions as one types, never a list of a thousand.
const SUGGESTED = 20;
const suggest = (name, names, folded) => {
  const options = byId(`${name}-names`);
  const fill = () => {
    const words = wordsIn(field[name].value), found = [];
    for (let index = 0; index < names.length && found.length < SUGGESTED; index++) {
      if (words.every(word => folded[index].includes(word))) found.push(h("option", { value: names[index] }));
    }
    options.replaceChildren(...found);
  };
  field[name].addEventListener("input", fill);
  field[name].addEventListener("focus", fill);
};

const changed = () => {
  readForm();
  if (state.show === "article" || state.show === "checked") state.show = "differ";
  state.at = "";
  history.replaceState(null, "", address());
  show();
};
const go = view => {
  readForm();
  location.hash = address(view);
};

// Brings what an id names into sight, whatever is asked for.
const showId = id => {
  const has = claim => claim.id === id || claim.members.some(member => member.id === id)
    || claim.findings.some(finding => finding.id === id);
  const claim = /^[ctf]/.test(id) ? claims.find(has) ?? claims.find(claim => formerIds(claim).includes(id)) : null;
  if (claim) {
    const view = claim.verdict === DIFFER ? "differ" : claim.verdict === AGREE ? "agree" : "single";
    state.show = view;
    if (isNarrowed() && !question().claim(claim)) clear();
    show();
    const at = shown.items.indexOf(claim);
    if (at >= shown.count) showMore(at + 1 - shown.count);
    const card = byId(claim.id) ?? (claim.members[0].said === undefined ? null : byId(`row-${said[claim.members[0].said].id}`));
    if (!id.startsWith("c")) {
      for (const details of card.querySelectorAll("details")) {
        details.open = true;
        details.fill?.();
      }
    }
    return reveal(byId(id) ?? card);
  }
  const index = id[0] === "s" ? said.find(one => one.id === id)?.at : articles.findIndex(article => article.key === id);
  if (index === undefined || index < 0) {
    show();
    status.textContent = `Nothing in this page has the id ${id}. ${status.textContent}`;
    return null;
  }
  state.show = "article";
  state.article = index;
  show();
  const told = new URLSearchParams(location.hash.slice(1)).get("t");
  return reveal(byId(told ?? id) ?? byId(id));
};
const reveal = node => {
  node.scrollIntoView({ block: "start" });
  node.focus({ preventScroll: true });
  for (const one of document.querySelectorAll(".reached")) one.classList.remove("reached");
  node.classList.add("reached");
};

const follow = () => {
  // The way to the claims for who has no mouse asks for nothing else to be shown.
  if (location.hash === "#main") return null;
  readAddress();
  if (state.at) return showId(state.at);
  if (state.show !== "overview" && state.show !== "checked" && !VIEWS.some(view => view.key === state.show)) state.show = "differ";
  show();
  return null;
};

const start = () => {
  const kinds = GROUPS.map(([key, title, group]) => {
    const count = lists.differ.filter(claim => claim.findings.some(one => group.includes(one.kind) && counts(one))).length;
    return h("label", {}, h("input", { type: "checkbox", name: "kinds", value: key }), h("span", { text: title }), h("span", { class: "count", text: number(count) }));
  });
  byId("kinds").append(...kinds);
  byId("voices").append(...["quoted", "reported", "outlet’s own words"].map((title, index) =>
    h("label", {}, h("input", { type: "checkbox", name: "voices", value: index }), h("span", { text: title }))));
  byId("outlet-legend").append(legend());
  outletSearch.parentElement.hidden = outlets.length <= OUTLETS_SHOWN;
  field.event.parentElement.hidden = events.length < 2;
  suggest("event", events, foldedEvents);
  suggest("speaker", speakers.map(speaker => speaker.name), foldedSpeakers);
  let pending;
  form.addEventListener("input", event => {
    if (event.target === outletSearch) return showOutlets();
    clearTimeout(pending);
    pending = setTimeout(changed, event.target.type === "search" || event.target.type === "text" ? 80 : 0);
    return undefined;
  });
  form.addEventListener("submit", event => { event.preventDefault(); changed(); });
  form.addEventListener("reset", event => { event.preventDefault(); clear(); field.order.value = ""; changed(); });
  // Keys that move among claims act only where a claim has the focus.
  list.addEventListener("keydown", event => {
    if (event.target.closest("textarea, input, select") || event.ctrlKey || event.metaKey || event.altKey) return;
    const card = event.target.closest(".claim");
    if (!card) return;
    const step = { j: 1, k: -1 }[event.key];
    if (step) {
      // Headings of events stand between.
      const cards = [...list.querySelectorAll(".claim")];
      cards[cards.indexOf(card) + step]?.focus();
    } else if (event.key === "x") {
      card.querySelector(".tick").click();
    }
  });
  addEventListener("hashchange", follow);
  addEventListener("storage", event => { if (event.key === STORE) { checks = readChecks(); showChecked(); } });
  // On paper nothing can be unfolded or scrolled to.
  addEventListener("beforeprint", () => {
    if (shown.make) showMore(AT_MOST_PRINTED);
    for (const details of list.querySelectorAll(".fold-tellings")) {
      details.fill();
      details.open = true;
    }
    const left = shown.items.length - shown.count;
    byId("unprinted").textContent = left > 0 ? `${number(left)} more are not printed; narrow the filters.` : "";
  });
  byId("still").remove();
  byId("desk").hidden = false;
  if (matchMedia("(max-width: 60rem)").matches) byId("narrowing").open = false;
  follow();
  foldAll();
};
// What is searched is made ready while nobody waits for it.
const foldAll = () => {
  const rest = [...said.map(one => () => saidText(one)), ...claims.map(claim => () => claimText(claim))];
  const idle = globalThis.requestIdleCallback ?? (work => setTimeout(() => work({ timeRemaining: () => 8 }), 50));
  const some = deadline => {
    while (rest.length && deadline.timeRemaining() > 1) for (let count = 0; count < 50 && rest.length; count++) rest.pop()();
    if (rest.length) idle(some);
  };
  idle(some);
};
start();
