/* Loads scripts with a reader's first move, and with a search. */
(() => {
  const here = document.currentScript.src;
  const load = (address) => {
    const script = Object.assign(document.createElement("script"), { src: new URL(address, here) });
    document.head.append(script);
    return script;
  };
  const theme = document.querySelector("script[data-src]")?.dataset.src;
  const signs = ["pointermove", "pointerdown", "keydown", "scroll", "selectionchange"];
  const begin = () => {
    for (const sign of signs) removeEventListener(sign, begin, true);
    load("select.js");
    if (theme) load(new URL(theme, location)).onload = () => document.dispatchEvent(new Event("DOMContentLoaded"));
  };
  for (const sign of signs) addEventListener(sign, begin, true);

  for (const { dataset } of document.getElementsByName("__palette")) {
    const wished = matchMedia(dataset.mdColorMedia).matches && !__md_get("__palette");
    if (wished) document.body.dataset.mdColorScheme = dataset.mdColorScheme;
  }

  const box = document.querySelector("[data-search]");
  if (!box) return;
  const input = box.querySelector("input");
  const toggle = document.getElementById("__search");
  let search;
  input.onfocus = () => {
    toggle.checked = true;
    search ||= load("search.js");
  };
  if (document.activeElement === input) input.onfocus();
  toggle.onchange = () => toggle.checked && input.focus();
  toggle.onclick = (event) => event.isTrusted || document.activeElement !== input;
  box.onkeydown = (event) => {
    if (event.key !== "Escape") return;
    toggle.checked = false;
    document.activeElement.blur();
  };
})();
