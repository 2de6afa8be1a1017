import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identityLanguage } from '#engine/projections/fields/identity.ts';
import { identityKinds } from '#shared/model/identity.ts';
import { anyPictureRow, aPicture } from '#test/support/pictures.ts';
import { compile } from './compile.ts';
import { complete } from './complete.ts';
import { coded } from './forms/text.ts';

const [some] = fc.sample(anyPictureRow, { seed: 71, numRuns: 1 });
if (!some) throw new Error('no row');
const picture = aPicture([
  { ...some, kind: identityKinds.indexOf('agent'), value: 90, scopes: ['orders:admin', 'mail "all"'], tenant: 'ten_a' },
  { ...some, kind: identityKinds.indexOf('agent'), value: 10, scopes: ['orders:admin'], tenant: 'ten_b' },
  { ...some, kind: identityKinds.indexOf('api_key'), value: 75, scopes: ['*'], tenant: 'ten_b' },
]);

/** `|` is the caret; the answer is what the text becomes with each suggestion, and its count. */
function offered(marked: string): string[] {
  const position = marked.indexOf('|');
  const text = marked.replace('|', '');
  const { at, end, items } = complete(identityLanguage, picture, text, position);
  return items.map(
    (item) => `${text.slice(0, at)}${item.text}${text.slice(end)}${item.count === null ? '' : ` ${item.count}`}`,
  );
}

describe('complete', () => {
  it.each([
    ['sco|', ['score:', 'scope:', 'scopes:', 'band:', 'low:', 'high:', 'confidence:', 'tier:']],
    ['kind:agent -lif|', ['kind:agent -lifetime:']],
    ['(sev|erity)', ['(severity:)']],
    ['own|er:none', ['owner:none']],
    [
      'kind:a|',
      [
        'kind:api_key 1',
        'kind:agent 2',
        'kind:oauth_client 0',
        'kind:service_account 0',
        'kind:workload 0',
        'kind:human 0',
      ],
    ],
    ['kind:agent,ap| x', ['kind:agent,api_key x 1']],
    ['score:>|', ['score:>70 2', 'score:>=60 2']],
    ['scope:|', ['scope:none 0', 'scope:orders:admin 2', 'scope:\\* 1', 'scope:"mail \\"all\\"" 1']],
    ['scope:"mail|', ['scope:"mail \\"all\\"" 1']],
    ['tenant:|', ['tenant:ten_b 2', 'tenant:ten_a 1']],
    ['nope:x|', []],
    ['"kin|', []],
  ])('%s', (marked, expected) => {
    expect(offered(marked)).toEqual(expected);
  });

  it('offers every field where nothing was typed', () => {
    expect(offered('kind:agent |')).toHaveLength(identityLanguage.fields.length);
    expect(offered('|')[0]).toBe('kind:');
  });

  it('offers nothing that is no query, for every field', () => {
    for (const { name } of identityLanguage.fields) {
      for (const { text } of complete(identityLanguage, picture, `${name}:`, name.length + 1).items) {
        expect(compile(identityLanguage, `${name}:${text}`).ok, `${name}:${text}`).toBe(true);
      }
    }
  });

  it('offers the first twenty of very many values, those that begin so before those that hold it', () => {
    const texts = Array.from({ length: 200_000 }, (_, at) => (at % 10_000 === 1 ? `x-${at}` : `job-x-${at}`));
    const words = coded<readonly string[]>({}, (source) => ({
      codes: Uint32Array.from(source, (_, at) => at),
      textsAt: (code) => [source[code] ?? ''],
    }));
    const language = {
      fields: [{ name: 'word', meaning: 'A word', form: words }],
      length: (source: readonly string[]) => source.length,
      search: (source: readonly string[]) => (row: number) => source[row] ?? '',
    };
    const { items } = complete(language, texts, 'word:x', 6);
    expect(items).toHaveLength(20);
    expect(items.every(({ text }) => text.startsWith('x-'))).toBe(true);
    expect(
      complete(language, texts, 'word:x-10', 9)
        .items.map(({ text }) => text)
        .slice(0, 4),
    ).toEqual(['x-100001', 'x-10001', 'job-x-10', 'job-x-100']);
    expect(complete(language, texts, 'word:', 5).items).toHaveLength(20);
  });

  it('says what is wrong meanwhile', () => {
    expect(complete(identityLanguage, picture, 'kind:', 5).problem).toMatchObject({ at: 5, end: 5 });
    expect(complete(identityLanguage, picture, 'kind:agent', 10).problem).toBeNull();
  });

  it('answers every text and caret, and replaces a part of the text', () => {
    const pieces = fc.array(
      fc.constantFrom('kind:', 'score:>', '"', '(', '-', ' ', 'a', ',', '..', '\\', 'or', 'scope:"'),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(pieces, fc.nat(30), (parts, caret) => {
        const text = parts.join('');
        const { at, end } = complete(identityLanguage, picture, text, Math.min(caret, text.length));
        expect(0 <= at && at <= end && end <= text.length).toBe(true);
      }),
      { seed: 72, numRuns: 1000 },
    );
  });
});
