/* Previews: by hovering, on focus, on a tap as a sheet. */
(() => {
  const LINKS = "a[data-preview-of]";
  const DELAY = 400, GRACE = 250, LONGEST = 420; // ms, letters
  const pages = new Map();
  let box = null, link = null, timer = 0, finger = false;

  function page(url) {
    if (url.pathname === location.pathname) return Promise.resolve(document);
    if (!pages.has(url.pathname)) {
      pages.set(url.pathname, fetch(url).then(answer => answer.text())
        .then(text => new DOMParser().parseFromString(text, "text/html")));
    }
    return pages.get(url.pathname);
  }

  const own = element => [...element.childNodes].filter(node => node.nodeType === 3).map(node => node.data).join("").trim();

  /* [title, lines] of what a link leads to, as plain text. */
  function summary(from, id) {
    const at = id && from.getElementById(id);
    if (!at) return [from.querySelector("article h1"), [from.querySelector("meta[name=description]").content]];
    if (at.matches(".passage")) return [at.getAttribute("aria-label"), texts(at, ".precis > p")];
    return [at, [...texts(at.nextElementSibling, ".where").slice(0, 1), ...texts(at.nextElementSibling, "p:not([class])")]];
  }

  const texts = (place, what) => [...place.querySelectorAll(what)].map(element => element.textContent);

  async function show(wanted, sheet) {
    const url = new URL(wanted.href);
    const [title, lines] = summary(await page(url), decodeURIComponent(url.hash.slice(1)));
    if (link !== wanted) return; // the reader has moved on
    box?.remove();
    box = document.createElement("div");
    box.id = "preview";
    box.className = sheet ? "preview sheet" : "preview";
    box.setAttribute("role", sheet ? "dialog" : "tooltip");
    line("strong", typeof title === "string" ? title : own(title));
    const text = lines.join(" ");
    line("span", text.length > LONGEST ? `${text.slice(0, text.lastIndexOf(" ", LONGEST))} …` : text);
    (sheet ? lay : place)(wanted);
  }

  function line(tag, text) {
    const paragraph = document.createElement("p");
    paragraph.append(Object.assign(document.createElement(tag), { textContent: text }));
    box.append(paragraph);
  }

  function place(beside) {
    document.body.append(box);
    beside.setAttribute("aria-describedby", "preview");
    const at = beside.getClientRects()[0], size = box.getBoundingClientRect();
    const under = at.bottom + size.height + 8 < innerHeight || at.top < size.height + 60;
    box.style.top = `${scrollY + (under ? at.bottom + 4 : at.top - size.height - 4)}px`;
    box.style.left = `${scrollX + Math.max(8, Math.min(at.left, document.documentElement.clientWidth - size.width - 8))}px`;
  }

  function lay(from) {
    const close = Object.assign(document.createElement("button"), { textContent: "Close", onclick: hide });
    box.prepend(close);
    box.setAttribute("aria-label", "Preview");
    box.append(Object.assign(document.createElement("a"), { className: "go", href: from.href, textContent: "Go there" }));
    document.body.append(box);
    close.focus();
  }

  function hide() {
    clearTimeout(timer);
    const back = box?.contains(document.activeElement) && link;
    box?.remove();
    link?.removeAttribute("aria-describedby");
    link = box = null;
    if (back) back.focus();
  }

  function soon(wanted) {
    clearTimeout(timer);
    if (wanted === link) return;
    timer = setTimeout(() => {
      hide();
      link = wanted;
      show(wanted, false).catch(hide);
    }, DELAY);
  }

  document.addEventListener("pointerover", event => {
    if (event.pointerType === "touch") return;
    const over = event.target.closest(LINKS);
    if (over) soon(over);
    else if (document.activeElement?.matches(LINKS)) return; // what focus asked for stays
    else clearTimeout(timer);
    if (!over && link && !box?.contains(event.target)) timer = setTimeout(hide, GRACE);
  });
  document.addEventListener("focusin", event => {
    if (box?.contains(event.target) || event.target === link) return;
    if (!finger && event.target.matches(LINKS)) soon(event.target);
    else hide();
  });
  document.addEventListener("keydown", event => { if (event.key === "Escape") hide(); });
  document.addEventListener("pointerdown", event => { finger = event.pointerType === "touch"; }, true);
  document.addEventListener("click", event => {
    const tapped = event.target.closest(LINKS);
    if (!finger || !tapped) { if (box && !box.contains(event.target)) hide(); return; }
    if (tapped === link) return;
    event.preventDefault();
    hide();
    link = tapped;
    show(tapped, true).catch(() => location.assign(tapped.href));
  }, true);
})();
