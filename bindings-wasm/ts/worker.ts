// A worker that holds a book in memory. A page starts it with
// `new Worker(new URL("realdeal/worker", import.meta.url), { type: "module" })`, or with `openInWorker` of `realdeal`.

import { Book } from "./index.js";
import { noFileSystem } from "./files.js";
import { inMemory, serve } from "./serve.js";

serve(
  inMemory((options) => {
    // This build would keep it in memory only, and lose it.
    if (options.file !== undefined) throw noFileSystem();
    return Book.open(options);
  }),
);
