// Light or dark, before anything is drawn: what was chosen here once, otherwise what the system asks for.

try {
  document.documentElement.dataset.theme = localStorage.getItem("theme") || "system";
} catch {
  // Without a memory of its own, the page follows the system.
  document.documentElement.dataset.theme = "system";
}
