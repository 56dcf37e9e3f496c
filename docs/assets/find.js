/* Loads the search when the reader turns to it, and not before. */
(() => {
  const here = document.currentScript.src;
  const box = document.querySelector("[data-search]");
  if (!box) return;
  const input = box.querySelector("input");
  const toggle = document.getElementById("__search");
  let loaded = false;
  const open = () => {
    toggle.checked = true;
    if (loaded) return;
    loaded = true;
    const script = document.createElement("script");
    script.src = new URL("search.js", here).href;
    document.head.append(script);
  };
  input.addEventListener("focus", open);
  toggle.addEventListener("change", () => toggle.checked && input.focus());
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    toggle.checked = false;
    document.activeElement.blur();
  });
  document.addEventListener("keydown", (event) => {
    const typing = /^(input|textarea|select)$/i.test(event.target.tagName) || event.target.isContentEditable;
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !["/", "s"].includes(event.key)) return;
    event.preventDefault();
    input.focus();
  });
})();
