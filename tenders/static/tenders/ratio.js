// Draws the charts of the ratio page as their sections arrive: a number with its interval, from zero.
"use strict";

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function datasets(spec) {
  const line = colour("--t-carrier");
  const band = { borderWidth: 0, pointRadius: 0, backgroundColor: colour("--t-band") };
  if (spec.kind === "bar") {
    const intervals = spec.low.map((low, i) => (low === null || spec.high[i] === null ? null : [low, spec.high[i]]));
    return [
      { type: "scatter", label: spec.title, data: spec.values.map((x, i) => ({ x, y: spec.labels[i] })), backgroundColor: line, pointRadius: 5 },
      { type: "bar", label: spec.band, data: intervals, backgroundColor: colour("--t-band"), barPercentage: 0.5 },
    ];
  }
  return [
    { label: spec.title, data: spec.values, borderColor: line, backgroundColor: line, borderWidth: 2, pointRadius: 3 },
    { ...band, label: spec.band, data: spec.high, fill: "+1" },
    { ...band, label: "", data: spec.low },
  ];
}

function draw(canvas) {
  const spec = JSON.parse(canvas.dataset.chart);
  const ink = colour("--t-muted");
  const grid = { color: colour("--t-line") };
  const bars = spec.kind === "bar";
  const numbers = { beginAtZero: true, grid, ticks: { color: ink }, title: { display: true, text: spec.title, color: ink } };
  const names = { grid: { display: false }, ticks: { color: ink, autoSkip: !bars }, ...(bars ? { type: "category", labels: spec.labels } : {}) };
  new Chart(canvas, {
    type: bars ? "bar" : "line",
    data: { labels: spec.labels, datasets: datasets(spec) },
    options: {
      animation: false,
      maintainAspectRatio: false,
      indexAxis: bars ? "y" : "x",
      scales: bars ? { x: numbers, y: names } : { x: names, y: numbers },
      plugins: { legend: { labels: { color: ink, filter: (item) => item.text } } },
    },
  });
}

document.addEventListener("htmx:load", (event) => {
  event.detail.elt.querySelectorAll("canvas[data-chart]").forEach(draw);
});
