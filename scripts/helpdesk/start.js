// The one script inside each page, allowed by its hash (policy.py): what must be there before the
// page is painted or before its reader does anything. All else is fetched on first use.
{
  const KEY = "help-theme";
  const root = document.documentElement;
  const all = (selector) => document.querySelectorAll(selector);

  // The look that the reader chose; nothing is kept where storage is switched off.
  let chosen;
  try {
    chosen = localStorage.getItem(KEY);
  } catch {}
  root.dataset.theme = chosen || "system";

  const mark = () =>
    all(".help-theme button").forEach((button) =>
      button.setAttribute("aria-pressed", button.dataset.theme === root.dataset.theme),
    );

  addEventListener("DOMContentLoaded", () => {
    all(".help-theme").forEach((group) => (group.hidden = false));
    mark();
  });

  addEventListener("click", ({ target }) => {
    const { theme } = target.closest(".help-theme button")?.dataset ?? {};
    if (!theme) return;
    root.dataset.theme = theme;
    try {
      localStorage.setItem(KEY, theme);
    } catch {}
    mark();
  });

  // A part that names a script gets it with the first touch; where the line broke, with the next.
  addEventListener("focusin", ({ target }) => {
    const part = target.closest("[data-script]");
    if (!part) return;
    const script = document.createElement("script");
    script.src = part.dataset.script;
    script.onerror = () => (part.dataset.script = script.src);
    delete part.dataset.script;
    document.head.append(script);
  });

  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.target.closest("input, textarea, select")) return;
    event.preventDefault();
    document.querySelector("#search")?.focus();
  });

  // On paper, links show where they lead.
  addEventListener("beforeprint", () =>
    all("article a[href]:not([href^='#'])").forEach((link) => {
      link.dataset.address = link.href;
    }),
  );
}
