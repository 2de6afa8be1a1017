// Tags by which people say who owns a thing and what it is for.
import type { Fields } from '#engine/importers/fields.ts';
import type { Contribution } from '#engine/importers/gather/source-object.ts';
import { ownersIn } from '#engine/importers/owners.ts';
import type { Fact } from '#shared/model/fact.ts';

/** `Tags: [{Key, Value}]`, or an object of names and values as some tools and Cognito write it. */
function tagsOf(fields: Fields): ReadonlyMap<string, Fact<string>> {
  const list = ['Tags', 'tags', 'UserPoolTags'].find((name) => fields.raw(name) !== undefined);
  if (list === undefined) return new Map();
  const pairs: readonly (readonly [string, Fact<string> | undefined])[] = Array.isArray(fields.raw(list))
    ? fields.objects(list).map((tag) => [tag.plain('Key'), tag.text('Value')] as const)
    : (fields.object(list)?.names() ?? []).map((name) => [name, fields.object(list)?.text(name)] as const);
  return new Map(pairs.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
}

/** Only what the tags say: where there are none, another object may know more. */
export function toldByTags(fields: Fields): Contribution {
  const tags = [...tagsOf(fields)];
  const under = (wanted: RegExp): readonly Fact<string>[] =>
    tags.filter(([name]) => wanted.test(name)).map(([, value]) => value);
  const people = under(/(?:^|[:/._-])(?:owner|owners|owner[-_ ]?email|contact|maintainer|responsible)$/i);
  const teams = under(/(?:^|[:/._-])(?:team|squad|department|dept)$/i);
  const [environment] = under(/(?:^|[:/._-])(?:env|environment|stage)$/i);
  return {
    ...(people.length + teams.length > 0 && { owners: ownersIn(people, undefined, teams) }),
    ...(environment !== undefined && { environment }),
  };
}
