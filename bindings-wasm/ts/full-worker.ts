// A worker of the full build: it holds a book in memory, or in a file of the browser, alone or for other tabs, too.

import { Build } from "./build.js";
import { refused } from "./error.js";
import { fileSystem } from "./files.js";
import * as full from "./full.js";
import { copying, type FullModule, openFile } from "./opfs.js";
import { inMemory, serve } from "./serve.js";
import { Tab } from "./share.js";

const build = new Build<FullModule>(full, () => fetch(new URL("./full_bg.wasm", import.meta.url)));
const memory = inMemory((options) => build.open(options));

serve(
  async (options, tell) => {
    const { file, simulated } = options;
    if (file === undefined) return memory(options, tell);
    await fileSystem();
    if (simulated !== undefined) {
      throw refused("malformed", "invalid", 400, {
        en: "a book in a file is not simulated: set its clock by setNow, and give commands their ids",
        fr: "un livre dans un fichier n'est pas simulé : réglez son horloge par setNow et donnez leurs identifiants aux commandes",
      });
    }
    // Also for a guest, who may have to take over at any time.
    build.load().catch(() => undefined);
    return Tab.join(file, tell, async () => openFile(await build.load(), file));
  },
  undefined,
  copying(() => build.load()),
);
