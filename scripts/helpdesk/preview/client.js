// Shows a page anew when its files have changed, at the same place, and what the checker says of it:
// a new text takes the place of the old one; when more has changed, the page is loaded again.
const { page } = document.currentScript.dataset;
let { version } = document.currentScript.dataset;
const PLACE = `preview place ${location.pathname}`;
const OPEN = "preview bar is open";
const bar = document.getElementById("help-preview");
const isBroken = "broken" in document.body.dataset;
const folds = () => [...document.querySelectorAll("main details")];
const place = () => ({ top: scrollY, open: folds().map(({ open }) => open) });
let stream;

function listen() {
  stream?.close();
  stream = new EventSource(`/_preview/events?${new URLSearchParams({ page, version })}`);
  stream.addEventListener("reload", () => {
    stream.close();
    if (!isBroken) {
      sessionStorage.setItem(PLACE, JSON.stringify(place()));
    }
    location.reload();
  });
  stream.addEventListener("text", ({ data }) => {
    const before = place();
    const now = JSON.parse(data);
    version = now.version;
    document.querySelector(".help-main").innerHTML = now.html;
    scrollBackTo(before);
  });
  stream.addEventListener("bar", ({ data }) => show(JSON.parse(data)));
}

function show(html) {
  bar.innerHTML = html;
  const details = bar.querySelector("details");
  if (!details) return;
  details.open = sessionStorage.getItem(OPEN) === "yes";
  details.addEventListener("toggle", () => {
    sessionStorage.setItem(OPEN, details.open ? "yes" : "no");
  });
}

function scrollBackTo({ top, open }) {
  const here = folds();
  if (here.length === open.length) here.forEach((one, number) => (one.open = open[number]));
  scrollTo({ top, behavior: "instant" });
}

function goBack() {
  const before = JSON.parse(sessionStorage.getItem(PLACE));
  if (!before || isBroken) return;
  sessionStorage.removeItem(PLACE);
  const scroll = () => scrollBackTo(before);
  history.scrollRestoration = "manual"; // after a page that was broken, the browser's place is the top
  scroll();
  addEventListener("load", scroll);
  addEventListener("pagehide", () => (history.scrollRestoration = "auto"));
}

goBack();
// A browser keeps six connections to one address: tabs that nobody sees hold none.
if (!document.hidden) listen();
document.addEventListener("visibilitychange", () => (document.hidden ? stream?.close() : listen()));
addEventListener("pagehide", () => stream?.close());
addEventListener("pageshow", ({ persisted }) => persisted && listen());
