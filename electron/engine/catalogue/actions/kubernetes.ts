import type { ActionFile } from '#engine/catalogue/action-file.ts';

/** The audit policy of a cluster decides what is recorded; reads and writes are often told apart. No event is an escalation, a bind or an impersonation. */
export const kubernetes: ActionFile = {
  source: 'Kubernetes documentation, auditing',
  licence: 'own work from public documentation',
  read: '2026-11-28',
  vendors: ['kubernetes'],
  rows: `
none -> escalate:*, bind:*, impersonate:*, use:*, approve:*, sign:*, attest:*
seen get:*, list:*, watch:*, head:* -> =
seen create:*, update:*, patch:*, delete:*, deletecollection:*, post:*, put:* -> =
`,
};
