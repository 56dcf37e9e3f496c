/* Select words in a passage: a link offers a note on them. The author's own words go into the note's quote, words of
   our summary into its first line. The link is a copy of the passage's “Add a note”, so that there is one such address. */
(() => {
  const MOST = 15, ENDS = 5; // words a quotation may have; words at each end where it is longer
  let offer = null, timer = 0;

  /* `quote` as a header line; in quotation marks where it would mean something else without them. */
  const header = quote => `quote: ${/^[^\w(]|: | #|:$/.test(quote) ? JSON.stringify(quote) : quote}`;

  function address(href, words, quoted) {
    const url = new URL(href), text = url.searchParams.get("value");
    if (text === null) {
      if (quoted) url.searchParams.set("quote", words);
      return url.href;
    }
    const filled = !quoted ? `${text.trimEnd()}\n\nOn our words “${words}”: \n`
      : /^#? ?quote:.*$/m.test(text) ? text.replace(/^#? ?quote:.*$/m, () => header(words))
        : text.replace(/^passage:.*$/m, line => `${line}\n${header(words)}`);
    // the forges read a plus as a plus, so a space must be %20
    url.search = [...url.searchParams].map(([key, value]) =>
      `${key}=${encodeURIComponent(key === "value" ? filled : value)}`).join("&");
    return url.href;
  }

  function shortened(text) {
    const words = text.split(/\s+/);
    return words.length <= MOST ? text : `${words.slice(0, ENDS).join(" ")} … ${words.slice(-ENDS).join(" ")}`;
  }

  function look() {
    offer?.remove();
    offer = null;
    const selection = getSelection();
    const text = selection.isCollapsed ? "" : selection.toString().trim();
    if (!text) return;
    const range = selection.getRangeAt(0), ends = [range.startContainer, range.endContainer];
    const within = what => ends.map(node => (node.parentElement || node).closest(what))
      .reduce((one, other) => one === other ? one : null);
    const passage = within(".passage"), add = passage?.querySelector(".add a[href]");
    if (!add || within(".said p:not(.quote)")) return;
    const words = shortened(text), at = range.getBoundingClientRect();
    offer = document.createElement("div");
    offer.setAttribute("role", "status");
    offer.append(Object.assign(document.createElement("a"), {
      className: "on-words", textContent: "Note on these words", rel: "noopener",
      href: address(add.href, words, Boolean(within("q, .original"))),
    }));
    (within("p, .original") || passage).after(offer); // so that Tab from the selection reaches it
    const frame = (offer.offsetParent || document.body).getBoundingClientRect(), link = offer.firstChild;
    link.style.top = `${at.bottom - frame.top + 6}px`;
    link.style.left = `${Math.max(0, Math.min(at.left, innerWidth - link.offsetWidth - 12) - frame.left)}px`;
  }

  document.addEventListener("selectionchange", () => {
    if (offer?.contains(document.activeElement)) return;
    clearTimeout(timer);
    timer = setTimeout(look, 200); // a finger drags the ends for a while
  });
})();
