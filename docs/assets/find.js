/* Loads the search when the reader turns to it, and not before. */
(() => {
  const here = document.currentScript.src;
  const box = document.querySelector("[data-search]");
  if (!box) return;
  const input = box.querySelector("input");
  let loaded = false;
  const open = () => {
    document.getElementById("__search").checked = true;
    if (loaded) return;
    loaded = true;
    const script = document.createElement("script");
    script.src = new URL("search.js", here).href;
    document.head.append(script);
  };
  input.addEventListener("focus", open);
  document.getElementById("__search").addEventListener("change", (event) => event.target.checked && input.focus());
  document.addEventListener("keydown", (event) => {
    const typing = /^(input|textarea|select)$/i.test(event.target.tagName) || event.target.isContentEditable;
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !["/", "s"].includes(event.key)) return;
    event.preventDefault();
    input.focus();
  });
})();
