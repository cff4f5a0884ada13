// The import does nothing: a server may render pages that only mention the package.

import assert from "node:assert/strict";
import { test } from "node:test";

test("nothing is compiled, fetched or drawn by lot before a book is opened", async () => {
  const touched = [];
  for (const [owner, name] of [[WebAssembly, "instantiate"], [WebAssembly, "compile"], [globalThis, "fetch"], [crypto, "getRandomValues"]]) {
    const real = owner[name];
    owner[name] = (...args) => {
      touched.push(name);
      return real.apply(owner, args);
    };
  }
  await import("realdeal/full");
  const { Book } = await import("realdeal");
  assert.deepEqual(touched, []);
  const book = await Book.open();
  assert.ok(touched.includes("instantiate"));
  book.close();
});
