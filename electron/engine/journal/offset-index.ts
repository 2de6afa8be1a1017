/** Where each record begins, how long it is in bytes, and the first digits of its hash; grows by doubling. */
export interface OffsetIndex {
  readonly length: number;
  push(offset: number, length: number, hash: string): void;
  offset(index: number): number;
  size(index: number): number;
  /** Whether the hash may be the one that was pushed there. */
  matches(index: number, hash: string): boolean;
}

const mark = (hash: string): number => Number.parseInt(hash.slice(0, 8), 16);

export function createOffsetIndex(): OffsetIndex {
  // One more than there are records: a record ends where the next begins.
  let starts = new Float64Array(1024);
  let marks = new Uint32Array(1024);
  let count = 0;
  return {
    get length() {
      return count;
    },
    push(offset, length, hash) {
      if (count + 2 > starts.length) {
        const moreStarts = new Float64Array(starts.length * 2);
        const moreMarks = new Uint32Array(starts.length * 2);
        moreStarts.set(starts);
        moreMarks.set(marks);
        starts = moreStarts;
        marks = moreMarks;
      }
      starts[count] = offset;
      marks[count] = mark(hash);
      count += 1;
      starts[count] = offset + length;
    },
    offset: (index) => starts[index] ?? Number.NaN,
    size: (index) => (starts[index + 1] ?? Number.NaN) - (starts[index] ?? Number.NaN),
    matches: (index, hash) => marks[index] === mark(hash),
  };
}
