import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const rectangle = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(1).max(20_000),
  height: z.number().int().min(1).max(20_000),
});
const content = z.object({
  bounds: rectangle.nullable().default(null),
  maximized: z.boolean().default(false),
  zoom: z.number().min(-4).max(4).default(0),
  /** The workspace that was open when the app last ran. */
  workspace: z.object({ path: z.string(), readOnly: z.boolean() }).nullable().default(null),
});
/** What main keeps from one run to the next: where the window stood and what it showed. */
type Remembered = z.infer<typeof content>;

export interface Memory {
  readonly value: Remembered;
  change(part: Partial<Remembered>): void;
}

/** `window.json` among the user's data. Losing it costs nothing, so a broken one is as good as none. */
export function openMemory(userData: string): Memory {
  const file = join(userData, 'window.json');
  let value = read(file);
  return {
    get value() {
      return value;
    },
    change(part) {
      value = { ...value, ...part };
      try {
        mkdirSync(userData, { recursive: true, mode: 0o700 });
        const temporary = `${file}.new`;
        writeFileSync(temporary, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
        renameSync(temporary, file);
      } catch {
        // A full or closed disk must not keep the window from closing.
      }
    },
  };
}

function read(file: string): Remembered {
  try {
    return content.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return content.parse({});
  }
}
