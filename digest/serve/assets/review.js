// The page /-/review of the preview: the candidates of a week as cards, edited in place. It is in no published file.
(() => {
  "use strict";

  // The page's own script element says what may be written. It goes at once, so that nothing finds it there later.
  const element = document.currentScript;
  const config = element.dataset.config ? JSON.parse(element.dataset.config) : null;
  element.remove();
  const send = window.fetch.bind(window);
  if (!config) return; // a page that nobody opened themselves, or of a week that does not exist

  const BACK = "digest-review"; // where the page of an article finds the way back
  const SHORT = 16; // characters of a fingerprint that say which state of a card this page has
  const LINGER = 10000; // milliseconds that a message stays
  const LONGEST = 60000; // characters of a request that the browser still sends after the page is left
  const FITS = CSS.supports("field-sizing", "content");
  let refresh = () => {};
  let queue = Promise.resolve(); // one request after the other: keys that are typed ahead wait for their turn
  let replacing = false;
  let isPressed = false; // while a button is held down its card stays, or the click would be lost
  let pressed = []; // what waits for its end

  // Cards change where they stand, and what is being typed stays. A plugin of livereload's script, found by its name.
  window.LiveReloadPluginDigestReview = class {
    static identifier = "digest-review";
    static version = "1.0";
    reload() {
      refresh();
      return true;
    }
  };

  // Storage that a browser may refuse; then nothing is remembered.
  function recall(key) {
    try {
      return window.sessionStorage.getItem(key);
    } catch {
      return null;
    }
  }
  function remember(key, value) {
    try {
      if (value === null) window.sessionStorage.removeItem(key);
      else window.sessionStorage.setItem(key, value);
    } catch {
      // refused
    }
  }

  // `make` gives the request when its turn has come.
  function ask(make) {
    const answer = queue.then(async () => {
      try {
        const body = JSON.stringify({ week: config.week, ...make() });
        const response = await send(config.address, {
          method: "POST",
          keepalive: body.length < LONGEST,
          headers: { "Content-Type": "application/json", "X-Digest-Token": config.token },
          body,
        });
        return { ...(await response.json()), ok: response.ok, status: response.status };
      } catch {
        return { ok: false, status: 0, error: "The preview does not answer. Is digest serve still running?" };
      }
    });
    queue = answer;
    return answer;
  }

  function start() {
    const main = document.querySelector("main");
    const status = document.getElementById("digest-status");
    const message = status.querySelector("span");
    const keys = document.getElementById("keys");
    const moreLine = document.getElementById("more");
    const cards = () => [...main.querySelectorAll(".card")];
    const current = () => main.querySelector(".card.current") ?? main.querySelector(".card");
    const fieldOf = (card, name) => card.querySelector(`[data-name="${name}"]`);
    const fragment = (path) => `#${encodeURI(path)}`;
    const isDirty = (field) => field.value !== field.defaultValue;
    const unsaved = (field) => `digest-review ${field.closest(".card").dataset.path} ${field.dataset.name}`;
    let lingering = 0;
    status.hidden = true;

    function say(sentence, isRefused = false) {
      clearTimeout(lingering);
      message.textContent = sentence;
      status.classList.toggle("refused", isRefused);
      status.hidden = false;
      if (!isRefused) lingering = setTimeout(() => { status.hidden = true; }, LINGER);
    }

    function titleOf(card) {
      const title = fieldOf(card, "title")?.defaultValue.trim() ?? card.dataset.path;
      return title.length > 60 ? `${title.slice(0, 60)}…` : title;
    }

    function fit(place) {
      if (FITS) return;
      for (const field of place.querySelectorAll("textarea")) {
        field.style.height = "auto";
        field.style.height = `${field.scrollHeight}px`;
      }
    }

    function select(card, focus = true, scroll = true) {
      if (!card) return;
      for (const other of main.querySelectorAll(".card.current")) other.classList.remove("current");
      card.classList.add("current");
      // While the page is loaded, a browser scrolls to what its address names.
      if (scroll) window.history.replaceState(null, "", fragment(card.dataset.path));
      if (!focus) return;
      card.focus({ preventScroll: true });
      if (scroll) card.scrollIntoView({ block: "start" });
    }

    // The new card in the place of the old one; what is typed elsewhere in it stays, and the focus with it.
    function replace(path, html, { saved = "", isOurs = false } = {}) {
      const old = document.getElementById(path);
      const holder = document.createElement("template");
      holder.innerHTML = html;
      const card = holder.content.firstElementChild;
      if (!old || !card) return;
      if (isPressed) {
        if (isOurs) old.dataset.seen = card.dataset.seen; // what the click asks for is about what was just written
        pressed.push(() => replace(path, html, { saved }));
        return;
      }
      for (const field of old.querySelectorAll("[data-name]")) {
        const same = fieldOf(card, field.dataset.name);
        if (same && field.dataset.name !== saved && isDirty(field)) same.value = field.value;
      }
      const focused = old.contains(document.activeElement) ? document.activeElement : null;
      const caret = focused?.dataset.name && focused.matches("textarea") ? focused.selectionStart : null;
      if (old.classList.contains("current")) card.classList.add("current");
      replacing = true;
      old.replaceWith(card);
      replacing = false;
      fit(card);
      if (!focused) return;
      const { name, does, slug } = focused.dataset;
      const chip = slug ? `[data-slug="${CSS.escape(slug)}"]` : "";
      const again = name ? fieldOf(card, name) : does ? card.querySelector(`[data-does="${does}"]${chip}`) : null;
      (again ?? card).focus({ preventScroll: true });
      if (again && caret !== null) again.setSelectionRange(caret, caret);
    }

    function take(answer, path, saved = "") {
      const isSaved = answer.ok && answer.path === path;
      if (answer.card) replace(answer.path, answer.card, { saved: isSaved ? saved : "", isOurs: isSaved });
      if (answer.tally) document.getElementById("tally").textContent = answer.tally;
      const card = document.getElementById(answer.path ?? path);
      if (answer.ok) say(card ? `${titleOf(card)}: ${answer.said}` : answer.said);
      else say(answer.error, true);
    }

    // Asks for a decision about a card, over the bytes that it shows. `more` gives what else the request says.
    async function decide(card, action, more = () => ({}), saved = "") {
      const { path } = card.dataset;
      const answer = await ask(() => {
        const now = document.getElementById(path) ?? card;
        return { action, path, fingerprint: now.dataset.seen, ...more(now) };
      });
      take(answer, path, saved);
      return answer;
    }

    // Decides, and goes on to the next card at once; back to this one where it was refused.
    async function settle(card, action) {
      const { path } = card.dataset;
      const decided = decide(card, action);
      move(1, true);
      const answer = await decided;
      if (!answer.ok) select(document.getElementById(path));
    }

    async function save(field, again = false) {
      const name = field.dataset.name;
      if ((!again && !isDirty(field)) || field.dataset.sent === field.value) return;
      const value = name === "title" ? field.value.replace(/\s+/g, " ") : field.value;
      const key = unsaved(field);
      field.dataset.sent = field.value;
      const card = field.closest(".card");
      const { path } = card.dataset;
      const answer = await decide(card, "set", () => ({ name, value }), name);
      const now = fieldOf(document.getElementById(path) ?? card, name);
      delete field.dataset.sent;
      if (answer.ok) remember(key, null);
      else if (now) now.setAttribute("aria-invalid", "true");
    }

    async function undo() {
      const answer = await ask(() => ({ action: "undo" }));
      take(answer, answer.path);
      if (answer.ok && answer.path) select(document.getElementById(answer.path));
    }

    function shown() {
      return Object.fromEntries(cards().map((card) => [card.dataset.path, card.dataset.seen.slice(0, SHORT)]));
    }

    async function update(action) {
      const answer = await ask(() => ({ action, shown: shown() }));
      if (answer.status === 403 && !main.querySelector("[aria-invalid]") && !cards().some(isTyped)) {
        window.location.reload(); // the preview was started again
        return;
      }
      if (!answer.ok) {
        say(answer.error, true);
        return;
      }
      for (const [path, html] of Object.entries(answer.cards)) {
        const card = document.getElementById(path);
        // A card with unsaved words stays: saving them is refused, with the card as it is then, so that both are seen.
        if (!card) moreLine.insertAdjacentHTML("beforebegin", html);
        else if (!isTyped(card)) replace(path, html);
      }
      document.getElementById("tally").textContent = answer.tally;
      document.getElementById("problems").outerHTML = answer.problems;
      moreLine.hidden = !answer.more;
      moreLine.querySelector("span").textContent = answer.more;
      fit(main);
    }
    const isTyped = (card) => [...card.querySelectorAll("[data-name]")].some(isDirty);
    refresh = () => update("cards");

    async function move(step, isQuiet = false) {
      const all = cards();
      const at = all.indexOf(current());
      if (all[at + step]) {
        select(all[at + step]);
      } else if (step > 0 && !moreLine.hidden) {
        await update("more");
        select(cards()[at + 1]);
      } else if (!isQuiet) {
        say(step > 0 ? "This is the last." : "This is the first.");
      }
    }

    function write(card, name) {
      const field = fieldOf(card, name);
      if (!field) return;
      field.focus();
      if (field.matches("textarea")) field.setSelectionRange(field.value.length, field.value.length);
      else if (field.type !== "date") field.select();
    }

    function turnTopic(card, chip) {
      if (!chip) return;
      const { slug } = chip.dataset;
      decide(card, "set", (now) => {
        const chosen = now.querySelector(".topics").dataset.chosen.split(",").filter(Boolean);
        const slugs = chosen.includes(slug) ? chosen.filter((each) => each !== slug) : [...chosen, slug];
        return { name: "topics", value: slugs.join(",") };
      });
    }

    function does(action, card, button) {
      switch (action) {
        case "accept": case "skip": case "draft": return settle(card, action);
        case "confirm": case "lead": return decide(card, action);
        case "adopt": return save(fieldOf(card, "summary"), true);
        case "title": return save(fieldOf(card, "title"), true);
        case "topic": return turnTopic(card, button);
        case "undo": return undo();
        case "more": return update("more");
        case "keys": return keys.showModal();
        default: return undefined;
      }
    }

    const KEYS = {
      a: (card) => does("accept", card), s: (card) => does("skip", card), d: (card) => does("draft", card),
      y: (card) => does("confirm", card), l: (card) => does("lead", card),
      c: (card) => write(card, "comment"), t: (card) => write(card, "title"), w: (card) => write(card, "weight"),
      o: (card) => card.querySelector("a.read")?.click(), e: (card) => card.querySelector("a.edit")?.click(),
      j: () => move(1), k: () => move(-1),
    };

    // Only what a person does counts: a script could press buttons too.
    const byPerson = (action) => (event) => {
      if (event.isTrusted) action(event);
    };

    function leaveField(field, event) {
      event.preventDefault();
      field.closest(".card").focus({ preventScroll: true });
    }

    function onFieldKey(field, event) {
      const isEnter = event.key === "Enter" && !event.isComposing;
      const isLine = field.matches("input") || field.dataset.name === "title";
      if (event.key === "Escape") {
        field.value = field.defaultValue;
        field.removeAttribute("aria-invalid");
        remember(unsaved(field), null);
        fit(field.parentElement);
        leaveField(field, event);
      } else if (isEnter && (isLine || event.ctrlKey || event.metaKey)) {
        save(field, true);
        leaveField(field, event);
      }
    }

    document.addEventListener("keydown", byPerson((event) => {
      if (keys.open) return;
      if (event.target.matches?.("[data-name]")) {
        onFieldKey(event.target, event);
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const card = current();
      if (event.key === "u") undo();
      else if (event.key === "?") keys.showModal();
      else if (card && Object.hasOwn(KEYS, event.key)) KEYS[event.key](card);
      else if (card && /^[1-9]$/.test(event.key)) turnTopic(card, card.querySelectorAll(".chip")[event.key - 1]);
      else return;
      event.preventDefault();
    }));

    document.addEventListener("click", byPerson((event) => {
      const button = event.target.closest("[data-does]");
      if (button) does(button.dataset.does, button.closest(".card"), button);
    }));
    // Also where a key presses the link, whose event no person made.
    main.addEventListener("click", (event) => {
      const link = event.target.closest("a.read");
      const path = link?.closest(".card").dataset.path;
      if (path) remember(BACK, window.location.pathname + fragment(path));
    });
    main.addEventListener("focusin", (event) => {
      const card = event.target.closest(".card");
      if (card && !card.classList.contains("current")) select(card, false);
    });
    main.addEventListener("focusout", (event) => {
      if (!replacing && event.target.matches("[data-name]") && event.target.isConnected) save(event.target);
    });
    main.addEventListener("input", (event) => {
      const field = event.target;
      if (!field.matches("[data-name]")) return;
      remember(unsaved(field), isDirty(field) ? field.value : null);
      fit(field.parentElement);
    });

    // The click comes after the end of the press, and before what waits for it.
    function release() {
      setTimeout(() => {
        isPressed = false;
        const waiting = pressed;
        pressed = [];
        for (const step of waiting) step();
      }, 0);
    }
    main.addEventListener("pointerdown", () => { isPressed = true; });
    for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, release);

    function restore() {
      let restored = 0;
      for (const field of main.querySelectorAll("[data-name]")) {
        const typed = recall(unsaved(field));
        if (typed === null || typed === field.value) continue;
        field.value = typed;
        field.setAttribute("aria-invalid", "true");
        restored += 1;
      }
      if (restored) say("What you typed before and did not save stands in its field again.", true);
    }

    // The article that the address names.
    function named() {
      try {
        return decodeURIComponent(window.location.hash.slice(1));
      } catch {
        return ""; // not an address that this page or the preview's bar gave
      }
    }

    async function showFirst() {
      const path = named();
      while (path && !document.getElementById(path) && !moreLine.hidden) await update("more");
      const card = document.getElementById(path);
      if (card?.matches(".card")) select(card);
      else select(main.querySelector(".card"), true, false);
    }

    restore();
    fit(main);
    showFirst();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
