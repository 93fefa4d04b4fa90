// Conveniences; every page works without them.
"use strict";

for (const form of document.querySelectorAll("form[data-auto]")) {
  form.classList.add("auto");
  form.addEventListener("change", (event) => {
    if (event.target.matches("input[type=checkbox], select")) form.requestSubmit();
  });
}

if (window.matchMedia("(max-width: 60rem)").matches) {
  for (const fold of document.querySelectorAll("details[data-fold]")) fold.open = false;
}

for (const form of document.querySelectorAll("form[data-busy]")) {
  form.addEventListener("submit", () => {
    const button = form.querySelector("button[type=submit]");
    button.textContent = form.dataset.busy;
    button.setAttribute("aria-disabled", "true");
  });
  // A page that comes back from the browser's memory must not look busy.
  window.addEventListener("pageshow", () => {
    const button = form.querySelector("button[type=submit]");
    if (button.getAttribute("aria-disabled")) { button.textContent = "提取"; button.removeAttribute("aria-disabled"); }
  });
}

for (const place of document.querySelectorAll("[data-drop]")) {
  const input = place.querySelector("input[type=file]");
  const list = place.querySelector("[data-chosen]");
  const show = () => {
    list.replaceChildren(...Array.from(input.files, (file) => {
      const item = document.createElement("li");
      item.textContent = `${file.name}（${Math.max(1, Math.round(file.size / 1024))} KB）`;
      return item;
    }));
  };
  input.addEventListener("change", show);
  let depth = 0;
  place.addEventListener("dragenter", () => { depth += 1; place.classList.add("over"); });
  place.addEventListener("dragleave", () => { depth -= 1; if (!depth) place.classList.remove("over"); });
  place.addEventListener("dragover", (event) => event.preventDefault());
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    depth = 0;
    place.classList.remove("over");
    if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; show(); }
  });
  // A file dropped beside the place must not replace the page.
  for (const name of ["dragover", "drop"]) window.addEventListener(name, (event) => event.preventDefault());
}
