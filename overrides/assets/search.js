// Search in the reader's language: this script and the index are fetched with the first touch of
// the box (start.js); nothing is sent anywhere.
const MOST = 8;

// Letters that are no accent on a base letter, and the same word written without them.
const LETTERS = { ə: "e", ı: "i", ß: "ss", œ: "oe", æ: "ae", ø: "o", ł: "l", "’": "'" };

/** Fold a text so that "sifre" finds "şifrə" and "postfaecher" finds "Postfächer". */
function fold(text, language) {
  const plain = text
    .replaceAll("İ", "i")
    .toLowerCase()
    .replace(/[əıßœæøł’]/g, (letter) => LETTERS[letter])
    .normalize("NFD")
    .replace(/\p{M}/gu, "");
  return language === "de" ? plain.replace(/([aou])e/g, "$1") : plain;
}

const words = (text) => text.match(/[\p{L}\p{N}]+/gu) ?? [];

/** Whether two words differ by one letter at most: one changed, missing, added, or two swapped. */
function isNear(a, b) {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const restA = a.slice(start);
  const restB = b.slice(start);
  return (
    restA.slice(1) === restB.slice(1) ||
    restA === restB.slice(1) ||
    restA.slice(1) === restB ||
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
  );
}

/** How well a word of the index fits a word of the question: 0 not at all, 3 the same. */
function fit(word, asked) {
  if (word === asked) return 3;
  if (word.startsWith(asked)) return 2;
  if (word.length > 4 && asked.startsWith(word) && asked.length - word.length < 4) return 1.5;
  if (asked.length < 4 || /\d/.test(asked)) return 0;
  if (isNear(word, asked)) return 1;
  // "mailbx" means "mailboxes" as well: a mistake may stand in the beginning of a longer word.
  const starts = [0, 1].map((more) => word.slice(0, asked.length + more));
  return asked.length > 4 && starts.some((start) => isNear(start, asked)) ? 0.8 : 0;
}

const best = (list, asked) => list.reduce((top, word) => Math.max(top, fit(word, asked)), 0);

/** Return the entries that hold most words of the question (all, if any does), best first. */
function find(index, question, language) {
  const asked = words(fold(question, language));
  const found = index.map((entry) => {
    const values = asked.map((word) =>
      Math.max(
        8 * best(entry.title, word),
        6 * best(entry.heading, word),
        6 * best(entry.words, word),
        best(entry.text, word),
      ),
    );
    const held = values.filter((value) => value > 0).length;
    const score = values.reduce((sum, value) => sum + value, entry.heading.length ? 0 : 2);
    return { entry, held, score };
  });
  const most = Math.max(...found.map(({ held }) => held));
  return found
    .filter(({ held }) => held > 0 && held === most)
    .sort((a, b) => b.score - a.score)
    .map(({ entry }) => entry);
}

function prepare(entries, language) {
  const list = (text) => [...new Set(words(fold(text, language)))];
  return entries.map((entry) => ({
    address: entry.u,
    label: entry.h ? `${entry.t} – ${entry.h}` : entry.t,
    teaser: entry.x.slice(0, 110),
    title: entry.h ? [] : list(entry.t),
    heading: list(entry.h),
    words: list(entry.w),
    text: list(`${entry.t} ${entry.x}`),
  }));
}

function connect(form) {
  const input = form.querySelector("input");
  const panel = form.querySelector(".help-results");
  const status = panel.querySelector("p");
  const list = panel.querySelector("ul");
  const template = form.querySelector("template");
  const language = document.documentElement.lang;
  let index = null;

  const load = async () => {
    index ??= fetch(form.dataset.index)
      .then((answer) => answer.json())
      .then((entries) => prepare(entries, language))
      .catch((error) => {
        index = null; // the line broke: the next letter asks again
        throw error;
      });
    return index;
  };

  const close = () => {
    panel.hidden = true;
  };

  const show = async () => {
    const question = input.value.trim();
    if (question.length < 2) return close();
    const found = find(await load(), question, language);
    if (question !== input.value.trim()) return undefined;
    list.replaceChildren(
      ...found.slice(0, MOST).map((entry) => {
        const item = template.content.cloneNode(true);
        const link = item.querySelector("a");
        link.href = new URL(entry.address, new URL(form.dataset.root, document.baseURI)).href;
        link.querySelector("span").textContent = entry.label;
        link.querySelector("small").textContent = entry.teaser;
        return item;
      }),
    );
    const { none, one, some } = form.dataset;
    const count = found.length;
    status.textContent = count === 0 ? none : count === 1 ? one : some.replace("#", count);
    panel.hidden = false;
    return undefined;
  };

  input.addEventListener("input", show);
  form.addEventListener("submit", (event) => {
    const first = list.querySelector("a");
    event.preventDefault();
    if (!panel.hidden && first) first.click();
    else show();
  });
  form.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const place = links.indexOf(document.activeElement);
    if (event.key === "Escape") {
      close();
      input.focus();
    } else if (event.key === "ArrowDown" && !panel.hidden && links.length) {
      event.preventDefault();
      links[Math.min(place + 1, links.length - 1)].focus();
    } else if (event.key === "ArrowUp" && place >= 0) {
      event.preventDefault();
      (place ? links[place - 1] : input).focus();
    }
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) close();
  });
  load();
  show(); // what was typed while this script was on its way
}

document.querySelectorAll("form.help-search").forEach(connect);
