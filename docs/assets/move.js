/* Comes with a reader's first move: the place in the contents, the title, back to top, Escape, what is closed. */
(() => {
  const one = (selector) => document.querySelector(selector);
  const header = one(".md-header");
  const title = one(".md-header__title");
  const heading = one(".md-content h1");
  const top = one(".md-top");
  const named = (hash) => document.getElementById(decodeURIComponent(hash.slice(1)));
  const contents = [...document.querySelectorAll(".md-nav--secondary a")].map((link) => [link, named(link.hash)]);
  const [ACTIVE, TITLE] = ["md-nav__link--active", "md-header__title--active"]; // the theme's
  let before = scrollY;
  let here;

  const reached = (at) => at.getBoundingClientRect().top < parseFloat(getComputedStyle(at).scrollMarginTop) + 2;

  const scrolled = () => {
    const end = scrollY + innerHeight > document.documentElement.scrollHeight - 2;
    const [link] = contents.findLast(([, at]) => at?.offsetParent && (end || reached(at))) || [];
    if (link !== here) follow(link);
    title.classList.toggle(TITLE, heading.getBoundingClientRect().bottom < header.offsetHeight);
    top.hidden = scrollY >= before || scrollY < innerHeight;
    before = scrollY;
  };

  const follow = (link) => {
    here?.classList.remove(ACTIVE);
    here = link;
    if (!link) return;
    link.classList.add(ACTIVE);
    const list = link.closest(".md-sidebar__scrollwrap");
    const [at, all] = [link, list].map((element) => element.getBoundingClientRect());
    list.scrollTop += at.top - all.top - all.height / 2;
  };

  const close = () => {
    for (const id of ["__drawer", "__search"]) document.getElementById(id).checked = false;
  };

  /* Opens what the address names, in browsers that do not do so themselves. */
  const reveal = () => {
    const at = location.hash && named(location.hash);
    for (let details; (details = at && at.closest("details:not([open])"));) {
      details.open = true;
      at.scrollIntoView();
    }
  };

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    close();
    one(":is(.md-sidebar, .md-search) :focus")?.blur();
  });
  /* The Tab key goes on from the search, too. */
  const search = one("[data-search]");
  search.addEventListener("focusout", ({ relatedTarget: to }) => to && !search.contains(to) && close());
  addEventListener("hashchange", () => { close(); reveal(); });
  addEventListener("scroll", scrolled, { passive: true });
  top.onclick = () => scrollTo({ top: 0 });
  reveal();
  scrolled();
})();
