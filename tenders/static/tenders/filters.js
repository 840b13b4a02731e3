// A filter acts when it is chosen; empty fields stay out of the address, so that it can be shared.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  for (const bar of document.querySelectorAll("[data-filter-bar]")) {
    bar.addEventListener("submit", () => {
      for (const field of bar.elements) if (field.name && !field.value) field.disabled = true;
    });
    bar.addEventListener("change", (event) => {
      if (event.target.matches("select")) bar.requestSubmit();
    });
    window.addEventListener("pageshow", () => {
      for (const field of bar.elements) field.disabled = false;
    });
  }
});
