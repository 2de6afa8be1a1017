import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RecordIndex } from './record-index.ts';

const word = fc.constantFrom('00000000', 'ffffffff', '00000001', '80000000', '12345678');
const mark = fc.tuple(word, word, word, word).map((words) => words.join(''));

describe('the index of source records', () => {
  it('agrees with a map from key to content', () => {
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 300 }), (marks) => {
        const index = new RecordIndex();
        const model = new Map<string, string>();
        for (const each of marks) {
          const key = each.slice(0, 16);
          expect(index.hasKey(each)).toBe(model.has(key));
          expect(index.has(each)).toBe(model.get(key) === each.slice(16));
          index.put(each);
          model.set(key, each.slice(16));
        }
        expect(index.length).toBe(model.size);
        const copy = new RecordIndex();
        copy.load(new Map([...index.chunks()].map(({ name, data }) => [name, [data]])));
        for (const each of marks) expect(copy.has(each)).toBe(index.has(each));
        expect([...copy.chunks()]).toEqual([...index.chunks()]);
      }),
    );
  });

  it('takes what was staged as if it were put one by one', () => {
    fc.assert(
      fc.property(fc.array(fc.array(mark, { maxLength: 60 }), { maxLength: 4 }), (commits) => {
        const [taken, put] = [new RecordIndex(), new RecordIndex()];
        for (const marks of commits) {
          const staged = new RecordIndex();
          for (const each of marks) staged.put(each);
          taken.take(staged);
          for (const each of marks) put.put(each);
        }
        expect([...taken.chunks()]).toEqual([...put.chunks()]);
        for (const each of commits.flat()) expect(taken.has(each)).toBe(put.has(each));
      }),
      { seed: 20_261_128 },
    );
  });

  it('finds every one of many', () => {
    const index = new RecordIndex();
    const marks = Array.from({ length: 5000 }, (_, i) => (i * 2654435761).toString(16).padStart(16, '0').repeat(2));
    for (const each of marks) index.put(each);
    expect(marks.every((each) => index.has(each))).toBe(true);
  });

  it('forgets what is withdrawn, whatever its content is by now, and keeps the rest in order', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(400), { maxLength: 120 }), fc.nat(120), (keys, cut) => {
        const mark = (key: number, content = 0): string =>
          [key * 7_919, key, content, 0].map((each) => each.toString(16).padStart(8, '0')).join('');
        const gone = keys.slice(0, cut);
        const index = new RecordIndex();
        const only = new RecordIndex();
        for (const key of keys) index.put(mark(key, 1));
        for (const key of keys.slice(cut)) only.put(mark(key, 1));
        index.removeAll([gone.map((key) => mark(key)).join('')]);
        expect(keys.map((key) => index.hasKey(mark(key)))).toEqual(keys.map((_, at) => at >= cut));
        expect([...index.chunks()]).toEqual([...only.chunks()]);
      }),
      { seed: 1 },
    );
  });
});
