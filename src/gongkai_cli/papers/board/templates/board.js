"use strict";
{
  const all = (where) => [...document.querySelectorAll(where)];
  const folded = (text) => text.normalize("NFKC").toLowerCase();

  // The filter hides what does not have all of its words. A fold is found by its line, a row of the map by its fold.
  const form = document.querySelector("#filter");
  const input = form.querySelector("input");
  const foldOf = (row) => document.getElementById(row.querySelector("a").hash.slice(1));
  const words = (element) => folded(`${(element.querySelector("summary") ?? element).textContent} ${element.dataset.s}`);
  const rows = all("#map tbody tr");
  const sought = [
    ...all("[data-s]").map((element) => [element, words(element)]),
    ...rows.map((row) => [row, words(foldOf(row))]),
  ];
  const filter = () => {
    const typed = folded(input.value).split(/\s+/);
    for (const [element, text] of sought) {
      element.hidden = !typed.every((word) => text.includes(word));
    }
    const shown = (elements) => elements.filter((element) => !element.hidden).length;
    const counts = `${shown(rows)} 个单位，${shown(all("#tasks details"))} 项任务`;
    form.querySelector("output").value = input.value.trim() && counts;
  };
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("input", filter);
  if (input.value) filter();  // a browser may keep it over a reload

  // One cell of the map takes part in the tab order; the arrow keys move it, and its words are told below the legend.
  const told = document.querySelector("#told");
  const map = document.querySelector("#map table");
  let at = map && map.querySelector("td[title]");
  const move = (cell) => {
    if (!cell) return;
    at.tabIndex = -1;
    at = cell;
    at.tabIndex = 0;
    at.focus();
  };
  const beside = (cell, step) => {
    let next = cell;
    do next = step < 0 ? next.previousElementSibling : next.nextElementSibling;
    while (next && !next.title);
    return next;
  };
  const below = (cell, step) => {
    const rows = [...map.rows].filter((row) => !row.hidden);
    for (let place = rows.indexOf(cell.parentElement) + step; rows[place]; place += step) {
      const next = rows[place].cells[cell.cellIndex];
      if (next.title && next.tagName === "TD") return next;
    }
    return null;
  };
  if (at) {
    at.tabIndex = 0;
    const steps = {
      ArrowLeft: () => beside(at, -1), ArrowRight: () => beside(at, 1),
      ArrowUp: () => below(at, -1), ArrowDown: () => below(at, 1),
    };
    map.addEventListener("keydown", (event) => {
      if (event.target !== at || !steps[event.key]) return;
      event.preventDefault();
      move(steps[event.key]());
    });
    map.addEventListener("click", (event) => move(event.target.closest("td[title]")));
    map.addEventListener("focusin", ({ target }) => {
      told.textContent = target.title && `${target.parentElement.cells[0].textContent}　${target.title}`;
    });
  }

  // A link to a fold opens it.
  const open = () => {
    const fold = document.getElementById(location.hash.slice(1));
    if (!fold || fold.tagName !== "DETAILS") return;
    fold.hidden = false;
    fold.open = true;
    fold.scrollIntoView();
  };
  addEventListener("hashchange", open);
  open();

  // Folds are printed where the box is ticked.
  const box = document.querySelector("#with");
  let closed = [];
  box.hidden = false;
  addEventListener("beforeprint", () => {
    if (!box.querySelector("input").checked) return;
    closed = all("details:not([open])");
    for (const fold of closed) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of closed) fold.open = false;
    closed = [];
  });
}
