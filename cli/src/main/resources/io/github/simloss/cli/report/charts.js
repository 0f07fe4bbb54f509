
"use strict";
// Draws the canvases of a page with Chart.js, in the style sheet's colours: light, dark or paper.
const simlossCharts = (() => {
  const LONGEST_LINE = 44;
  // What is one colour is one dash and one shape as well: not everybody sees colours, nor does paper.
  const DASHES = [[], [7, 4], [2, 3], [10, 3, 2, 3], [14, 4], [5, 2, 1, 2]];
  const SHAPES = ["circle", "triangle", "rect", "rectRot", "star", "crossRot"];
  const WEIGHTS = { strong: 2.2, light: 1.2, faint: 1 };

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  }

  // As many decimals as the distance of two ticks has, so that no two read alike.
  function tickText(value, index, ticks) {
    const step = ticks.length > 1 ? Math.abs(ticks[1].value - ticks[0].value) : Math.abs(value);
    const most = Math.max(...ticks.map((tick) => Math.abs(tick.value)));
    const [unit, name] = [[1e9, "G"], [1e6, "M"], [1e4, "k"]].find(([size]) => most >= size) || [1, ""];
    const scaled = name === "k" ? 1e3 : unit;
    let digits = 0;
    while (digits < 12 && Math.abs(Math.round(step / scaled * 10 ** digits) - step / scaled * 10 ** digits) > 1e-6 * 10 ** digits * step / scaled) {
      digits++;
    }
    return (value / scaled).toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits }) + name;
  }

  // A tooltip does not break lines by itself.
  function lines(text) {
    const all = [""];
    for (const word of text.split(" ")) {
      for (const part of word.match(new RegExp(".{1," + LONGEST_LINE + "}", "gu")) || [""]) {
        const last = all[all.length - 1];
        if (last !== "" && last.length + part.length >= LONGEST_LINE) {
          all.push(part);
        } else {
          all[all.length - 1] = last === "" ? part : last + " " + part;
        }
      }
    }
    return all;
  }

  function options(scales, legend) {
    return {
      animation: false,
      maintainAspectRatio: false,
      // Paper has more dots than screens.
      devicePixelRatio: Math.max(2, window.devicePixelRatio),
      interaction: { mode: "nearest", intersect: true },
      scales,
      plugins: {
        legend,
        tooltip: {
          displayColors: false,
          backgroundColor: colour("ink"),
          bodyColor: colour("paper"),
          filter: (item, i) => i === 0 && Boolean(item.raw.tip),
          callbacks: { title: () => "", label: (item) => lines(item.raw.tip) },
        },
      },
    };
  }

  function scale(more) {
    return Object.assign({
      type: "linear",
      grid: { color: colour("rule") },
      border: { color: colour("quiet") },
      ticks: { color: colour("quiet"), maxTicksLimit: 6, maxRotation: 0, callback: tickText },
    }, more);
  }

  function bottomLegend(more) {
    return {
      position: "bottom",
      align: "start",
      labels: Object.assign({ color: colour("quiet"), usePointStyle: true, boxHeight: 6 }, more),
    };
  }

  function curves(spec) {
    const datasets = spec.series.map((series) => ({
      label: series.label,
      data: series.points.map(([x, y, tip]) => ({ x, y, tip })),
      borderColor: colour("c" + series.look % 6) + (series.weight === "faint" ? "73" : ""),
      backgroundColor: colour("c" + series.look % 6),
      borderWidth: WEIGHTS[series.weight],
      borderDash: DASHES[series.look % 6],
      // Dashes lie on top: through them the line below is seen.
      order: -series.look,
      pointStyle: SHAPES[series.look % 6],
      // A line of one evaluation is a point, whatever its weight.
      pointRadius: series.points.length === 1 ? (series.weight === "strong" ? 5 : 3)
        : series.weight !== "strong" || series.points.length > 40 ? 0 : 3,
      pointHitRadius: 8,
    }));
    const legend = bottomLegend({
      pointStyle: "line",
      pointStyleWidth: 34,
      // By itself it takes the look of the points, which have no dashes.
      generateLabels: (chart) => Chart.defaults.plugins.legend.labels.generateLabels(chart).map((item) =>
        Object.assign(item, { lineDash: datasets[item.datasetIndex].borderDash, lineWidth: datasets[item.datasetIndex].borderWidth > 1.5 ? 3 : 1.2 })),
      sort: (a, b) => a.datasetIndex - b.datasetIndex,
      filter: (item, data) => data.datasets.findIndex((set) => set.label === item.text) === item.datasetIndex,
    });
    // Seeds share a label, and are shown and hidden together.
    legend.onClick = (event, item, { chart }) => {
      const show = !chart.isDatasetVisible(item.datasetIndex);
      datasets.forEach((set, i) => {
        if (set.label === item.text) {
          chart.setDatasetVisibility(i, show);
        }
      });
      chart.update();
    };
    const x = scale({ grid: { display: false }, title: { display: true, text: spec.across, align: "end", color: colour("quiet") } });
    return { type: "line", data: { datasets }, options: options({ x, y: scale({}) }, legend) };
  }

  function dots(spec) {
    const at = (mark) => ({ x: mark.x, y: mark.row, tip: mark.tip });
    const colours = (marks) => marks.map((mark) => colour("c" + mark.look % 6));
    const shapes = (marks) => marks.map((mark) => SHAPES[mark.look % 6]);
    const through = spec.baselines.flatMap((mark) => [
      { x: mark.x, y: -0.5 }, { x: mark.x, y: spec.rows.length - 0.5 }, { x: NaN, y: NaN }]);
    const datasets = [
      { data: spec.runs.map(at), pointStyle: shapes(spec.runs), pointRadius: spec.runs.map((mark) => mark.look % 6 === 0 ? 4.5 : 6), clip: false, pointBackgroundColor: colours(spec.runs), pointBorderColor: spec.runs.map((mark) => colour(mark.look % 6 > 3 ? "c" + mark.look % 6 : "paper")) },
      { data: spec.means.map(at), clip: false, pointStyle: "line", pointRotation: 90, pointRadius: 9, pointBorderWidth: 2.5, pointBorderColor: colours(spec.means) },
      { data: spec.baselines.map(at), clip: false, pointRadius: 4.5, pointBackgroundColor: colour("paper"), pointBorderColor: colour("quiet"), pointBorderWidth: 1.5 },
      { data: through, showLine: true, borderColor: colour("quiet"), borderDash: [2, 3], borderWidth: 1.2, pointRadius: 0, pointHitRadius: 0 },
    ];
    const y = scale({
      min: -0.5,
      max: spec.rows.length - 0.5,
      reverse: true,
      grid: { display: false },
      afterBuildTicks: (axis) => { axis.ticks = spec.rows.map((row, i) => ({ value: i })); },
      ticks: { color: colour("quiet"), autoSkip: false, callback: (value) => spec.rows[value] },
    });
    // Room at both ends, but none below 0 for what cannot be less.
    const values = [...spec.runs, ...spec.means, ...spec.baselines].map((mark) => mark.x);
    const least = Math.min(...values);
    const nearZero = least >= 0 && least <= 0.1 * (Math.max(...values) - least);
    const x = scale(nearZero ? { min: 0, grace: "5%" } : { grace: "5%" });
    return { type: "scatter", data: { datasets }, options: options({ x, y }, { display: false }) };
  }

  function map(spec) {
    const at = ([x, y, , tip]) => ({ x, y, tip });
    const datasets = spec.shades.map((label, shade) => ({
      label,
      data: spec.points.filter((point) => point[2] === shade).map(at),
      pointRadius: 4,
      backgroundColor: colour("s" + shade),
      borderColor: colour("paper"),
      borderWidth: 0.7,
      order: 1,
    }));
    datasets.push({
      data: spec.numbered.map((i) => at(spec.points[i])),
      pointRadius: 9,
      backgroundColor: colour("paper"),
      borderColor: colour("ink"),
      borderWidth: 1.2,
      order: 0,
    });
    const numbers = {
      id: "numbers",
      afterDatasetsDraw(chart) {
        const draw = chart.ctx;
        draw.save();
        draw.fillStyle = colour("ink");
        draw.font = "600 11px " + Chart.defaults.font.family;
        draw.textAlign = "center";
        draw.textBaseline = "middle";
        chart.getDatasetMeta(datasets.length - 1).data.forEach((point, i) => {
          draw.fillText(String(i + 1), point.x, point.y + 0.5);
        });
        draw.restore();
      },
    };
    const plane = () => scale({ min: -0.04, max: 1.04, ticks: { display: false }, grid: { display: false } });
    const legend = bottomLegend({ pointStyle: "circle", filter: (item) => Boolean(item.text) });
    return {
      type: "scatter",
      data: { datasets },
      options: options({ x: plane(), y: plane() }, legend),
      plugins: [numbers],
    };
  }

  const kinds = { lines: curves, dots, map };

  function hiddenLines(chart) {
    return chart.data.datasets.filter((set, i) => !chart.isDatasetVisible(i)).map((set) => set.label);
  }

  /** Draws all canvases again, with the lines hidden that were; those that left the page are let go. */
  function draw() {
    const hidden = new Map();
    Object.values(Chart.instances).forEach((chart) => {
      hidden.set(chart.canvas.getAttribute("aria-label"), hiddenLines(chart));
      chart.destroy();
    });
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    document.querySelectorAll("canvas[data-chart]").forEach((canvas) => {
      const spec = JSON.parse(canvas.dataset.chart);
      const config = kinds[spec.kind](spec);
      const labels = hidden.get(canvas.getAttribute("aria-label")) || [];
      config.data.datasets.forEach((set) => { set.hidden = labels.includes(set.label); });
      new Chart(canvas, config);
    });
  }

  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  // The style sheet is not yet that of paper when this is called, hence the class.
  window.addEventListener("beforeprint", () => {
    document.documentElement.classList.add("paper");
    draw();
  });
  window.addEventListener("afterprint", () => {
    document.documentElement.classList.remove("paper");
    draw();
  });
  draw();
  return { draw };
})();
