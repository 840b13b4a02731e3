// A click on a fact lights the words it was read from and brings them into view.
"use strict";

function light(fact) {
  const key = fact.dataset.fact;
  const pieces = [...document.querySelectorAll(".t-ev")].filter((piece) => piece.dataset.keys.split(" ").includes(key));
  document.querySelectorAll(".t-lit").forEach((lit) => lit.classList.remove("t-lit"));
  fact.classList.add("t-lit");
  for (const piece of pieces) {
    piece.classList.add("t-lit");
    piece.closest(".t-line").classList.add("t-lit");
  }
  if (pieces.length) pieces[0].scrollIntoView({ block: "center", behavior: "auto" });
}

document.querySelectorAll("[data-fact]").forEach((fact) => {
  fact.addEventListener("click", (event) => {
    if (!event.target.closest("a")) light(fact);
  });
  fact.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === fact) light(fact);
  });
});
