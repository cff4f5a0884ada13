// A worker that holds a book in memory. A page starts it with
// `new Worker(new URL("realdeal/worker", import.meta.url), { type: "module" })`, or with `openInWorker` of `realdeal`.

import { Book } from "./index.js";
import { serve } from "./serve.js";

serve(async (options) => ({ book: await Book.open(options) }));
