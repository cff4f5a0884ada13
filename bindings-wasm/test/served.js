// The package as it is shipped, on an origin of its own, without a bundler; and the browser that reads it, which `CHROMIUM` names.

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

/** Serves the repository; gives the port, and what ends it. */
export async function serveHere() {
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
  return { port: server.address().port, close: () => server.close() };
}

export const launching = { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] };

/** Notes what a page complains of. */
export function listenTo(tab, trouble) {
  tab.on("pageerror", (error) => trouble.push(String(error)));
  tab.on("console", (message) => message.type() === "error" && trouble.push(message.text()));
}
