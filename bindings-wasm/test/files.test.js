// Files of the browser where there is no browser: refused at once, and the rest of the full build's entry is there.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as small from "realdeal";
import * as full from "realdeal/full";

test("the full build's entry has all of the small one's, and files", () => {
  assert.deepEqual(Object.keys(full).sort(), [...Object.keys(small), "files"].sort());
});

test("a file is refused in Node, by either build", async () => {
  const refused = { code: "no_file_system", kind: "invalid", retryable: false };
  await assert.rejects(full.openInWorker({ file: "league" }), refused);
  await assert.rejects(small.openInWorker({ file: "league" }), refused);
  await assert.rejects(full.files.list(), refused);
  await assert.rejects(full.files.read("league"), refused);
  await assert.rejects(full.files.write("league", new Uint8Array()), refused);
  await assert.rejects(full.files.remove("league"), refused);
});
