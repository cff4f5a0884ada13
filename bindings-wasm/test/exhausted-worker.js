// The package's worker as it is shipped, with what `exhausted.js` can be told.

import "./exhausted.js";
import "../dist/full-worker.js";
