import type { WatchRequest, WatchView } from '#shared/contract/contract.ts';
import { bands } from '#shared/model/score.ts';
import { scaleBin } from './axis.ts';
import { bandAt, inventoryRowOf } from './inventory-row.ts';
import { orderRows } from './order.ts';
import type { Picture } from './picture.ts';
import { selectRows } from './selection.ts';

type View = WatchView<'privilege.view'>;
const scoreWidth = 5;
/** 4 points a side: at most 625 cells. */
const cellWidth = 4;
const cellsAside = 100 / cellWidth;
const topRows = 50;
/** Below this a bare number would say more than is known (PRODUCT section 5). */
const enoughConfidence = 0.6;

export function privilegeView(picture: Picture, { filter }: WatchRequest<'privilege.view'>): View {
  const { identities } = picture;
  const rows = selectRows(picture, filter);
  const histogram = new Uint32Array(100 / scoreWidth);
  const perBand = new Uint32Array(bands.length);
  const cellCount = new Uint32Array(cellsAside * cellsAside);
  const cellTop = new Int32Array(cellsAside * cellsAside).fill(-1);
  let uncertain = 0;
  let total = 0;
  for (const row of rows) {
    const value = identities.value[row] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    total += 1;
    bump(histogram, scaleBin(value, scoreWidth));
    bump(perBand, identities.band[row] ?? 0);
    if ((identities.confidence[row] ?? 0) < enoughConfidence) uncertain += 1;
    const cell =
      scaleBin(identities.power[row] ?? 0, cellWidth) * cellsAside + scaleBin(identities.exposure[row] ?? 0, cellWidth);
    bump(cellCount, cell);
    const top = cellTop[cell] ?? -1;
    if (top < 0 || value > (identities.value[top] ?? 0)) cellTop[cell] = row;
  }
  const byScore = orderRows(picture, rows, { by: 'score', descending: true });
  return {
    total,
    bands: {
      critical: perBand[0] ?? 0,
      high: perBand[1] ?? 0,
      medium: perBand[2] ?? 0,
      low: perBand[3] ?? 0,
      minimal: perBand[4] ?? 0,
    },
    histogram: Array.from(histogram, (count, bin) => ({
      from: bin * scoreWidth,
      to: (bin + 1) * scoreWidth,
      count,
    })),
    scatter: scatter(picture, cellCount, cellTop),
    top: Array.from(byScore.subarray(0, Math.min(topRows, total)), (row) => inventoryRowOf(identities, row)),
    uncertain,
  };
}

const bump = (counts: Uint32Array, index: number): void => {
  counts[index] = (counts[index] ?? 0) + 1;
};

function scatter({ identities }: Picture, counts: Uint32Array, tops: Int32Array): View['scatter'] {
  const cells: View['scatter'] = [];
  counts.forEach((count, cell) => {
    const top = tops[cell] ?? -1;
    if (count === 0 || top < 0) return;
    const power = Math.floor(cell / cellsAside) * cellWidth;
    const exposure = (cell % cellsAside) * cellWidth;
    cells.push({
      power: [power, power + cellWidth],
      exposure: [exposure, exposure + cellWidth],
      count,
      band: bandAt(identities.band[top] ?? 255),
      top: { id: identities.id(top), name: identities.name(top), score: identities.value[top] ?? 0 },
    });
  });
  return cells;
}
