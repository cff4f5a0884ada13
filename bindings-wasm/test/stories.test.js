// The stories in Node.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { stories } from "./story.js";

const vectors = (file) => readFile(new URL(`../../vectors/${file}`, import.meta.url), "utf8");

for (const [name, story] of Object.entries(stories(assert.deepEqual, vectors))) test(name, story);
