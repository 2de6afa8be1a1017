import type { ActionFile } from '#engine/catalogue/action-file.ts';

/** An audit device records every request to every path. */
export const vault: ActionFile = {
  source: 'HashiCorp Vault documentation, audit devices',
  licence: 'own work from public documentation',
  read: '2026-11-28',
  vendors: ['vault'],
  rows: `
none -> root, default
always *:*, * * -> =
`,
};
