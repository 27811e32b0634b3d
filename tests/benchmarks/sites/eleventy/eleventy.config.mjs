const grouped = (items, key) => {
  const groups = new Map();
  for (const item of items) {
    const name = item.data[key];
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(item);
  }
  return [...groups].map(([name, items]) => ({ name, items })).sort((a, b) => (a.name < b.name ? -1 : 1));
};

export default function (config) {
  for (const [name, key] of [["weeks", "week"], ["topics", "topic"], ["sources", "source"]]) {
    config.addCollection(name, (api) => grouped(api.getFilteredByGlob("content/articles/**/*.md").reverse(), key));
  }
  config.addCollection("newest", (api) => api.getFilteredByGlob("content/articles/**/*.md").reverse().slice(0, 30));
  config.addFilter("topics", (items) => grouped(items, "topic"));
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  return {
    dir: { input: "content", includes: "../_includes", output: "_site" },
    markdownTemplateEngine: false,
  };
}
