import { complete } from '#engine/query/complete.ts';
import type { Language } from '#engine/query/field.ts';
import type { CallOutput, CallRequest } from '#shared/contract/contract.ts';
import type { QueryOver } from '#shared/contract/queries.ts';
import { eventLanguage } from './fields/event.ts';
import { findingLanguage } from './fields/finding.ts';
import { identityLanguage } from './fields/identity.ts';
import type { Picture } from './picture.ts';

const languages: Readonly<Record<QueryOver, Language<Picture>>> = {
  inventory: identityLanguage,
  findings: findingLanguage,
  timeline: eventLanguage,
};

export function completeQuery(
  picture: Picture,
  { over, text, position }: CallRequest<'queries.complete'>,
): CallOutput<'queries.complete'> {
  const { items, ...rest } = complete(languages[over], picture, text, position);
  return { ...rest, items: items.map((item) => ({ ...item })) };
}

export function queryFields({ over }: CallRequest<'queries.fields'>): CallOutput<'queries.fields'> {
  return {
    fields: languages[over].fields.map(({ name, meaning, form }) => ({
      name,
      meaning,
      form: form.label,
      examples: [...form.examples],
    })),
  };
}
