// Applies the appearance that the reader chose, before anything is painted; by default the system's.
// On paper, links show where they lead.
const KEY = "help-theme";

function stored() {
  try {
    return localStorage.getItem(KEY) ?? "system";
  } catch {
    return "system"; // storage is switched off
  }
}

document.documentElement.dataset.theme = stored();

document.addEventListener("DOMContentLoaded", () => {
  const group = document.querySelector(".help-theme");
  const buttons = [...group.querySelectorAll("button")];
  const mark = () => {
    const { theme } = document.documentElement.dataset;
    buttons.forEach((button) => button.setAttribute("aria-pressed", button.dataset.theme === theme));
  };
  group.hidden = false;
  mark();
  group.addEventListener("click", ({ target }) => {
    const { theme } = target.dataset;
    if (!theme) return;
    document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // The choice then holds for this page only.
    }
    mark();
  });
});

addEventListener("beforeprint", () => {
  document.querySelectorAll("article a[href]:not([href^='#'])").forEach((link) => {
    link.dataset.address = link.href;
  });
});
