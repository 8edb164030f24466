// What pages do beyond what they show without a script: times stay right, and the live page follows.
(() => {
  "use strict";
  const amount = (seconds) => {
    if (seconds < 60) return `${Math.floor(seconds)} s`;
    if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
    return seconds < 48 * 3600 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 86400)} d`;
  };

  // The server's clock counts, not the viewer's.
  const made = document.documentElement.dataset.now;
  const ahead = made ? Date.now() - Date.parse(made) : 0;
  const viewers = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "long" });

  const showTimes = (root) => {
    for (const time of root.querySelectorAll("time[datetime]")) {
      const instant = Date.parse(time.dateTime);
      if (Number.isNaN(instant)) continue;
      if (!time.dataset.told) {
        time.dataset.told = time.title || "";
        const yours = `${viewers.format(instant)} (your time)`;
        time.title = time.dataset.told ? `${time.dataset.told}\n${yours}` : yours;
      }
      if (time.classList.contains("ago")) {
        const seconds = (Date.now() - ahead - instant) / 1000;
        const text = seconds < 0 ? `in ${amount(-seconds)}` : `${amount(seconds)} ago`;
        if (time.textContent !== text) time.textContent = text;
      }
    }
  };
  showTimes(document);
  setInterval(() => showTimes(document), 1000);

  const live = document.getElementById("live");
  if (!live) return;
  const rowsMax = 50;
  const rows = document.getElementById("live-rows");
  const state = document.getElementById("live-state");
  const figures = document.getElementById("live-figures");
  const said = document.getElementById("live-said");
  const follow = () => {
    const events = new EventSource(live.dataset.from);
    let last = live.dataset.position;
    events.addEventListener("open", () => { state.textContent = "following"; state.className = "tag good"; });
    events.addEventListener("figures", (event) => { figures.innerHTML = event.data; showTimes(figures); });
    events.addEventListener("behind", (event) => { document.getElementById("lag").textContent = event.data; });
    events.addEventListener("punches", (event) => {
      if (event.lastEventId === last) return;
      last = event.lastEventId;
      const fresh = document.createElement("tbody");
      fresh.innerHTML = event.data;
      const count = fresh.rows.length;
      for (const row of fresh.rows) row.classList.add("fresh");
      const added = Array.from(fresh.rows);
      rows.prepend(...added);
      setTimeout(() => added.forEach((row) => row.classList.remove("fresh")), 2500);
      while (rows.rows.length > rowsMax) rows.lastElementChild.remove();
      document.getElementById("live-empty")?.remove();
      document.getElementById("live-table").hidden = false;
      showTimes(rows);
      said.textContent = count === 1 ? "1 new punch" : `${count} new punches`;
    });
    events.addEventListener("over", () => { events.close(); location.reload(); });
    events.addEventListener("error", () => {
      state.textContent = "connecting again";
      state.className = "tag warn";
      if (events.readyState === EventSource.CLOSED) setTimeout(follow, 5000);
    });
  };
  follow();
})();
