/* Positions at a date (?asof=2019-02-28); what an actor or an article (?article=hanoi-2-0) has to do with. */
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
      asked.set("asof", days[slider.value]);
      history.replaceState(null, "", `?${asked}${location.hash}`);
    };
    const day = asked.get("asof");
    show(day ? Math.max(0, days.filter((other) => other <= day).length - 1) : days.length - 1);
  }

  const status = document.querySelector(".filtered");
  const key = asked.has("actor") ? "actor" : "article", wanted = asked.get(key);
  if (status) {
    for (const link of all(".filter a")) link.href = `?${new URLSearchParams({ ...link.dataset })}`;
    const link = all(".filter a").find(({ dataset }) => dataset[key] === wanted);
    if (link) {
      for (const item of all(`[data-${key}s]`)) item.classList.toggle("off", !item.dataset[`${key}s`].split(" ").includes(wanted));
      for (const list of all(".timeline, .bibliography")) list.previousElementSibling.classList.toggle("off", !list.querySelector("li:not(.off)"));
      const [items, off] = ["", ".off"].map((kind) => all(`[data-${key}s]${kind}:not(svg *, .by-topic *)`).length);
      link.setAttribute("aria-current", "true");
      status.textContent = `${link.textContent}: ${items - off} of ${items} are shown; ${off} are hidden. `;
      status.append(Object.assign(document.createElement("a"), { href: location.pathname, textContent: "Show all" }));
      status.hidden = false;
    }
  }
})();
