// The package's worker as it is shipped, over the file layer of `standing.js`.

import "./standing.js";
import "../dist/full-worker.js";
