import { describe, expect, it } from 'vitest';
import { backgroundOf } from './theme.ts';
import { boundsToOpen } from './window-bounds.ts';

const screens = [
  { x: 0, y: 0, width: 1920, height: 1040 },
  { x: 1920, y: 0, width: 1280, height: 1024 },
];

describe('where the window opens', () => {
  it('is where it was, while a screen shows it', () => {
    const bounds = { x: 2000, y: 50, width: 1000, height: 700 };
    expect(boundsToOpen(bounds, screens)).toEqual(bounds);
  });

  it('is a usual size where the screen is gone or nothing is remembered', () => {
    expect(boundsToOpen({ x: 4000, y: 0, width: 1000, height: 700 }, screens)).toEqual({ width: 1440, height: 900 });
    expect(boundsToOpen({ x: 0, y: 1035, width: 1000, height: 700 }, screens)).toEqual({ width: 1440, height: 900 });
    expect(boundsToOpen(null, [{ x: 0, y: 0, width: 1280, height: 760 }])).toEqual({ width: 1280, height: 760 });
  });

  it('is never smaller than the workbench can be', () => {
    expect(boundsToOpen({ x: 0, y: 0, width: 10, height: 10 }, screens)).toMatchObject({ width: 1440, height: 900 });
    expect(boundsToOpen({ x: 0, y: 0, width: 200, height: 10 }, screens)).toMatchObject({ width: 960, height: 600 });
    expect(boundsToOpen(null, [{ x: 0, y: 0, width: 640, height: 480 }])).toEqual({ width: 960, height: 600 });
  });
});

describe('the colour before the first paint', () => {
  it('follows the setting, else the system', () => {
    expect(backgroundOf('{ "theme": "light" }', true)).toBe('#FFFFFF');
    expect(backgroundOf('// mine\n{ "theme" : "dark" }', false)).toBe('#1F1F1F');
    expect(backgroundOf('{ "theme": "system" }', true)).toBe('#1F1F1F');
    expect(backgroundOf('', false)).toBe('#FFFFFF');
  });
});
