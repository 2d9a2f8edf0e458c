// What somebody has checked: a tick and a note at a claim, kept in the browser under the claim's id, which
// stays when articles are added. With a tick goes which differences there were, so that a new one shows.

const STORE = "whosaid-checked";
let storeWorks = true;

const readChecks = () => {
  try {
    return JSON.parse(localStorage.getItem(STORE) ?? "{}");
  } catch {
    storeWorks = false;
    return {};
  }
};
let checks = readChecks();

const today = () => {
  const now = new Date(), two = count => String(count).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
};

// Which differences a tick is about: those that make accounts conflict; the claim itself where there are none.
const acceptable = claim => claim.findings.filter(counts).map(finding => finding.id);

// A claim's id is that of its earliest telling, so what was ticked before an earlier one came in stands under
// the id of another telling.
const formerIds = claim => [claim.id, ...claim.members.map(member => "c" + member.id.slice(1))];
const checkOf = claim => {
  const id = formerIds(claim).find(id => checks[id]);
  return id ? checks[id] : {};
};

const setCheck = (claim, change) => {
  const check = { ...checkOf(claim), ...change }, all = readChecks();
  for (const id of formerIds(claim)) delete all[id];
  if (check.done || check.note) all[claim.id] = check;
  checks = all;
  try {
    localStorage.setItem(STORE, JSON.stringify(all));
  } catch {
    storeWorks = false;
  }
  showChecked();
};

const isChecked = claim => Boolean(checkOf(claim).done);
const newSince = claim => {
  const known = checkOf(claim).findings ?? [];
  return isChecked(claim) ? acceptable(claim).filter(id => !known.includes(id)).length : 0;
};

// Text between quotation marks in TOML.
const quoted = text => JSON.stringify(wellFormed(text)).replace(/\x7f/g, "\\u007f");

// The file that `whosaid report --baseline` reads.
const baseline = () => {
  const entries = claims.filter(isChecked).flatMap(claim => {
    const { done, note, findings } = checkOf(claim);
    const there = acceptable(claim).filter(id => findings.includes(id));
    const ids = acceptable(claim).length ? there : [claim.id];
    const noted = note ? `note = ${quoted(note)}\n` : "";
    return ids.map(id => `[[accepted]]\nid = "${id}"\ndate = ${done}\n${noted}`);
  });
  return `# Claims that were checked. Read by: whosaid report --baseline accepted.toml\n\n${entries.join("\n")}`;
};

const exportChecks = () => {
  const address = URL.createObjectURL(new Blob([baseline()], { type: "application/toml" }));
  const link = h("a", { href: address, download: "accepted.toml" });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
};

