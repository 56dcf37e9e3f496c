/* Light and dark; loads scripts with a first move, and with a search. */
(() => {
  const here = document.currentScript.src;
  const load = (address) => {
    document.head.append(Object.assign(document.createElement("script"), { src: new URL(address, here) }));
    return true;
  };
  const signs = ["pointermove", "pointerdown", "keydown", "scroll", "selectionchange"];
  const begin = () => {
    for (const sign of signs) removeEventListener(sign, begin, true);
    load("select.js");
    load("move.js");
  };
  for (const sign of signs) addEventListener(sign, begin, true);

  document.querySelector("[data-colours]").onclick = () => {
    const { dataset } = document.body;
    const wished = matchMedia("(prefers-color-scheme: dark)").matches ? "slate" : "default";
    const scheme = (dataset.mdColorScheme || wished) === "slate" ? "default" : "slate";
    dataset.mdColorScheme = scheme;
    if (scheme === wished) delete dataset.mdColorScheme;
    __md_set("__palette", scheme !== wished && { color: { scheme } });
  };

  const box = document.querySelector("[data-search]");
  const input = box.querySelector("input");
  const toggle = document.getElementById("__search");
  let search;
  input.onfocus = () => {
    toggle.checked = true;
    search ||= load("search.js");
  };
  if (document.activeElement === input) input.onfocus();
  toggle.onchange = () => toggle.checked && input.focus();
  box.onkeydown = ({ key }) => {
    if (key !== "Escape") return;
    toggle.checked = false;
    document.activeElement.blur();
  };
})();
