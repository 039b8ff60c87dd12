// Lets readers choose light, dark or what their system says. A choice is applied before anything is
// painted by the one inline script of each page (helpdesk/policy.py), which reads the same key.
// On paper, links show where they lead.
const KEY = "help-theme";
const root = document.documentElement;
const group = document.querySelector(".help-theme");
const buttons = [...group.querySelectorAll("button")];

function mark() {
  const chosen = root.dataset.theme ?? "system"; // nothing is set where storage is switched off
  buttons.forEach((button) => button.setAttribute("aria-pressed", button.dataset.theme === chosen));
}

group.hidden = false;
mark();
group.addEventListener("click", ({ target }) => {
  const { theme } = target.dataset;
  if (!theme) return;
  root.dataset.theme = theme;
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // The choice then holds for this page only.
  }
  mark();
});

addEventListener("beforeprint", () => {
  document.querySelectorAll("article a[href]:not([href^='#'])").forEach((link) => {
    link.dataset.address = link.href;
  });
});
