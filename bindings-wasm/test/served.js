// The package as it is shipped, on an origin of its own, without a bundler; and the browser that reads it: Chromium, which `CHROMIUM` names,
// or Firefox, where `FIREFOX` names it. For that, `npm install --no-save puppeteer-core`: it drives the Firefox of a distribution, and
// Playwright only its own.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const types = { ".js": "text/javascript", ".wasm": "application/wasm", ".json": "application/json", ".html": "text/html" };
// The strictest policy that the package needs: compiling the module, and nothing evaluated.
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'nonce-map'; connect-src 'self'; worker-src 'self'";
const map = { imports: { realdeal: "/bindings-wasm/dist/index.js", "realdeal/full": "/bindings-wasm/dist/full-index.js" } };
const page = `<!doctype html><html lang="en"><title>RealDeal</title>
<script type="importmap" nonce="map">${JSON.stringify(map)}</script></html>`;

/** What the package says of its version below `/newer/`, where the next one is made believe to lie. */
export const NEWER = "9.9.9";

async function fileAt(path) {
  if (!path.startsWith("/newer/")) return readFile(join(root, path));
  const text = await readFile(join(root, path.slice("/newer".length)));
  return path.endsWith("/version.js") ? text.toString().replace(/"[^"]+"/, `"${NEWER}"`) : text;
}

/** Serves the repository; gives the port, and what ends it. */
export async function serveHere() {
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url, "http://here").pathname);
    try {
      const body = path === "/" ? page : await fileAt(path);
      response.writeHead(200, { "content-type": types[extname(path)] ?? "text/html", "content-security-policy": policy });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: server.address().port, close: () => server.close() };
}

/** The browser's name, as the stories say where they ran. */
export const browserName = process.env.FIREFOX ? "Firefox" : "Chromium";

/** An origin that is not this machine by its name, and so is no secure one. */
export const PLAIN = "plain.test";

/** Starts the browser over a folder of its own. Of what it gives, `newPage`, `pages`, `close` and `newCDPSession`, Firefox has not the last. */
export async function launch(folder) {
  if (process.env.FIREFOX) {
    const { default: puppeteer } = await import("puppeteer-core");
    const browser = await puppeteer.launch({
      browser: "firefox",
      executablePath: process.env.FIREFOX,
      userDataDir: folder,
      extraPrefsFirefox: { "network.dns.localDomains": PLAIN },
      protocolTimeout: 600_000,
    });
    return browser;
  }
  const { chromium } = await import("playwright-core");
  return chromium.launchPersistentContext(folder, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", `--host-resolver-rules=MAP ${PLAIN} 127.0.0.1`],
  });
}

/** Notes what a page complains of. */
export function listenTo(tab, trouble) {
  // Firefox looks for an icon, which the policy forbids.
  const note = (text) => text.includes("favicon.ico") || trouble.push(text);
  tab.on("pageerror", (error) => note(String(error)));
  tab.on("console", (message) => message.type() === "error" && note(message.text()));
}
