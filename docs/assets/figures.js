/* Positions at a date (?asof=2019-02-28), the timeline of an actor (?actor=kim-jong-un). */
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const asked = new URLSearchParams(location.search);

  const slider = document.querySelector("#as_of");
  if (slider) {
    const links = all("[data-asof]").reverse();
    const days = links.map((link) => link.dataset.asof);
    const output = document.querySelector(".slider output");
    const show = (at) => {
      const day = days[at];
      document.querySelector(".positions").dataset.asof = day;
      for (const cell of all(".held")) {
        let any = false;
        for (const { classList, dataset: { from, until } } of cell.children) {
          any = classList.toggle("now", from <= day && (!until || until > day)) || any;
          classList.toggle("new", from === day);
        }
        cell.parentNode.classList.toggle("empty", !any);
      }
      for (const row of all(".matrix tbody tr")) row.classList.toggle("empty", !row.querySelector(".now"));
      const held = (kind) => all(`.matrix .held${kind}`).length;
      slider.value = at;
      slider.setAttribute("aria-valuetext", links[at].textContent);
      output.textContent = `${links[at].textContent}: ${held(" > .now")} of ${held("")} positions taken, ${held(" > .new")} new`;
    };
    slider.max = days.length - 1;
    for (const link of links) link.href = `?asof=${link.dataset.asof}`;
    slider.closest("p").hidden = false;
    slider.oninput = () => {
      show(+slider.value);
      history.replaceState(null, "", `?asof=${days[slider.value]}${location.hash}`);
    };
    const day = asked.get("asof");
    show(day ? Math.max(0, days.filter((other) => other <= day).length - 1) : days.length - 1);
  }

  const status = document.querySelector(".filtered");
  if (status) {
    const actor = asked.get("actor"), events = all("[data-actors]");
    const link = all("[data-actor]").map((a) => (a.href = `?actor=${a.dataset.actor}`, a)).find((a) => a.dataset.actor == actor);
    if (link) {
      for (const event of events) event.classList.toggle("off", !event.dataset.actors.split(" ").includes(actor));
      for (const list of all("ol.timeline")) list.previousElementSibling.classList.toggle("off", !list.querySelector("li:not(.off)"));
      const items = all("ol.timeline > li"), off = all("ol.timeline > .off").length;
      link.setAttribute("aria-current", "true");
      status.textContent = `Events of ${link.textContent}: ${items.length - off} of ${items.length}; ${off} are hidden. `;
      status.append(Object.assign(document.createElement("a"), { href: location.pathname, textContent: "Show all" }));
      status.hidden = false;
    }
  }
})();
