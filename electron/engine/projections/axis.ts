// The bins of the charts. A chart counts with them and the grid filters with them, so a mark that is clicked shows
// exactly the rows that it counted.

const decadesPerBin = 0.25;
const first = 10;
const bins = 30;

const edge = (index: number): number => Number((first * 10 ** (index * decadesPerBin)).toPrecision(6));

/** 31 edges of the log axis, seconds: 10 s … about 10 y. */
export const lifetimeEdges: readonly number[] = Array.from({ length: bins + 1 }, (_, index) => edge(index));
const floor = first;
const ceiling = edge(bins);
const belowCeiling = ceiling * (1 - Number.EPSILON);

/** Where a lifetime stands on the axis: what is shorter or longer counts in the outermost bin; never stays Infinity. */
export function onLifetimeAxis(seconds: number): number {
  if (seconds === Number.POSITIVE_INFINITY) return seconds;
  if (seconds < floor) return floor;
  return seconds >= ceiling ? belowCeiling : seconds;
}

/** Bin of a finite lifetime. */
export function lifetimeBin(seconds: number): number {
  const place = onLifetimeAxis(seconds);
  let bin = Math.floor(Math.log10(place / first) / decadesPerBin);
  // The logarithm may round across an edge; the edges decide.
  if (place < (lifetimeEdges[bin] ?? floor)) bin -= 1;
  else if (place >= (lifetimeEdges[bin + 1] ?? ceiling)) bin += 1;
  return Math.min(bins - 1, Math.max(0, bin));
}

/** Half-open, but the end of a 0–100 scale belongs to its last bin. NaN is in no range. */
export const inScale = (value: number, from: number, to: number): boolean =>
  value >= from && (value < to || (to >= 100 && value <= to));

export const scaleBin = (value: number, width: number): number =>
  Math.min(Math.ceil(100 / width) - 1, Math.floor(value / width));
