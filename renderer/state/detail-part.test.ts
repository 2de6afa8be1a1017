import { expect, it } from 'vitest';
import { useDetailPart } from './detail-part.ts';

const widen = (width: number): void => {
  Object.defineProperty(globalThis, 'innerWidth', { value: width, configurable: true });
  globalThis.dispatchEvent(new Event('resize'));
};
const isVisible = (): boolean => useDetailPart.getState().visible;

it('is there where there is room, until somebody says otherwise', () => {
  widen(1600);
  expect(isVisible()).toBe(true);
  widen(1280);
  expect(isVisible()).toBe(false);
  useDetailPart.getState().show(true);
  widen(1000);
  expect(isVisible()).toBe(true);
});
