import { describe, expect, it } from 'vitest';
import { unknown } from '#shared/model/fact.ts';
import type { Trust } from '#shared/model/trust.ts';
import { loopholesOf } from './loose-trust.ts';

const github = 'https://token.actions.githubusercontent.com';
const cluster = 'https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE';
const trust = (subjects: Trust['subjects'], values: Partial<Trust> = {}): Trust => ({
  issuer: github,
  subjects,
  wildcards: true,
  audiences: ['sts.amazonaws.com'],
  ...values,
});
const levelOf = (one: Trust): number => loopholesOf(one)[0]?.level ?? 0;

describe('loopholes of a trust', () => {
  it.each([
    ['one environment', trust(['repo:octo/shop:environment:prod']), 0],
    ['any branch of one repository', trust(['repo:octo/shop:*']), 1],
    ['any repository of one owner', trust(['repo:octo/*']), 1],
    ['an owner that strangers can name', trust(['repo:octo*']), 2],
    ['every repository there is', trust(['*']), 2],
    ['any subject of a public issuer', trust([]), 2],
    ['any subject of a cluster of one’s own', trust([], { issuer: cluster }), 1],
    ['a name over all namespaces of a cluster', trust(['system:serviceaccount:*:ci'], { issuer: cluster }), 1],
    ['a star that is a character', trust(['repo:octo/*'], { wildcards: false }), 0],
    [
      'all phases of one workspace',
      trust(['organization:acme:project:p:workspace:w:run_phase:*'], { issuer: 'https://app.terraform.io' }),
      0,
    ],
    ['no audience', trust(['repo:octo/shop:ref:refs/heads/main'], { audiences: [] }), 1],
    ['an audience of every token', trust(['repo:octo/shop:ref:x'], { audiences: ['https://github.com/octo'] }), 1],
    [
      'the issuer as audience',
      trust(['system:serviceaccount:a:b'], { issuer: cluster, audiences: [`${cluster}/`] }),
      1,
    ],
    ['nobody says', trust(unknown('not_in_export'), { audiences: unknown('not_in_export') }), 0],
  ] as const)('%s', (_what, one, level) => {
    expect(levelOf(one)).toBe(level);
  });

  it('are told the worst first', () => {
    expect(loopholesOf(trust(['*'], { audiences: [] })).map(({ words }) => words)).toEqual([
      '* fits tokens of strangers',
      'no audience is asked for',
    ]);
  });
});
