export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const smallest = { width: 960, height: 600 };
const usual = { width: 1440, height: 900 };
/** Enough of the title bar to grasp it. */
const GRIP = 100;

const overlap = (from: number, length: number, otherFrom: number, otherLength: number): number =>
  Math.min(from + length, otherFrom + otherLength) - Math.max(from, otherFrom);

/** Where to open the window: where it was if a screen still shows it, else in the middle of the first work area. */
export function boundsToOpen(remembered: Rectangle | null, workAreas: readonly Rectangle[]): Partial<Rectangle> {
  const visible = remembered !== null && workAreas.some((area) => isGraspable(remembered, area));
  if (remembered && visible) {
    return {
      ...remembered,
      width: Math.max(smallest.width, remembered.width),
      height: Math.max(smallest.height, remembered.height),
    };
  }
  const area = workAreas[0];
  return {
    width: Math.max(smallest.width, Math.min(usual.width, area?.width ?? usual.width)),
    height: Math.max(smallest.height, Math.min(usual.height, area?.height ?? usual.height)),
  };
}

function isGraspable(window: Rectangle, area: Rectangle): boolean {
  const across = overlap(window.x, window.width, area.x, area.width);
  return across >= GRIP && window.y >= area.y - 1 && window.y <= area.y + area.height - GRIP / 2;
}
