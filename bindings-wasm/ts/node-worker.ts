// A thread of Node's that holds a book in memory; `openInWorker` starts it.

import { parentPort } from "node:worker_threads";
import { Book } from "./node.js";
import type { Asked } from "./remote.js";
import { type Scope, serve } from "./serve.js";

const scope: Scope = {
  postMessage: (message) => parentPort?.postMessage(message),
  addEventListener: (_kind, listener) => void parentPort?.on("message", (data: Asked) => listener({ data })),
};

serve(async (options) => ({ book: await Book.open(options) }), scope);
