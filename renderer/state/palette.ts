import { create } from 'zustand';

interface Palette {
  readonly visible: boolean;
  /** What the box holds; `>` at the front asks for commands. */
  readonly text: string;
}

export const usePalette = create<Palette>()(() => ({ visible: false, text: '' }));

export const showPalette = (text: string): void => usePalette.setState({ visible: true, text });
export const hidePalette = (): void => usePalette.setState({ visible: false });
