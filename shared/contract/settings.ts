import { z } from 'zod';
import { watch, write } from './define.ts';

const fields = {
  theme: z.enum(['system', 'dark', 'light']),
  density: z.enum(['compact', 'comfortable']),
  /** Who acts; empty: the operating system's account. */
  actor: z.string().max(200),
};

export const settingsValues = z.object({
  theme: fields.theme.default('system'),
  density: fields.density.default('compact'),
  actor: fields.actor.default(''),
});
export type SettingsValues = z.infer<typeof settingsValues>;

export const settings = {
  view: watch(z.object({}), z.object({ values: settingsValues, file: z.string(), problem: z.string() })),
  /** Only what is named changes: the fields here have no defaults. */
  set: write(z.object(fields).partial(), settingsValues),
};
