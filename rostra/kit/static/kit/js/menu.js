// Menus (`<c-menu>`): arrows, Home, End, first letters, Escape; the focus returns to the button.

const opener = (menu) => menu.parentElement.querySelector('[aria-haspopup="menu"]');
const items = (menu) => [...menu.querySelectorAll('[role^="menuitem"]')].filter((item) => !item.disabled);
const opened = () => document.querySelector(".menu-box > .menu:not([hidden])");

function open(menu, last = false) {
  shut(opened());
  menu.hidden = false;
  opener(menu).setAttribute("aria-expanded", "true");
  const room = menu.getBoundingClientRect();
  menu.classList.toggle("up", room.bottom > window.innerHeight && room.height < room.top);
  menu.classList.toggle("end", menu.classList.contains("end") || room.right > window.innerWidth);
  items(menu)
    .at(last ? -1 : 0)
    ?.focus();
}

function shut(menu, { focus = false } = {}) {
  if (!menu) return;
  menu.hidden = true;
  opener(menu)?.setAttribute("aria-expanded", "false");
  if (focus) opener(menu)?.focus();
}

function move(menu, key) {
  const all = items(menu);
  const at = all.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[key];
  if (to !== undefined) return all.at(to % all.length);
  if (key.length !== 1 || key === " ") return undefined;
  const later = [...all.slice(at + 1), ...all.slice(0, at + 1)];
  return later.find((item) => item.textContent.trim().toLowerCase().startsWith(key.toLowerCase()));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest('.menu-box > [aria-haspopup="menu"]');
  const menu = button?.parentElement.querySelector(".menu");
  if (button) return menu.hidden ? open(menu) : shut(menu);
  const now = opened();
  if (now && (!now.contains(event.target) || event.target.closest('[role^="menuitem"]'))) shut(now);
  return undefined;
});

document.addEventListener("keydown", (event) => {
  const button = event.target.closest?.('.menu-box > [aria-haspopup="menu"]');
  if (button && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    open(button.parentElement.querySelector(".menu"), event.key === "ArrowUp");
    return;
  }
  const menu = event.target.closest?.(".menu-box > .menu");
  if (!menu || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" || event.key === "Tab") {
    shut(menu, { focus: event.key === "Escape" });
    return;
  }
  const next = move(menu, event.key);
  if (!next) return;
  event.preventDefault();
  next.focus();
});
