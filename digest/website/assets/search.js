// Searches the statements with the indexes that Pagefind has made, the newest index first. Text of statements becomes text nodes
// only, never markup.

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

async function bundles() {
  const response = await fetch("search/bundles.json");
  if (!response.ok) throw new Error(`search/bundles.json: ${response.status}`);
  return response.json();
}

let listed = null;

function open(path) {
  if (!opened.has(path)) opened.set(path, load(path));
  return opened.get(path);
}

async function load(path) {
  const base = new URL(path, document.baseURI);
  const { createInstance } = await import(new URL((await listed)[0].path + "pagefind.js", document.baseURI));
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

async function search() {
  const number = ++latest;
  const query = asked();
  found = [];
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
    const wanted = (await listed).filter((each) => overlaps(each, query.month));
    for (const bundle of wanted) {
      const index = await open(bundle.path);
      const options = { filters: query.filters };
      if (!query.byScore) options.sort = { date: "desc" };
      const answer = await index.search(query.words || null, options);
      if (number !== latest) return;
      found.push(...answer.results);
      if (!query.byScore && shown < PAGE) await show(number, PAGE);
      // The first results are shown: now all other indexes may load at once. A failure is told where it is waited for.
      if (bundle === wanted[0]) wanted.forEach((other) => open(other.path).catch(() => {}));
    }
    if (query.byScore) found.sort((one, other) => other.score - one.score);
    await show(number, PAGE);
    if (number === latest) status.textContent = counted(found.length);
  } catch (error) {
    listed = null;
    opened.clear();
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
  listed.then((all) => all.length && open(all[0].path)).catch(() => {
    listed = null;
    opened.clear();
  });
}

fill();
document.getElementById("q").focus();
warm();
search();
