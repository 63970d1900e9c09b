// Searches the statements with the indexes that Pagefind has made, the newest index first; only those that have the words, as the
// table of words says. Text of statements becomes text nodes only, never markup.

const PAGE = 20;
const FIRST = 4;
const WORDS_AROUND = 16;

const form = document.getElementById("search");
const status = document.getElementById("status");
const list = document.getElementById("results");
const more = document.getElementById("more");

let latest = 0; // the number of the search whose results are shown
let found = []; // its results, in order
let shown = 0;

const opened = new Map();

async function json(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

const bundles = () => json("search/bundles.json");

let listed = null;

function open(path) {
  if (!opened.has(path)) opened.set(path, load(path));
  return opened.get(path);
}

async function load(path) {
  const base = new URL(path, document.baseURI);
  const { createInstance } = await import(new URL((await listed).bundles[0].path + "pagefind.js", document.baseURI));
  const index = createInstance({ basePath: base.pathname, noWorker: true });
  await index.init();
  return index;
}

function asked() {
  const values = Object.fromEntries(new FormData(form));
  const filters = {};
  for (const name of ["source", "type", "country"]) if (values[name]) filters[name] = values[name];
  if (values.month) filters.month = values.month.length === 4 ? { any: months(values.month) } : values.month;
  return { words: values.q.trim(), filters, month: values.month || "", byScore: values.sort === "score", values };
}

function months(year) {
  return Array.from({ length: 12 }, (_, number) => `${year}-${String(number + 1).padStart(2, "0")}`);
}

// The table of words: the first letters of each word, and the indexes that have it, as `word_table.py` makes them. An index may
// have another form of a word that is asked, so most of the letters must be the same, and never fewer than three.
const KEY = /^\p{L}[\p{L}\p{N}]{2}/u;
const KEY_LETTERS = 8;
const SAME = 0.6;
const PARTS = 256;
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670]/g;
const parts = new Map();

function keys(words) {
  const plain = words.toLowerCase().normalize("NFD").replace(MARKS, "");
  const long = (plain.match(/[\p{L}\p{N}]+/gu) || []).filter((word) => KEY.test(word));
  return long.map((word) => [...word].slice(0, KEY_LETTERS).join("").replaceAll("y", "i"));
}

async function holders(key, path) {
  const [first, second, third] = [...key].map((letter) => letter.codePointAt(0));
  const name = `${path}${((961 * first + 31 * second + third) % PARTS).toString(16).padStart(2, "0")}.json`;
  if (!parts.has(name)) parts.set(name, json(name));
  let found = 0n;
  for (const [held, bits] of Object.entries(await parts.get(name))) if (alike(held, key)) found |= BigInt(`0x${bits}`);
  return found;
}

function alike(one, other) {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  let same = 0;
  while (same < short.length && short[same] === long[same]) same++;
  const doubled = same === short.length && long[same] === short[same - 1]; // "ban", "banning"
  return same >= Math.max(3, SAME * short.length) && (doubled || same >= long.length / 2);
}

// The indexes in which all words of a query may stand, in their order. Numbers and words of two letters stand in all.
async function wantedBundles(query) {
  const { bundles: all, words: path } = await listed;
  const held = UNSPACED.test(query.words) ? [] : await Promise.all(keys(query.words).map((key) => holders(key, path)));
  const has = (place) => held.every((bits) => (bits >> BigInt(place)) & 1n);
  return all.filter((bundle, place) => overlaps(bundle, query.month) && has(place));
}

async function ask(bundle, query) {
  const options = { filters: query.filters };
  if (!query.byScore) options.sort = { date: "desc" };
  const index = await open(bundle.path);
  return (await index.search(query.words || null, options)).results;
}

