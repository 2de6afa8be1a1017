import type { QueryOver, ViewContent } from '#shared/contract/queries.ts';
import { useFindings } from './findings.ts';
import { useInventory } from './inventory.ts';
import { useTimeline } from './timeline.ts';

/** Which page shows which list. */
export const pageOf: Readonly<Record<QueryOver, string>> = {
  inventory: 'inventory',
  findings: 'findings',
  timeline: 'audit',
};

/** The list of an editor; null: it is of none. */
export const overOf = (editor: string | null): QueryOver | null =>
  editor === 'inventory' || editor === 'findings' ? editor : editor === 'audit' ? 'timeline' : null;

/** What the page of a list shows now. */
export function contentNow(over: QueryOver): ViewContent {
  if (over === 'inventory') {
    const { filter, sort } = useInventory.getState();
    return { over, filter, sort };
  }
  if (over === 'timeline') return { over, filter: useTimeline.getState().filter };
  const { rules, severities, text } = useFindings.getState();
  return { over, rules: [...rules], severities: [...severities], text };
}

/** Puts a saved view into the state of its page. */
export function bringBack(content: ViewContent): void {
  if (content.over === 'inventory') {
    useInventory.getState().replaceFilter(content.filter);
    useInventory.getState().sortBy(content.sort.by, content.sort.descending);
  } else if (content.over === 'timeline') useTimeline.getState().setTimelineFilter(content.filter);
  else {
    const { rules, severities, text } = content;
    useFindings.getState().change({ rules, severities, text });
  }
}

export const sameContent = (one: ViewContent, other: ViewContent): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
