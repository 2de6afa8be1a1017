export const bands = ['critical', 'high', 'medium', 'low', 'minimal'] as const;
export type Band = (typeof bands)[number];

/** PRODUCT section 5. Power: sensitivity, breadth, reach, autonomy. Exposure: the others. */
export const scoreComponents = [
  'sensitivity',
  'breadth',
  'reach',
  'autonomy',
  'credential',
  'lifetime',
  'standing',
  'rotation',
  'unused',
  'ownership',
] as const;
export type ScoreComponent = (typeof scoreComponents)[number];

export interface ScorePart {
  readonly component: ScoreComponent;
  readonly axis: 'power' | 'exposure';
  /** Points on its own axis, 0 to `most`; the midpoint where unknown. */
  readonly points: number;
  readonly low: number;
  readonly high: number;
  readonly most: number;
  /** Contribution to the score: points × axis weight. The bars of the waterfall. */
  readonly weighted: number;
  /** In words, computed: `Lives 30 d without a human`. */
  readonly label: string;
  /** What it was computed from, in words. */
  readonly evidence: string;
  readonly unknown: boolean;
}

export interface Floor {
  readonly id: 'F1' | 'F2' | 'F3' | 'F4' | 'F5' | 'F6' | 'F7' | 'F8';
  readonly value: number;
  readonly reason: string;
  /** false: it would hold if an unknown fact came out badly; counts only for the upper bound. */
  readonly certain: boolean;
}

export interface Score {
  /** 0–100, rounded half up. */
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** 0–1: share of the weight that is known. */
  readonly confidence: number;
  readonly band: Band;
  /** 0–100, one decimal. */
  readonly power: number;
  readonly exposure: number;
  readonly parts: readonly ScorePart[];
  readonly floors: readonly Floor[];
  /** `NHI:1/S:1/B:12/R:40000/…`: enough to recompute the score anywhere. */
  readonly vector: string;
  /** First 6 hex digits of the policy's SHA-256. */
  readonly policy: string;
}

export function bandOf(value: number): Band {
  if (value >= 80) return 'critical';
  if (value >= 60) return 'high';
  if (value >= 35) return 'medium';
  if (value >= 15) return 'low';
  return 'minimal';
}
