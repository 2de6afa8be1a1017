import { completeDocument, explainDocument } from '#engine/documents/complete-document.ts';
import type { JsonSchema } from '#engine/documents/document-schema.ts';
import type { CallHandlers } from '#engine/door/door.ts';
import { ruleSchema } from '#engine/own-rules/rule-schema.ts';
import { policySchema } from '#engine/policy/policy-schema.ts';
import { completeQuery } from '#engine/projections/query-help.ts';
import type { DocumentKind } from '#shared/contract/documents.ts';
import type { Session } from './session.ts';

const schemas: Readonly<Record<DocumentKind, JsonSchema>> = { policy: policySchema.json, rule: ruleSchema.json };

/** Completion and help inside of documents: of their schema, and of the query language where a member holds a query. */
export function documentCalls(session: Session): Pick<CallHandlers, 'documents.complete' | 'documents.explain'> {
  return {
    'documents.complete': ({ kind, text, position }) =>
      completeDocument(schemas[kind], text, position, (_holds, query, at) => {
        const found = completeQuery(session.picture, { over: 'inventory', text: query, position: at });
        return {
          at: found.at,
          end: found.end,
          items: found.items.map(({ text: word, meaning, count, goesOn }) => ({
            text: word,
            insert: word,
            detail: count === null ? '' : String(count),
            meaning,
            is: goesOn ? 'field' : 'value',
          })),
        };
      }),
    'documents.explain': ({ kind, text, position }) => ({ about: explainDocument(schemas[kind], text, position) }),
  };
}
