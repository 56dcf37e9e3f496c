/* Finds what is typed in the index that reading/search.py writes; see there for its files. */
(() => {
  const site = new URL("../", document.currentScript.src);
  const box = document.querySelector("[data-search]");
  const [input, list, said] = ["input", "ol", ".md-search-result__meta"].map((part) => box.querySelector(part));
  const toggle = document.getElementById("__search");
  said.setAttribute("role", "status"); /* from now on; before, it would be one more status on every page */
  const together = 32;
  const most = 15;
  const aWord = 1000;
  const asked = {};
  const answers = {};
  let turn = 0;

  window.found = (name, data) => answers[name](data);
  const load = (name) => (asked[name] ||= new Promise((resolve) => {
    answers[name] = resolve;
    const script = document.createElement("script");
    script.src = new URL(`search/${name}.js`, site).href;
    script.onerror = () => resolve(null);
    document.head.append(script);
  }));

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d");
  const split = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) || [];
  const key = (word) => (/^[a-z0-9]{2}/.test(word) ? word.slice(0, 2) : `${word.codePointAt(0).toString(16)}-`);

  /* What a typed word leads to, with its weight: a whole word before a beginning, a title before a text. */
  const hits = async (word, at, typed) => {
    const begun = at === typed.length - 1 || word.length > 3; /* “an” is begun only while it is being typed */
    const weights = new Map();
    const shelf = (await load(`w-${key(word)}`)) || {};
    for (const [known, steps] of Object.entries(shelf)) {
      if (!(begun ? known.startsWith(word) : known === word)) continue;
      let number = 0;
      for (const step of steps) {
        number += step;
        const weight = 1 + (known === word) + 3 * (number % 2);
        const thing = number >> 1;
        if (!(weights.get(thing) >= weight)) weights.set(thing, weight);
      }
    }
    return weights;
  };

  const search = async (typed) => {
    const sums = new Map();
    for (const weights of await Promise.all(typed.map(hits))) {
      for (const [thing, weight] of weights) sums.set(thing, (sums.get(thing) || 0) + weight + aWord);
    }
    /* What has the most of the words; words such as "the" are in no file. */
    const mostWords = [...sums.values()].reduce((best, sum) => Math.max(best, Math.floor(sum / aWord)), 0);
    const best = [...sums].filter(([, sum]) => sum >= mostWords * aWord);
    return best.sort(([a, x], [b, y]) => y - x || a - b).map(([thing]) => thing);
  };

  const thing = async (number) => ((await load(`t-${Math.floor(number / together)}`)) || [])[number % together];

  const element = (name, kind, ...inside) => {
    const made = document.createElement(name);
    if (kind) made.className = kind;
    made.append(...inside);
    return made;
  };

  const marked = (text, typed) => text.split(/([\p{L}\p{N}\p{M}]+)/u).map((part) => (
    typed.some((word) => fold(part).startsWith(word)) ? element("mark", "", part) : part));

  const item = ([location, title, text], typed) => {
    const inside = element("article", "md-search-result__article md-typeset",
      element("h2", "", ...marked(title, typed)), element("p", "", ...marked(text, typed)));
    const link = element("a", "md-search-result__link", inside);
    link.href = new URL(location, site).href;
    return element("li", "md-search-result__item", link);
  };

  const show = async () => {
    const mine = ++turn;
    const typed = split(input.value).filter((word) => word.length > 1 || word > "z");
    const numbers = typed.length ? await search(typed) : [];
    const things = (await Promise.all(numbers.slice(0, most).map(thing))).filter(Boolean);
    if (mine !== turn) return;
    const more = numbers.length > most ? `, the first ${most} below` : "";
    said.textContent = !typed.length ? said.dataset.empty
      : numbers.length ? `${numbers.length} found${more}` : "Nothing found";
    list.replaceChildren(...things.map((one) => item(one, typed)));
  };

  const step = (by) => {
    const stops = [input, ...list.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    stops[Math.min(Math.max(at + by, 0), stops.length - 1)].focus();
  };

  input.addEventListener("input", show);
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") step(event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Enter" && document.activeElement === input) list.querySelector("a")?.click();
    else return;
    event.preventDefault();
  });
  box.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  box.querySelector("form").addEventListener("reset", () => { setTimeout(show); input.focus(); });
  list.addEventListener("click", (event) => event.target.closest("a") && (toggle.checked = false));
  document.addEventListener("pointerdown", (event) => box.contains(event.target) || (toggle.checked = false));
  if (input.value) show();
})();
