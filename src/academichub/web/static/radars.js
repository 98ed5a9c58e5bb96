// Votes and previews without leaving the page. Every form works without this file.

/** Send a vote, and show what was kept. */
async function sendVote(form, button) {
  const body = new URLSearchParams(new FormData(form));
  body.set("stance", button.value);
  const told = form.querySelector(".told");
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    showVote(form, (await answer.json()).stance);
    told.textContent = "";
  } catch {
    told.textContent = form.dataset.failed;
  }
}

function showVote(form, stance) {
  for (const button of form.querySelectorAll("button[data-stance]")) {
    const isOn = button.dataset.stance === stance;
    button.setAttribute("aria-pressed", String(isOn));
    button.value = isOn ? "none" : button.dataset.stance;
    button.title = isOn ? form.dataset.back : "";
  }
}

document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!event.target.matches("form.vote") || !button?.matches("[data-stance]")) return;
  event.preventDefault();
  sendVote(event.target, button);
});

const making = document.querySelector("form.radar-form");
if (making) {
  const LIGHT = 256 * 1024; // bytes of a file that is sent along while typing
  let waiting = 0;
  let asked = null;

  /** The page that the form would lead to; what stands under the form is taken from it. */
  const tryOut = async (act, isTyping) => {
    clearTimeout(waiting);
    asked?.abort();
    const mine = new AbortController();
    asked = mine;
    const body = new FormData(making);
    body.set("act", act);
    if (isTyping && body.get("file")?.size > LIGHT) body.delete("file");
    const trial = document.getElementById("trial");
    trial.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(making.action, { method: "POST", body, signal: mine.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!page.getElementById("trial")) throw new Error(String(answer.status));
      const faults = page.querySelectorAll(".radar-form :is(.fault, .notice)").length;
      if (faults && isTyping) return;
      show(page, faults);
    } catch (error) {
      if (error.name !== "AbortError" && !isTyping) trial.textContent = making.dataset.failed;
    } finally {
      if (asked === mine) trial.removeAttribute("aria-busy"); // else a later one is under way
    }
  };

  const show = (page, faults) => {
    for (const old of making.querySelectorAll(".fault, .notice")) old.remove();
    for (const field of making.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
    if (faults) return showFaults(page);
    for (const id of ["brought", "trial"]) document.getElementById(id).replaceWith(page.getElementById(id));
  };

  const showFaults = (page) => {
    for (const fault of page.querySelectorAll(".radar-form :is(.fault, .notice)")) {
      const theirs = fault.closest(".ask")?.querySelector("[id^=f-]");
      const ours = theirs && document.getElementById(theirs.id);
      if (!ours) {
        making.prepend(fault);
        continue;
      }
      ours.before(fault);
      for (const name of theirs.getAttributeNames()) {
        if (name.startsWith("aria-")) ours.setAttribute(name, theirs.getAttribute(name));
      }
    }
    making.querySelector(".fault, .notice").scrollIntoView({ block: "center", behavior: "instant" });
  };

  making.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => tryOut("preview", true), 600);
  });
  making.addEventListener("submit", (event) => {
    clearTimeout(waiting);
    const act = event.submitter?.value;
    if (act !== "preview" && act !== "backtest") return;
    event.preventDefault();
    tryOut(act, false);
  });
}
