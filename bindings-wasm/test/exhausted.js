// A worker of the package that runs out of memory when it is told so: the next thing that the engine wants to keep ends it with a trap, as
// every defect does.

import init from "../dist/full.js";

const PAGES = 65_536;

addEventListener("message", async (event) => {
  if (!("exhaust" in event.data)) return;
  event.stopImmediatePropagation();
  const { memory } = await init();
  memory.grow(PAGES - memory.buffer.byteLength / PAGES);
  postMessage({ exhausted: true });
});
