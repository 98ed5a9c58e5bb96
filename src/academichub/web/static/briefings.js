// A briefing's progress without loading pages, and citations closed by a key. Every page works without this file.

const stages = document.querySelector(".stages");
if (stages) {
  const EVERY = 1500; // milliseconds
  const lost = document.getElementById("lost");

  const show = (told) => {
    for (const line of stages.children) {
      const { state, told: words } = told[line.dataset.stage];
      line.dataset.state = state;
      line.querySelector(".told").textContent = words;
      line.toggleAttribute("aria-current", false);
      if (state === "now") line.setAttribute("aria-current", "step");
    }
  };

  const ask = async () => {
    try {
      const answer = await fetch(stages.dataset.poll, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const told = await answer.json();
      if (told.go) return location.replace(told.go);
      show(told.stages);
      lost.textContent = "";
    } catch {
      lost.textContent = stages.dataset.lost;
    }
    setTimeout(ask, EVERY);
  };
  setTimeout(ask, EVERY);
}

/** The open citation closes on Escape, and on a press elsewhere. */
const opened = () => document.querySelectorAll("details.cite[open]");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const cite of opened()) {
    cite.open = false;
    cite.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const cite of opened()) if (!cite.contains(event.target)) cite.open = false;
});
