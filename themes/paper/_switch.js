{# The switch between light and dark. It stands in every page, since a file would come after the first paint: the theme
   that was chosen is there before anything is drawn, and the control is shown by the attribute that is set here. The
   policy of the page allows this text alone, by its hash. No storage, no choice: then the page keeps one for itself. #}
(() => {
const root = document.documentElement, key = "digest-theme";
let theme, bar;
const show = () => {
  const chosen = theme === "light" || theme === "dark";
  root.dataset.theme = chosen ? theme : "auto";
  document.querySelectorAll("meta[name=color-scheme]").forEach(meta => meta.content = chosen ? theme : "light dark");
  document.querySelectorAll(".theme select").forEach(select => select.value = root.dataset.theme);
  const ground = document.body && getComputedStyle(document.body).backgroundColor;
  if (!ground || ground === "rgba(0, 0, 0, 0)") return;
  bar = bar || document.head.appendChild(Object.assign(document.createElement("meta"), { name: "theme-color" }));
  bar.content = ground;
};
const recall = () => {
  try { theme = localStorage.getItem(key); } catch (refused) {}
  show();
};
recall();
["DOMContentLoaded", "pageshow", "storage"].forEach(name => addEventListener(name, recall));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
addEventListener("change", event => {
  if (!event.target.matches(".theme select")) return;
  theme = event.target.value;
  try { localStorage.setItem(key, theme); } catch (refused) {}
  show();
});
})();
