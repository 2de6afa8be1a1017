import { closingNotice, isDirty } from './documents.ts';
import type { LayoutValues } from './layout.ts';
import { notify } from './notifications.ts';

/** Does the last tab of a page hold what is not saved? Then it stays, and the analyst is asked. */
export function askedToSave(layout: LayoutValues, key: string, group: number): boolean {
  const elsewhere = layout.groups.some(({ tabs }, at) => at !== group && tabs.some((tab) => tab.key === key));
  if (elsewhere || !isDirty(key)) return false;
  const title = layout.groups[group]?.tabs.find((tab) => tab.key === key)?.title ?? 'This page';
  const args = { uri: key, group };
  notify({
    id: closingNotice(key),
    severity: 'warning',
    message: `“${title}” has changes that are not saved.`,
    actions: [
      { label: 'Save and Close', command: 'document.save-and-close', args },
      { label: 'Close Without Saving', command: 'document.discard', args },
    ],
  });
  return true;
}
