import type { Band } from '#shared/model/score.ts';

const words: Record<Band, string> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  minimal: 'Minimal',
};
export const bandWord = (band: Band): string => words[band];
export const bandColour = (band: Band): string => `var(--nhi-band-${band})`;

/** Shape of a band in a box from -1 to 1, for marks in charts. The ring is to be stroked, not filled. */
export const bandPath: Record<Band, string> = {
  critical: 'M0-1 1 0 0 1-1 0Z',
  high: 'M0-.95 1 .85-1 .85Z',
  medium: 'M-.8-.8H.8V.8H-.8Z',
  low: 'M-.85 0a.85.85 0 1 0 1.7 0a.85.85 0 1 0-1.7 0Z',
  minimal: 'M-.72 0a.72.72 0 1 0 1.44 0a.72.72 0 1 0-1.44 0Z',
};

/** Diamond, triangle, square, disc, ring: the band told without colour. Give a label where no word stands beside it. */
export function BandMark(props: { band: Band; size?: number; label?: string }) {
  const { band, size = 10, label } = props;
  const hollow = band === 'minimal';
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: labelled, or hidden where the word stands beside it
    <svg
      className="band-mark"
      width={size}
      height={size}
      viewBox="-1 -1 2 2"
      style={{ flex: 'none' }}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
    >
      <path
        d={bandPath[band]}
        fill={hollow ? 'none' : bandColour(band)}
        stroke={hollow ? bandColour(band) : 'none'}
        strokeWidth={hollow ? 0.45 : 0}
      />
    </svg>
  );
}
