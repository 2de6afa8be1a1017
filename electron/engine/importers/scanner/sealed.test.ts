import { describe, expect, it } from 'vitest';
import { idsIn, isIdName } from './ids-in.ts';
import { type Sealed, type Shown, seal, wordIn } from './sealed.ts';

const nothing: Omit<Sealed, 'redacted' | 'keys'> = {
  id: null,
  detector: 'generic-api-key',
  repository: null,
  file: null,
  line: null,
  commit: null,
  date: null,
  who: null,
  states: [],
  dismissed: false,
};
const sealed = (shown: Shown, found: Partial<typeof nothing> = {}) =>
  seal({ ...nothing, ...found }, shown, (secret) => [`sha256:${secret.length.toString(16).padStart(12, '0')}`]);
const print = (secret: string): string => `sha256:${secret.length.toString(16).padStart(12, '0')}`;

describe('what is left of a secret', () => {
  it.each(['', ' ', 'REDACTED', 'redact', '********', '***1234', 'AKIAQY...', 'ghp_…', '##SECRET##'])(
    'is nothing where the report shows %j',
    (secret) => expect(sealed({ secrets: [secret] })).toMatchObject({ redacted: true, keys: [] }),
  );

  it('is its fingerprint, and the ids that stand with it', () => {
    const shown = {
      secrets: ['hunter2-hunter2 '],
      around: ['for AKIAQYLPMN5HX2EXAMPL'],
      ids: ['client-one', 'no id', 'short', 115_423_088_130_921, 2 ** 60],
    };
    expect(sealed(shown).keys).toEqual([
      print('hunter2-hunter2 '),
      print('hunter2-hunter2'),
      'AKIAQYLPMN5HX2EXAMPL',
      'client-one',
      '115423088130921',
    ]);
  });

  it('is no id that is the secret itself', () => {
    expect(sealed({ secrets: ['hunter2-hunter2'], ids: ['hunter2-hunter2'] }).keys).toEqual([print('hunter2-hunter2')]);
  });

  it('is taken out of the place, and so is who signed in there', () => {
    const found = {
      repository: 'https://ada:token@git.example/acme/shop.git/',
      file: 'a/hunter2-hunter2.env',
      states: ['at hunter2-hunter2'],
    };
    const { repository, file, states } = sealed({ secrets: ['hunter2-hunter2'] }, found);
    expect([repository, file, states]).toEqual(['git.example/acme/shop', 'a/«stripped».env', ['at «stripped»']]);
  });

  it('what cannot be a line, a commit or a date is not handed on', () => {
    expect(sealed({ secrets: [] }, { line: 'x', commit: 'x y', date: 'soon' })).toMatchObject({
      line: [],
      commit: [],
      date: [],
    });
    expect(sealed({ secrets: [] }, { line: '7', commit: '1caf01', date: '2026-01-12 09:15:00 +0000' })).toMatchObject({
      line: '7',
      commit: '1caf01',
      date: '2026-01-12 09:15:00 +0000',
    });
    expect(sealed({ secrets: [] }, { file: { a: 1 }, line: Number.NaN, who: undefined })).toMatchObject({
      file: [],
      who: null,
    });
  });
});

describe('ids', () => {
  it.each([
    ['key AKIAQYLPMN5HX2EXAMPL here', ['AKIAQYLPMN5HX2EXAMPL']],
    ['AKIAQYLPMN5HX2EXAMPLAND', []],
    ['ci-bot@acme-prod.iam.gserviceaccount.com', ['ci-bot@acme-prod.iam.gserviceaccount.com']],
    [
      '{"clientSecret":"x","clientId":"0f3c1a2b-1111-4222-8333-000000000001"}',
      ['0f3c1a2b-1111-4222-8333-000000000001'],
    ],
    ['"private_key_id": "0123456789abcdef0123"', ['0123456789abcdef0123']],
    ['{"client_id": 115423088130921, "app_id": 12}', ['115423088130921']],
    ['Iv1.0123456789abcdef', ['Iv1.0123456789abcdef']],
    ['nothing', []],
  ])('of %j', (text, ids) => expect(idsIn(text)).toEqual(ids));

  it('have names', () => {
    expect(['client_id', 'id', 'accessKeyId', 'secret', 'identity'].map(isIdName)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(['false_positive', 'x9', '', 7].map(wordIn)).toEqual(['false_positive', '', '', '']);
  });
});
