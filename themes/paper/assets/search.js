/* The search of one page: over digest's own index (window.digestSearch), or by Pagefind where the site has its index and
   is not opened from disk; what the own index finds is shown until Pagefind has answered. It asks nothing of any other host, and writes what it found as text alone. How it folds, finds
   and ranks is told in digest/plan/search/search_index.py, what Pagefind finds in full_text_pages.py beside it. */
(function () {
  "use strict";

  const WORD = /[\p{L}\p{N}\p{M}]+(?:[\u0027\u2019][\p{L}\p{N}\p{M}]+)*/gu;
  const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u3005\u30fc]/u;
  const MARKS = /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u0027\u2019]/g;
  const LETTERS = { "\u00df": "ss", "\u00e6": "ae", "\u0153": "oe", "\u00f8": "o", "\u0142": "l", "\u0111": "d", "\u00f0": "d", "\u00fe": "th", "\u0131": "i", "\u03c2": "\u03c3",
    /* Arabic and Persian spellings of one letter, and their digits. */
    "\u0629": "\u0647", "\u0649": "\u064a", "\u0671": "\u0627", "\u06a9": "\u0643", "\u06c1": "\u0647", "\u06cc": "\u064a" };
  /* The Arabic article, with the word that is written together with it: readers look for what it stands before. */
  const ARTICLE = /(^|[^\u0621-\u06d3])(?:[\u0628\u0641\u0643\u0648]?\u0627\u0644|\u0648?\u0644\u0644)(?=[\u0621-\u06d3]{2})/g;
  const SEARCHED = { comment: 3, quotes: 3, notes: 3, title: 2, summary: 1, source: 1, authors: 1, by: 1 };
  const K1 = 1.2, B = 0.25, BEGINNING = 0.5;
  const BEFORE = 70, LENGTH = 280, NAMED = 60;

  /* A word as it is compared. */
  function fold(word) {
    if (/^[a-z0-9]+$/.test(word)) return word;
    const plain = word.normalize("NFKD").toLowerCase().replace(MARKS, "").normalize("NFC");
    const same = plain.replace(/[\u00df\u00e6\u0153\u00f8\u0142\u0111\u00f0\u00fe\u0131\u03c2\u0629\u0649\u0671\u06a9\u06c1\u06cc]/g, letter => LETTERS[letter]);
    if (!/[\u0621-\u06f9]/.test(same)) return same;
    return same.replace(ARTICLE, "$1").replace(/[\u0660-\u0669\u06f0-\u06f9]/g, digit => digit.charCodeAt(0) & 15);
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
    if (article.passages) return article.passages;
    const passages = [];
    if (article.comment) passages.push({ kind: "comment", text: article.comment, anchor: "" });
    for (const [anchor, quote, note, by] of article.marks || []) {
      if (note) passages.push({ kind: "note", text: note, anchor: anchor, by: by });
      if (quote) passages.push({ kind: "quote", text: quote, anchor: anchor });
    }
    if (article.summary) passages.push({ kind: "summary", text: article.summary, anchor: "" });
    return passages;
  }

  /* A text as it is searched, folded line by line: most lines are plain letters, for which that is quick. */
  function foldLine(line) {
    return /[^\x00-\x7f]/.test(line) ? fold(line) : line.toLowerCase().replace(/'/g, "");
  }

  /* The index made ready: the columns in lines, those that are searched folded too, and how long each article is. */
  function prepare(index) {
    const lines = {}, size = index.size, lengths = new Float64Array(size), fields = [];
    for (const name of Object.keys(index.articles)) lines[name] = index.articles[name].split("\n");
    for (const [name, weight] of Object.entries(SEARCHED)) {
      if (!lines[name]) continue;
      const folded = lines[name].map(foldLine), ends = new Uint32Array(size);
      let end = -1;
      for (let at = 0; at < size; at++) {
        ends[at] = end += folded[at].length + 1;
        lengths[at] += weight * folded[at].length;
      }
      fields.push({ text: folded.join("\n"), ends: ends, weight: weight });
    }
    const mean = lengths.reduce((sum, length) => sum + length, 0) / (size || 1) || 1;
    return { index: index, size: size, lines: lines, fields: fields, lengths: lengths, mean: mean };
  }

  /* Whether a word goes on with a letter; scripts without spaces have none that do. */
  function goesOn(letter) {
    return /[a-z0-9]/.test(letter) || (letter > "\x7f" && /[\p{L}\p{N}\p{M}]/u.test(letter) && !UNSPACED.test(letter));
  }

  function letterBefore(text, at) {
    const low = at > 1 && text[at - 1] >= "\udc00" && text[at - 1] <= "\udfff";
    return at ? text.slice(at - (low ? 2 : 1), at) : "";
  }

  /* How much a term weighs in each article that has it or a word that begins with it. */
  function countsOf(term, ready) {
    const counts = new Float64Array(ready.size), pair = UNSPACED.test(term);
    for (const field of ready.fields) {
      const text = field.text, ends = field.ends;
      for (let line = 0, at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + term.length)) {
        if (!pair && goesOn(letterBefore(text, at))) continue;
        while (ends[line] < at) line++;
        const next = text.codePointAt(at + term.length), whole = pair || !next || !goesOn(String.fromCodePoint(next));
        counts[line] += field.weight * (whole ? 1 : BEGINNING);
      }
    }
    return counts;
  }

  /* The places of the articles that have all terms and pass the filters, the best first. */
  function find(terms, passes, ready) {
    const scores = new Float64Array(ready.size), found = [];
    const every = terms.map(term => countsOf(term, ready));
    const rarities = every.map(counts => {
      const number = counts.reduce((sum, count) => sum + (count > 0), 0);
      return Math.log(1 + (ready.size - number + 0.5) / (number + 0.5));
    });
    for (let at = 0; at < ready.size; at++) {
      if (!every.every(counts => counts[at]) || !passes(at)) continue;
      const norm = K1 * (1 - B + B * ready.lengths[at] / ready.mean);
      every.forEach((counts, i) => { scores[at] += rarities[i] * counts[at] * (K1 + 1) / (counts[at] + norm); });
      found.push(at);
    }
    const days = ready.lines.date || [], day = at => days[at] || "";
    return found.sort((a, b) => scores[b] - scores[a] || (day(a) < day(b) ? 1 : day(a) > day(b) ? -1 : a - b));
  }

  /* An article of the index, as it is shown. */
  function articleAt(ready, at) {
    const value = name => ready.lines[name] ? ready.lines[name][at] : "", parts = name => value(name).split("\t");
    const quotes = parts("quotes"), notes = parts("notes"), by = parts("by");
    return {
      title: value("title"), path: value("path"), source: value("source"), authors: value("authors"), date: value("date"),
      day: ready.index.days[value("date")] || "", inferred: value("inferred"), lang: value("lang"),
      comment: value("comment"), summary: value("summary"), byDigest: value("byDigest"),
      marks: value("anchors") ? parts("anchors").map((anchor, i) => [anchor, quotes[i], notes[i], by[i]]) : [],
    };
  }

  /* The keys of a query, each once; of a run of letters without spaces only its pairs. */
  function termsOf(query) {
    const terms = new Set();
    eachWord(query, (key, start, end, left) => { if (key && !left) terms.add(key); });
    return [...terms];
  }

  /* Where the terms stand in a text: [start, end, term], none within another. */
  function hitsOf(text, terms) {
    const hits = [];
    if (!terms.length) return hits;
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

  /* All that an article is found by. */
  function textsOf(article) {
    const passages = passagesOf(article).flatMap(passage => [passage.text, passage.by]);
    return [article.title, article.source, article.authors, ...passages].filter(Boolean);
  }

  /* The terms as they can be marked in an article: where other forms of a word were found, what they begin alike with. */
  function markable(article, terms) {
    const texts = textsOf(article);
    return terms.map(term => {
      for (let length = term.length; length > 2 && length > term.length - 5; length--) {
        const start = term.slice(0, length);
        if (texts.some(text => hitsOf(text, [start]).length)) return start;
      }
      return term;
    });
  }

  /* The passage with the most of the terms; of equals the first. Without any of them the first there is. */
  function bestPassage(article, terms) {
    let best = null, most = -1;
    for (const passage of passagesOf(article)) {
      const hits = hitsOf(passage.text, terms), names = hitsOf(passage.by || "", terms);
      const number = new Set([...hits, ...names].flatMap(hit => hit[2])).size;
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

  const form = document.getElementById("search-form"), failed = document.getElementById("search-failed");
  if (!form) return;
  if (failed) failed.hidden = true;
  const field = form.elements.q, list = document.getElementById("search-results");
  const count = document.getElementById("search-count"), more = document.getElementById("search-more");
  const words = form.dataset, language = document.documentElement.lang;
  const SHOWN = words.pagefind ? 10 : 20;  /* Pagefind loads a file for each. */
  const names = ["topic", "source", "week", "language"].filter(name => form.elements[name]);
  const NOTHING = { count: 0, load: () => [] };
  /* Pagefind takes seconds for a letter that words of all of ten thousand articles begin with: it is asked for one so many
     milliseconds after the last key, and for any word once it took so long. */
  const PAUSE = 300, LONG = 300;
  const isEarly = words.early !== undefined && location.protocol !== "file:";
  let engine = null, ownEngine = null, found = NOTHING, terms = [], turn = 0, asking = Promise.resolve(), isSlow = false;

  /* What searches the index that was loaded before. */
  function ownSearch() {
    const index = window.digestSearch;
    if (!index || index.form !== 2) throw new Error("there is no index in the form 2");
    const ready = prepare(index), value = (name, at) => ready.lines[name] ? ready.lines[name][at] : "";
    return {
      find(terms, wanted) {
        const passes = at => (!wanted.topic || value("topics", at).split(" ").includes(wanted.topic))
          && (!wanted.source || value("source", at) === wanted.source)
          && (!wanted.week || value("week", at) === wanted.week)
          && (!wanted.language || (value("lang", at) || language).split("-")[0].toLowerCase() === wanted.language)
          && (!wanted.marked || value("anchors", at) !== "");
        const places = find(terms, passes, ready);
        return { count: places.length, load: (from, to) => places.slice(from, to).map(at => articleAt(ready, at)) };
      },
    };
  }

  /* An article as it is shown, of what Pagefind keeps: the ids of its elements hold the passages. */
  function articleOf(fragment) {
    const [article, ...passages] = fragment.anchors.map(anchor => JSON.parse(anchor.id.replace(/\ue000/g, " ")));
    return Object.assign(article, { passages: passages });
  }

  function isIn(article, term) {
    return textsOf(article).some(text => hitsOf(text, [term]).length);
  }

  /* What asks Pagefind. It passes over words that it does not know: one that the first article does not show in this form
     is asked for by itself. */
  async function pagefindSearch() {
    const pagefind = await import(new URL(words.root + words.pagefind, document.baseURI).href);
    await pagefind.init();
    return {
      async find(terms, wanted) {
        const filters = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value));
        if (filters.marked) filters.marked = "1";
        const asked = terms.length ? terms.join(" ") : null;
        const { results } = await pagefind.search(asked, Object.assign({ filters }, asked ? {} : { sort: { date: "desc" } }));
        if (terms.length > 1 && results.length) {
          const first = articleOf(await results[0].data());
          for (const term of terms.filter(term => !isIn(first, term))) {
            if (!(await pagefind.search(term)).results.length) return NOTHING;
          }
        }
        const load = async part => (await Promise.all(part.map(result => result.data()))).map(articleOf);
        return { count: results.length, load: (from, to) => load(results.slice(from, to)) };
      },
    };
  }

  /* Loads digest's own index, if the page does not. */
  function loaded() {
    if (window.digestSearch) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const script = element("script");
      script.src = words.root + words.index;
      script.onload = resolve;
      script.onerror = reject;
      document.body.append(script);
    });
  }

  function own() {
    return ownEngine = ownEngine || loaded().then(ownSearch);
  }

  /* What searches; made once, since that takes a moment. Where Pagefind does not answer, digest's own index does. */
  function searching() {
    if (!words.pagefind) engine = engine || ownSearch();
    else engine = engine || (location.protocol === "file:" ? own() : pagefindSearch().catch(own));
    return engine;
  }

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

  /* Where a passage stands: its own place in the page, or its words there (a text fragment, as browsers find them). */
  function wayTo(article, passage) {
    const page = words.root + article.path + words.file;
    if (passage.anchor) return page + "#" + passage.anchor;
    const heading = passage.heading || "";
    const start = passage.hits.length ? passage.hits[0][0] : 0, rest = passage.text.slice(start, start + NAMED);
    const end = start + rest.length < passage.text.length ? rest.lastIndexOf(" ") : rest.length;
    return page + "#" + heading + ":~:text=" + encodeURIComponent(end > 0 ? rest.slice(0, end) : rest).replaceAll("-", "%2D");
  }

  function passageOf(article, terms) {
    const passage = bestPassage(article, terms);
    if (!passage) return null;
    const shown = element("div", "found-passage found-" + passage.kind);
    if (words[passage.kind]) {
      const label = element("p", "found-kind", words[passage.kind]);
      if (passage.by) label.append(" \u00b7 ", named(passage.by, terms));
      if (passage.kind === "summary" && article.byDigest) {
        const mark = element("span", "by-digest", words.byDigest);
        mark.title = words.byDigestExplained;
        label.append(" ", mark);
      }
      shown.append(label);
    }
    const text = element("p"), link = element("a");
    text.dir = "auto";
    if (article.lang && passage.kind !== "comment" && passage.kind !== "note") text.lang = article.lang;
    link.href = wayTo(article, passage);
    write(link, passage.text, passage.hits, ...cut(passage.text, passage.hits));
    text.append(link);
    shown.append(text);
    return shown;
  }

  /* A name with what of it was looked for. */
  function named(name, terms) {
    const shown = element("bdi");
    write(shown, name, hitsOf(name, terms), 0, name.length);
    return shown;
  }

  /* Publisher and day, and authors who were looked for. */
  function metaOf(article, terms) {
    const meta = element("p", "meta"), authors = article.authors || "";
    for (const name of [article.source, hitsOf(authors, terms).length ? authors : ""].filter(Boolean)) {
      const item = element("span", "item");
      item.append(named(name, terms));
      meta.append(item, " ");
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
    return meta;
  }

  function resultOf(article) {
    const marked = article.passages ? markable(article, terms) : terms;
    const item = element("li"), title = element("h2", "entry-title"), link = element("a");
    link.href = words.root + article.path + words.file;
    link.dir = "auto";
    if (article.lang) link.lang = article.lang;
    write(link, article.title, hitsOf(article.title, marked), 0, article.title.length);
    title.append(link);
    item.append(title);
    const meta = metaOf(article, marked), passage = passageOf(article, marked);
    if (meta.childNodes.length) item.append(meta);
    if (passage) item.append(passage);
    return item;
  }

  /* What the form asks for beside words, and whether it asks for anything. */
  function wanted() {
    const filters = { marked: form.elements.marked.checked };
    for (const name of names) filters[name] = form.elements[name].value;
    return filters;
  }

  function fail() {
    form.hidden = true;
    if (!failed) return;
    failed.hidden = false;
    failed.style.animation = "none";
  }

  /* Asks Pagefind, one question after the other, and none that nobody waits for any more. */
  async function askWhole(asked, filters, isWanted) {
    if (isSlow || asked.some(term => term.length < 2 && !UNSPACED.test(term))) {
      await new Promise(later => setTimeout(later, PAUSE));
    }
    const before = asking;
    return asking = (async () => {
      await before.catch(() => {});
      if (!isWanted()) return NOTHING;
      const engine = await searching(), start = performance.now(), answer = await engine.find(asked, filters);
      isSlow = performance.now() - start > LONG;
      return answer;
    })();
  }

  /* These articles, and after them the others of an answer. */
  function followed(first, answer) {
    const paths = new Set(first.map(article => article.path));
    const load = async (from, to) => {
      const others = (await answer.load(0, to)).filter(article => !paths.has(article.path));
      return [...first, ...others].slice(from, to);
    };
    return { count: Math.max(answer.count, first.length), load: load };
  }

  /* Whether a text of the article has the term as a whole word. */
  function hasWord(article, term) {
    return textsOf(article).some(text => {
      let has = false;
      eachWord(text, key => { has = has || key === term; });
      return has;
    });
  }

  /* What digest's own index finds, in the reader's own words, titles and names, is shown at once and stays first where it
     has the words whole; what Pagefind finds in the texts follows. What is asked without words the own index knows. */
  async function findEarly(asked, filters, isWanted) {
    let first = [], isOver = false;
    const early = own().then(engine => engine.find(asked, filters));
    if (!asked.length) return early.catch(() => askWhole(asked, filters, isWanted));
    early.then(answer => {
      if (isOver || !isWanted() || !answer.count) return;
      first = answer.load(0, SHOWN);
      show(NOTHING, first, asked, "");
    }).catch(() => {});
    try {
      const answer = await askWhole(asked, filters, isWanted);
      return followed(first.filter(article => asked.every(term => hasWord(article, term))), answer);
    } finally {
      isOver = true;
    }
  }

  function show(answer, articles, asked, said) {
    found = answer;
    terms = asked;
    count.textContent = said;
    const focused = list.contains(document.activeElement) && document.activeElement.href;
    list.replaceChildren(...articles.map(resultOf));
    if (focused) (links().find(link => link.href === focused) || field).focus();
    more.hidden = list.children.length >= found.count;
  }

  /* Answers the form; an answer that comes when another question was asked is not shown. */
  async function search() {
    const mine = ++turn, isWanted = () => mine === turn, filters = wanted(), asked = termsOf(field.value);
    const isAsked = asked.length || Object.values(filters).some(Boolean);
    let answer = NOTHING, articles = [];
    try {
      if (isAsked && isEarly) answer = await findEarly(asked, filters, isWanted);
      else if (isAsked) answer = await (await searching()).find(asked, filters);
      if (isWanted()) articles = await answer.load(0, SHOWN);
    } catch (refused) {
      fail();
    }
    if (!isWanted()) return;
    show(answer, articles, asked, !isAsked ? "" : answer.count ? words.found.replace("{count}", answer.count) : words.nothing);
  }

  async function showMore() {
    const shown = list.children.length, mine = turn;
    let articles;
    try {
      articles = await found.load(shown, shown + SHOWN);
    } catch (refused) {
      fail();
      return;
    }
    if (mine !== turn) return;
    list.append(...articles.map(resultOf));
    more.hidden = list.children.length >= found.count;
    const next = list.children[shown];
    if (next) next.querySelector("a").focus();
  }

  /* The query stays in the fragment of the address, so that the way back leads to its results and no host hears of it. */
  function remember() {
    const asked = new URLSearchParams([...new FormData(form)].filter(([, value]) => value)).toString();
    try {
      history.replaceState(null, "", "#" + asked);
    } catch (refused) { /* where a browser keeps the address of files as it is */ }
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

  /* Languages by their names in that of the site, where the browser knows them. */
  function nameLanguages(select) {
    try {
      const known = new Intl.DisplayNames([language], { type: "language" });
      for (const option of select.options) if (option.value) option.text = known.of(option.value) || option.value;
    } catch (refused) { /* the tags stay */ }
  }

  if (form.elements.language) nameLanguages(form.elements.language);
  if (!words.pagefind && !window.digestSearch) return fail();
  form.hidden = false;
  form.addEventListener("input", () => { search(); remember(); });
  form.addEventListener("submit", event => {
    event.preventDefault();
    const first = links()[0];
    if (first) first.focus();
  });
  document.addEventListener("keydown", move);
  more.addEventListener("click", showMore);
  addEventListener("hashchange", () => { recall(); search(); });
  if (recall()) search();
  else {
    if (matchMedia("(hover: hover)").matches) field.focus();
    setTimeout(async () => { try { await searching(); } catch (refused) { fail(); } }, 0);
    if (isEarly) setTimeout(() => own().catch(() => {}), 0);
  }
})();
