// All parts, as the sources have them: nothing is loaded.

import * as annotate from "../src/parts/annotate.ts";
import * as exports from "../src/parts/export.ts";
import * as gallery from "../src/parts/gallery.ts";
import * as lesson from "../src/parts/lesson.ts";
import * as live from "../src/parts/live.ts";
import type { Contents, Parts } from "../src/parts.ts";

const CONTENTS: Contents = { annotate, export: exports, gallery, lesson, live };

export const ALL: Parts = {
  has: (name) => CONTENTS[name],
  load: async (name) => CONTENTS[name],
};
