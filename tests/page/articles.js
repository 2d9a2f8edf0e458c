// Makes articles as JSON Lines: as many as asked for, the same ones each time, about invented places and people.
// Four of ten outlets write on each event; most of what they tell agrees, some of it does not.
//
//     node articles.js COUNT [PARAGRAPHS]

const [count, paragraphs] = [Number(process.argv[2] ?? 2000), Number(process.argv[3] ?? 9)];

// Numerical Recipes' generator, so that every machine makes the same articles.
let seed = 20250311;
const chance = () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 4294967296;
};
const pick = list => list[Math.floor(chance() * list.length)];
const some = (least, most) => least + Math.floor(chance() * (most - least + 1));

const OUTLETS = ["Aldersley Courant", "Ambrance Echo", "Northfold Gazette", "Vessen Radio", "Kester Pharos",
  "Tarrow Bay Sentinel", "Saltmarket Review", "Lower Mill Press", "Harrow Chronicle", "Ostran Daily"];
const FIRST = ["Elise", "Pavel", "Ruth", "Ilse", "Osric", "Lucie", "Imogen", "Duncan", "Hanna", "Tobias", "Maren", "Alan", "Greta", "Victor", "Nora", "Felix"];
const LAST = ["Ortega", "Anstruther", "Adeyar", "Brandvold", "Vane", "Ferrand", "Stroud", "Marlow", "Lindqvist", "Keller", "Tamsin", "Okafor", "Weir", "Dunmore", "Salter", "Hale", "Quist", "Rowan"];
const ROLES = ["the mayor", "the harbour master", "the police chief", "a union leader", "the hospital's director", "the finance minister", "the bridge authority's chief engineer", "the head teacher"];
const BODIES = ["the harbour board", "the city council", "the rail authority", "the water company", "the museum", "the fire service"];
const PLACES = ["Harrow", "Kester", "Vessen", "Tarrow Bay", "Northfold", "Ambrance", "Lanshao", "Merland", "Saltmarket", "Quarry Hill"];
const THINGS = `bridge ferry tram harbour vaccine school pipeline railway museum market reservoir airport library stadium orchard
  quarry lighthouse hospital prison theatre mine brewery observatory cathedral aquarium canal viaduct greenhouse dam
  archive refinery vineyard lock foundry abattoir cinema monastery casino bakery kennel`.split(/\s+/);
const ACTORS = `drivers farmers nurses tenants teachers pilots bakers divers judges plumbers students pensioners anglers
  firefighters lawyers cyclists brokers shepherds surgeons editors welders gardeners masons sailors chemists dancers
  librarians referees tailors vintners`.split(/\s+/);
const VERBS_OF = `repair inspect abandon defend finance repaint evacuate lease expand demolish insure celebrate photograph
  electrify measure auction flood heat restore ventilate occupy blockade survey clean mortgage fence decorate
  drain illuminate`.split(/\s+/);
const OBJECTS = `roof boilers windows gates turbines archives kitchens cables ladders cellars statues chimneys pumps lifts benches
  clocks walls drains signals floors mirrors staircases carpets vaults antennas balconies furnaces hedges jetties
  lanterns`.split(/\s+/);
const MONTHS = ["January", "March", "April", "June", "September", "November"];
const VERBS = ["said", "told reporters", "said on Monday", "added", "told the council"];

// Words that no other claim has, so that what is told of one is not taken for another.
const syllable = () => pick(["b", "br", "d", "dr", "f", "g", "h", "k", "kl", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "w"]) + pick(["a", "e", "i", "o", "u"]) + pick(["l", "n", "r", "s", "t", "k", "m", ""]);
const word = () => Array.from({ length: some(2, 3) }, syllable).join("");
const name = () => { const made = word(); return made[0].toUpperCase() + made.slice(1); };

// A claim in three forms: quoted, reported, and in the outlet's own words.
const claim = (event, who) => {
  const [actors, verb, objects] = [pick(ACTORS), pick(VERBS_OF), pick(OBJECTS)];
  const [first, second, third] = [name(), name(), word()];
  const [day, month, share, cost] = [some(1, 28), pick(MONTHS), some(11, 89), some(2, 80)];
  const quote = pick([
    wrong => `“Our ${actors} will ${wrong === "negation" ? "not " : ""}${verb} the ${third} ${objects} in ${first} Street when ${second} has left,”`,
    wrong => `“The ${third} ${objects} at ${first} cost ${wrong === "number" ? cost + 7 : cost} million crowns, which ${second} has never paid,”`,
    wrong => `“It was on ${wrong === "date" ? day % 28 + 1 : day} ${month} that ${first} asked the ${actors} to ${verb} the ${third} ${objects},”`,
    wrong => `“Of the ${actors} in ${first}, ${wrong === "number" ? (share + 13) % 90 : share} percent want ${second} to ${verb} the ${third} ${objects},”`,
  ]);
  return { who, quote, reported: `the ${third} ${objects} in ${first} would be left to the ${actors} once ${second} had spoken`,
    own: `${second} has let the ${actors} ${verb} the ${third} ${objects} in ${first}.` };
};

const told = (one, chanceOfChange) => {
  const { name, role, body } = one.who, wrong = chance() < chanceOfChange ? pick(["negation", "number", "date"]) : null;
  const way = chance();
  if (way < 0.6) return `${one.quote(wrong)} ${pick([name, `${name}, ${role},`])} ${pick(VERBS)}.`;
  if (way < 0.85) return `${body[0].toUpperCase()}${body.slice(1)} said ${one.reported}.`;
  return one.own;
};

const filler = event => `${pick(["Traffic was calm", "Rain fell all day", "Shops stayed open", "A crowd came to look", "The lights were on until late"])} near the ${word()} ${event.thing} of ${name()}, where ${pick(ACTORS)} and ${pick(ACTORS)} ${pick(["waited for the tram to", "shared a table with", "had come from", "sang for", "sold bread to"])} ${name()}.`;

let made = 0;
for (let number = 0; made < count; number++) {
  const event = { place: PLACES[number % PLACES.length], thing: pick(THINGS) };
  const people = Array.from({ length: 3 }, () => ({ name: `${pick(FIRST)} ${pick(LAST)}`, role: pick(ROLES), body: pick(BODIES) }));
  const claims = Array.from({ length: paragraphs - 2 }, () => claim(event, pick(people)));
  const day = 1 + number % 27, month = 1 + Math.floor(number / 27) % 12;
  for (const outlet of OUTLETS.filter((_, index) => (index + number) % 5 < 2)) {
    if (made === count) break;
    const date = `2025-${String(month).padStart(2, "0")}-${String(day + (chance() < 0.3 ? 1 : 0)).padStart(2, "0")}`;
    const own = claim(event, pick(people));
    const chosen = claims.filter(() => chance() < 0.75);
    const text = [filler(event), ...chosen.map(one => `${told(one, 0.02)} ${filler(event)}`), told(own, 0), filler(event)].join("\n\n");
    const slug = outlet.toLowerCase().replace(/ /g, "");
    console.log(JSON.stringify({ id: `made-${made}`, outlet, date, url: `https://${slug}.example/${number}/${made}`,
      title: `${event.place} ${event.thing}: ${pick(["what is known", "a date at last", "the cost grows", "council divided", "residents wait"])}`, text }));
    made++;
  }
}
