
"use strict";
(() => {
  const tip = document.getElementById("tip");

  function show(event) {
    const target = event.target.closest ? event.target.closest("[data-tip]") : null;
    if (!target) {
      tip.hidden = true;
      return;
    }
    tip.textContent = target.getAttribute("data-tip");
    tip.hidden = false;
    const box = tip.getBoundingClientRect();
    const x = Math.min(event.clientX + 12, document.documentElement.clientWidth - box.width - 8);
    const below = event.clientY + 16;
    const fits = below + box.height < document.documentElement.clientHeight;
    tip.style.left = Math.max(8, x) + "px";
    tip.style.top = (fits ? below : event.clientY - box.height - 10) + "px";
  }
  document.addEventListener("pointerover", show);
  document.addEventListener("pointerdown", show);
  document.addEventListener("scroll", () => { tip.hidden = true; }, { passive: true });
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll("details").forEach((element) => { element.open = true; });
  });

  // Boxes that are wider than the page say so.
  function measure() {
    document.querySelectorAll(".scroll").forEach((box) => {
      box.classList.toggle("wide", box.scrollWidth > box.clientWidth + 1);
    });
  }
  window.addEventListener("resize", measure);

  // Sentences are found, chosen and sorted by what the tools above them say.
  function arrange() {
    const list = document.getElementById("samples");
    const tools = document.getElementById("tools");
    if (!list || !tools) {
      return;
    }
    tools.hidden = false;
    const find = document.getElementById("find").value.trim().toLowerCase();
    const which = document.getElementById("which").value;
    const order = document.getElementById("order").value;
    const key = order.replace("-", "");
    const sign = order.startsWith("-") ? -1 : 1;
    const items = [...list.children];
    items.sort((a, b) => sign * (a.dataset[key] - b.dataset[key]) || a.dataset.place - b.dataset.place);
    let shown = 0;
    items.forEach((item) => {
      item.hidden = !item.textContent.toLowerCase().includes(find) || (which !== "" && item.dataset[which] !== "1");
      shown += item.hidden ? 0 : 1;
      list.append(item);
    });
    document.getElementById("shown").textContent = shown + " of " + items.length + " shown";
  }
  document.addEventListener("input", (event) => {
    if (event.target.closest("#tools")) {
      arrange();
    }
  });

  function unfold() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target && target.tagName === "DETAILS") {
      target.open = true;
      target.scrollIntoView();
    }
  }
  window.addEventListener("hashchange", unfold);
  document.addEventListener("toggle", measure, true);
  measure();
  arrange();
  unfold();

  if (document.documentElement.dataset.mode !== "live") {
    return;
  }

  const content = document.getElementById("content");
  const text = document.getElementById("live-text");
  const bar = document.getElementById("live-bar");
  document.getElementById("live").hidden = false;
  let over = false;
  let asked = false;

  async function refresh() {
    if (asked) {
      return;
    }
    asked = true;
    try {
      const answer = await fetch("content");
      if (answer.ok) {
        const open = new Map([...content.querySelectorAll("details[id]")].map((element) => [element.id, element.open]));
        const asked = new Map([...content.querySelectorAll("#tools input, #tools select")].map((element) => [element.id, element.value]));
        const focus = document.activeElement && document.activeElement.id;
        content.innerHTML = await answer.text();
        open.forEach((value, id) => {
          const element = document.getElementById(id);
          if (element) {
            element.open = value;
          }
        });
        asked.forEach((value, id) => {
          const element = document.getElementById(id);
          if (element) {
            element.value = value;
          }
        });
        if (focus && document.getElementById(focus)) {
          document.getElementById(focus).focus({ preventScroll: true });
        }
        simlossCharts.draw();
        measure();
        arrange();
      }
    } catch (ignored) {
      // The stream says that training is gone.
    }
    asked = false;
  }

  const events = new EventSource("events");
  events.addEventListener("progress", (event) => {
    const now = JSON.parse(event.data);
    bar.value = now.totalSteps > 0 ? now.step / now.totalSteps : 0;
    text.textContent = "epoch " + now.epoch + " of " + now.epochs + ", step "
      + now.step.toLocaleString("en") + " of " + now.totalSteps.toLocaleString("en")
      + ", loss " + now.loss.toFixed(4) + ", "
      + Math.round(now.tokensPerSecond).toLocaleString("en") + " tokens/s";
  });
  events.addEventListener("changed", refresh);
  events.addEventListener("over", (event) => {
    over = true;
    events.close();
    text.textContent = event.data;
    bar.hidden = true;
    refresh();
  });
  events.onerror = () => {
    if (!over) {
      text.textContent = "the connection is gone: training has ended or the machine cannot be reached";
    }
  };
})();
