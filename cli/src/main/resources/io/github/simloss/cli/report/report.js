
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
        const open = [...content.querySelectorAll("details")].map((element) => element.open);
        content.innerHTML = await answer.text();
        content.querySelectorAll("details").forEach((element, i) => { element.open = !!open[i]; });
        simlossCharts.draw();
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
