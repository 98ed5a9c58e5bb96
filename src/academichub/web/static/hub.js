// Keys for those who want them. Every page reads and works without this file.

const cards = [...document.querySelectorAll("article.card")];
const help = document.getElementById("keys");
const opener = document.querySelector(".keys-opener");

const titleOf = (card) => card.querySelector("h3 a");
const current = () => document.activeElement?.closest("article.card") ?? null;

/** The first card whose title is not above the window, or the last one. */
const firstInView = () => cards.find((card) => titleOf(card).getBoundingClientRect().top >= 0) ?? cards.at(-1);

function visit(card) {
  if (!card) return;
  titleOf(card).focus({ preventScroll: true });
  card.scrollIntoView({ block: "start", behavior: "instant" });
}

function step(by) {
  const at = cards.indexOf(current());
  visit(at < 0 ? firstInView() : cards[at + by]);
}

function toggleDetails() {
  const details = current()?.querySelector("details.more");
  if (details) details.open = !details.open;
}

function seek() {
  const box = document.querySelector(".seek input[type=search]");
  if (!box) return seekFilters();
  box.focus();
  box.select();
  return true;
}

function seekFilters() {
  const filters = document.querySelector("details.filters");
  if (!filters) return false;
  filters.open = true;
  filters.querySelector("a")?.focus();
  return true;
}

/** Press the button of the current card, if it has one. */
function vote(stance) {
  const button = current()?.querySelector(`form.vote button[data-stance=${stance}]`);
  if (!button) return false;
  button.click();
  return true;
}

function toggleHelp() {
  if (help.open) help.close();
  else help.showModal();
}

const keys = {
  j: () => step(1),
  k: () => step(-1),
  o: toggleDetails,
  u: () => vote("up"),
  d: () => vote("down"),
  "/": seek,
  "?": toggleHelp,
};

/** Keys that a field, a browser command or an input method is waiting for are not ours. */
const isTaken = (event) =>
  event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey ||
  event.target.closest?.("input, textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  const act = Object.hasOwn(keys, event.key) ? keys[event.key] : null;
  if (!act || isTaken(event) || (help.open && event.key !== "?")) return;
  if (act() !== false) event.preventDefault();
});

opener.hidden = false;
opener.addEventListener("click", toggleHelp);

// Where a style sheet cannot hold a folded rail open, it is opened once on wide screens.
if (!CSS.supports("selector(details::details-content)") && matchMedia("(min-width: 68rem)").matches) {
  document.querySelector("details.filters")?.setAttribute("open", "");
}
