// A book in a thread of its own: the same methods, promised.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openInWorker } from "realdeal";
import { remoteStories } from "./remote-story.js";

for (const [name, story] of Object.entries(remoteStories(assert.deepEqual, openInWorker))) test(name, story);
