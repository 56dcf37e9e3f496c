/* Which notes are shown, as the address says. */
(() => {
  const USUAL = { notes: "all", kind: "", actor: "", topic: "" };

  function start(controls) {
    const groups = [...document.querySelectorAll(".passage, .all")].map(place => (
      { place, notes: [...place.querySelectorAll(".note")] }));

    const wanted = () => Object.fromEntries(new FormData(controls));
    const update = () => show(controls, groups, wanted());

    controls.onchange = () => {
      for (const group of groups) group.whole = false;
      remember(wanted());
      update();
    };
    read(controls);
    update();
    addEventListener("hashchange", update);
    addEventListener("popstate", () => { read(controls); update(); });
  }

  function read(controls) {
    const given = new URL(location).searchParams;
    for (const name in USUAL) {
      controls[name].value = given.get(name) || USUAL[name];
      controls[name].value ||= ""; // not in the list
    }
  }

  function remember(wanted) {
    const url = new URL(location);
    url.search = new URLSearchParams(Object.entries(wanted).filter(([name, value]) => value !== USUAL[name]));
    try { history.pushState(history.state, "", url); } catch { /* a file */ }
  }

  function fits(note, wanted) {
    const { kind, actors, topics } = note.dataset;
    const among = (name, names) => !name || names.split(" ").includes(name);
    return among(wanted.kind, kind) && among(wanted.actor, actors) && among(wanted.topic, topics);
  }

  function show(controls, groups, wanted) {
    const named = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const most = { none: 0, few: 1 }[wanted.notes] ?? Infinity;
    const hidden = [];
    for (const group of groups) {
      let here = 0;
      const away = group.notes.filter(note => {
        const kept = group.whole || (fits(note, wanted) && here < most);
        here += kept;
        note.hidden = !kept && !note.contains(named || null);
        return note.hidden;
      });
      hidden.push(...away);
      offer(group, most ? away.length : 0, () => { group.whole = true; show(controls, groups, wanted); });
    }
    document.documentElement.dataset.notes = wanted.notes;
    unmark();
    tell(controls.querySelector(".state"), groups.flatMap(group => group.notes).length, hidden, wanted);
  }

  function offer(group, number, act) {
    if (!group.button) {
      if (!number) return;
      group.button = document.createElement("button");
      (group.place.querySelector(".precis") || group.place).append(group.button);
    }
    group.button.hidden = !number;
    group.button.textContent = `Show ${number} hidden note${number > 1 ? "s" : ""}`;
    group.button.onclick = act;
  }

  function unmark() {
    for (const mark of document.querySelectorAll("mark[data-notes], mark[aria-details]")) {
      mark.dataset.notes ||= mark.getAttribute("aria-details");
      const shown = mark.dataset.notes.split(" ").filter(id => !document.getElementById(id)?.closest("[hidden], [data-notes=none] .claims"));
      mark.classList.toggle("plain", !shown.length);
      if (shown.length) mark.setAttribute("aria-details", shown.join(" "));
      else mark.removeAttribute("aria-details");
    }
  }

  function tell(state, all, hidden, wanted) {
    const kinds = {};
    for (const note of hidden) kinds[note.dataset.kind] = (kinds[note.dataset.kind] || 0) + 1;
    const which = Object.entries(kinds).map(([kind, number]) => `${number} ${kind}`).join(", ");
    state.textContent = hidden.length
      ? `${all - hidden.length} of ${all} notes are shown. ${hidden.length} are hidden (${which})${wanted.notes === "none" ? "; so are the claims" : ""}.`
      : `All ${all} notes are shown.`;
  }

  const controls = document.querySelector(".controls");
  if (controls) start(controls);
})();

/* Keys. */
(() => {
  const KEPT = "reading.keys";
  let on = true;
  try { on = localStorage.getItem(KEPT) !== "off"; } catch { /* no storage */ }

  const FIELD = "select, textarea, [contenteditable], input:not([type=radio], [type=checkbox])";
  const all = selector => [...document.querySelectorAll(selector)];
  const [dialog] = all("dialog.keys"), [tick] = all("dialog.keys input");

  function open() {
    if (!dialog) return;
    tick.checked = on;
    dialog.showModal();
  }

  function step(by) {
    const notes = all(".note:not([hidden])");
    let from = notes.indexOf(document.activeElement.closest(".note"));
    if (from < 0) from = notes.filter(note => note.getBoundingClientRect().top < 80).length - (by > 0);
    const note = notes[Math.min(Math.max(from + by, 0), notes.length - 1)];
    if (!note) return;
    const said = note.querySelector(".said");
    note.open = true;
    said.tabIndex = -1;
    said.focus({ preventScroll: true });
    said.scrollIntoView({ block: "center" });
  }

  function density() {
    const choices = all(".controls [name=notes]");
    choices[(choices.findIndex(choice => choice.checked) + 1) % choices.length]?.click();
  }

  const seek = () => all("[data-search] input")[0].focus();
  const go = links => links[0]?.click();
  const ACTS = {
    j: () => step(1), k: () => step(-1), d: density, c: () => go(all(".offer a")), "?": open, "/": seek, s: seek,
    n: () => go(all(".md-nav__item--active + li a")), p: () => go(all("li:has(+ .md-nav__item--active) a").reverse()),
  };

  addEventListener("keydown", event => {
    if (event.key.length > 1 || event.ctrlKey || event.metaKey || event.altKey || event.target.closest(FIELD)) return;
    if (!on || dialog?.open) event.stopImmediatePropagation();
    else if (ACTS[event.key]) {
      event.preventDefault();
      ACTS[event.key]();
    }
  }, true);

  if (!dialog) return;
  all("button.keys")[0].onclick = open;
  dialog.querySelector("button").onclick = () => dialog.close();
  tick.onchange = () => {
    on = tick.checked;
    try { localStorage.setItem(KEPT, on ? "on" : "off"); } catch { /* no storage */ }
  };
})();
