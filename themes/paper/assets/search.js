/* The search of one page, over the index that was loaded before (window.digestSearch). It asks nothing of any host, and
   writes what it found as text alone. How it folds, finds and ranks is told in digest/plan/search/search_index.py. */
(function () {
  "use strict";

  const WORD = /[\p{L}\p{N}\p{M}]+(?:[\u0027\u2019][\p{L}\p{N}\p{M}]+)*/gu;
  const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u3005\u30fc]/u;
  const MARKS = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u0027\u2019]/g;
  const LETTERS = { "\u00df": "ss", "\u00e6": "ae", "\u0153": "oe", "\u00f8": "o", "\u0142": "l", "\u0111": "d", "\u00f0": "d", "\u00fe": "th", "\u0131": "i", "\u03c2": "\u03c3" };
  const OWN = 3, TITLE = 2, SUMMARY = 1;
  const K1 = 1.2, B = 0.25, BEGINNING = 0.5;
  const SHOWN = 20, BEFORE = 70, LENGTH = 280;

  /* A word as it is compared. */
  function fold(word) {
    if (/^[a-z0-9]+$/.test(word)) return word;
    const plain = word.normalize("NFKD").toLowerCase().replace(MARKS, "").normalize("NFC");
    return plain.replace(/[\u00df\u00e6\u0153\u00f8\u0142\u0111\u00f0\u00fe\u0131\u03c2]/g, letter => LETTERS[letter]);
  }

  /* The words that were seen, folded, but for those of scripts without spaces. */
  const folded = new Map();

  /* Calls with the key, the start and the end of every word; of scripts without spaces with every pair of letters, and
     the last letter alone. */
  function eachWord(text, call) {
    for (const match of text.matchAll(WORD)) {
      const word = match[0];
      let key = folded.get(word);
      if (key === undefined && !UNSPACED.test(word)) folded.set(word, key = fold(word));
      if (key === undefined) eachPair(word, match.index, call);
      else call(key, match.index, match.index + word.length, false);
    }
  }

  function eachPair(text, at, call) {
    let letters = [], start = at, other = "";
    const close = () => {
      letters.forEach((letter, i) => {
        const next = letters[i + 1];
        call(fold(letter.text + (next ? next.text : "")), letter.at, (next || letter).end, letters.length > 1 && !next);
      });
      letters = [];
    };
    for (const letter of text) {
      if (UNSPACED.test(letter)) {
        if (other) call(fold(other), start - other.length, start, false);
        other = "";
        letters.push({ text: letter, at: start, end: start + letter.length });
      } else if (letters.length && /\p{M}/u.test(letter)) {
        const last = letters[letters.length - 1];
        last.text += letter;
        last.end += letter.length;
      } else {
        close();
        other += letter;
      }
      start += letter.length;
    }
    close();
    if (other) call(fold(other), start - other.length, start, false);
  }

  /* The passages of an article, the reader's own words first. */
  function passagesOf(article) {
    const passages = [];
    if (article.comment) passages.push({ kind: "comment", text: article.comment, anchor: "", weight: OWN });
    for (const [anchor, quote, note, by] of article.marks || []) {
      if (note) passages.push({ kind: "note", text: note, anchor: anchor, by: by, weight: OWN });
      if (quote) passages.push({ kind: "quote", text: quote, anchor: anchor, weight: OWN });
    }
    if (article.summary) passages.push({ kind: "summary", text: article.summary, anchor: "", weight: SUMMARY });
    return passages;
  }

  /* Every word with the articles that have it, and how much it weighs there. */
  function prepare(index) {
    const words = new Map(), lengths = [];
    index.articles.forEach((article, at) => {
      const counts = new Map();
      let length = 0;
      const add = (text, weight) => eachWord(text, key => {
        counts.set(key, (counts.get(key) || 0) + weight);
        length += weight;
      });
      add(article.title, TITLE);
      for (const passage of passagesOf(article)) add(passage.text, passage.weight);
      counts.forEach((count, key) => {
        const found = words.get(key);
        if (found) found.push(at, count);
        else words.set(key, [at, count]);
      });
      lengths.push(length);
    });
    const mean = lengths.reduce((sum, length) => sum + length, 0) / (lengths.length || 1) || 1;
    return { articles: index.articles, words: words, sorted: [...words.keys()].sort(), lengths: lengths, mean: mean };
  }

  /* The keys of a query, each once; of a run of letters without spaces only its pairs. */
  function termsOf(query) {
    const terms = new Set();
    eachWord(query, (key, start, end, left) => { if (key && !left) terms.add(key); });
    return [...terms];
  }

  /* How much a term weighs in each article that has it or a word that begins with it. */
  function countsOf(term, ready) {
    const counts = new Map(), sorted = ready.sorted;
    let low = 0, high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle] < term) low = middle + 1;
      else high = middle;
    }
    for (; low < sorted.length && sorted[low].startsWith(term); low++) {
      const found = ready.words.get(sorted[low]), share = sorted[low] === term ? 1 : BEGINNING;
      for (let i = 0; i < found.length; i += 2) counts.set(found[i], (counts.get(found[i]) || 0) + share * found[i + 1]);
    }
    return counts;
  }

  /* The articles that have all terms and pass the filters, the best first. */
  function find(terms, passes, ready) {
    let scores = null;
    for (const term of terms) {
      const counts = countsOf(term, ready), next = new Map();
      const rarity = Math.log(1 + (ready.articles.length - counts.size + 0.5) / (counts.size + 0.5));
      counts.forEach((count, at) => {
        if (scores && !scores.has(at)) return;
        const norm = K1 * (1 - B + B * ready.lengths[at] / ready.mean);
        next.set(at, (scores ? scores.get(at) : 0) + rarity * count * (K1 + 1) / (count + norm));
      });
      scores = next;
    }
    if (!scores) scores = new Map(ready.articles.map((article, at) => [at, 0]));
    const found = [...scores].filter(([at]) => passes(ready.articles[at]));
    const day = at => ready.articles[at].date || "";
    found.sort((a, b) => b[1] - a[1] || (day(a[0]) < day(b[0]) ? 1 : day(a[0]) > day(b[0]) ? -1 : a[0] - b[0]));
    return found.map(([at]) => ready.articles[at]);
  }

  /* Where the terms stand in a text: [start, end, term], none within another. */
  function hitsOf(text, terms) {
    const hits = [];
    eachWord(text, (key, start, end) => {
      const term = terms.find(each => key.startsWith(each));
      if (term === undefined) return;
      const last = hits[hits.length - 1];
      if (last && start < last[1]) {
        last[1] = Math.max(last[1], end);
        last[2].push(term);
      } else hits.push([start, end, [term]]);
    });
    return hits;
  }

  /* The passage with the most of the terms; of equals the first. Without any of them the first there is. */
  function bestPassage(article, terms) {
    let best = null, most = -1;
    for (const passage of passagesOf(article)) {
      const hits = hitsOf(passage.text, terms), number = new Set(hits.flatMap(hit => hit[2])).size;
      if (number > most) {
        most = number;
        best = Object.assign({ hits: hits }, passage);
      }
    }
    return best;
  }

  /* The part of a text around its first hit, cut between words. */
  function cut(text, hits) {
    let from = 0, to = text.length;
    if (text.length > LENGTH) {
      const first = hits.length ? hits[0][0] : 0;
      from = first > BEFORE ? first - BEFORE : 0;
      const space = text.indexOf(" ", from);
      if (from && space >= 0 && space < first) from = space + 1;
      if (from + LENGTH < to) {
        const end = text.lastIndexOf(" ", from + LENGTH);
        to = end > from + LENGTH / 2 && end > first ? end : from + LENGTH;
      }
      if (from && /[\udc00-\udfff]/.test(text[from])) from -= 1;
      if (to < text.length && /[\udc00-\udfff]/.test(text[to])) to += 1;
    }
    return [from, to];
  }

  if (typeof document === "undefined") {
    module.exports = { bestPassage, cut, find, fold, hitsOf, prepare, termsOf };
    return;
  }

  const form = document.getElementById("search-form");
  const index = window.digestSearch;
  if (!form) return;
  if (!index || index.form !== 1) {
    document.getElementById("search-failed").hidden = false;
    return;
  }
  const field = form.elements.q, list = document.getElementById("search-results");
  const count = document.getElementById("search-count"), more = document.getElementById("search-more");
  const words = form.dataset, names = ["topic", "source", "week"];
  let ready = null, found = [], terms = [];

  function element(name, kind, text) {
    const made = document.createElement(name);
    if (kind) made.className = kind;
    if (text) made.textContent = text;
    return made;
  }

  /* A text into an element, its hits marked. */
  function write(into, text, hits, from, to) {
    let at = from;
    if (from) into.append("\u2026 ");
    for (const [start, end] of hits) {
      if (start < at || end > to) continue;
      into.append(text.slice(at, start), element("mark", "", text.slice(start, end)));
      at = end;
    }
    into.append(text.slice(at, to));
    if (to < text.length) into.append(" \u2026");
  }

  function passageOf(article) {
    const passage = bestPassage(article, terms);
    if (!passage) return null;
    const shown = element("div", "found-passage found-" + passage.kind);
    if (passage.kind !== "quote") {
      const label = element("p", "found-kind", words[passage.kind]);
      if (passage.by) label.append(" \u00b7 ", element("bdi", "", passage.by));
      if (passage.kind === "summary" && article.byDigest) {
        const mark = element("span", "by-digest", words.byDigest);
        mark.title = words.byDigestExplained;
        label.append(" ", mark);
      }
      shown.append(label);
    }
    const text = element("p"), link = passage.anchor ? element("a") : text;
    text.dir = "auto";
    if (article.lang && passage.kind !== "comment" && passage.kind !== "note") text.lang = article.lang;
    if (passage.anchor) {
      link.href = words.root + article.path + words.file + "#" + passage.anchor;
      text.append(link);
    }
    write(link, passage.text, passage.hits, ...cut(passage.text, passage.hits));
    shown.append(text);
    return shown;
  }

  function resultOf(article) {
    const item = element("li"), title = element("h2", "entry-title"), link = element("a");
    link.href = words.root + article.path + words.file;
    link.dir = "auto";
    if (article.lang) link.lang = article.lang;
    write(link, article.title, hitsOf(article.title, terms), 0, article.title.length);
    title.append(link);
    item.append(title);
    const meta = element("p", "meta");
    if (article.source) {
      const source = element("span", "item");
      source.append(element("bdi", "", article.source));
      meta.append(source, " ");
    }
    if (article.day) {
      const item = element("span", "item"), time = element("time", "", article.day);
      time.dateTime = article.date;
      item.append(time);
      if (article.inferred) {
        const mark = element("span", "inferred", words.inferred);
        mark.title = words.inferredExplained;
        item.append(" ", mark);
      }
      meta.append(item);
    }
    if (meta.childNodes.length) item.append(meta);
    const passage = passageOf(article);
    if (passage) item.append(passage);
    return item;
  }

  function showMore() {
    const shown = list.children.length;
    list.append(...found.slice(shown, shown + SHOWN).map(resultOf));
    more.hidden = list.children.length >= found.length;
  }

  function passes(article) {
    const wanted = form.elements;
    return (!wanted.topic.value || article.topics.includes(wanted.topic.value))
      && (!wanted.source.value || article.source === wanted.source.value)
      && (!wanted.week.value || article.week === wanted.week.value)
      && (!wanted.marked.checked || Boolean(article.marks));
  }

  function search() {
    ready = ready || prepare(index);
    terms = termsOf(field.value);
    const asked = terms.length || form.elements.marked.checked || names.some(name => form.elements[name].value);
    found = asked ? find(terms, passes, ready) : [];
    count.textContent = !asked ? "" : found.length ? words.found.replace("{count}", found.length) : words.nothing;
    list.replaceChildren();
    showMore();
  }

  /* The query stays in the fragment of the address, so that the way back leads to its results and no host hears of it. */
  function remember() {
    const asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value)).toString();
    try {
      history.replaceState(null, "", "#" + asked);
    } catch (refused) { /* where a browser keeps the address of files as it is */ }
  }

  function choices(select, values) {
    for (const [value, name] of values) select.append(new Option(name, value));
  }

  function links() {
    return [...list.querySelectorAll("a")];
  }

  function move(event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp" || event.altKey || event.ctrlKey || event.metaKey) return;
    const all = links(), at = all.indexOf(document.activeElement), down = event.key === "ArrowDown";
    if (at < 0 && (document.activeElement !== field || !down)) return;
    event.preventDefault();
    const next = at + (down ? 1 : -1);
    if (next < 0) field.focus();
    else if (all[next]) all[next].focus();
    else if (!more.hidden) more.focus();
  }

  /* The query of the address into the form; gives whether there is one. */
  function recall() {
    const asked = new URLSearchParams(location.hash.slice(1));
    field.value = asked.get("q") || "";
    for (const name of names) {
      const value = asked.get(name) || "";
      const known = [...form.elements[name].options].some(option => option.value === value);
      form.elements[name].value = known ? value : "";
    }
    form.elements.marked.checked = asked.has("marked");
    return Boolean(asked.toString());
  }

  const sources = [...new Set(index.articles.map(article => article.source).filter(Boolean))];
  const used = new Set(index.articles.flatMap(article => article.topics));
  choices(form.elements.topic, index.topics.filter(([slug]) => used.has(slug)));
  choices(form.elements.source, sources.sort((a, b) => a.localeCompare(b)).map(name => [name, name]));
  choices(form.elements.week, index.weeks);
  form.hidden = false;
  form.addEventListener("input", () => { search(); remember(); });
  form.addEventListener("submit", event => {
    event.preventDefault();
    const first = links()[0];
    if (first) first.focus();
  });
  document.addEventListener("keydown", move);
  more.addEventListener("click", () => {
    const shown = list.children.length;
    showMore();
    const next = list.children[shown];
    if (next) next.querySelector("a").focus();
  });
  addEventListener("hashchange", () => { recall(); search(); });
  if (recall()) search();
  else {
    if (matchMedia("(hover: hover)").matches) field.focus();
    setTimeout(() => { ready = ready || prepare(index); }, 0);
  }
})();
