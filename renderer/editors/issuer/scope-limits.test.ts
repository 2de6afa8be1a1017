import { expect, it } from 'vitest';
import { issuer } from '#shared/contract/issuer.ts';
import { emptyLimits, limitsOf, limitsProblem, secondWords } from './scope-limits.ts';

it.each([
  [{}, 'The name of one scope.'],
  [{ scope: 'a b', depth: '1' }, 'The name of one scope.'],
  [{ scope: 'payments' }, 'At least one limit.'],
  [{ scope: 'payments', seconds: '3601' }, 'Whole seconds from 1 to 3,600, or empty.'],
  [{ scope: 'payments', audiences: 'shop' }, 'shop is no absolute URI.'],
  [{ scope: 'payments', depth: '9' }, 'Hops from 0 to 8, or empty.'],
  [{ scope: 'payments', humanApproves: true }, null],
])('of %j it says %j', (typed, problem) => expect(limitsProblem({ ...emptyLimits, ...typed })).toBe(problem));

it('asks for what was typed and limits nothing else', () => {
  const wanted = limitsOf({ ...emptyLimits, scope: ' payments ', seconds: '60', audiences: 'https://a/, https://b/' });
  expect(wanted).toEqual({
    scope: 'payments',
    accessTtl: 60,
    audiences: ['https://a/', 'https://b/'],
    depth: null,
    humanApproves: false,
  });
  expect(issuer.setScopePolicy.input.safeParse(wanted).error).toBeUndefined();
});

it('says seconds as people do', () => expect([secondWords(60), secondWords(90)]).toEqual(['1 min', '90 s']));
