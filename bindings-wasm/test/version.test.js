// What tabs tell each other as their version is that of the package.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { VERSION } from "../dist/version.js";

test("the version in the code is the one of the package, and of the engine", async () => {
  const { version } = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8"));
  const workspace = await readFile(new URL("../../Cargo.toml", import.meta.url), "utf8");
  assert.equal(VERSION, version);
  assert.equal(VERSION, /^version = "(.*)"$/m.exec(workspace)[1]);
});
