import { z } from 'zod';
import { timelineFilter } from './charts.ts';
import { read, watch, write } from './define.ts';
import { inventorySort } from './inventory.ts';
import { count, instant, inventoryFilter, severity, text } from './values.ts';

/** What a query is asked of. */
export const queryOvers = ['inventory', 'findings', 'timeline'] as const;
const over = z.enum(queryOvers);
export type QueryOver = z.infer<typeof over>;

/** Positions count UTF-16 units of the text. */
const queryProblem = z.object({ at: count, end: count, message: z.string(), expected: z.string() });

export const queries = {
  /** What may stand at the caret, and what is wrong with the text. */
  complete: read(
    z.object({ over, text, position: count }),
    z.object({
      /** The part of the text that an item replaces. */
      at: count,
      end: count,
      items: z.array(
        z.object({
          text: z.string(),
          meaning: z.string(),
          /** Rows that the value matches by itself; null: it is a field. */
          count: count.nullable(),
          goesOn: z.boolean(),
        }),
      ),
      problem: queryProblem.nullable(),
    }),
  ),
  fields: read(
    z.object({ over }),
    z.object({
      fields: z.array(
        z.object({ name: z.string(), meaning: z.string(), form: z.string(), examples: z.array(z.string()) }),
      ),
    }),
  ),
};

/** What a saved view brings back. */
export const viewContent = z.discriminatedUnion('over', [
  z.object({ over: z.literal('inventory'), filter: inventoryFilter, sort: inventorySort }),
  z.object({
    over: z.literal('findings'),
    rules: z.array(z.string().max(40)),
    severities: z.array(severity),
    text,
  }),
  z.object({ over: z.literal('timeline'), filter: timelineFilter }),
]);
export type ViewContent = z.infer<typeof viewContent>;

const viewId = z.string().regex(/^view_\d{1,12}$/);
export const viewName = z.string().trim().min(1).max(80);
export const savedView = z.object({
  id: viewId,
  name: viewName,
  content: viewContent,
  /** Who saved it or changed its name last, and when. */
  by: z.string(),
  at: instant,
});
export type SavedView = z.infer<typeof savedView>;

/** Saved views are records of the journal: everybody who opens the workspace sees the same. */
export const views = {
  list: watch(z.object({ over }), z.object({ views: z.array(savedView.extend({ count: count.nullable() })) })),
  /** Refuses with input.invalid where a view of the same list has the name, or its query is none. */
  save: write(z.object({ name: viewName, content: viewContent }), z.object({ id: viewId })),
  rename: write(z.object({ id: viewId, name: viewName }), z.object({})),
  /** Answers what was taken away, so that it can be saved again. */
  remove: write(z.object({ id: viewId }), z.object({ name: viewName, content: viewContent })),
};
