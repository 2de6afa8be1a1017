import type { ActionFile } from '#engine/catalogue/action-file.ts';

/** An API that logs the scope itself, or an action of the same words. */
export const equalWords: ActionFile = {
  source: 'no source: the same words mean the same',
  licence: 'own work from public documentation',
  read: '2026-11-28',
  vendors: 'any',
  rows: `
api * -> =
`,
};