async function search() {
  const number = ++latest;
  const query = asked();
  const mine = []; // a search that is still under way adds nothing to a later one
  found = mine;
  shown = 0;
  list.replaceChildren();
  more.hidden = true;
  if (!query.words && !Object.keys(query.filters).length) {
    status.textContent = "";
    return;
  }
  status.textContent = status.dataset.searching;
  try {
    listed ??= bundles();
    const [newest, ...older] = await wantedBundles(query);
    if (newest) mine.push(...(await ask(newest, query)));
    if (number !== latest) return;
    if (!query.byScore) await show(number, PAGE);
    // The first results are shown: now all other indexes are asked at once. A failure is told where it is waited for.
    const answers = older.map((bundle) => ask(bundle, query));
    answers.forEach((answer) => answer.catch(() => {}));
    for (const answer of answers) {
      mine.push(...(await answer));
      if (number !== latest) return;
      if (!query.byScore && shown < PAGE) await show(number, PAGE);
    }
    if (query.byScore) mine.sort((one, other) => other.score - one.score);
    await show(number, PAGE);
    if (number === latest) status.textContent = counted(found.length);
  } catch (error) {
    forget();
    console.error(error);
    if (number === latest) status.textContent = status.dataset.failed;
  }
}

function overlaps(bundle, month) {
  return !month || (bundle.from.slice(0, month.length) <= month && month <= bundle.to.slice(0, month.length));
}

function counted(number) {
  if (!number) return status.dataset.none;
  const text = number === 1 ? status.dataset.one : status.dataset.many;
  return text.replace("{number}", number.toLocaleString(document.documentElement.lang));
}

// The first results are shown before the others of their part are loaded: each is a file of its own.
async function show(number, until) {
  for (const end of shown < FIRST ? [FIRST, until] : [until]) {
    const next = found.slice(shown, end);
    shown += next.length;
    const loaded = await Promise.all(next.map((result) => result.data()));
    if (number !== latest) return;
    list.append(...loaded.map(card));
  }
  more.hidden = shown >= found.length;
}

function card(data) {
  const item = element("li", "card");
  const heading = element("h3");
  const link = element("a", "", data.meta.title);
  link.href = data.raw_url.replace(/^\/+/, "");
  heading.dir = "auto";
  heading.append(link);
  const facts = element("p", "facts");
  if (data.meta.withdrawn) facts.append(element("span", "tag gone", status.dataset.withdrawn), " ");
  facts.append(data.meta.facts || "");
  const said = element("p", "said");
  said.dir = "auto";
  said.append(...excerpt(data));
  item.append(heading, facts, said);
  return item;
}

function excerpt(data) {
  const words = data.content.split(/\s+/);
  const places = new Set(data.locations || []);
  if (!places.size) return [data.meta.point || words.slice(0, 2 * WORDS_AROUND).join(" ") + " …"];
  const middle = densest([...places].sort((one, other) => one - other));
  const start = Math.max(0, middle - WORDS_AROUND);
  const end = Math.min(words.length, middle + WORDS_AROUND);
  const parts = start ? ["… "] : [];
  for (let place = start; place < end; place++) {
    parts.push(places.has(place) ? element("mark", "", words[place]) : words[place], " ");
  }
  if (end < words.length) parts.push("…");
  return parts;
}

function densest(places) {
  const near = (place) => places.filter((other) => Math.abs(other - place) < WORDS_AROUND).length;
  return places.slice(0, 200).reduce((best, place) => (near(place) > near(best) ? place : best), places[0]);
}

function element(name, kind = "", text = "") {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  made.textContent = text;
  return made;
}

function address(values) {
  const kept = Object.entries(values).filter(([, value]) => value);
  const query = new URLSearchParams(kept).toString();
  return query ? `search.html?${query}` : "search.html";
}

function fill() {
  const values = new URLSearchParams(location.search);
  for (const control of form.elements) if (control.name) control.value = values.get(control.name) ?? "";
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  history.pushState(null, "", address(asked().values));
  search();
});
form.addEventListener("change", (event) => {
  if (event.target.tagName !== "SELECT") return;
  history.replaceState(null, "", address(asked().values));
  search();
});
more.addEventListener("click", async () => {
  const first = shown;
  await show(latest, shown + PAGE);
  list.children[first]?.querySelector("a").focus();
});
addEventListener("popstate", () => {
  fill();
  search();
});

// What every search needs is loaded before the first one. If that fails, the search says so.
function warm() {
  listed ??= bundles();
  listed.then(({ bundles: all }) => all.length && open(all[0].path)).catch(forget);
}

// Have everything loaded anew: what was loaded has failed, or the site has changed meanwhile.
function forget() {
  listed = null;
  opened.clear();
  parts.clear();
}

fill();
document.getElementById("q").focus();
warm();
search();
