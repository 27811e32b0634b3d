export default {
  layout: "article.njk",
  permalink: (data) => `/articles/${data.week}/${data.page.fileSlug}/`,
};
