// What the preview of `digest serve` adds to a page: style sheets change without a reload, and on an article's page one
// marks passages and writes notes. It is in no published file.
(() => {
  "use strict";

  // The page's own script element says what may be written. It goes at once, so that nothing finds it there later.
  const element = document.currentScript;
  const config = element.dataset.config ? JSON.parse(element.dataset.config) : null;
  element.remove();
  const send = window.fetch.bind(window);
  const text = JSON.stringify;
  const STAYS = 3000; // milliseconds after which a page that was to be left is still there, as after a link to an editor
  let reloadWaits = false;
  let isLeaving = false;

  // Loading the page again would call back someone who is on the way to another page.
  window.addEventListener("beforeunload", () => {
    isLeaving = true;
    setTimeout(() => {
      isLeaving = false;
      if (reloadWaits && !document.querySelector("#digest-dialog[open]")) window.location.reload();
    }, STAYS);
  });

  // Style sheets: a plugin of livereload's script, which finds it by its name.
  window.LiveReloadPluginDigestStyles = class {
    static identifier = "digest-styles";
    static version = "1.0";
    reload(path, options) {
      if (path !== "digest-styles") {
        // What is being typed is not thrown away: the page is loaded again when the dialog closes.
        reloadWaits = isLeaving || Boolean(document.querySelector("#digest-dialog[open]"));
        return reloadWaits;
      }
      const links = [...document.querySelectorAll('link[rel="stylesheet"]')]
        .filter((link) => !/^\/(-\/|digest-problems)/.test(link.getAttribute("href")));
      JSON.parse(options.originalPath).forEach((address, number) => {
        const old = links[number];
        if (!old || old.getAttribute("href") === address) return;
        const link = old.cloneNode();
        link.href = address;
        link.addEventListener("load", () => old.remove());
        old.after(link);
      });
      return true;
    }
  };

  // Storage that a browser may refuse; then nothing is remembered.
  function recall(storage, key) {
    try {
      return window[storage].getItem(key) ?? "";
    } catch {
      return "";
    }
  }
  function remember(storage, key, value) {
    try {
      if (value) window[storage].setItem(key, value);
      else window[storage].removeItem(key);
    } catch {
      // refused
    }
  }

  // The way to the review leads back to the card that one came from; `b` goes there.
  function linkReview() {
    const link = document.getElementById("digest-to-review");
    const came = recall("sessionStorage", "digest-review");
    if (!link) return;
    if (came.startsWith("/-/review")) {
      const card = config ? `#${encodeURI(config.path)}` : came.slice(came.indexOf("#"));
      link.setAttribute("href", came.slice(0, came.indexOf("#")) + card);
      link.textContent = "Back to the review (b)";
    }
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest?.("input, textarea, select, [contenteditable], dialog");
      if (event.key !== "b" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      link.click();
    });
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", linkReview);
  else linkReview();

  if (!config) return;

  const BODY = ".prose.body";
  const BLOCKS = "p, li, td, th, h1, h2, h3, h4, h5, h6, figcaption, summary, pre, blockquote, div, section";
  const NOT_TEXT = ".note, .note-ref, .note-tag, .hl-links, .task, .digest-edit, .endnotes";
  const CONTEXT = 32;
  const AUTHOR = "digest-author";
  const LINGER = 300; // milliseconds that a selection counts after it is gone: some phones drop it at a tap
  let fingerprint = config.fingerprint;
  let undoName = config.undo;
  let selected = null; // the passage that was selected last: {quote, prefix, suffix, box}
  let opener = null; // what had the focus before the dialog

  function make(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  }

  // What a range shows of the article's own text: without notes, numbers and links that were added to it.
  function shown(range) {
    const holder = document.createElement("div");
    holder.append(range.cloneContents());
    for (const added of holder.querySelectorAll(NOT_TEXT)) added.remove();
    return holder.textContent;
  }

  function elementOf(node) {
    return node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  }

  // The selected passage with its surroundings within its blocks; null if it is not in the article's text.
  function passage() {
    const selection = document.getSelection();
    if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const first = elementOf(range.startContainer);
    const last = elementOf(range.endContainer);
    if (!first?.closest(BODY) || !last?.closest(BODY) || first.closest(".note, .endnotes")) return null;
    const quote = shown(range);
    if (!quote.trim()) return null;
    const before = document.createRange();
    before.selectNodeContents(first.closest(BLOCKS));
    before.setEnd(range.startContainer, range.startOffset);
    const after = document.createRange();
    after.selectNodeContents(last.closest(BLOCKS));
    after.setStart(range.endContainer, range.endOffset);
    return {
      quote,
      prefix: Array.from(shown(before)).slice(-CONTEXT).join(""),
      suffix: Array.from(shown(after)).slice(0, CONTEXT).join(""),
      box: range.getBoundingClientRect(),
    };
  }

  function start() {
    const whole = document.querySelector('#digest-preview a[href^="/-/read/"]');
    if (!document.querySelector(BODY) && !whole) return;

    const status = make("p", { id: "digest-status", role: "status", "aria-live": "polite", lang: "en", dir: "ltr" });
    const message = make("span");
    const undo = make("button", { type: "button" }, "Undo (u)");
    status.append(message, " ", undo);

    const mark = make(
      "button",
      { id: "digest-mark", type: "button", lang: "en", "aria-label": "Mark the selected passage" },
      "Mark (h)",
    );
    mark.hidden = true;

    const heading = make("h2", { id: "digest-dialog-heading" });
    const words = make("blockquote", { dir: "auto" });
    const note = make("textarea", { id: "digest-note", rows: "4", dir: "auto", "aria-describedby": "digest-hint" });
    const author = make("input", { id: "digest-author", type: "text", autocomplete: "nickname", dir: "auto" });
    const problem = make("p", { id: "digest-problem", role: "alert" });
    const save = make("button", { type: "button", "data-does": "save" }, "Save");
    const remove = make("button", { type: "button", "data-does": "delete" }, "Delete");
    const reply = make("button", { type: "button", "data-does": "reply" }, "Reply");
    const cancel = make("button", { type: "button", "data-does": "cancel" }, "Cancel");
    const dialog = make(
      "dialog",
      { id: "digest-dialog", "aria-labelledby": heading.id, lang: "en", dir: "ltr" },
      heading,
      words,
      make("label", { for: note.id }, "Note"),
      note,
      make("p", { id: "digest-hint" }, "Optional. #tags anywhere; “@name #tag:” before it says whose it is. Ctrl+Enter saves, Escape closes."),
      make("label", { for: author.id }, "Your name in notes (optional)"),
      author,
      problem,
      make("p", { class: "digest-buttons" }, save, reply, remove, cancel),
    );
    document.body.append(status, mark, dialog);

    let task = null; // what Save asks for: {action, …}
    let lingering = 0;
    const unsaved = () => `digest-note ${config.path} ${task.action} ${task.anchor ?? ""}`;

    function say(sentence) {
      message.textContent = sentence;
      undo.hidden = !undoName;
      status.hidden = !sentence && !undoName;
    }

    async function ask(request) {
      let answer;
      try {
        const response = await send("/-/annotations", {
          method: "POST",
          headers: { "Content-Type": "application/json", "X-Digest-Token": config.token },
          body: text({ path: config.path, fingerprint, ...request }),
        });
        answer = await response.json();
        answer.ok = response.ok;
      } catch {
        answer = { ok: false, error: "The preview does not answer. Is digest serve still running?" };
      }
      return answer;
    }

    // Sends an edit; the page is loaded again by the server once it is built.
    async function edit(request, done) {
      if (!fingerprint) {
        return "The file has changed since this page was made. It is loaded again once it is built.";
      }
      const answer = await ask(request);
      if (!answer.ok) return answer.error;
      fingerprint = answer.fingerprint;
      undoName = answer.undo;
      say(done);
      return "";
    }

    function open(title, passageText, request, { typed = "", existing = false } = {}) {
      opener = document.activeElement;
      task = request;
      heading.textContent = title;
      words.textContent = passageText.length > 300 ? `${passageText.slice(0, 300)}…` : passageText;
      words.hidden = !passageText;
      note.value = recall("sessionStorage", unsaved()) || typed;
      author.value = recall("localStorage", AUTHOR);
      problem.textContent = "";
      remove.hidden = !existing;
      reply.hidden = !existing || !typed;
      dialog.showModal();
      note.focus();
    }

    function openMark() {
      const current = passage() ?? selected;
      if (!current) {
        const elsewhere = whole ? ` All of its words stand behind “${whole.textContent}” above.` : "";
        say(`Select words of the article, then press h.${elsewhere}`);
        return;
      }
      const { quote, prefix, suffix } = current;
      open("Mark this passage", quote, { action: "add", quote, prefix, suffix });
      mark.hidden = true;
    }

    async function openNote(anchor) {
      const answer = await ask({ action: "read", anchor });
      if (!answer.ok) {
        say(answer.error);
        return;
      }
      const title = answer.note ? "Change this note" : "Add a note to this highlight";
      const passageText = document.getElementById(anchor)?.matches("mark") ? shownOf(anchor) : "";
      open(title, passageText, { action: "change", anchor }, { typed: answer.note, existing: true });
    }

    function shownOf(anchor) {
      const range = document.createRange();
      range.selectNodeContents(document.getElementById(anchor));
      return shown(range);
    }

    async function run(request, done) {
      for (const button of dialog.querySelectorAll("button")) button.disabled = true;
      problem.textContent = "";
      const error = await edit(request, done);
      for (const button of dialog.querySelectorAll("button")) button.disabled = false;
      if (error) {
        problem.textContent = error;
        note.focus();
        return;
      }
      remember("sessionStorage", unsaved(), "");
      dialog.close();
    }

    function saveNote() {
      remember("localStorage", AUTHOR, author.value.trim());
      run({ ...task, note: note.value, author: author.value.trim() }, "Saved.");
    }

    async function undoLast() {
      if (!undoName) return;
      const answer = await ask({ action: "undo", undo: undoName });
      if (!answer.ok) {
        say(answer.error);
        return;
      }
      fingerprint = answer.fingerprint;
      undoName = answer.undo;
      say("Undone.");
    }

    // Only what a person does counts: a script could press buttons too.
    const byPerson = (action) => (event) => {
      if (event.isTrusted) action(event);
    };

    save.addEventListener("click", byPerson(saveNote));
    cancel.addEventListener("click", byPerson(() => dialog.close()));
    remove.addEventListener("click", byPerson(() => run({ action: "delete", anchor: task.anchor }, "Deleted.")));
    reply.addEventListener("click", byPerson(() => {
      task = { action: "reply", anchor: task.anchor };
      heading.textContent = "Reply to this note";
      note.value = recall("sessionStorage", unsaved());
      reply.hidden = remove.hidden = true;
      note.focus();
    }));
    undo.addEventListener("click", byPerson(undoLast));
    mark.addEventListener("click", byPerson(openMark));
    mark.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays
    note.addEventListener("input", () => remember("sessionStorage", unsaved(), note.value));
    dialog.addEventListener("close", () => {
      if (reloadWaits) window.location.reload();
      else opener?.focus?.();
    });
    dialog.addEventListener("keydown", byPerson((event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        saveNote();
      }
    }));

    document.addEventListener("keydown", byPerson((event) => {
      const typing = event.target.closest?.("input, textarea, select, [contenteditable], dialog");
      if (typing || dialog.open || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "h") {
        event.preventDefault();
        openMark();
      } else if (event.key === "u" && undoName) {
        event.preventDefault();
        undoLast();
      } else if (event.key === "Escape") {
        mark.hidden = true;
        document.getSelection()?.removeAllRanges();
      }
    }));

    // The button stands below the passage, where a phone's own menu does not.
    document.addEventListener("selectionchange", () => {
      if (dialog.open) return;
      clearTimeout(lingering);
      const current = passage();
      if (!current) {
        lingering = setTimeout(() => {
          selected = null;
          mark.hidden = true;
        }, LINGER);
        return;
      }
      selected = current;
      mark.hidden = false;
      const { box } = selected;
      const below = Math.min(box.bottom + 12, window.innerHeight - 56);
      mark.style.insetBlockStart = `${Math.max(8, below)}px`;
      mark.style.left = `${Math.max(8, Math.min(box.left, window.innerWidth - 140))}px`;
    });

    // A button at each highlight without a note, each note and each reply.
    function addButton(target, anchor, label, after) {
      const button = make("button", { type: "button", class: "digest-edit", "aria-label": label, lang: "en" }, "✎");
      button.addEventListener("click", byPerson((event) => {
        event.preventDefault();
        event.stopPropagation();
        openNote(anchor);
      }));
      const answer = target.querySelector(":scope > .reply");
      if (after) target.after(button);
      else if (answer) answer.before(button);
      else target.append(button);
    }
    for (const highlight of document.querySelectorAll(`${BODY} mark.hl[id^="hl-"]:not([data-by="digest"])`)) {
      addButton(highlight, highlight.id, "Change or delete this highlight", true);
    }
    for (const shownNote of document.querySelectorAll(`${BODY} .note[id], ${BODY} .reply[id], ${BODY} .endnote[id]`)) {
      addButton(shownNote, shownNote.id, "Change, answer or delete this note", false);
    }
    say("");
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
