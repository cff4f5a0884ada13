// The engine's package brings a worker and a module of its own: bundled for a page, and left as they are while one works on it.

import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  optimizeDeps: { exclude: ["realdeal"] },
  worker: { format: "es" },
  build: { target: "es2022", assetsInlineLimit: 0 },
});
