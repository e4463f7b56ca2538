import type { Language } from '../../words/words.ts';
import { formatNumber } from '../format.ts';

/** Stripes over what is estimated, questionable or not settled yet. */
export const HATCHED = {
  ...{ symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4 },
  color: 'rgba(0,0,0,0.45)',
};

/** Place of the axes, with room for the legend. */
export const GRID = { left: 8, right: 20, top: 56, bottom: 8, containLabel: true };

/** A value axis that names its unit. */
export function unitAxis(unit: string) {
  return { type: 'value', name: unit, nameTextStyle: { align: 'left' } } as const;
}

/** Values with their unit, for tooltips. */
export function withUnit(unit: string, language: Language, digits = 2) {
  return (value: unknown) =>
    `${formatNumber(typeof value === 'number' ? value : null, language, digits)} ${unit}`.trim();
}
