import { create } from 'zustand';

/** px; in a narrower window the part stays away until it is asked for. */
const roomy = 1400;

interface DetailPart {
  readonly visible: boolean;
  /** Somebody has switched it: from then on the room no longer decides. */
  readonly chosen: boolean;
  show(visible: boolean): void;
}

const isRoomy = (): boolean => globalThis.innerWidth >= roomy;

/** The part beside a grid that tells all of the row with the focus: one switch for every grid that has it. */
export const useDetailPart = create<DetailPart>()((set) => ({
  visible: isRoomy(),
  chosen: false,
  show: (visible) => set({ visible, chosen: true }),
}));

globalThis.addEventListener?.('resize', () => {
  if (!useDetailPart.getState().chosen) useDetailPart.setState({ visible: isRoomy() });
});
