import { z } from 'zod';
import { watch, write } from './define.ts';

export const settingsValues = z.object({
  theme: z.enum(['system', 'dark', 'light']).default('system'),
  density: z.enum(['compact', 'comfortable']).default('compact'),
  /** Who acts; empty: the operating system's account. */
  actor: z.string().max(200).default(''),
  lifetimePolicySeconds: z.number().positive().default(2_592_000),
  rotationPolicyDays: z.number().positive().default(90),
});
export type SettingsValues = z.infer<typeof settingsValues>;

export const settings = {
  view: watch(z.object({}), z.object({ values: settingsValues, file: z.string(), problem: z.string() })),
  set: write(settingsValues.partial(), settingsValues),
};
