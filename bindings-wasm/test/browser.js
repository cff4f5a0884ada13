// The stories in a browser: a page of its own origin, the package as it is shipped, no bundler.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { browserName, launch, listenTo, serveHere } from "./served.js";

const home = await mkdtemp(join(tmpdir(), "realdeal-stories-"));
const server = await serveHere();
const browser = await launch(join(home, "profile"));
const tab = await browser.newPage();
const trouble = [];
listenTo(tab, trouble);
await tab.goto(`http://127.0.0.1:${server.port}`);

/** Runs every story of a module in the page, and gives what went wrong with each. */
const results = await tab.evaluate(async () => {
  const { openInWorker } = await import("realdeal");
  const { figures } = await import("/bindings-wasm/test/figures.js");
  const { stories } = await import("/bindings-wasm/test/story.js");
  const { remoteStories } = await import("/bindings-wasm/test/remote-story.js");
  const sorted = (value) =>
    value && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]))
      : Array.isArray(value) ? value.map(sorted) : value;
  const text = (value) => JSON.stringify(sorted(value));
  const check = (found, wanted) => {
    if (text(found) !== text(wanted)) throw new Error(`${text(found)} is not ${text(wanted)}`);
  };
  const vectors = async (file) => (await fetch(`/vectors/${file}`)).text();
  const all = { ...stories(check, vectors), ...figures(check, vectors), ...remoteStories(check, openInWorker) };
  const results = [];
  for (const [name, story] of Object.entries(all)) {
    try {
      await story();
      results.push([name, null]);
    } catch (error) {
      results.push([name, String(error.stack ?? error)]);
    }
  }
  return results;
});

await browser.close();
server.close();
await rm(home, { recursive: true, force: true });
for (const [name, error] of results) console.log(error === null ? `ok      ${name}` : `FAILED  ${name}\n        ${error}`);
for (const line of trouble) console.log(`the page says: ${line}`);
const failed = results.filter(([, error]) => error !== null).length;
console.log(`${results.length} stories in ${browserName}, ${failed} failed`);
process.exitCode = failed || trouble.length || results.length === 0 ? 1 : 0;
