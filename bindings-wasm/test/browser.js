// The stories in Chromium: a page of its own origin, the package as it is shipped, no bundler. `CHROMIUM` says which.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = fileURLToPath(new URL("../..", import.meta.url));
const types = { ".js": "text/javascript", ".wasm": "application/wasm", ".json": "application/json", ".html": "text/html" };
// The strictest policy that the package needs: compiling the module, and nothing evaluated.
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'nonce-map'; connect-src 'self'; worker-src 'self'";
const page = `<!doctype html><html lang="en"><title>RealDeal</title>
<script type="importmap" nonce="map">{"imports":{"realdeal":"/bindings-wasm/dist/index.js"}}</script></html>`;

const server = createServer(async (request, response) => {
  const path = normalize(new URL(request.url, "http://here").pathname);
  try {
    const body = path === "/" ? page : await readFile(join(root, path));
    response.writeHead(200, { "content-type": types[extname(path)] ?? "text/html", "content-security-policy": policy });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const origin = `http://127.0.0.1:${server.address().port}`;

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const tab = await browser.newPage();
const trouble = [];
tab.on("pageerror", (error) => trouble.push(String(error)));
tab.on("console", (message) => message.type() === "error" && trouble.push(message.text()));
await tab.goto(origin);

/** Runs every story of a module in the page, and gives what went wrong with each. */
const results = await tab.evaluate(async () => {
  const { openInWorker } = await import("realdeal");
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
  const all = { ...stories(check, vectors), ...remoteStories(check, openInWorker) };
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
for (const [name, error] of results) console.log(error === null ? `ok      ${name}` : `FAILED  ${name}\n        ${error}`);
for (const line of trouble) console.log(`the page says: ${line}`);
const failed = results.filter(([, error]) => error !== null).length;
console.log(`${results.length} stories in Chromium, ${failed} failed`);
process.exitCode = failed || trouble.length || results.length === 0 ? 1 : 0;
